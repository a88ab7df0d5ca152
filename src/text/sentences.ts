/** The sentences of a notice, each in the section that it stands in. */
import { isSentenceEnd } from "./characters";
import type { Section, SectionKind } from "./sections";

export interface Sentence {
  kind: SectionKind;
  start: number;
  end: number;
}

/** In order; a sentence ends with 。, !, ?, a line break, or its section. Blank ones are left out. O(n). */
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
