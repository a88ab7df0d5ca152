/** Files of one notice a record: JSON Lines, CSV, TSV, Excel. */
import * as z from "zod";
import { recordId } from "../schemas/record-id";
import type { Required, Row } from "./columns";
import { readCsv } from "./csv";
import { readJsonLines } from "./jsonl";
import type { Read } from "./read";
import { readSheet } from "./read-sheet";
import type { Columns, Manner, Parts, Reader, SourceText } from "./source-text";
import { utf16AsUtf8 } from "./utf-16";

export const RECORD_READERS = {
  jsonl: readRecords,
  csv: tableReader(","),
  tsv: tableReader("\t"),
  xlsx: readWorkbook,
} as const satisfies Readonly<Record<string, Reader>>;

/** The columns of a record, under our names for them. */
function schemaOf({
  text = "text",
  id = "id",
}: Columns): z.ZodType<{ text: string; id?: string | undefined }> {
  return z
    .object({ [text]: z.string(), [id]: recordId })
    .transform((record) => ({ text: record[text] as string, id: record[id] as string | undefined }));
}

function required({ text = "text", id }: Columns): Required {
  return {
    columns: id === undefined ? [text] : [text, id],
    optional: ["id"],
    advice: "say which hold the text and the id (--text-column, --id-column)",
  };
}

/** An empty cell is no id. */
function cellsFor({ text = "text", id = "id" }: Columns): (row: Row) => Record<string, string | undefined> {
  return (row) => ({ [text]: row[text], ...(row[id]?.trim() && { [id]: row[id].trim() }) });
}

async function* asNotices(
  reads: AsyncIterable<Read<{ text: string; id?: string | undefined }>>,
): AsyncGenerator<Read<SourceText>> {
  for await (const read of reads) yield read.ok ? { ...read, value: { ...read.value, isPage: false } } : read;
}

function readRecords(parts: Parts, source: string, { columns }: Manner): AsyncGenerator<Read<SourceText>> {
  return asNotices(readJsonLines(source, schemaOf(columns), utf16AsUtf8(parts)));
}

function tableReader(delimiter: "," | "\t"): Reader {
  return (parts, source, { columns }) => {
    const options = { required: required(columns), delimiter, parts };
    return asNotices(readCsv(source, schemaOf(columns), cellsFor(columns), options));
  };
}

function readWorkbook(parts: Parts, source: string, { columns }: Manner): AsyncGenerator<Read<SourceText>> {
  return asNotices(readSheet(source, schemaOf(columns), cellsFor(columns), required(columns), parts));
}
