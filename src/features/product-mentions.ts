/** Where a text names a product, in any of its spellings. */
import lexicon from "../../data/lexicon/services.json";
import { isAsciiLetter, isDigit, SPACE } from "../text/characters";
import { normalise } from "../text/normalise";

export interface Product {
  name: string;
  kind: string;
  spellings: string[];
  /** Spellings that are ordinary words too: they count where one of the words of `near` stands close by. */
  ambiguous?: { spelling: string; near: string[] }[];
}

interface Entry {
  product: Product;
  near: readonly string[] | null;
}

interface Node {
  next: Map<number, Node>;
  entry: Entry | null;
}

/** Offsets in the normalised text. */
export interface Mention {
  product: Product;
  start: number;
  end: number;
}

/** The canonical name of a product in any of its spellings (グーグルのフォーム), or null for one that is not known. */
export function canonicalService(spelling: string): string | null {
  return canonicalNames().get(withoutSeparators(normalise(spelling).text)) ?? null;
}

let names: Map<string, string> | null = null;

/** Built on first use, like the trie. */
function canonicalNames(): ReadonlyMap<string, string> {
  names ??= nameBySpelling(lexicon.products);
  return names;
}

function nameBySpelling(products: readonly Product[]): Map<string, string> {
  const known = new Map<string, string>();
  for (const { name, spellings, ambiguous = [] } of products) {
    const all = [normalise(name).text, ...spellings, ...ambiguous.map(({ spelling }) => spelling)];
    for (const key of all.map(withoutSeparators)) if (!known.has(key)) known.set(key, name);
  }
  return known;
}

function withoutSeparators(spelling: string): string {
  return [...spelling].filter((char) => !isSeparator(char.charCodeAt(0))).join("");
}

/** Where a spelling stands as a word of its own; of several that begin at one place, the longest. */
export function* productMentions(text: string): Generator<Mention> {
  const root = spellingTrie();
  for (let at = 0; at < text.length; ) {
    const mention = longestAt(text, at, root);
    if (mention) yield mention;
    at = mention ? mention.end : at + 1;
  }
}

function longestAt(text: string, start: number, root: Node): Mention | null {
  let longest: Mention | null = null;
  let node: Node | undefined = root;
  if (!root.next.has(text.charCodeAt(start)) || runsOn(text, start)) return null;
  for (let i = start; i < text.length && node; i++) {
    const code = text.charCodeAt(i);
    const next: Node | undefined = node.next.get(code);
    if (!next && i > start && isSeparator(code) && !isSeparator(text.charCodeAt(i - 1))) continue;
    node = next;
    const entry = node?.entry;
    if (entry && endsWord(text, i + 1) && isNear(text, start, i + 1, entry.near)) {
      longest = { product: entry.product, start, end: i + 1 };
    }
  }
  return longest;
}

/** How far from an ambiguous spelling the word that settles its meaning may stand, in code units. */
const NEAR = 24;

function isNear(text: string, start: number, end: number, words: readonly string[] | null): boolean {
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

const SEPARATORS = new Set(
  [SPACE, ..."-_・の"].map((it) => (typeof it === "number" ? it : it.charCodeAt(0))),
);

/** What writers put between the words of a name or leave out: Microsoft-Teams, グーグル・フォーム, Amazonの S3. */
function isSeparator(code: number): boolean {
  return SEPARATORS.has(code);
}

let trie: Node | null = null;

/** Built on first use: importing the library must cost nothing. */
function spellingTrie(): Node {
  trie ??= buildTrie(lexicon.products);
  return trie;
}

function buildTrie(products: readonly Product[]): Node {
  const root: Node = { next: new Map(), entry: null };
  for (const product of products) {
    for (const spelling of product.spellings) insert(root, spelling, { product, near: null });
    for (const { spelling, near } of product.ambiguous ?? []) insert(root, spelling, { product, near });
  }
  return root;
}

function insert(root: Node, spelling: string, entry: Entry): void {
  let node = root;
  for (let i = 0; i < spelling.length; i++) {
    const code = spelling.charCodeAt(i);
    if (i > 0 && isSeparator(code)) continue;
    let next = node.next.get(code);
    if (!next) {
      next = { next: new Map(), entry: null };
      node.next.set(code, next);
    }
    node = next;
  }
  node.entry ??= entry;
}
