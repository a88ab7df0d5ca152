/** Where a text names a product, in any of its spellings. */

import lexicon from "../../data/lexicon/services.json";
import { lazy } from "../lazy";
import { isAsciiLetter, isDigit } from "../text/characters";
import { type MappedText, MappedTextBuilder } from "../text/mapped";
import { normalise } from "../text/normalise";
import { PhraseFinder } from "../text/phrase-finder";

export interface Product {
  name: string;
  kind: string;
  spellings: string[];
  /** Spellings that are ordinary words too: they count where one of the words of `near` stands close by. */
  ambiguous?: { spelling: string; near: string[] }[];
}

/** Offsets in the normalised text. */
export interface Mention {
  product: Product;
  start: number;
  end: number;
}

/** The canonical name of a product in any of its spellings (グーグルのフォーム), or null for one that is not known. */
export function canonicalService(spelling: string): string | null {
  return canonicalNames().get(withoutJoiners(normalise(spelling).text)) ?? null;
}

const canonicalNames = lazy(() => nameBySpelling(lexicon.products));

function nameBySpelling(products: readonly Product[]): Map<string, string> {
  const known = new Map<string, string>();
  for (const { name, spellings, ambiguous = [] } of products) {
    const all = [normalise(name).text, ...spellings, ...ambiguous.map(({ spelling }) => spelling)];
    for (const key of all.map(withoutJoiners)) if (!known.has(key)) known.set(key, name);
  }
  return known;
}

/** Where a spelling stands as a word of its own; of several that begin at one place, the longest. O(n × longest spelling). */
export function productMentions(text: string): Mention[] {
  const { finder, spellings } = spellingFinder();
  const joined = withWordsJoined(text);
  const mentions: Mention[] = [];
  // Occurrences come in order of their start, shorter ones first.
  finder.find(joined.text, (index, from, to) => {
    const { start, end } = joined.originalSpan(from, to);
    const { product, near } = spellings[index]!;
    const last = mentions.at(-1);
    if (last && last.start < start && start < last.end) return;
    if (runsOn(text, start) || !endsWord(text, end) || !isNear(text, start, end, near)) return;
    if (last?.start === start) mentions.pop();
    mentions.push({ product, start, end });
  });
  return mentions;
}

/** What writers put between the words of a name or leave out: Microsoft-Teams, グーグル・フォーム, Amazonの S3. */
const JOINERS = " -_・の";

function isJoiner(char: string): boolean {
  return JOINERS.includes(char);
}

/** How a spelling is compared. */
function withoutJoiners(spelling: string): string {
  return [...spelling].filter((char) => !isJoiner(char)).join("");
}

/** Leaves out joiners, but only one at a place: where there are more, the name has ended. */
function withWordsJoined(text: string): MappedText {
  const joined = new MappedTextBuilder();
  let from = 0;
  let afterJoiner = false;
  for (let i = 0; i < text.length; i++) {
    const joins = isJoiner(text[i]!);
    if (joins && !afterJoiner) {
      joined.keep(text.slice(from, i), from);
      from = i + 1;
    }
    afterJoiner = joins;
  }
  joined.keep(text.slice(from), from);
  return joined.build();
}

/** How far from an ambiguous spelling the word that settles its meaning may stand, in code units. */
const NEAR = 24;

function isNear(text: string, start: number, end: number, words: readonly string[] | undefined): boolean {
  if (!words) return true;
  const around = `${text.slice(Math.max(0, start - NEAR), start)}\n${text.slice(end, end + NEAR)}`;
  return words.some((word) => around.includes(word));
}

/** Common nouns that are written onto a katakana name without a break: エクセルファイル. */
function isAttachedNoun(text: string, at: number): boolean {
  return lexicon.mechanism.attachedNouns.some((noun) => text.startsWith(noun, at));
}

function endsWord(text: string, at: number): boolean {
  return !runsOn(text, at) || (isKatakana(text.charCodeAt(at)) && isAttachedNoun(text, at));
}

/** Whether the code units around `at` are of one word: Latin letters and digits, or katakana. */
function runsOn(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  const after = text.charCodeAt(at);
  return (isLatin(before) && isLatin(after)) || (isKatakana(before) && isKatakana(after));
}

function isLatin(code: number): boolean {
  return isAsciiLetter(code) || isDigit(code);
}

function isKatakana(code: number): boolean {
  return (code >= 0x30a1 && code <= 0x30fa) || code === 0x30fc;
}

interface Spelling {
  product: Product;
  /** Where the spelling is an ordinary word too: the words of which one must stand close by. */
  near?: readonly string[];
}

interface SpellingFinder {
  finder: PhraseFinder;
  /** By the index of the phrase found. */
  spellings: Spelling[];
}

const spellingFinder = lazy(() => buildFinder(lexicon.products));

/** Of products that share a spelling the first has it. */
function buildFinder(products: readonly Product[]): SpellingFinder {
  const known = new Map<string, Spelling>();
  const add = (written: string, spelling: Spelling) => {
    const key = withoutJoiners(written);
    if (!known.has(key)) known.set(key, spelling);
  };
  for (const product of products) {
    for (const written of product.spellings) add(written, { product });
    for (const { spelling, near } of product.ambiguous ?? []) add(spelling, { product, near });
  }
  return { finder: new PhraseFinder([...known.keys()]), spellings: [...known.values()] };
}
