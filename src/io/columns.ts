/** The columns that a table has to have. */
import { InputError } from "../errors";

export interface Required {
  columns: readonly string[];
  /** Those that are read where they are there; all others may be there twice. */
  optional?: readonly string[];
  /** What to do where one is missing. */
  advice?: string;
}

/** A column, and where its cells stand in a row. */
export interface Column {
  name: string;
  index: number;
}

/**
 * The columns of a header, each under its name; of those of one name the first.
 *
 * @param required what is read of the table; if nothing is said, all columns are
 * @throws InputError naming those that are missing and those that are there, or one in use that is there twice.
 */
export function columnsOf(
  header: readonly string[],
  required: Required | undefined,
  source: string,
  where: { line?: number } = {},
): Column[] {
  const names = header.map((name) => name.trim());
  const twice = names.find((name, index) => names.indexOf(name) < index && isRead(name, required));
  if (twice !== undefined)
    throw new InputError(`two columns are named ${twice}; rename one of them`, source, where);
  if (required) requireColumns(names, required, source, where);
  return names
    .map((name, index) => ({ name, index }))
    .filter(({ name, index }) => name !== "" && names.indexOf(name) === index);
}

function isRead(name: string, required: Required | undefined): boolean {
  if (name === "") return false;
  return !required || required.columns.includes(name) || (required.optional?.includes(name) ?? false);
}

function requireColumns(
  there: readonly string[],
  { columns, advice }: Required,
  source: string,
  where: { line?: number },
): void {
  const missing = columns.filter((column) => !there.includes(column));
  if (missing.length === 0) return;
  const named = there.filter((name) => name !== "").join(", ");
  const problem = `no column ${missing.join(", ")}; the columns are ${named}`;
  throw new InputError(advice ? `${problem}; ${advice}` : problem, source, where);
}
