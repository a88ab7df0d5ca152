/** The corpus that recipes and libraries are compared on. */
import { join } from "node:path";
import { readNotices } from "../src/io/read-notices";
import type { LabelledNotice } from "../src/schemas/notice";

/** @throws the error of the first notice that cannot be read: a comparison on a part would mislead. */
export async function readCorpus(): Promise<LabelledNotice[]> {
  const notices: LabelledNotice[] = [];
  for await (const read of readNotices([join(import.meta.dirname, "..", "data", "notices")])) {
    if (!read.ok) throw read.error;
    notices.push(read.value);
  }
  return notices;
}
