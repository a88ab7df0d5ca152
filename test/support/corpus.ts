/** The corpus, read once for the tests that need all of it. */
import { join } from "node:path";
import { readNotices } from "../../src/io/read-notices";
import type { LabelledNotice } from "../../src/schemas/notice";

export const ROOT = join(__dirname, "..", "..");
/** The page of the demo. */
export const PAGE = join(ROOT, "data", "pages", "archive.txt");
export const CORPUS = join(ROOT, "data", "notices");

export async function readCorpusNotices(): Promise<LabelledNotice[]> {
  const notices: LabelledNotice[] = [];
  for await (const read of readNotices([CORPUS])) {
    if (!read.ok) throw read.error;
    notices.push(read.value);
  }
  return notices;
}
