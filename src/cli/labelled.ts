/** Labelled notices for the commands that need them all at once. */
import { InputError, UsageError } from "../errors";
import type { Grouping } from "../evaluate/folds";
import { rareLabels } from "../evaluate/rare-labels";
import { type ReadNoticesOptions, readNotices } from "../io/read-notices";
import type { LabelledNotice } from "../schemas/notice";
import type { LeftOut } from "../schemas/report";
import { isCauseId } from "../taxonomy/taxonomy";
import { oneLine } from "./display";
import { type Complaints, complain } from "./output";

/** For commands that learn from the labels, whatever they are. */
export const ANY_LABEL = { labels: "any" } as const;

/**
 * Those that can be read, each with an id; of the others it complains.
 *
 * @throws InputError if there are none, once all are read.
 */
export async function* eachNotice(
  sources: readonly string[],
  complaints: Complaints,
  options: ReadNoticesOptions = {},
): AsyncGenerator<LabelledNotice> {
  let notices = 0;
  for await (const read of readNotices(sources, options)) {
    if (!read.ok) {
      complaints.add(read.error);
      continue;
    }
    notices++;
    yield read.value.id === undefined ? { ...read.value, id: placeOf(read) } : read.value;
  }
  if (notices === 0) throw new InputError("no labelled notices", sources.join(", "));
}

/** By this a notice without an id is found again. */
function placeOf({ source, line }: { source: string; line?: number }): string {
  return line === undefined ? source : `${source}:${line}`;
}

/** As `eachNotice`, for commands that need all of them at once. */
export async function readAllNotices(
  sources: readonly string[],
  complaints: Complaints,
  options: ReadNoticesOptions = {},
): Promise<LabelledNotice[]> {
  const notices: LabelledNotice[] = [];
  for await (const notice of eachNotice(sources, complaints, options)) notices.push(notice);
  if (options.labels === "any") tellOfStrangers(notices);
  return notices;
}

/** In a collection labelled with causes another label may be one of its own, or a slip. */
function tellOfStrangers(notices: readonly LabelledNotice[]): void {
  const counts = new Map<string, number>();
  for (const { label } of notices) counts.set(label, (counts.get(label) ?? 0) + 1);
  const strangers = [...counts].filter(([label]) => !isCauseId(label));
  if (strangers.length === 0 || strangers.length === counts.size) return;
  const named = strangers.map(([label, count]) => `${oneLine(label)} (${count})`).join(", ");
  complain(`labels that are no causes of the taxonomy, taken as your own: ${named}`);
}

/** Of labels that a model learns from one incident or writer only, held-out notices say nothing. */
export function tellOfRare(notices: readonly LabelledNotice[], groupBy: Grouping): void {
  for (const { label, notices: count } of rareLabels(notices, 2, groupBy))
    complain(
      `label ${oneLine(label)} (${countOf(count)}): all of one ${groupBy}; it is learnt, but the held-out figures do not cover it`,
    );
}

function countOf(notices: number): string {
  return notices === 1 ? "1 notice" : `${notices} notices`;
}

/**
 * The places of the notices but for those that held-out folds can say nothing of, of labels that come from one incident, or
 * one writer, only. Tells of them, and of labels that are rare.
 *
 * @throws RangeError if every label stands for several.
 */
export function leaveOutRare(
  notices: readonly LabelledNotice[],
  folds: number,
  groupBy: Grouping,
): { kept: number[]; leftOut: LeftOut[] } {
  const learnt = notices.filter(({ alsoRight = [] }) => alsoRight.length === 0);
  const coarse = notices.length - learnt.length;
  if (learnt.length === 0)
    throw new UsageError("every label stands for several causes; there is none to learn from");
  if (coarse > 0)
    complain(`${countOf(coarse)} of labels that stand for several causes, tested but not learnt from`);
  const rare = rareLabels(learnt, folds, groupBy);
  const leftOut = rare
    .filter(({ groups }) => groups === 1)
    .map(({ label, notices }) => ({
      label,
      notices,
      why: `all of one ${groupBy}, so it cannot be learnt and tested at once`,
    }));
  for (const { label, notices, why } of leftOut)
    complain(`label ${oneLine(label)} left out (${countOf(notices)}): ${why}`);
  for (const { label, groups } of rare.filter(({ groups }) => groups > 1))
    complain(
      `label ${oneLine(label)}: notices of ${groups} ${groupBy}s only, fewer than the ${folds} folds; its figures are chance`,
    );
  const unseen = new Set(leftOut.map(({ label }) => label));
  const kept = notices.flatMap(({ label, alsoRight = [] }, index) =>
    alsoRight.length > 0 || !unseen.has(label) ? [index] : [],
  );
  return { kept, leftOut };
}
