/**
 * How many people an incident concerns: the headline figure, not the staff, the mails, the parts or other incidents.
 *
 * Every amount with a unit that people are counted in is a candidate; so is the sum of amounts that are listed one after
 * another. What stands around a candidate and how it relates to the others are named cues; the weights of a candidate's
 * cues add up to its score, and the best candidate wins if it beats "the text gives none". Words, cues and weights are
 * in data/lexicon/people.json.
 */
import lexicon from "../../data/lexicon/people.json";
import type { MappedText } from "../text/mapped";

export type PeopleUnit = "people" | "records" | "households" | "organisations";

/** `start` and `end` span the amount with its unit, or all the parts of a sum, in the text as given. */
export interface People {
  value: number;
  unit: PeopleUnit;
  start: number;
  end: number;
}

/** An amount that may be the headline figure; offsets in the normalised text. */
export interface Candidate {
  value: number;
  unit: PeopleUnit;
  start: number;
  end: number;
  cues: Set<string>;
}

type Weights = Readonly<Record<string, number>>;

const weights: Weights = lexicon.weights;

/** O(n). Null where the text does not say. */
export function findPeople(notice: MappedText): People | null {
  let best: Candidate | null = null;
  let bestScore = score(cuesOfNone(notice.text));
  for (const candidate of findCandidates(notice.text)) {
    const candidateScore = score(candidate.cues);
    if (candidateScore <= bestScore) continue;
    best = candidate;
    bestScore = candidateScore;
  }
  if (!best) return null;
  return { value: best.value, unit: best.unit, ...notice.originalSpan(best.start, best.end) };
}

function score(cues: ReadonlySet<string>): number {
  let sum = 0;
  for (const cue of cues) sum += weights[cue] ?? 0;
  return sum;
}

/** More amounts than this are tables and figures; the headline figure stands before them. Bounds the work. */
const MOST_AMOUNTS = 300;

/** The amounts of the text with what speaks for and against each. Exported for fitting the weights. */
export function findCandidates(text: string): Candidate[] {
  const amounts: Candidate[] = [];
  for (const amount of amountsIn(text)) {
    if (amounts.push(amount) >= MOST_AMOUNTS) break;
  }
  for (const amount of amounts) addContextCues(text, amount);
  addPositionCues(text, amounts);
  const sums = addSums(text, amounts);
  const all = [...amounts, ...sums];
  addComparisonCues(all);
  return all;
}

// --- Amounts -------------------------------------------------------------------------------------------------------

const NUMERAL_RUN = /[0-9〇一二三四五六七八九十百千万億][0-9〇一二三四五六七八九十百千万億,.]*/g;
/** Longer runs are codes and account numbers. */
const LONGEST_NUMERAL = 20;
/** Before a numeral these make it an ordinal or leave it open: 第三者, 数十万件, 何千人, R5. */
const SPOILS_NUMERAL = /[第数何幾a-z0-9_\-/#]$|[0-9一二三四五六七八九][、~]$/;
/** "1,000余名". */
const ODD = /^余り?/;
const UNIT_REACH = 16;

interface UnitWord {
  word: string;
  unit: PeopleUnit;
  kind: string;
  unless: readonly string[];
}

function* amountsIn(text: string): Generator<Candidate> {
  for (const match of text.matchAll(NUMERAL_RUN)) {
    const { index: start } = match;
    if (match[0].length > LONGEST_NUMERAL || SPOILS_NUMERAL.test(text.slice(Math.max(0, start - 2), start)))
      continue;
    const numeral = match[0].replace(/[,.]+$/, "");
    const value = readNumeral(numeral);
    if (value === null) continue;
    const counted = unitAt(text, start, start + numeral.length);
    if (!counted) continue;
    const { unit, kind, end } = counted;
    yield { value, unit, start, end, cues: new Set([`unit-${kind}`]) };
  }
}

/** The unit that follows a numeral, or that a heading before it (件数: 143) implies. */
function unitAt(
  text: string,
  start: number,
  at: number,
): { unit: PeopleUnit; kind: string; end: number } | null {
  const rest = text.slice(at, at + UNIT_REACH);
  const odd = ODD.exec(rest)?.[0].length ?? 0;
  const found = unitWords().find(
    ({ word, unless }) =>
      rest.startsWith(word, odd) && !unless.some((next) => rest.startsWith(next, odd + word.length)),
  );
  if (found) return { unit: found.unit, kind: found.kind, end: at + odd + found.word.length };
  const label = COUNT_LABEL.exec(text.slice(Math.max(0, start - LABEL_REACH), start))?.[1];
  if (!label || (rest !== "" && !/^[\s)|、。]/.test(rest))) return null;
  return { unit: label === "件" ? "records" : "people", kind: "labelled", end: at };
}

