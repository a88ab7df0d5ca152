/** Excel files with a header in each sheet, each row checked by a schema. */
import type * as z from "zod";
import { InputError } from "../errors";
import { joinBytes, readBytes } from "./bytes";
import { type Column, columnsOf, hasColumns, type Required, type Row, rowOf } from "./columns";
import { gunzipped } from "./gunzip";
import { checkRecord, failure, withRaw } from "./jsonl";
import type { Read } from "./read";
import type { SheetTable } from "./readers/sheet";

/**
 * One result a row, sheet after sheet; sheets without the columns that are required, as covers are, are passed over. If none has
 * them, that is the one result. All in memory.
 */
export async function* readSheet<T>(
  source: string,
  schema: z.ZodType<T>,
  toRecord: (row: Row) => unknown,
  required: Required,
  parts: AsyncIterable<Buffer> = gunzipped(readBytes(source), source),
): AsyncGenerator<Read<T>> {
  const { tablesOfWorkbook } = await import("./readers/sheet");
  try {
    const tables = tablesToRead(
      await tablesOfWorkbook(await joinBytes(parts, source), source),
      required,
      source,
    );
    for (const { name, columns, rows } of tables) {
      for (const { cells, line } of rows) {
        const row = rowOf(cells, columns);
        const read = withRaw(checkRecord(toRecord(row), schema, source, { line }), () => JSON.stringify(row));
        yield tables.length > 1 ? withSheet(read, name) : read;
      }
    }
  } catch (error) {
    yield failure(error);
  }
}

interface Table extends Pick<SheetTable, "name" | "rows"> {
  columns: readonly Column[];
}

/** @throws InputError if none has the columns required with rows below them, or one has a column in use twice. */
function tablesToRead(tables: readonly SheetTable[], required: Required, source: string): Table[] {
  const filled = tables.filter(({ rows }) => rows.length > 0);
  const [first] = filled;
  if (!first) throw new InputError("no rows below the header", source);
  const fitting = filled.filter(({ header }) => hasColumns(header, required));
  // Complains of what the first lacks.
  return (fitting.length > 0 ? fitting : [first]).map(({ name, header, headerLine, rows }) => ({
    name,
    rows,
    columns: columnsOf(header, required, source, { line: headerLine }),
  }));
}

/** Rows of several sheets have the same numbers. */
function withSheet<T>(read: Read<T>, name: string): Read<T> {
  if (read.ok) return read;
  const { problem, source, where } = read.error;
  return { ok: false, error: new InputError(`${problem} (in the sheet ${name})`, source, where) };
}
