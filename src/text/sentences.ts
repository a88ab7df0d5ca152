/** The sentences of a notice, each in the section that it stands in, and their clauses. */
import { isSentenceEnd } from "./characters";
import type { Span } from "./mapped";
import type { Section, SectionKind } from "./sections";

export interface Sentence {
  kind: SectionKind;
  start: number;
  end: number;
}

/** In order; a sentence ends with 。, !, ?, a line break, or its section. What is of one code unit is left out. O(n). */
export function sentencesOf(text: string, sections: readonly Section[]): Sentence[] {
  const sentences: Sentence[] = [];
  for (const { kind, start, end } of sections) {
    let from = start;
    for (let at = start; at < end; at++) {
      if (!isSentenceEnd(text.charCodeAt(at))) continue;
      if (at > from) sentences.push({ kind, start: from, end: at + 1 });
      from = at + 1;
    }
    if (end - from > 1) sentences.push({ kind, start: from, end });
  }
  return sentences;
}

/** A clause longer than this is cut at its commas. In code units. */
const LONG_CLAUSE = 25;
/** 、 , and the colon, of a normalised text. */
const COMMAS: ReadonlySet<number> = new Set([0x3001, 0x2c, 0x3a]);

/** A sentence, or the parts between the commas of a long one. O(n). */
export function clausesOf(text: string, { start, end }: Span): Span[] {
  const clauses: Span[] = [];
  let from = start;
  for (let at = start; at < end; at++) {
    if (at - from < LONG_CLAUSE || !COMMAS.has(text.charCodeAt(at))) continue;
    clauses.push({ start: from, end: at + 1 });
    from = at + 1;
  }
  if (from < end) clauses.push({ start: from, end });
  return clauses;
}
