/** Values of options, checked. */
import { InvalidArgumentError, Option } from "commander";

export const GROUP_BY =
  "what held-out folds never part: the notices of an incident, or also those of a writer (their field `writer`)";

export function wholeNumber(value: string): number {
  if (!/^\d{1,9}$/.test(value)) throw new InvalidArgumentError("Expected a whole number from 0.");
  return Number(value);
}

/** A time in seconds, with a fraction where a second is too coarse. */
export function seconds(value: string): number {
  if (!/^\d{1,6}(?:\.\d{1,3})?$/.test(value)) throw new InvalidArgumentError("Expected seconds, from 0.");
  return Number(value);
}

/** For every command that fetches. */
export function allowPrivate(): Option {
  return new Option(
    "--allow-private",
    "fetch from private, loopback and link-local addresses too: of a site of your own network",
  ).default(false);
}
