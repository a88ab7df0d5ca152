/** What can be told of a notice beside its cause: length, layout, time, teller. Good corpora have all of it under every cause. */
import lexicon from "../../data/lexicon/corpus.json";
import type { LabelledNotice } from "../schemas/notice";
import { normalise } from "../text/normalise";

export const LENGTHS = ["<150", "150-499", "500-1199", ">=1200"] as const;

export interface Traits {
  length: (typeof LENGTHS)[number];
  genre: string;
  /** 2000, 2010, 2020: of the year that the text names most often; null if it names none. */
  decade: number | null;
  /** Kinds of organisations that the text names. */
  organisations: string[];
  /** Blanks inside Japanese, lines broken in mid sentence, full-width digits, menus: what PDFs and web pages add. */
  noisy: boolean;
  /** Whether the text has one of the usual words of its cause. */
  obvious: boolean;
  /** Digits of the number of people concerned, 0 for none. */
  magnitude: number;
}

const NOISE = /[ぁ-んァ-ヶ一-龠] \d|\d [年月日名件]|[０-９]|^.*[>＞›].*[>＞›]/m;
/** A line of a column's width that ends in mid word, and another below it. */
const BROKEN_LINE = /^.{25,60}[ぁ-んァ-ヶ一-龠]\n[ぁ-んァ-ヶ一-龠]/m;

const obviousWords: Readonly<Record<string, readonly string[]>> = lexicon.obvious;

/** O(n). */
export function traitsOf(notice: LabelledNotice): Traits {
  const { text } = normalise(notice.text);
  const says = (words: readonly string[]) => words.some((word) => text.includes(word));
  return {
    length: LENGTHS[lengthClass(notice.text.length)]!,
    genre: notice.genre ?? "unknown",
    decade: decadeOf(text),
    organisations: Object.entries(lexicon.organisations).flatMap(([kind, words]) =>
      says(words) ? [kind] : [],
    ),
    noisy: NOISE.test(notice.text) || BROKEN_LINE.test(notice.text),
    obvious: says(obviousWords[notice.label] ?? []),
    magnitude: notice.people ? String(notice.people).length : 0,
  };
}

function lengthClass(length: number): number {
  return [150, 500, 1200].filter((bound) => length >= bound).length;
}

function decadeOf(text: string): number | null {
  const counts = new Map<number, number>();
  for (const [, year] of text.matchAll(/(?<!\d)((?:19|20)\d\d)(?=[年./-])/g)) {
    const decade = Math.floor(Number(year) / 10) * 10;
    counts.set(decade, (counts.get(decade) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0] ?? null;
}