const COUNT_LABEL = /(件|人|者)数[:|は約\s]{0,3}$/;
const LABEL_REACH = 6;

let words: UnitWord[] | null = null;

/** Longest first, so that 団体 is not read as something shorter; built on first use. */
function unitWords(): UnitWord[] {
  words ??= lexicon.units
    .flatMap(({ unit, kind, words, unless }) =>
      words.map((word) => ({ word, unit: unit as PeopleUnit, kind, unless })),
    )
    .sort((a, b) => b.word.length - a.word.length);
  return words;
}

const KANJI_DIGITS = "〇一二三四五六七八九";
const SMALL_POWERS: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };
const LARGE_POWERS: Readonly<Record<string, number>> = { 万: 1e4, 億: 1e8 };
/** More than there are people, with room for records. */
const LARGEST = 1e11;

/** 1,204 · 3万5千 · 1.2万 · 三十四 · 一,二〇四 · 12万6500; null for what is no whole positive number. */
export function readNumeral(numeral: string): number | null {
  let total = 0;
  let section = 0;
  let digits = "";
  for (const char of numeral) {
    const small = SMALL_POWERS[char];
    const large = LARGE_POWERS[char];
    if (char === ",") continue;
    if (small) {
      section += (digits === "" ? 1 : Number(digits)) * small;
      digits = "";
    } else if (large) {
      total += (section + Number(digits) || 1) * large;
      section = 0;
      digits = "";
    } else {
      const digit = KANJI_DIGITS.indexOf(char);
      digits += digit < 0 ? char : String(digit);
    }
  }
  const value = Math.round((total + section + Number(digits)) * 100) / 100;
  return Number.isInteger(value) && value > 0 && value <= LARGEST ? value : null;
}

// --- What stands around an amount ------------------------------------------------------------------------------------

/**
 * Where the words of a cue are looked for: in its sentence before or after the amount, right before it but for words like
 * 約 and 計, in its line before it, in the line above.
 */
type Place = "before" | "after" | "touching" | "above" | "line";

