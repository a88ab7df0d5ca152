/** CSV and TSV with a header, each row checked by a schema. */
import { type CsvError, type Info, parse } from "csv-parse";
import type { z } from "zod";
import { InputError } from "../errors";
import { decodeText, readBytes } from "./bytes";
import { type Required, requireColumns } from "./columns";
import { decodeBytes } from "./decode";
import { gunzipped, peek } from "./gunzip";
import { checkRecord, failure } from "./jsonl";
import { plainName } from "./kinds";
import type { Read } from "./read";

const DELIMITERS: Readonly<Record<string, "," | "\t">> = { ".csv": ",", ".tsv": "\t" };

/** Whether the name of a source says that it is CSV or TSV. */
export function isCsv(source: string): boolean {
  return delimiterOf(source) !== undefined;
}

function delimiterOf(source: string): "," | "\t" | undefined {
  return DELIMITERS[plainName(source).slice(-4).toLowerCase()];
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
  options: CsvOptions = {},
): AsyncGenerator<Read<T>> {
  try {
    for await (const { row, line, error } of rowsOf(source, options)) {
      if (error) yield { ok: false, error: new InputError(error, source, { line }) };
      else yield checkRecord(toRecord(row), schema, source, { line });
    }
  } catch (error) {
    yield failure(error);
  }
}

export interface CsvOptions {
  /** Columns that the header must have. */
  required?: Required;
  /** What parts the cells; else as the name of the source says. */
  delimiter?: "," | "\t";
  /** The bytes, where they are at hand; else those of the source. */
  parts?: AsyncIterable<Buffer>;
}

interface NumberedRow {
  row: Row;
  /** On which the row ends. */
  line: number;
  error?: string;
}

/** @throws InputError if the source cannot be read, is no text, has no rows, or lacks a column that is required. */
export async function* rowsOf(
  source: string,
  {
    required = { columns: [] },
    delimiter = delimiterOf(source) ?? ",",
    parts = gunzipped(readBytes(source), source),
  }: CsvOptions = {},
): AsyncGenerator<NumberedRow> {
  const skipped: NumberedRow[] = [];
  const parser = parse({
    bom: true,
    columns: (header: string[]) => checkHeader(header, required, source),
    info: true,
    delimiter,
    skip_empty_lines: true,
    skip_records_with_error: true,
    on_skip: (error?: CsvError) => {
      if (error) skipped.push({ row: {}, line: Number(error.lines ?? 0), error: error.message });
    },
  });
  const feeding = feed(parser, textOf(parts, source));
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

function checkHeader(header: string[], required: Required, source: string): string[] {
  const columns = header.map((column) => column.trim());
  const twice = columns.find((column, index) => columns.indexOf(column) < index);
  if (twice) throw new InputError(`two columns are named ${twice}`, source, { line: 1 });
  requireColumns(columns, required, source, { line: 1 });
  return columns;
}

async function feed(
  parser: NodeJS.WritableStream & { destroy(error?: Error): unknown },
  texts: AsyncIterable<string>,
): Promise<void> {
  try {
    for await (const text of texts) {
      // The parser would count each CR LF within quotes as two lines. Parts end at line feeds, so none is cut in two.
      if (!parser.write(text.replaceAll("\r\n", "\n")))
        await new Promise((resolve) => parser.once("drain", resolve));
    }
    parser.end();
  } catch (error) {
    parser.destroy(error as Error);
  }
}

/** So much of a table tells its encoding. */
const TELLING_ENCODING = 65_536;

/** Parts end at line feeds, so that none ends within a character; no encoding in use has them within one. */
async function* textOf(bytes: AsyncIterable<Buffer>, source: string): AsyncGenerator<string> {
  const { head, parts } = await peek(bytes, TELLING_ENCODING);
  const decode = decoderFor(head, source);
  let rest: Buffer = Buffer.alloc(0);
  for await (const part of parts) {
    const joined = rest.length > 0 ? Buffer.concat([rest, part]) : part;
    const end = joined.lastIndexOf(LINE_FEED) + 1;
    if (end > 0) yield decode(joined.subarray(0, end));
    rest = joined.subarray(end);
  }
  if (rest.length > 0) yield decode(rest);
}

const LINE_FEED = 0x0a;

/** Of UTF-8 each part is checked; spreadsheets of other encodings are told by their beginning. */
function decoderFor(head: Buffer, source: string): (part: Buffer) => string {
  const { encoding } = head.length === 0 ? { encoding: "utf-8" } : decodeBytes(head, source);
  if (encoding === "utf-8") return (part) => decodeText(part, source);
  const decoder = new TextDecoder(encoding);
  return (part) => decoder.decode(part, { stream: true });
}
