/** The days that mentions of dates mean, the missing parts taken from what stands before them and from the day of publication. */
import { type DateMention, daysOf } from "./date-mentions";

export interface ResolvedDate extends DateMention {
  /** "2022-11-08", or "2022-11" where the text gives no day. */
  iso: string;
}

const DAY_LENGTH = "2022-11-08".length;

export function isDay({ iso }: ResolvedDate): boolean {
  return iso.length === DAY_LENGTH;
}

export interface Day {
  year: number;
  month: number;
  day: number;
}

/** The date last spoken of, as far as it is known. */
interface Context {
  year: number | null;
  month: number | null;
  day: number | null;
}

/**
 * In order; mentions whose year or month cannot be told are left out. O(n) in the length of the text.
 *
 * `publication` is the day on which the text was published, if it is dated: of its dates none is much later.
 */
export function resolveDates(
  text: string,
  mentions: readonly DateMention[],
  publication: Day | null,
): ResolvedDate[] {
  const opening = openingOf(mentions);
  const begin: Context = { year: publication?.year ?? opening.year, month: null, day: null };
  /** The date last spoken of, and the last that was told with its day: history (2019年4月に導入) dates nothing but its own sentence. */
  let last = begin;
  let lastDay = begin;
  const resolved: ResolvedDate[] = [];
  let from = 0;
  for (const mention of mentions) {
    const between = text.slice(from, mention.start);
    const runsOn = !/[。\n]/.test(between) && (last.month !== null || between.length <= YEAR_REACH);
    const context = runsOn || lastDay.month === null ? last : lastDay;
    const date =
      mention.form === "day" && context.month === null && !publication
        ? leadDay(mention.day!, opening)
        : resolve(mention, context, publication, runsOn);
    if (isImpossible(date)) continue;
    if (date.year !== null && date.month !== null && mention.form !== "year") {
      resolved.push({ ...mention, iso: isoOf(date.year, date.month, date.day) });
    }
    last = date.month === null && mention.form !== "year" ? last : date;
    if (date.day !== null) lastDay = date;
    from = mention.end;
  }
  return resolved;
}

/** 先月30日, told in March. */
function isImpossible({ year, month, day }: Context): boolean {
  return year !== null && month !== null && day !== null && day > daysOf(year, month);
}

/** A year alone is that of what follows it so closely. In code units. */
const YEAR_REACH = 20;

/** The day of a mention that has all its parts. */
export function dayOf({ year, month, day }: DateMention): Day | null {
  return year !== undefined && month !== undefined && day !== undefined ? { year, month, day } : null;
}

/** What a text without a date line begins with: the first year that it names, and the month if it names one with it. */
function openingOf(mentions: readonly DateMention[]): Context {
  const {
    year = null,
    month = null,
    day = null,
  } = mentions.find((mention) => mention.year !== undefined && mention.month !== undefined) ??
  mentions.find((mention) => mention.year !== undefined) ??
  {};
  return { year, month, day };
}

function resolve(mention: DateMention, context: Context, publication: Day | null, runsOn: boolean): Context {
  const { form, year, month, day, shift } = mention;
  if (form === "year")
    return { year: year ?? shiftedYear(shift!, context, publication), month: null, day: null };
  if (year !== undefined) return { year, month: month ?? null, day: day ?? null };
  if (shift?.unit === "year") {
    return { year: shiftedYear(shift, context, publication), month: month ?? null, day: day ?? null };
  }
  if (shift?.unit === "month") return monthsFrom(baseOf(shift, context, publication), shift.by, day);
  if (shift) return daysFrom(baseOf(shift, context, publication), shift.by);
  if (month !== undefined) {
    return { year: yearOf(month, day ?? 1, context, publication, runsOn), month, day: day ?? null };
  }
  return dayAlone(day!, context, publication);
}

type Shift = NonNullable<DateMention["shift"]>;

function shiftedYear(shift: Shift, context: Context, publication: Day | null): number | null {
  const base = shift.from === "publication" ? (publication?.year ?? context.year) : context.year;
  return base === null ? null : base + shift.by;
}

function baseOf(shift: Shift, context: Context, publication: Day | null): Context {
  return shift.from === "publication" && publication ? publication : context;
}

function monthsFrom({ year, month }: Context, by: number, day?: number): Context {
  if (year === null || month === null) return { year, month: null, day: null };
  const date = new Date(Date.UTC(year, month - 1 + by, 1));
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: day ?? null };
}

function daysFrom({ year, month, day }: Context, by: number): Context {
  if (year === null || month === null || day === null) return { year, month: null, day: null };
  const date = new Date(Date.UTC(year, month - 1, day + by));
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** Months that go back so far, in a text that goes on, have gone round to the next year. */
const GONE_ROUND = 6;
/** Timelines go back by so many days where one step is told before another. */
const STEP_BACK = 31;
/** Deadlines and events are announced so many days ahead; what would be later was in the year before. */
const AHEAD = 45;
/** How much nearer to the date last spoken of a day must be than to that of publication to be of the former's year. */
const NEARER = 0.5;

/**
 * The year of a day without one: that of the date last spoken of, if both are in one sentence or the day is much nearer to
 * that date than to the publication; else the last that had the day before the publication.
 */
function yearOf(
  month: number,
  day: number,
  context: Context,
  publication: Day | null,
  runsOn: boolean,
): number | null {
  if (context.year === null) return null;
  const goneRound = context.month !== null && context.month - month >= GONE_ROUND;
  const onwards = goneRound ? context.year + 1 : context.year;
  if (!publication) return onwards;
  if (runsOn && context.month !== null) return onwards;
  const isPast = daysBetween(publication, { year: publication.year, month, day }) <= AHEAD;
  const latest = isPast ? publication.year : publication.year - 1;
  if (onwards >= latest) return latest;
  if (runsOn) return onwards;
  if (context.month === null) return latest;
  const sinceLast = daysBetween(
    { year: context.year, month: context.month, day: context.day ?? 1 },
    { year: onwards, month, day },
  );
  const untilPublished = daysBetween({ year: latest, month, day }, publication);
  return sinceLast >= -STEP_BACK && sinceLast <= untilPublished * NEARER ? onwards : latest;
}

const MILLISECONDS_A_DAY = 86_400_000;

function daysBetween(from: Day, to: Day): number {
  const at = ({ year, month, day }: Day) => Date.UTC(year, month - 1, day);
  return (at(to) - at(from)) / MILLISECONDS_A_DAY;
}

/** A day alone is of the month last spoken of, or of the last that had it before the text was published. */
function dayAlone(day: number, context: Context, publication: Day | null): Context {
  const { year, month } = context.month === null && publication ? publication : context;
  if (year === null || month === null) return { year, month: null, day: null };
  const isLater = publication !== null && isAfter({ year, month, day }, publication);
  if (isLater || day > daysOf(year, month)) return monthsFrom({ year, month, day }, -1, day);
  return { year, month, day };
}

/** News tells the day of its announcement first, and of what went before with month and year. */
function leadDay(day: number, { year, month, day: told }: Context): Context {
  return monthsFrom({ year, month, day }, told !== null && day < told ? 1 : 0, day);
}

function isAfter(day: Day, publication: Day): boolean {
  return daysBetween(publication, day) > 0;
}

function isoOf(year: number, month: number, day: number | null): string {
  const padded = [month, ...(day === null ? [] : [day])].map((part) => String(part).padStart(2, "0"));
  return [year, ...padded].join("-");
}
