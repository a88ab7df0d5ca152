/** Tagged notices as rows of a spreadsheet. */
import { stringify } from "csv-stringify/sync";
import type { TagRecord } from "../schemas/tag";

/** Between the entries of a cell that holds several. */
export const AND = "; ";

/** What stands in a cell. */
export type CsvCell = string | number | null | undefined;

/** The columns, in order, and what stands in each. */
export const CSV_COLUMNS: Readonly<Record<string, (record: TagRecord) => CsvCell>> = {
  source: ({ source }) => source,
  id: ({ id }) => id,
  index: ({ index }) => index,
  title: ({ title }) => title,
  cause: ({ cause }) => cause,
  family: ({ family }) => family,
  name: ({ name }) => name,
  probability: ({ probability }) => probability.toFixed(4),
  reason: ({ reason }) => reason,
  secondary: ({ secondary }) => secondary.join(AND),
  people: ({ features: { people } }) => people?.value,
  unit: ({ features: { people } }) => people?.unit,
  precision: ({ features: { people } }) => people?.precision,
  data: ({ features: { dataKinds } }) => dataKinds.map(({ kind }) => kind).join(AND),
  services: ({ features: { services } }) => services.map(({ name }) => name).join(AND),
  published: ({ features: { dates } }) => dates.published,
  occurred: ({ features: { dates } }) => dates.occurred,
  discovered: ({ features: { dates } }) => dates.discovered,
  exposedFrom: ({ features: { dates } }) => dates.exposure?.from,
  exposedTo: ({ features: { dates } }) => dates.exposure?.to,
  discoveredBy: ({ features: { discoveredBy } }) => discoveredBy,
  protection: ({ features: { protection } }) => protection,
  organisation: ({ features: { organisation } }) => organisation?.name,
  evidence: ({ evidence }) => evidence.map(({ text }) => text).join(AND),
};

/** RFC 4180 asks for CR LF, and Excel for it too. */
const LINE_END = "\r\n";
/** By this spreadsheets know UTF-8. */
const BYTE_ORDER_MARK = "\ufeff";

/** The line of the column names, with a byte order mark before it if asked for. */
export function csvHeader({ bom = false } = {}): string {
  return csvHeaderOf(Object.keys(CSV_COLUMNS), { bom });
}

/**
 * One line for a notice. Cells that begin with =, +, -, @, a tab or a carriage return are given an apostrophe first, so
 * that a spreadsheet takes them for text (OWASP, "CSV Injection").
 */
export function csvLine(record: TagRecord): string {
  return csvRow(Object.values(CSV_COLUMNS).map((cell) => cell(record)));
}

/** As `csvHeader`, of columns of one's own choice. O(n). */
export function csvHeaderOf(names: readonly string[], { bom = false } = {}): string {
  return (bom ? BYTE_ORDER_MARK : "") + csvRow(names);
}

/** Cells as one line, made safe as in `csvLine`. O(n) in their length. */
export function csvRow(cells: readonly CsvCell[]): string {
  // A cell of several lines would be one of several rows to those who read line by line.
  const oneLined = cells.map((cell) =>
    typeof cell === "string" ? cell.replace(/[\r\n]+/g, " ") : (cell ?? ""),
  );
  // A line with nothing on it would be no row to those who skip blank lines.
  const quoted_empty = cells.length === 1;
  return stringify([oneLined], { record_delimiter: LINE_END, escape_formulas: true, quoted_empty });
}
