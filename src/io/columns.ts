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
  const firsts = new Map<string, number>();
  for (const [index, name] of names.entries()) if (!firsts.has(name)) firsts.set(name, index);
  const twice = names.find((name, index) => firsts.get(name) !== index && isRead(name, required));
  if (twice !== undefined)
    throw new InputError(`two columns are named ${twice}; rename one of them`, source, where);
  const missing = required ? missingIn(names, required) : [];
  if (missing.length > 0)
    throw new InputError(complaint(missing, [...firsts.keys()], required), source, where);
  return [...firsts].filter(([name]) => name !== "").map(([name, index]) => ({ name, index }));
}

function isRead(name: string, required: Required | undefined): boolean {
  if (name === "") return false;
  return !required || required.columns.includes(name) || (required.optional?.includes(name) ?? false);
}

/** Whether a header has the columns required. */
export function hasColumns(header: readonly string[], required: Required): boolean {
  return missingIn(header, required).length === 0;
}

function missingIn(header: readonly string[], { columns }: Required): string[] {
  const there = new Set(header.map((name) => name.trim()));
  return columns.filter((column) => !there.has(column));
}

function complaint(
  missing: readonly string[],
  there: readonly string[],
  required: Required | undefined,
): string {
  const named = there.filter((name) => name !== "").join(", ");
  const problem = `no column ${missing.join(", ")}; the columns are ${named}`;
  return required?.advice ? `${problem}; ${required.advice}` : problem;
}

/** The cells of a row, each under the name of its column; "" where there is none. */
export type Row = Readonly<Record<string, string>>;

export function rowOf(cells: readonly string[], columns: readonly Column[]): Row {
  return Object.fromEntries(columns.map(({ name, index }) => [name, cells[index] ?? ""]));
}
