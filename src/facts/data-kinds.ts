/** The kinds of data that were exposed, or may have been. */
import type { ParsedNotice } from "../text/notice";
import type { Judge } from "./judge";
import { kindContexts, kindMentions } from "./kind-mentions";
import { DATA_KINDS, type DataKind } from "./names";

/** `start` and `end` span the most telling of the words that name the kind, in the text as given. */
export interface ExposedData {
  kind: DataKind;
  start: number;
  end: number;
}

/** The log-odds over which a kind is taken to be exposed. */
const LEAST = -0.4;

/** One entry for each kind, in the order of the list of kinds. O(n). */
export function findDataKinds(notice: ParsedNotice, judge: Judge): ExposedData[] {
  const { mapped } = notice;
  const mentions = kindMentions(mapped.text);
  const best = new Map<DataKind, { score: number; found: ExposedData }>();
  kindContexts(notice, mentions).forEach((context, index) => {
    const { kind, start, end } = mentions[index]!;
    const score = judge.judge(mapped.text, context)[0]!;
    if (score <= Math.max(LEAST, best.get(kind)?.score ?? LEAST)) return;
    best.set(kind, { score, found: { kind, ...mapped.originalSpan(start, end) } });
  });
  return DATA_KINDS.flatMap((kind) => best.get(kind)?.found ?? []);
}
