/** What is seen of a date when it is judged what happened on it. */
import type { Span } from "../text/mapped";
import type { ParsedNotice } from "../text/notice";
import type { ResolvedDate } from "./dates-resolved";
import type { Context } from "./judge";

/** How far the words are read, in code units. */
const BEFORE = 16;
const AFTER = 24;
const SENTENCE = 150;

/** One for each date, in order. O(n). */
export function dateContexts({ mapped: { text }, sections }: ParsedNotice, dates: readonly ResolvedDate[]): Context[] {
  const isos = dates.map(({ iso }) => iso);
  const sorted = [...new Set(isos.filter((iso) => iso.length === DAY))].sort();
  return dates.map((date, index) => {
    const next = dates[index + 1]?.start ?? text.length;
    const line = lineAround(text, date);
    const sentenceEnd = endOf(text, date.end, SENTENCE, SENTENCE_END);
    const clauseEnd = Math.min(next, endOf(text, date.end, AFTER, CLAUSE_END));
    return {
      places: [
        { start: Math.max(line.start, date.start - BEFORE), end: date.start },
        { start: date.end, end: Math.min(clauseEnd, sentenceEnd) },
        { start: date.end, end: Math.min(next, sentenceEnd) },
        { start: Math.max(date.end, Math.min(next, sentenceEnd)), end: sentenceEnd },
        { start: sentenceStart(text, date.start), end: date.start },
      ],
      cues: cuesOf(text, date, {
        line,
        section: sections.find(({ start, end }) => start <= date.start && date.start < end)?.kind ?? "none",
        index,
        count: dates.length,
        rank: sorted.indexOf(date.iso),
        days: sorted.length,
        told: isos.indexOf(date.iso) < index,
        next: dates[index + 1],
        last: dates[index - 1],
      }),
    };
  });
}

const DAY = "2022-11-08".length;
const SENTENCE_END = /[。\n]/;
const CLAUSE_END = /[。、\n]/;

function endOf(text: string, from: number, reach: number, stop: RegExp): number {
  const at = text.slice(from, from + reach).search(stop);
  return at < 0 ? Math.min(text.length, from + reach) : from + at;
}

function sentenceStart(text: string, before: number): number {
  const from = Math.max(0, before - SENTENCE);
  const stretch = text.slice(from, before);
  return from + Math.max(stretch.lastIndexOf("。"), stretch.lastIndexOf("\n")) + 1;
}

function lineAround(text: string, { start, end }: Span): Span {
  const lineEnd = text.indexOf("\n", end);
  return { start: text.lastIndexOf("\n", start - 1) + 1, end: lineEnd < 0 ? text.length : lineEnd };
}

interface Surroundings {
  line: Span;
  section: string;
  index: number;
  count: number;
  /** Among the days of the text in the order of time. */
  rank: number;
  days: number;
  told: boolean;
  next: ResolvedDate | undefined;
  last: ResolvedDate | undefined;
}

/** Between the two ends of a period: から, ~, より. */
const UNTIL = /^[^。\n]{0,14}(?:から|より|~|-|―|–)[^。\n]{0,6}$/;
const RANGE_REACH = 24;

function cuesOf(text: string, date: ResolvedDate, around: Surroundings): string[] {
  const { line, index, count, rank, days, next, last } = around;
  const cues = [`form ${date.form}`, `section ${around.section}`];
  const besides = text.slice(line.start, date.start) + text.slice(date.end, line.end);
  if (besides.trim().length <= 14) cues.push("date line");
  if (line.start === 0) cues.push("first line");
  if (text.indexOf("\n", line.end + 1) < 0) cues.push("last line");
  if (date.start === line.start) cues.push("opens line");
  cues.push(index === 0 ? "first" : index === count - 1 ? "last" : "between");
  if (index < 3) cues.push(`number ${index}`);
  if (rank === 0) cues.push("earliest");
  if (rank >= 0 && rank === days - 1) cues.push("latest");
  if (rank >= 0 && rank === days - 2) cues.push("latest but one");
  if (days === 1) cues.push("only day");
  if (around.told) cues.push("told before");
  if (next && next.start - date.end <= RANGE_REACH && UNTIL.test(text.slice(date.end, next.start))) cues.push("from");
  if (last && date.start - last.end <= RANGE_REACH && UNTIL.test(text.slice(last.end, date.start))) cues.push("until");
  return cues;
}
