/** Records of any shape: the rows of a CSV file, the objects of JSON Lines. */
import * as z from "zod";
import { isCsv, readCsv } from "./csv";
import { readJsonLines } from "./jsonl";
import type { Read } from "./read";

export type AnyRecord = Readonly<Record<string, unknown>>;

const anyRecord = z.record(z.string(), z.unknown());

/** In order; a broken one is yielded as an error, and reading goes on. */
export function readRows(source: string): AsyncGenerator<Read<AnyRecord>> {
  return isCsv(source) ? readCsv(source, anyRecord, (row) => row) : readJsonLines(source, anyRecord);
}
