/** What is seen of a date when it is judged what happened on it. */
import type { Span } from "../text/mapped";
import type { ParsedNotice } from "../text/notice";
import { isDay, type ResolvedDate } from "./dates-resolved";
import type { Context } from "./judge";
import { clauseEnd, lineAround, sectionAt, sentenceAround } from "./surroundings";

/** How far the words are read, in code units. */
const BEFORE = 16;
const AFTER = 24;

/** One for each date, in order. O(n). */
export function dateContexts(
  { mapped: { text }, sections }: ParsedNotice,
  dates: readonly ResolvedDate[],
): Context[] {
  const order = orderInTime(dates);
  return dates.map((date, index) => ({
    places: placesOf(text, date, dates[index + 1]?.start ?? text.length),
    cues: [
      `form ${date.form}`,
      `section ${sectionAt(sections, date.start)}`,
      ...lineCues(text, date),
      ...orderCues(dates, index),
      ...order(date),
      ...periodCues(text, date, dates[index - 1], dates[index + 1]),
    ],
  }));
}

/** Before the date; its clause; the sentence up to the next date; from there on; the sentence before. */
function placesOf(text: string, date: Span, next: number): Span[] {
  const sentence = sentenceAround(text, date);
  const line = lineAround(text, date);
  const until = Math.min(next, sentence.end);
  return [
    { start: Math.max(line.start, date.start - BEFORE), end: date.start },
    { start: date.end, end: Math.min(until, clauseEnd(text, date.end, AFTER)) },
    { start: date.end, end: until },
    { start: Math.max(date.end, until), end: sentence.end },
    { start: sentence.start, end: date.start },
  ];
}

/** A line that says little but a date. In code units. */
const DATE_LINE = 14;

function lineCues(text: string, date: Span): string[] {
  const line = lineAround(text, date);
  const besides = text.slice(line.start, date.start) + text.slice(date.end, line.end);
  const cues: string[] = [];
  if (besides.trim().length <= DATE_LINE) cues.push("date line");
  if (line.start === 0) cues.push("first line");
  if (line.end >= text.length - 1) cues.push("last line");
  if (date.start === line.start) cues.push("opens line");
  return cues;
}

/** Of the first dates of a text the number tells most. */
const NUMBERED = 3;

function orderCues(dates: readonly ResolvedDate[], index: number): string[] {
  const cues = [index === 0 ? "first" : index === dates.length - 1 ? "last" : "between"];
  if (index < NUMBERED) cues.push(`number ${index}`);
  if (dates.findIndex(({ iso }) => iso === dates[index]!.iso) < index) cues.push("told before");
  return cues;
}

/** Where a date stands among the days of the text in the order of time. */
function orderInTime(dates: readonly ResolvedDate[]): (date: ResolvedDate) => string[] {
  const days = [...new Set(dates.filter(isDay).map(({ iso }) => iso))].sort();
  const rankOf = new Map(days.map((iso, rank) => [iso, rank]));
  return ({ iso }) => {
    const rank = rankOf.get(iso);
    if (rank === undefined) return [];
    const cues: string[] = [];
    if (rank === 0) cues.push("earliest");
    if (rank === days.length - 1) cues.push("latest");
    if (rank === days.length - 2) cues.push("latest but one");
    if (days.length === 1) cues.push("only day");
    return cues;
  };
}

/** Between the two ends of a period: から, ~, より. */
const UNTIL = /^[^。\n]{0,14}(?:から|より|~|-|―|–)[^。\n]{0,6}$/;
const PERIOD_REACH = 24;

function periodCues(text: string, date: Span, last: Span | undefined, next: Span | undefined): string[] {
  const isPeriod = (from: Span, to: Span) =>
    to.start - from.end <= PERIOD_REACH && UNTIL.test(text.slice(from.end, to.start));
  const cues: string[] = [];
  if (next && isPeriod(date, next)) cues.push("from");
  if (last && isPeriod(last, date)) cues.push("until");
  return cues;
}
