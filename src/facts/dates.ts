/** When it happened, was noticed and was published, and during which time the data lay open. */
import type { ParsedNotice } from "../text/notice";
import { dateContexts } from "./date-contexts";
import { dateMentions } from "./date-mentions";
import { isDay, type ResolvedDate, resolveDates } from "./dates-resolved";
import type { Judge } from "./judge";
import { publicationDay } from "./publication";

export const DATE_ROLES = ["published", "occurred", "discovered", "from", "to"] as const;
export type DateRole = (typeof DATE_ROLES)[number];

/** ISO 8601: "2022-11-08", and for the ends of a period also "2022-11"; null where the text does not tell. */
export interface NoticeDates {
  published: string | null;
  occurred: string | null;
  discovered: string | null;
  exposure: { from: string | null; to: string | null } | null;
}

/** More dates than these are tables. Bounds the work. */
const MOST_DATES = 200;

/** All days and months that a normalised text speaks of. O(n). */
export function readDates(text: string): ResolvedDate[] {
  const mentions = [];
  for (const mention of dateMentions(text)) if (mentions.push(mention) >= MOST_DATES) break;
  return resolveDates(text, mentions, publicationDay(text, mentions));
}

/** O(n). */
export function findDates(notice: ParsedNotice, judge: Judge): NoticeDates {
  const dates = readDates(notice.mapped.text);
  const scores = dateContexts(notice, dates).map((context) => judge.judge(notice.mapped.text, context));
  const best = (role: DateRole): string | null => {
    const column = DATE_ROLES.indexOf(role);
    const days = role !== "from" && role !== "to";
    let found: string | null = null;
    let most = LEAST_ODDS[role];
    dates.forEach((date, index) => {
      if (days && !isDay(date)) return;
      const score = scores[index]![column]!;
      if (score <= most) return;
      found = date.iso;
      most = score;
    });
    return found;
  };
  const [from, to] = [best("from"), best("to")];
  return {
    published: best("published"),
    occurred: best("occurred"),
    discovered: best("discovered"),
    exposure: from || to ? { from, to } : null,
  };
}

/** The log-odds over which a date is taken for that of its role. */
const LEAST_ODDS: Readonly<Record<DateRole, number>> = {
  published: 0,
  occurred: 0,
  discovered: 0,
  from: 0,
  to: 0,
};
