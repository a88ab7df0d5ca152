/** CSV and TSV with a header, each row checked by a schema. */
import type * as z from "zod";
import { InputError } from "../errors";
import { readBytes } from "./bytes";
import { type Required, type Row, rowOf } from "./columns";
import { gunzipped } from "./gunzip";
import { checkRecord, failure, withRaw } from "./jsonl";
import { plainName } from "./kinds";
import type { Read } from "./read";
import { type Layout, layoutOf, parseRow } from "./table-cells";
import { tableLines } from "./table-lines";
import { TableRecords, textOf } from "./table-records";

const DELIMITERS: Readonly<Record<string, "," | "\t">> = { ".csv": ",", ".tsv": "\t" };

/** Whether the name of a source says that it is CSV or TSV. */
export function isCsv(source: string): boolean {
  return delimiterOf(source) !== undefined;
}

function delimiterOf(source: string): "," | "\t" | undefined {
  return DELIMITERS[plainName(source).slice(-4).toLowerCase()];
}

/**
 * One result a row, in order; a row of another width than the header, with a stray quote, or with bytes that are no text, is a
 * result too, named by the line where it begins, and reading goes on below; a header without a column that is required is
 * the one result of the source. RFC 4180, with LF, CR LF or CR, with or without a byte order mark, in any encoding that
 * texts may have; rows may span lines. O(n), in memory for one row of at most 100 MB.
 */
export async function* readCsv<T>(
  source: string,
  schema: z.ZodType<T>,
  toRecord: (row: Row) => unknown,
  options: CsvOptions = {},
): AsyncGenerator<Read<T>> {
  try {
    for await (const { row, line, error, raw } of rowsOf(source, options)) {
      const read: Read<T> = error
        ? { ok: false, error: new InputError(error, source, { line }) }
        : checkRecord(toRecord(row), schema, source, { line });
      yield withRaw(read, () => raw);
    }
  } catch (error) {
    yield failure(error);
  }
}

interface CsvOptions {
  /** Columns that the header must have; if nothing is said, any may be read, and none may be there twice. */
  required?: Required;
  /** What parts the cells: tabs; or commas, unless the header shows semicolons or tabs. Else as the name of the source says. */
  delimiter?: "," | "\t";
  /** The bytes, where they are at hand; else those of the source. */
  parts?: AsyncIterable<Buffer>;
}

interface NumberedRow {
  row: Row;
  /** On which the row begins. */
  line: number;
  /** As it stands in the table, in Unicode; of a broken row its first line. */
  raw: string;
  error?: string;
}

/** @throws InputError if the source cannot be read, is no text, has no rows, or lacks a column that is required. */
export async function* rowsOf(
  source: string,
  {
    required,
    delimiter = delimiterOf(source) ?? ",",
    parts = gunzipped(readBytes(source), source),
  }: CsvOptions = {},
): AsyncGenerator<NumberedRow> {
  const records = new TableRecords(tableLines(parts, source));
  try {
    const layout = await readLayout(records, CANDIDATES[delimiter], required, source);
    let rows = 0;
    for (let record = await records.read(); record; record = await records.read()) {
      rows++;
      const { cells, problem, isTorn } = parseRow(record, layout);
      if (isTorn) records.rereadAfterFirst();
      const [{ text, line }] = record.lines;
      const row = { row: rowOf(cells, layout.columns), line, raw: isTorn ? text : textOf(record) };
      yield problem === undefined ? row : { ...row, error: problem };
    }
    if (rows === 0) throw new InputError("no rows below the header", source);
  } finally {
    await records.close();
  }
}

/** What may part cells: what is asked for, or what is taken for it. */
const CANDIDATES = { ",": [",", ";", "\t"], "\t": ["\t"] } as const;
/** By such a line above the header Excel is told what parts the cells. */
const SEPARATOR = /^"?sep=(.)"?$/i;

async function readLayout(
  records: TableRecords,
  candidates: readonly string[],
  required: Required | undefined,
  source: string,
): Promise<Layout> {
  const first = await records.read();
  const separator = first && SEPARATOR.exec(textOf(first))?.[1];
  const header = separator ? await records.read() : first;
  if (!header) throw new InputError("no rows below the header", source);
  return layoutOf(header, separator ? [separator] : candidates, required, source);
}
