/** Sentences that tell who noticed, or how a medium was protected, as mentions to learn from. */
import { type SentenceFact, sentenceContexts, sentencesTelling } from "../../facts/sentence-facts";
import type { ParsedNotice } from "../../text/notice";
import type { LabelledMention } from "./fit-judge";

export interface Told {
  /** Undefined where nobody has read that. */
  answer: string | null | undefined;
  /** The words of the text that give the answer, where they were marked. */
  quote?: string | null | undefined;
}

export function sentencesToLearn(
  fact: SentenceFact,
  { answer, quote }: Told,
  source: string,
  parsed: ParsedNotice,
  incident: string,
): LabelledMention[] {
  if (answer === undefined) return [];
  const { mapped } = parsed;
  const sentences = sentencesTelling(fact, parsed);
  const contexts = sentenceContexts(sentences);
  const at = quote ? source.indexOf(quote) : -1;
  const marked = at < 0 ? null : mapped.mappedSpan(at, at + quote!.length);
  return sentences.map(({ start, end }, index) => ({
    text: mapped.text,
    incident,
    bag: "",
    context: contexts[index]!,
    holds: fact.answers.map(
      (one) => one === answer && (marked === null || (start < marked.end && end > marked.start)),
    ),
  }));
}
