/** Facts that one sentence of a notice tells, in whatever words: who noticed the incident, how a lost medium was protected. */
import lexicon from "../../data/lexicon/sentence-facts.json";
import { lazy } from "../lazy";
import type { ParsedNotice } from "../text/notice";
import { PhraseFinder } from "../text/phrase-finder";
import { type Sentence, sentencesOf } from "../text/sentences";
import type { Context, Judge } from "./judge";
import { DISCOVERERS, type Discoverer, PROTECTIONS, type Protection } from "./names";

export interface SentenceFact<Answer extends string = string> {
  answers: readonly Answer[];
  /** Finds the words that a sentence must hold. */
  words: () => PhraseFinder;
  /** The log-odds over which a sentence is taken to tell. */
  least: number;
}

export const DISCOVERY: SentenceFact<Discoverer> = {
  answers: DISCOVERERS,
  words: lazy(() => new PhraseFinder(lexicon.discoveredBy)),
  least: -1,
};

export const PROTECTION: SentenceFact<Protection> = {
  answers: PROTECTIONS,
  words: lazy(() => new PhraseFinder(lexicon.protection)),
  least: -0.75,
};

/** More sentences than these are tables. Bounds the work. */
const MOST_SENTENCES = 200;
/** What is promised afterwards, and what callers are asked, says nothing of what was. */
const UNTOLD: ReadonlySet<string> = new Set(["prevention", "contact"]);

/** The sentences that hold one of the words. O(n). */
export function sentencesTelling(
  { words }: SentenceFact,
  { mapped: { text }, sections }: ParsedNotice,
): Sentence[] {
  return sentencesOf(text, sections)
    .filter(({ kind, start, end }) => !UNTOLD.has(kind) && holdsAny(words(), text, start, end))
    .slice(0, MOST_SENTENCES);
}

function holdsAny(words: PhraseFinder, text: string, from: number, to: number): boolean {
  let holds = false;
  words.find(
    text,
    () => {
      holds = true;
    },
    from,
    to,
  );
  return holds;
}

const ENDING = 12;
/** A longer sentence is read to here, in code units. */
const LONGEST = 300;
const NUMBERED = 3;

export function sentenceContexts(sentences: readonly Sentence[]): Context[] {
  return sentences.map(({ kind, start, end }, index) => ({
    places: [
      { start, end: Math.min(end, start + LONGEST) },
      { start: Math.max(start, end - ENDING), end },
    ],
    cues: [`section ${kind}`, `number ${Math.min(index, NUMBERED)}`],
  }));
}

/** The answer that the most telling sentence gives, or null. O(n). */
export function findSentenceFact<Answer extends string>(
  fact: SentenceFact<Answer>,
  notice: ParsedNotice,
  judge: Judge,
): Answer | null {
  let best: Answer | null = null;
  let most = fact.least;
  for (const context of sentenceContexts(sentencesTelling(fact, notice))) {
    const scores = judge.judge(notice.mapped.text, context);
    fact.answers.forEach((answer, column) => {
      if (scores[column]! <= most) return;
      best = answer;
      most = scores[column]!;
    });
  }
  return best;
}