/** Stand between an amount and what is counted: 応募者のべ約…. */
const FILLERS =
  /(?:[約計らの方はお:、|・(「 ]|およそ|延べ|のべ|最大|など|ほか|合わせて|あわせて|少なくとも)+$/;

interface Cue {
  name: string;
  place: Place;
  /** How many code units of the place are looked at, counted from the amount. */
  reach: number;
  words: readonly string[];
}

/** The furthest that any cue looks. */
const CONTEXT = 60;
const LONGEST_LABEL_LINE = 30;
/** Room for the fillers and the word before them. */
const TOUCH = 16;

function addContextCues(text: string, amount: Candidate): void {
  const places = placesAround(text, amount);
  for (const { name, place, reach, words } of lexicon.cues as Cue[]) {
    const window = place === "after" ? places.after.slice(0, reach) : places[place].slice(-reach);
    const holds = (word: string) => (place === "touching" ? window.endsWith(word) : window.includes(word));
    if (words.some(holds)) amount.cues.add(name);
  }
  addSmallNumberCues(amount);
  if (places.after === "" || /^[\s|)様分さまぶん]*$/.test(places.after)) amount.cues.add("ends-line");
  if (/[(]$/.test(places.before)) amount.cues.add("in-brackets");
  if (/^[\s・()(ア-ンa-z0-9)]*[^。、]{1,14}[\s:|]$/.test(places.before)) amount.cues.add("table-cell");
}

/** Small numbers are mostly staff on duty; that the words speak of a person concerned counts the more. */
const SMALL = 10;

function addSmallNumberCues({ value, cues }: Candidate): void {
  if (value >= SMALL) return;
  if (value === 1) cues.add("one");
  if (cues.has("staff-touching")) cues.add("small-staff");
  else if (cues.has("data-close") || cues.has("share-data")) cues.add("small-data");
  else if (cues.has("person-touching")) cues.add("small-person");
}

function placesAround(text: string, { start, end }: Candidate): Record<Place, string> {
  const before = text.slice(Math.max(0, start - CONTEXT), start);
  const after = text.slice(end, end + CONTEXT);
  const lineBefore = before.slice(before.lastIndexOf("\n") + 1);
  const sentenceBefore = lineBefore.slice(lineBefore.lastIndexOf("。") + 1);
  return {
    before: sentenceBefore,
    touching: sentenceBefore.slice(-TOUCH).replace(FILLERS, ""),
    after: after.slice(0, sentenceEnd(after)),
    above: before.length > lineBefore.length ? lineAbove(text, start - lineBefore.length - 1) : "",
    line: lineBefore,
  };
}

function sentenceEnd(after: string): number {
  const end = after.search(/[。\n]/);
  return end < 0 ? after.length : end;
}

/** The line that ends at `end`, if it is short enough for a heading. */
function lineAbove(text: string, end: number): string {
  const window = text.slice(Math.max(0, end - LONGEST_LABEL_LINE), end);
  const at = window.trimEnd().lastIndexOf("\n");
  return at < 0 && end > LONGEST_LABEL_LINE ? "" : window.slice(at + 1);
}

/** The first lines tell the headline figure; half a page further down details begin. In code units. */
const LEAD = 250;
const LONGEST_TITLE = 90;
/** From this share of the text on it is about measures and whom to ask. */
const LATE = 0.6;

function addPositionCues(text: string, amounts: readonly Candidate[]): void {
  const titleEnd = endOfTitle(text);
  amounts.forEach(({ start, cues }, i) => {
    if (start < titleEnd) cues.add("in-title");
    else if (start < titleEnd + LEAD) cues.add("in-lead");
    else if (start > text.length * LATE) cues.add("late");
    if (i === 0) cues.add("first");
  });
}

function endOfTitle(text: string): number {
  const end = text.indexOf("\n");
  return end >= 0 && end <= LONGEST_TITLE ? end : 0;
}

// --- How amounts relate to each other --------------------------------------------------------------------------------

/** Amounts further apart than this are not parts of one list. In code units. */
const WIDEST_GAP = 70;
const MOST_PARTS = 6;
const COUNTED_TOGETHER: ReadonlySet<string> = new Set(["people", "households", "records"]);

/**
 * Marks totals and their parts, and makes a candidate of each list of parts whose total the text does not give. Such a
 * sum has the cues that most of its parts share.
 */
function addSums(text: string, amounts: readonly Candidate[]): Candidate[] {
  const byValue = new Map<number, Candidate[]>();
  for (const amount of amounts)
    byValue.set(amount.value, [...(byValue.get(amount.value) ?? []), amount].slice(-4));
  const sums: Candidate[] = [];
  for (const run of runs(text, amounts)) {
    const totalled = markTotals(run, byValue);
    if (totalled || run.length > MOST_PARTS) continue;
    sums.push(sumOf(run, amounts));
    for (const part of run) part.cues.add("listed");
  }
  return sums;
}

/** Stretches of two or more amounts in the same unit that stand close together and are not said to be inside others. */
function* runs(text: string, amounts: readonly Candidate[]): Generator<Candidate[]> {
  let run: Candidate[] = [];
  for (const amount of amounts) {
    const last = run.at(-1);
    const follows = last && last.unit === amount.unit && amount.start - last.end <= WIDEST_GAP;
    if (last && !follows) {
      if (run.length > 1) yield run;
      run = [];
    }
    if (COUNTED_TOGETHER.has(amount.unit) && !isInside(text, amount)) run.push(amount);
  }
  if (run.length > 1) yield run;
}

function isInside(text: string, { start, cues }: Candidate): boolean {
  return cues.has("partial") || text.slice(Math.max(0, start - 3), start).includes("うち");
}

/** O(parts × MOST_PARTS). */
function markTotals(run: readonly Candidate[], byValue: ReadonlyMap<number, Candidate[]>): boolean {
  let found = false;
  run.forEach((_, from) => {
    let sum = run[from]!.value;
    for (let to = from + 1; to < Math.min(run.length, from + MOST_PARTS); to++) {
      sum += run[to]!.value;
      const totals = byValue.get(sum);
      if (!totals || run[to]!.value === run[from]!.value) continue;
      found = true;
      for (const total of totals) total.cues.add("is-total");
      for (const part of run.slice(from, to + 1)) part.cues.add("is-part");
    }
  });
  return found;
}

function sumOf(run: readonly Candidate[], amounts: readonly Candidate[]): Candidate {
  const [first] = run;
  const value = run.reduce((sum, part) => sum + part.value, 0);
  const cues = new Set([...sharedCues(run), "sum"]);
  if (amounts.some((amount) => isRoughly(amount, value))) cues.add("sum-confirmed");
  if (new Set(run.map((part) => part.value)).size < run.length) cues.add("sum-repeats");
  if (run.length === amounts.length) cues.add("sum-of-all");
  return { value, unit: first!.unit, start: first!.start, end: run.at(-1)!.end, cues };
}

/** The cues of at least half of the parts. */
function sharedCues(run: readonly Candidate[]): string[] {
  const counts = new Map<string, number>();
  for (const { cues } of run) for (const cue of cues) counts.set(cue, (counts.get(cue) ?? 0) + 1);
  return [...counts].filter(([, count]) => count * 2 >= run.length).map(([cue]) => cue);
}

/** How far a rounded figure may be from the exact one. */
const ROUNDING = 0.06;

/** Whether `amount` is a round figure for `value`: 2,900人余り for 2,935. */
function isRoughly(amount: Candidate, value: number): boolean {
  const off = Math.abs(value - amount.value) / value;
  return (
    off > 0 && off < ROUNDING && amount.value >= 50 && trailingZeros(amount.value) > trailingZeros(value)
  );
}

function trailingZeros(value: number): number {
  let zeros = 0;
  for (let rest = value; rest % 10 === 0 && rest > 0; rest /= 10) zeros++;
  return zeros;
}

/** O(k log k) in the number of candidates. */
function addComparisonCues(all: readonly Candidate[]): void {
  const counts = new Map<number, number>();
  for (const { value } of all) counts.set(value, (counts.get(value) ?? 0) + 1);
  const counted = all.filter(({ cues }) => !cues.has("sum"));
  const largest = Math.max(0, ...counted.filter(mayBeHeadline).map(({ value }) => value));
  const bySize = [...all].sort((a, b) => a.value - b.value);
  bySize.forEach((candidate, i) => {
    const { value, cues } = candidate;
    if (counts.get(value)! > 1) cues.add("repeated");
    if (counts.get(value)! > 2) cues.add("repeated-often");
    if (value === largest) cues.add("largest");
    if (counted.length === 1) cues.add("only");
    for (const neighbour of [bySize[i - 1], bySize[i + 1]]) {
      if (!neighbour || neighbour.value === value) continue;
      if (isRoughly(neighbour, value)) cues.add("refines");
      if (isRoughly(candidate, neighbour.value)) cues.add("refined");
    }
    if (value < 100) cues.add(value < SMALL ? "units" : "tens");
  });
}

const COUNTS_OTHERS = ["staff-touching", "staff-body", "whole", "partial", "outsider"];

function mayBeHeadline({ unit, cues }: Candidate): boolean {
  return unit === "people" && !COUNTS_OTHERS.some((cue) => cues.has(cue));
}

// --- No figure at all --------------------------------------------------------------------------------------------------

export function cuesOfNone(text: string): Set<string> {
  const cues = new Set(["none"]);
  for (const { name, words } of lexicon.none) if (words.some((word) => text.includes(word))) cues.add(name);
  return cues;
}
