/** Moments as feeds and mails write them, told as the clocks of Japan showed them. */

const NINE_HOURS = 9 * 60 * 60 * 1000;

/** A year, a month or a day of ISO 8601, which no zone can move. */
const WITHOUT_TIME = /^\d{4}(?:-\d{2}){0,2}$/;
/** Engines take almost anything with a number for a date, so it must look like one first. */
const DATE =
  /^\d{4}[-/]\d|\d[ -](?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6} {1,2}\d/i;
const ISO_TIME = /^\d{4}-\d{2}-\d{2}T/;
const WITH_ZONE = /:\d{2}(?:\.\d+)? ?(?:Z|[+-]\d{2}:?\d{2}|GMT|UTC?|[ECMP][SD]T)$/i;

/**
 * A date of RFC 5322 or ISO 8601 as ISO 8601 in Japanese time: a notice put out at 8:00 in Tokyo is of that day, where UTC
 * would make it of the day before. One without a zone is taken as Japanese; one without a time stays as it is. Null for what
 * is no date. O(n).
 */
export function inJapaneseTime(written: string): string | null {
  // Mail names the zone once more in brackets; engines know no JST.
  const text = (written.split("(")[0] ?? "").replace("JST", "+0900").trim();
  if (WITHOUT_TIME.test(text)) return Number.isNaN(Date.parse(text)) ? null : text;
  if (!DATE.test(text)) return null;
  if (!text.includes(":"))
    return inJapaneseTime(`${text} 00:00 +0900`)?.slice(0, "2024-06-03".length) ?? null;
  const zone = WITH_ZONE.test(text) ? "" : ISO_TIME.test(text) ? "+09:00" : " +0900";
  const moment = new Date(Date.parse(text + zone) + NINE_HOURS);
  return Number.isNaN(moment.getTime()) ? null : `${moment.toISOString().slice(0, -".000Z".length)}+09:00`;
}
