/** CSV and TSV with a header, each row checked by a schema. */
import { type CsvError, type Info, parse } from "csv-parse";
import type { z } from "zod";
import { InputError } from "../errors";
import { decodeText, readBytes } from "./bytes";
import { checkRecord, failure } from "./jsonl";
import type { Read } from "./read";

const DELIMITERS: Readonly<Record<string, string>> = { ".csv": ",", ".tsv": "\t" };

/** Whether the name of a source says that it is CSV or TSV. */
export function isCsv(source: string): boolean {
  return delimiterOf(source) !== undefined;
}

function delimiterOf(source: string): string | undefined {
  return DELIMITERS[source.slice(-4).toLowerCase()];
}

export type Row = Readonly<Record<string, string>>;

/**
 * One result a row, in order; a row of another width than the header, or with a stray quote, is a result too, and reading
 * goes on; a header without a column that is required is the one result of the source. RFC 4180, with LF or CR LF, with or without a byte order mark; rows may span lines. In constant memory.
 */
export async function* readCsv<T>(
  source: string,
  schema: z.ZodType<T>,
  toRecord: (row: Row) => unknown,
  required: readonly string[] = [],
): AsyncGenerator<Read<T>> {
  try {
    for await (const { row, line, error } of rowsOf(source, required)) {
      if (error) yield { ok: false, error: new InputError(error, source, { line }) };
      else yield checkRecord(toRecord(row), schema, source, { line });
    }
  } catch (error) {
    yield failure(error);
  }
}

interface NumberedRow {
  row: Row;
  /** On which the row ends. */
  line: number;
  error?: string;
}

/** @throws InputError if the source cannot be read, is not UTF-8, has no rows, or lacks a column that is required. */
export async function* rowsOf(source: string, required: readonly string[] = []): AsyncGenerator<NumberedRow> {
  const skipped: NumberedRow[] = [];
  const parser = parse({
    bom: true,
    columns: (header: string[]) => checkHeader(header, required, source),
    info: true,
    delimiter: delimiterOf(source) ?? ",",
    skip_empty_lines: true,
    skip_records_with_error: true,
    on_skip: (error?: CsvError) => {
      if (error) skipped.push({ row: {}, line: Number(error.lines ?? 0), error: error.message });
    },
  });
  const feeding = feed(parser, source);
  let rows = 0;
  for await (const { record, info } of parser as AsyncIterable<{ record: Row; info: Info }>) {
    // The parser reads ahead of those that it hands out.
    while (skipped[0] && skipped[0].line < info.lines) yield skipped.shift()!;
    rows++;
    yield { row: record, line: info.lines };
  }
  await feeding;
  yield* skipped.splice(0);
  if (rows === 0) throw new InputError("no rows below the header", source);
}

function checkHeader(header: string[], required: readonly string[], source: string): string[] {
  const columns = header.map((column) => column.trim());
  const twice = columns.find((column, index) => columns.indexOf(column) < index);
  if (twice) throw new InputError(`two columns are named ${twice}`, source, { line: 1 });
  const missing = required.filter((column) => !columns.includes(column));
  if (missing.length === 0) return columns;
  throw new InputError(`no column ${missing.join(", ")}; the columns are ${columns.join(", ")}`, source, {
    line: 1,
  });
}

async function feed(
  parser: NodeJS.WritableStream & { destroy(error?: Error): unknown },
  source: string,
): Promise<void> {
  try {
    for await (const text of textOf(source)) {
      // The parser would count each CR LF within quotes as two lines. Parts end at line feeds, so none is cut in two.
      if (!parser.write(text.replaceAll("\r\n", "\n")))
        await new Promise((resolve) => parser.once("drain", resolve));
    }
    parser.end();
  } catch (error) {
    parser.destroy(error as Error);
  }
}

/** Parts end at line feeds, so that none ends within a character. */
async function* textOf(source: string): AsyncGenerator<string> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const part of readBytes(source)) {
    const joined = rest.length > 0 ? Buffer.concat([rest, part]) : part;
    const end = joined.lastIndexOf(0x0a) + 1;
    if (end > 0) yield decodeText(joined.subarray(0, end), source);
    rest = joined.subarray(end);
  }
  if (rest.length > 0) yield decodeText(rest, source);
}
