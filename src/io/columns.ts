/** The columns that a table has to have. */
import { InputError } from "../errors";

export interface Required {
  columns: readonly string[];
  /** What to do where one is missing. */
  advice?: string;
}

/** @throws InputError naming those that are missing and those that are there. */
export function requireColumns(
  there: readonly string[],
  { columns, advice }: Required,
  source: string,
  where: { line?: number } = {},
): void {
  const missing = columns.filter((column) => !there.includes(column));
  if (missing.length === 0) return;
  const problem = `no column ${missing.join(", ")}; the columns are ${there.join(", ")}`;
  throw new InputError(advice ? `${problem}; ${advice}` : problem, source, where);
}
