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

/**
 * Each role is given to the date that is most likely to have it, if that is likely enough: nothing happens after it was
 * published, nor is it noticed before it happened, nor does a period end before it begins. O(n).
 */
export function findDates(notice: ParsedNotice, judge: Judge): NoticeDates {
  const { text } = notice.mapped;
  const dates = readDates(text);
  const scores = dateContexts(notice, dates).map((context) => judge.judge(text, context));
  const best = (role: DateRole, isPossible: (date: ResolvedDate) => boolean): string | null => {
    const column = DATE_ROLES.indexOf(role);
    let found: string | null = null;
    let most = LEAST_ODDS;
    dates.forEach((date, index) => {
      const score = scores[index]![column]!;
      if (score <= most || !isPossible(date)) return;
      found = date.iso;
      most = score;
    });
    return found;
  };
  const notAfter = (limit: string | null) => (date: ResolvedDate) =>
    isDay(date) && (limit === null || date.iso <= limit);
  const published = best("published", isDay);
  const discovered = best("discovered", notAfter(published));
  const occurred = best("occurred", notAfter(discovered ?? published));
  const from = best("from", ({ iso }) => published === null || iso <= published);
  const to = best("to", ({ iso }) => from === null || iso >= from.slice(0, iso.length));
  return { published, occurred, discovered, exposure: from || to ? { from, to } : null };
}

/** The log-odds over which a date is taken for that of its role. */
const LEAST_ODDS = 0;
