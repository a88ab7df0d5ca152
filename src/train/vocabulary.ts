/** Proposes the phrases that a model may use: the words of the training notices and sequences of them. */

import TokenizerJa from "natural/lib/natural/tokenizers/tokenizer_ja";
import { lazy } from "../lazy";
import { hasSpacedWords } from "../text/characters";
import type { FitOptions } from "./options";

/** Stretches in which words may stand next to each other: no punctuation, blank or line break, and digits only in names (s3). */
const CLAUSE = /(?:[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}ー々]|[a-z][a-z0-9]*)+/gu;

/** Words of languages that part them by blanks, and the sequences of them that no punctuation parts. */
const WORDS = /[\p{L}\p{M}][\p{L}\p{M}\p{N}'-]*(?: [\p{L}\p{M}][\p{L}\p{M}\p{N}'-]*)*/gu;
/** A word of letters is as long as a third of it in kana and kanji. */
const LETTERS_A_CHARACTER = 3;

const HANGUL = /\p{Script=Hangul}/u;
/** Shorter ones begin too many words that have nothing in common. */
const SHORTEST_STEM = { letters: 4, hangul: 2 };

export type PhraseShape = FitOptions["shape"];

const tokenizer = lazy(() => new TokenizerJa());

/**
 * The distinct phrases of a normalised text that have the shape: in Japanese words and their sequences, in languages that write
 * with blanks also stems. About 0.3 million characters a second.
 */
export function proposePhrases(text: string, shape: PhraseShape): string[] {
  const phrases = new Set<string>();
  if (hasSpacedWords(text)) addSpaced(text, shape, phrases);
  else addJapanese(text, shape, phrases);
  return [...phrases];
}

function addJapanese(text: string, shape: PhraseShape, phrases: Set<string>): void {
  for (const [clause] of text.matchAll(CLAUSE)) {
    addSequences(tokenizer().tokenize(clause), shape, "", phrases);
  }
}

/** Of languages that write with blanks. */
function addSpaced(text: string, shape: PhraseShape, phrases: Set<string>): void {
  const lettered = { ...shape, length: shape.length * LETTERS_A_CHARACTER };
  for (const [sequence] of text.matchAll(WORDS)) {
    const words = sequence.split(" ");
    addSequences(words, lettered, " ", phrases);
    for (const word of words) addStems(word, phrases);
  }
}

/** Words are inflected at their ends, and in Korean by particles: what they begin with is found in all their forms. */
function addStems(word: string, phrases: Set<string>): void {
  const shortest = HANGUL.test(word) ? SHORTEST_STEM.hangul : SHORTEST_STEM.letters;
  for (let end = shortest; end < word.length; end++) phrases.add(word.slice(0, end));
}

function addSequences(
  words: readonly string[],
  shape: PhraseShape,
  between: string,
  phrases: Set<string>,
): void {
  for (let first = 0; first < words.length; first++) {
    let phrase = "";
    for (let last = first; last < Math.min(words.length, first + shape.words); last++) {
      phrase += (last > first ? between : "") + words[last];
      if (phrase.length > shape.length) break;
      // A single character is a particle or a part of a word: it says nothing by itself.
      if (phrase.length > 1) phrases.add(phrase);
    }
  }
}

/**
 * The phrases found in the notices of at least `minIncidents` incidents, in code unit order.
 * Several notices on one incident quote each other, so they count once.
 */
export function selectVocabulary(
  notices: Iterable<{ incident: string; phrases: readonly string[] }>,
  minIncidents: number,
): string[] {
  const incidents = new Map<string, Set<string>>();
  for (const { incident, phrases } of notices) {
    for (const phrase of phrases) {
      const seen = incidents.get(phrase);
      if (seen) seen.add(incident);
      else incidents.set(phrase, new Set([incident]));
    }
  }
  return [...incidents]
    .filter(([, seen]) => seen.size >= minIncidents)
    .map(([phrase]) => phrase)
    .sort(byCodeUnits);
}

/** Not by locale, so that the same corpus gives the same bytes everywhere. */
function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
