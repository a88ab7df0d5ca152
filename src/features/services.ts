/** The products that a notice names as part of what went wrong: Google フォーム, Amazon S3, Emotet. */
import lexicon from "../../data/lexicon/services.json";
import { isAsciiLetter, isDigit, SPACE } from "../text/characters";
import type { MappedText } from "../text/mapped";
import { normalise } from "../text/normalise";

export interface Service {
  /** The canonical name, whatever spelling the notice uses. */
  name: string;
  start: number;
  end: number;
}

interface Product {
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

interface Mention {
  product: Product;
  start: number;
  end: number;
}

/**
 * O(n × longest spelling). One entry for each product, at the first mention that is part of the mechanism, in order of
 * appearance; offsets are those of the text as given.
 */
export function findServices(notice: MappedText): Service[] {
  const first = new Map<string, Mention>();
  for (const mention of mentions(notice.text)) {
    const { name } = mention.product;
    if (!first.has(name) && isPartOfMechanism(notice.text, mention)) first.set(name, mention);
  }
  if (first.size === 0 || advises(notice.text)) return [];
  return withoutVendors([...first.values()]).map(({ product, start, end }) => ({
    name: product.name,
    ...notice.originalSpan(start, end),
  }));
}

/** The canonical name of a product in any of its spellings (グーグルのフォーム), or null for one that is not known. */
export function canonicalService(spelling: string): string | null {
  return canonicalNames().get(withoutSeparators(normalise(spelling).text)) ?? null;
}

let names: Map<string, string> | null = null;

/** Built on first use, like the trie. */
function canonicalNames(): ReadonlyMap<string, string> {
  names ??= nameBySpelling(lexicon);
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

/** A vendor is only named where no product is: in "Amazonの「S3」" the product says it all. */
function withoutVendors(all: Mention[]): Mention[] {
  const products = all.filter(({ product }) => product.kind !== "vendor");
  return products.length > 0 ? products : all;
}

/**
 * Words that, in the sentence of a mention, say that the product is no part of what happened: measures and advice,
 * denials, other incidents, ways to get in touch, talk about the incident.
 */
const DISMISSING_SENTENCE = [
  ...["再発防止", "今後は", "に改め", "に切り替え", "へ切り替え", "に移行し", "乗り換え", "を導入し"],
  ...["ください", "ましょう", "たい方は", "押しながら"],
  ...[
    "関係はありません",
    "関係ありません",
    "とは無関係",
    "とは別",
    "影響はありません",
    "使用しておりません",
    "利用しておりません",
  ],
  ...["ことがある", "ことがあった", "過去には", "過去にも", "他社で", "別の会社で", "相次"],
  ...["更新は", "ダウンロードは", "フォロー", "シェアする", "お問い合わせは", "閲覧するには", "が必要です"],
];

/** A product that is given up as a measure is the one that it happened with. */
const GIVEN_UP = [
  "取りやめ",
  "利用を停止",
  "使用を停止",
  "利用を中止",
  "使用を中止",
  "使わない",
  "使用を禁",
  "利用を禁",
];

/** Nobody introduces Emotet as a measure: of threats only these sentences say that they are another story. */
const THREATS: ReadonlySet<string> = new Set(["malware", "ransomware", "p2p"]);
const DISMISSING_THREATS = [
  "ことがある",
  "ことがあった",
  "とは無関係",
  "とは別",
  "関係ありません",
  "関係はありません",
  "過去に",
  "他社で",
  "形跡はな",
  "ではない",
  "ではありません",
];

/** On a social network people mostly talk about the incident; it is part of it where somebody published or broke in there. */
const PUBLISHING = [
  "投稿",
  "載せ",
  "掲載",
  "アップロード",
  "公開",
  "配信",
  "写り込",
  "映り込",
  "乗っ取",
  "アカウント",
];
const TALKING = ["書き込", "話題", "騒", "拡散", "指摘", "公式", "シェア", "で送る", "お知らせ", "フォロー"];

function isPartOfMechanism(text: string, { product, start, end }: Mention): boolean {
  const sentence = sentenceAround(text, start, end);
  const says = (words: readonly string[]) => words.some((word) => sentence.includes(word));
  if (THREATS.has(product.kind)) return !says(DISMISSING_THREATS);
  if (product.kind === "sns" && (!says(PUBLISHING) || says(TALKING))) return false;
  if (NOT_MEANT_BEFORE.some((words) => text.startsWith(words, end))) return false;
  return !says(DISMISSING_SENTENCE) || says(GIVEN_UP);
}

/** A share button (LINEで送る) and the edition of an app (iPhone版). */
const NOT_MEANT_BEFORE = ["で送る", "版"];

/** Longer sentences are cut: what is further away says little about the mention. In code units, to each side. */
const SENTENCE_REACH = 80;
const SENTENCE_END = /[。\n]/;

function sentenceAround(text: string, start: number, end: number): string {
  const before = text.slice(Math.max(0, start - SENTENCE_REACH), start).split(SENTENCE_END);
  const after = text.slice(end, end + SENTENCE_REACH).split(SENTENCE_END);
  return `${before.at(-1)}${text.slice(start, end)}${after[0]}`;
}

const TOLD =
  /た(?=[。」)\n]|という|と発表|と公表|とい|そう|らし|の|こと|とみ|件|も|、|際|ため|が|お|$)|いたしまして|お詫び|ております/g;
const ADVISED =
  /ましょう|勧め|方法|するには|よくある|対策|解説|とは[、何]|でしょうか|防げ|相次|例えば|たとえば|仮に|ことがあ|べき|なら[、ば]|(?:です|ます)。/g;
/** Below this share of telling among telling and advising, a text explains how incidents come about; it reports none. */
const LEAST_TELLING = 0.35;

/** O(n). */
function advises(text: string): boolean {
  const told = count(text, TOLD) + 1;
  const advised = count(text, ADVISED) + 1;
  return told / (told + advised) < LEAST_TELLING;
}

function count(text: string, pattern: RegExp): number {
  let found = 0;
  for (const _ of text.matchAll(pattern)) found++;
  return found;
}

/** Where a spelling stands as a word of its own; of several that begin at one place, the longest. */
function* mentions(text: string): Generator<Mention> {
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
const ATTACHED =
  /^(?:ファイル|フォ|データ|シート|アカウント|サーバ|ユーザ|グループ|バケット|ボード|リポジトリ|チャンネル|ドライブ|アプリ|ウイルス|ウィルス|ソフト|マルウェア)/;
const ATTACHED_REACH = 6;

function endsWord(text: string, at: number): boolean {
  return (
    !runsOn(text, at) ||
    (isKatakana(text.charCodeAt(at)) && ATTACHED.test(text.slice(at, at + ATTACHED_REACH)))
  );
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
  trie ??= buildTrie(lexicon);
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
