/** Excel files with a header, each row checked by a schema. */
import type { z } from "zod";
import { joinBytes, readBytes } from "./bytes";
import { type Required, requireColumns } from "./columns";
import type { Row } from "./csv";
import { gunzipped } from "./gunzip";
import { checkRecord, failure } from "./jsonl";
import type { Read } from "./read";

/** One result a row, in order; a sheet without a column that is required is one result itself. All in memory. */
export async function* readSheet<T>(
  source: string,
  schema: z.ZodType<T>,
  toRecord: (row: Row) => unknown,
  required: Required,
  parts: AsyncIterable<Buffer> = gunzipped(readBytes(source), source),
): AsyncGenerator<Read<T>> {
  const { rowsOfSheet } = await import("./readers/sheet");
  try {
    for (const { row, line } of await rowsOfSheet(await joinBytes(parts), source)) {
      requireColumns(Object.keys(row), required, source);
      yield checkRecord(toRecord(row), schema, source, { line });
    }
  } catch (error) {
    yield failure(error);
  }
}
