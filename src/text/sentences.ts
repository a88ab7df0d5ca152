/** The sentences of a notice, each in the section that it stands in, and their clauses. */
import { hasSpacedWords, isSentenceEnd, SPACE } from "./characters";
import type { Span } from "./mapped";
import type { Section, SectionKind } from "./sections";

export interface Sentence {
  kind: SectionKind;
  start: number;
  end: number;
}

/**
 * In order; a sentence ends with 。, !, ?, a line break, or its section, and in languages that write with blanks also with a
 * full stop before one. What is of one code unit is left out. O(n).
 */
export function sentencesOf(text: string, sections: readonly Section[]): Sentence[] {
  const sentences: Sentence[] = [];
  const endsAt = hasSpacedWords(text) ? endsSpaced : endsJapanese;
  for (const { kind, start, end } of sections) {
    let from = start;
    for (let at = start; at < end; at++) {
      if (!endsAt(text, at)) continue;
      if (at > from) sentences.push({ kind, start: from, end: at + 1 });
      from = at + 1;
    }
    if (end - from > 1) sentences.push({ kind, start: from, end });
  }
  return sentences;
}

function endsJapanese(text: string, at: number): boolean {
  return isSentenceEnd(text.charCodeAt(at));
}

const FULL_STOP = 0x2e;

function endsSpaced(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return isSentenceEnd(code) || (code === FULL_STOP && text.charCodeAt(at + 1) === SPACE);
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
