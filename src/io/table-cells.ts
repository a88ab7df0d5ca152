/** The cells of a table: how it is laid out, and what is wrong with a row. */
import { CsvError, parse } from "csv-parse/sync";
import { InputError } from "../errors";
import { type Column, columnsOf, hasColumns, type Required } from "./columns";
import { type TableRecord, textOf } from "./table-records";

/** How a table is laid out, as its header tells. */
export interface Layout {
  delimiter: string;
  columns: readonly Column[];
  /** How many cells a row has. */
  width: number;
}

export interface Cells {
  cells: readonly string[];
  problem?: string;
  /** Whether the lines below the first may be records of their own. */
  isTorn: boolean;
}

const NOT_CLOSED = 'a quote is not closed, or stands within a cell; write a quote within a cell twice ("")';
const NOT_QUOTED =
  'a quote within a cell that is not quoted; put the cell in quotes, and write the quote within it twice ("")';

/**
 * The layout with that delimiter by which the header has the columns required, or else the most columns. O(n).
 *
 * @param candidates one delimiter at least, the likeliest first
 * @throws InputError if the header cannot be read, or has not the columns that are required.
 */
export function layoutOf(
  header: TableRecord,
  candidates: readonly string[],
  required: Required | undefined,
  source: string,
): Layout {
  const where = { line: header.lines[0].line };
  const readings = candidates.map((delimiter) => ({ delimiter, ...cellsOf(header, delimiter) }));
  const sound = readings
    .filter(({ problem }) => problem === undefined)
    .sort((a, b) => b.cells.length - a.cells.length);
  const fits = (cells: readonly string[]) => required !== undefined && hasColumns(cells, required);
  const best = sound.find(({ cells }) => fits(cells)) ?? sound[0];
  if (!best) throw new InputError(readings[0]?.problem ?? NOT_CLOSED, source, where);
  const columns = columnsOf(best.cells, required, source, where);
  return { delimiter: best.delimiter, columns, width: best.cells.length };
}

/** The cells of a row, or why it cannot be read. O(n). */
export function parseRow(record: TableRecord, layout: Layout): Cells {
  const read = cellsOf(record, layout.delimiter);
  if (read.problem !== undefined) return read;
  const problem =
    record.lines.find((line) => line.problem !== undefined)?.problem ?? widthProblem(read.cells, layout);
  return problem === undefined ? read : { ...read, problem, isTorn: holdsRows(record, layout) };
}

function widthProblem({ length }: readonly string[], { width }: Layout): string | undefined {
  return length === width
    ? undefined
    : `${length} ${length === 1 ? "cell" : "cells"} where the header has ${width}`;
}

/** Whether lines of a broken record are rows by themselves: then a quote too many has put them together. */
function holdsRows({ lines: [, ...below] }: TableRecord, { delimiter, width }: Layout): boolean {
  const isRow = (text: string) => text.split(delimiter).length === width;
  return width > 1 && below.some(({ text }) => isRow(text));
}

function cellsOf(record: TableRecord, delimiter: string): Cells {
  const [first] = record.lines;
  if (first.isCut) return { cells: [], problem: first.problem ?? NOT_CLOSED, isTorn: true };
  if (record.isOpen) return { cells: [], problem: NOT_CLOSED, isTorn: true };
  const text = textOf(record);
  // Most rows have no quote, and need no parser.
  if (!text.includes('"')) return { cells: text.split(delimiter), isTorn: false };
  try {
    const [cells = []] = parse(text, { delimiter, record_delimiter: "\n" });
    return { cells, isTorn: false };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const problem = error.code === "INVALID_OPENING_QUOTE" ? NOT_QUOTED : NOT_CLOSED;
    return { cells: [], problem, isTorn: true };
  }
}
