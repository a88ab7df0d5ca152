/** Learns what happens on the dates of a notice. */
import { dateContexts } from "../facts/date-contexts";
import { DATE_ROLES, type DateRole, readDates } from "../facts/dates";
import { Judge } from "../facts/judge";
import type { LabelledNotice } from "../schemas/notice";
import { parseNotice } from "../text/notice";
import { type FittedJudge, fitJudge, type JudgeOptions, type LabelledMention } from "./fit-judge";

/** How often mentions are judged anew which of several of one day it is that tells. */
const ROUNDS = 2;

interface Mention extends LabelledMention {
  notice: number;
  iso: string;
}

export function fitDates(notices: readonly LabelledNotice[], options: JudgeOptions): FittedJudge {
  const mentions = notices.flatMap((notice, index) => mentionsOf(notice, index));
  let fitted = fitJudge(mentions, DATE_ROLES.length, options);
  for (let round = 1; round < ROUNDS; round++) {
    const judge = new Judge(DATE_ROLES, fitted.features, fitted.table);
    fitted = fitJudge(tellingOnly(mentions, judge), DATE_ROLES.length, options);
  }
  return fitted;
}

/** What the notice says of each role, undefined where nobody has read that. */
function answerOf(notice: LabelledNotice, role: DateRole): string | null | undefined {
  if (role === "from" || role === "to") return notice.exposure === undefined ? undefined : (notice.exposure?.[role] ?? null);
  return notice[role];
}

function mentionsOf(notice: LabelledNotice, index: number): Mention[] {
  const parsed = parseNotice(notice.text);
  const dates = readDates(parsed.mapped.text);
  const contexts = dateContexts(parsed, dates);
  const isos = new Set(dates.map(({ iso }) => iso));
  return dates.map(({ iso }, at) => ({
    notice: index,
    iso,
    text: parsed.mapped.text,
    incident: notice.incident ?? notice.id ?? String(index),
    context: contexts[at]!,
    holds: DATE_ROLES.map((role) => {
      const answer = answerOf(notice, role);
      // A day that the text does not give was known to the reader from elsewhere.
      if (answer === undefined || (answer !== null && !isos.has(answer))) return null;
      return answer === iso;
    }),
  }));
}

/** Of several mentions of the day in question the one that the judge finds most telling; the others teach nothing. */
function tellingOnly(mentions: readonly Mention[], judge: Judge): Mention[] {
  const scores = mentions.map(({ text, context }) => judge.judge(text, context));
  const best = new Map<string, number>();
  const keyOf = ({ notice, iso }: Mention, column: number) => `${notice} ${iso} ${column}`;
  mentions.forEach((mention, index) => {
    for (let column = 0; column < DATE_ROLES.length; column++) {
      const key = keyOf(mention, column);
      const score = scores[index]![column]!;
      if (score > (best.get(key) ?? Number.NEGATIVE_INFINITY)) best.set(key, score);
    }
  });
  return mentions.map((mention, index) => ({
    ...mention,
    holds: mention.holds.map((held, column) =>
      held && scores[index]![column]! < best.get(keyOf(mention, column))! ? null : held,
    ),
  }));
}
