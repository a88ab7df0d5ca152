/** Labelled notices for the commands that need them all at once. */
import { readNotices } from "../io/read-notices";
import type { LabelledNotice } from "../schemas/notice";
import type { Complaints } from "./output";

export async function readAllNotices(
  sources: readonly string[],
  complaints: Complaints,
): Promise<LabelledNotice[]> {
  const notices: LabelledNotice[] = [];
  for await (const read of readNotices(sources)) {
    if (read.ok) notices.push(read.value);
    else complaints.add(read.error);
  }
  return notices;
}
