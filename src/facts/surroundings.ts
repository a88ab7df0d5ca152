/** The sentence and the line around a mention, looked for within a bounded reach, so that a long line costs no more than a short one. */
import type { Span } from "../text/mapped";
import type { Section, SectionKind } from "../text/sections";

/** How far the ends of a sentence or a line are looked for, in code units. */
const REACH = 160;

const SENTENCE_END = /[。\n]/;
const LINE_END = /\n/;
const CLAUSE_END = /[。、\n]/;

export function sentenceAround(text: string, { start, end }: Span, reach = REACH): Span {
  return {
    start: startAfter(text, start, reach, ["。", "\n"]),
    end: endBefore(text, end, reach, SENTENCE_END),
  };
}

/** Cut at the reach. */
export function lineAround(text: string, { start, end }: Span, reach = REACH): Span {
  return { start: startAfter(text, start, reach, ["\n"]), end: endBefore(text, end, reach, LINE_END) };
}

export function clauseEnd(text: string, from: number, reach: number): number {
  return endBefore(text, from, reach, CLAUSE_END);
}

/** The last `length` code units of the line that ends where the next one begins at `next`. */
export function lineAbove(text: string, next: number, length: number): Span {
  const end = Math.max(0, next - 1);
  return { start: startAfter(text, end, length, ["\n"]), end };
}

/** The kind of section that a place of the text is in. */
export function sectionAt(sections: readonly Section[], at: number): SectionKind | "none" {
  let [low, high] = [0, sections.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sections[middle]!.end <= at) low = middle + 1;
    else high = middle;
  }
  const section = sections[low];
  return section && section.start <= at ? section.kind : "none";
}

function endBefore(text: string, from: number, reach: number, stop: RegExp): number {
  const at = text.slice(from, from + reach).search(stop);
  return at < 0 ? Math.min(text.length, from + reach) : from + at;
}

function startAfter(text: string, before: number, reach: number, stops: readonly string[]): number {
  const from = Math.max(0, before - reach);
  const stretch = text.slice(from, before);
  return from + Math.max(...stops.map((stop) => stretch.lastIndexOf(stop))) + 1;
}
