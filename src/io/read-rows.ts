/** Records of any shape: the rows of a CSV file, the objects of JSON Lines. */
import * as z from "zod";
import { isCsv, readCsv } from "./csv";
import { readJsonLines } from "./jsonl";
import { kindByName } from "./kinds";
import type { Read } from "./read";
import { readSheet } from "./read-sheet";

export type AnyRecord = Readonly<Record<string, unknown>>;

const anyRecord = z.record(z.string(), z.unknown());

/** In order; a broken one is yielded as an error, and reading goes on. */
export function readRows(source: string): AsyncGenerator<Read<AnyRecord>> {
  if (kindByName(source) === "xlsx") return readSheet(source, anyRecord, (row) => row, { columns: [] });
  return isCsv(source) ? readCsv(source, anyRecord, (row) => row) : readJsonLines(source, anyRecord);
}
