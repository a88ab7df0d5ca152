/** Values of options, checked. */
import { InvalidArgumentError } from "commander";

export const GROUP_BY =
  "what held-out folds never part: the notices of an incident, or also those of a writer (their field `writer`)";

export function wholeNumber(value: string): number {
  if (!/^\d{1,9}$/.test(value)) throw new InvalidArgumentError("Expected a whole number from 0.");
  return Number(value);
}
