/** Where a text names kinds of data, and what is seen around each name. */
import lexicon from "../../data/lexicon/data-kinds.json";
import { lazy } from "../lazy";
import { alternatives } from "../text/alternatives";
import type { Span } from "../text/mapped";
import type { ParsedNotice } from "../text/notice";
import { PhraseFinder } from "../text/phrase-finder";
import type { Context } from "./judge";
import { DATA_KINDS, type DataKind } from "./names";
import { lineAbove, sectionAt, sentenceAround } from "./surroundings";

export interface KindMention extends Span {
  kind: DataKind;
  word: string;
}

interface KindFinder {
  finder: PhraseFinder;
  words: readonly string[];
  kinds: readonly (readonly DataKind[])[];
}

const kindFinder = lazy((): KindFinder => {
  const kindsOf = new Map<string, DataKind[]>();
  for (const kind of DATA_KINDS) {
    for (const word of lexicon.kinds[kind]) kindsOf.set(word, [...(kindsOf.get(word) ?? []), kind]);
  }
  return {
    finder: new PhraseFinder([...kindsOf.keys()]),
    words: [...kindsOf.keys()],
    kinds: [...kindsOf.values()],
  };
});

/** More names than these are tables. Bounds the work. */
const MOST_MENTIONS = 400;

/**
 * In order of appearance, but for those in a list that the text denies; of words that begin at one place, or within another,
 * only the longest. O(n × longest word).
 */
export function kindMentions(text: string): KindMention[] {
  const { finder, words, kinds } = kindFinder();
  const mentions: KindMention[] = [];
  let last: Span & { count: number } = { start: -1, end: -1, count: 0 };
  finder.find(text, (index, start, end) => {
    if (start < last.end && !(start === last.start && end > last.end)) return;
    if (start === last.start) mentions.length -= last.count;
    for (const kind of kinds[index]!) mentions.push({ kind, word: words[index]!, start, end });
    last = { start, end, count: kinds[index]!.length };
  });
  const bounded = mentions.slice(0, MOST_MENTIONS);
  return bounded.filter((_, index) => !isDenied(text, bounded, index));
}

/** How far the words are read, in code units. */
const BEFORE = 10;
const AFTER = 12;
const ENDING = 10;
const LINE_ABOVE = 20;
/** Of so many kinds in one sentence on, it is a list. */
const LIST = 3;

/** One for each mention. O(n). */
export function kindContexts(
  { mapped: { text }, sections }: ParsedNotice,
  mentions: readonly KindMention[],
): Context[] {
  return mentions.map((mention, index) => {
    const { kind, word, start, end } = mention;
    const sentence = sentenceAround(text, mention);
    const section = sectionAt(sections, start);
    const beside = kindsBeside(mentions, index, sentence);
    return {
      places: [
        { start: Math.max(sentence.start, start - BEFORE), end: start },
        { start: end, end: Math.min(sentence.end, end + AFTER) },
        { start: sentence.start, end: start },
        { start: end, end: sentence.end },
        // Japanese denies at the end of a sentence.
        { start: Math.max(end, sentence.end - ENDING), end: sentence.end },
        // The heading of a list, the words that introduce it.
        lineAbove(text, sentence.start, LINE_ABOVE),
      ],
      cues: [
        `kind ${kind}`,
        `word ${word}`,
        `section ${section}`,
        `${kind} in ${section}`,
        `with ${beside.length >= LIST ? "many" : beside.length}`,
        ...new Set(beside.map((other) => `${kind} beside ${other}`)),
      ],
    };
  });
}

/** 住所、電話番号は含まれておりません: right after the list, without another clause between. */
const denial = lazy(
  () =>
    new RegExp(
      `^[^。、\\n]{0,20}(?:${alternatives(lexicon.denied.verbs)})[^。、\\n]{0,12}(?:${alternatives(lexicon.denied.negations)})`,
    ),
);

/** Between two items of a list stands so much at most, in code units. */
const BETWEEN_ITEMS = 12;
/** What ends a list: it is the subject of what follows. */
const NO_LIST = /[。はがをに\n]/;

/** Whether what follows the list that the mention is in denies it. O(length of the list). */
function isDenied(text: string, mentions: readonly KindMention[], index: number): boolean {
  let { end } = mentions[index]!;
  for (let at = index + 1; at < mentions.length; at++) {
    const next = mentions[at]!;
    if (next.start > end + BETWEEN_ITEMS || NO_LIST.test(text.slice(end, next.start))) break;
    end = Math.max(end, next.end);
  }
  return denial().test(text.slice(end, end + DENIAL_REACH));
}

/** A denial is looked for so far after a list, in code units. */
const DENIAL_REACH = 60;

/** The kinds of the other mentions of a sentence, but for its own. */
function kindsBeside(mentions: readonly KindMention[], index: number, { start, end }: Span): DataKind[] {
  const { kind } = mentions[index]!;
  const beside: DataKind[] = [];
  const look = (step: 1 | -1) => {
    for (let at = index + step; ; at += step) {
      const other = mentions[at];
      if (!other || other.start < start || other.end > end) return;
      if (other.kind !== kind) beside.push(other.kind);
    }
  };
  look(-1);
  look(1);
  return beside;
}
