/** Labelled notices for the commands that need them all at once. */
import { InputError } from "../errors";
import type { LabelMap } from "../io/label-map";
import { readNotices } from "../io/read-notices";
import type { LabelledNotice } from "../schemas/notice";
import type { Complaints } from "./output";

/** @throws InputError if there are none. */
export async function readAllNotices(
  sources: readonly string[],
  complaints: Complaints,
  map?: LabelMap,
): Promise<LabelledNotice[]> {
  const notices: LabelledNotice[] = [];
  for await (const read of readNotices(sources, { map })) {
    if (read.ok) notices.push(read.value);
    else complaints.add(read.error);
  }
  if (notices.length === 0) throw new InputError("no labelled notices", sources.join(", "));
  return notices;
}
