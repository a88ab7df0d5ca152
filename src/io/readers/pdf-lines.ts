/** The lines of a page, told from where its characters stand. */
import type { PrintedCharacter } from "./pdf-characters";

export interface PrintedLine {
  text: string;
  /** Of the baselines of its first and its last character, in points; of vertical lines from left to right. */
  start: number;
  end: number;
  /** In points. */
  length: number;
  isVertical: boolean;
}

/**
 * The lines of upright text, horizontal or vertical, in the order of the file, which is that of reading in files printed
 * from a text. Readings above words are left out, and so is what is printed twice at one place. O(n log n).
 */
export function linesOf(characters: readonly PrintedCharacter[]): PrintedLine[] {
  const runs = inReadingOrder(runsOf(withoutOverprints(characters)));
  const text = withoutReadings(runs);
  const lines = text.length === runs.length ? runs : runsOf(text.flatMap((run) => run.characters));
  return lines.map(lineOf).filter((line) => line.text !== "");
}

/** Whether most characters stand in vertical lines. O(n). */
export function isVertical(characters: readonly PrintedCharacter[]): boolean {
  const columns = runsOf(characters).filter((run) => run.isVertical);
  return 2 * columns.flatMap((run) => run.characters).length > characters.length;
}

/** How far apart in widths two prints of one character are at most: a stroke, a shadow, or bold type that a program feigns. */
const WIDEST_OVERPRINT = 0.3;

function withoutOverprints(characters: readonly PrintedCharacter[]): PrintedCharacter[] {
  const seen = new Map<string, PrintedCharacter>();
  return characters.filter((character) => {
    const { text, x, y, size } = character;
    const cell = 2 * WIDEST_OVERPRINT * size;
    const [columns, rows] = [nearestTwo(x / cell), nearestTwo(y / cell)];
    const isOverprint = columns.some((column) =>
      rows.some((row) => isPrintedTwice(seen.get(`${text}${column},${row}`), character)),
    );
    if (!isOverprint) seen.set(`${text}${Math.floor(x / cell)},${Math.floor(y / cell)}`, character);
    return !isOverprint;
  });
}

/** The cell that a place is in, and the one next to it that is nearer. */
function nearestTwo(place: number): [number, number] {
  const cell = Math.floor(place);
  return [cell, place - cell < 0.5 ? cell - 1 : cell + 1];
}

function isPrintedTwice(first: PrintedCharacter | undefined, second: PrintedCharacter): boolean {
  if (!first) return false;
  const { left, right, top, bottom } = roomOf(second);
  const width = Math.min(right - left, top - bottom);
  return Math.hypot(second.x - first.x, second.y - first.y) <= WIDEST_OVERPRINT * width;
}

/** Characters that make a line. */
interface Run {
  characters: PrintedCharacter[];
  isVertical: boolean;
}

function runsOf(characters: readonly PrintedCharacter[]): Run[] {
  const runs: Run[] = [];
  for (const [index, character] of characters.entries()) {
    const run = runs.at(-1);
    if (run && (character.guess === "hyphen" || isOnLine(run, character))) run.characters.push(character);
    else runs.push({ characters: [character], isVertical: beginsVertical(characters, index, run) });
  }
  return runs;
}

function isOnLine({ characters, isVertical }: Run, next: PrintedCharacter): boolean {
  const last = characters.at(-1)!;
  return isVertical ? isInColumn(characters[0]!, last, next) : isInRow(last, next);
}

/** Backwards stands a line of its own that was printed later. What is raised or lowered stays. */
function isInRow(last: PrintedCharacter, next: PrintedCharacter): boolean {
  const size = Math.max(last.size, next.size);
  return Math.abs(next.y - last.y) <= size / 2 && next.x - last.x > -size;
}

/** In sizes of the type. Columns are further apart, but short words stand upright side by side in one. */
const COLUMN_WIDTH = 0.75;

/** In sizes of the type. Single characters below each other that are further apart are lines of horizontal text. */
const LONGEST_STEP_DOWN = 1.6;

function isInColumn(first: PrintedCharacter, last: PrintedCharacter, next: PrintedCharacter): boolean {
  const down = last.y - next.y;
  return (
    Math.abs(next.x - first.x) <= COLUMN_WIDTH * first.size &&
    down <= LONGEST_STEP_DOWN * last.size &&
    down >= -0.1 * last.size
  );
}

/** How many characters have to follow each other downwards, close to each other. */
const SHORTEST_COLUMN = 3;

/** Letters that lie on their side are so many in front of the first character that stands. */
const LONGEST_LOOK = 12;

/** Whether a vertical line begins there; one that follows another may be short, or of one character. */
function beginsVertical(characters: readonly PrintedCharacter[], index: number, before?: Run): boolean {
  const first = characters[index]!;
  if (before?.isVertical && isAlone(first, characters[index + 1])) return true;
  const enough = before?.isVertical ? 0.3 : SHORTEST_COLUMN - 1;
  let steps = 0;
  for (let at = index + 1; at < characters.length && at <= index + LONGEST_LOOK; at++) {
    const [last, next] = [characters[at - 1]!, characters[at]!];
    if (!isInColumn(first, last, next)) return false;
    if (runsDown(last)) steps += weightOf((last.y - next.y) / last.size);
    if (steps >= enough) return true;
  }
  return false;
}

function isAlone(character: PrintedCharacter, next: PrintedCharacter | undefined): boolean {
  return !next || !(isInRow(character, next) || isInColumn(character, character, next));
}

/** A step of vertical writing is one size of the type; wider ones, if there are only some, are more often short lines. */
function weightOf(step: number): number {
  if (step < 0.25) return 0;
  return step < 1.1 ? 1 : 0.3;
}

/** Digits that stand below each other are a column of a table; in vertical lines they lie, or two are side by side. */
function runsDown({ text, turn }: PrintedCharacter): boolean {
  return turn === 1 || WIDE.test(text);
}

/**
 * The engine puts lines in order that begin at one height from left to right, as cells of a table; vertical lines go from
 * right to left.
 */
function inReadingOrder(runs: readonly Run[]): Run[] {
  const groups: Run[][] = [];
  for (const run of runs) {
    const group = groups.at(-1);
    if (group && group[0]!.isVertical && run.isVertical && areLevel(group.at(-1)!, run)) group.push(run);
    else groups.push([run]);
  }
  return groups.flatMap((group) => group.sort((a, b) => b.characters[0]!.x - a.characters[0]!.x));
}

function areLevel(a: Run, b: Run): boolean {
  const [first, second] = [a.characters[0]!, b.characters[0]!];
  return Math.abs(first.y - second.y) <= first.size / 2;
}

/** How large the type of readings is at most, in sizes of the words below. */
const LARGEST_READING = 0.67;

/** How far readings are from the baseline of their words, in sizes of these. */
const READING_DISTANCE = { least: 0.5, most: 1.3 };

/** Their words stand in the same line of the file, or in the next. */
const READING_LOOK = 8;

const KANA = /^[\p{sc=Hiragana}\p{sc=Katakana}ー・\s]+$/u;

function withoutReadings(runs: readonly Run[]): Run[] {
  return runs.filter((run, index) => {
    if (!KANA.test(textOf(run))) return true;
    const near = runs.slice(Math.max(0, index - READING_LOOK), index + READING_LOOK + 1);
    return !near.some((words) => isReadingOf(run, words));
  });
}

function isReadingOf(reading: Run, words: Run): boolean {
  const [first, base] = [reading.characters[0]!, words.characters[0]!];
  if (first.size > LARGEST_READING * base.size) return false;
  const [from, to] = [base, words.characters.at(-1)!];
  const [distance, isBeside] = words.isVertical
    ? [first.x - base.x, first.y <= from.y + base.size && first.y >= to.y - base.size]
    : [first.y - base.y, first.x >= from.x - base.size && first.x <= to.x + base.size];
  return (
    isBeside &&
    distance >= READING_DISTANCE.least * base.size &&
    distance <= READING_DISTANCE.most * base.size
  );
}

function textOf({ characters }: Run): string {
  return characters.map(({ text }) => text).join("");
}

/** Blanks at its start were told from where the line above ends; the full-width one of a paragraph stays. */
function lineOf({ characters, isVertical }: Run): PrintedLine {
  const gaps = characters.slice(1).map((next, index) => gapBetween(characters[index]!, next, isVertical));
  const spacing = spacingOf(gaps);
  const text = characters
    .map(({ text }, index) => (index > 0 && isBlank(gaps[index - 1]!, spacing) ? ` ${text}` : text))
    .join("");
  const [first, last] = [characters[0]!, characters.at(-1)!];
  return {
    text: text.trimEnd().replace(/^ +/, ""),
    start: isVertical ? first.x : first.y,
    end: isVertical ? last.x : last.y,
    length: (isVertical ? first.y - last.y : last.x - first.x) + last.size,
    isVertical,
  };
}

const JAPANESE = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\u3000-\u303f\uff00-\uffef]/u;

/** As wide as high in nearly all fonts. */
const WIDE = /(?![\uff61-\uffdf])[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\u3000-\u303f\uff00-\uffef]/u;

interface Gap {
  guess: PrintedCharacter["guess"];
  /** In sizes of the type. */
  width: number;
  isJapanese: boolean;
  /** Whether a blank of the file is on either side. */
  isTyped: boolean;
}

function gapBetween(last: PrintedCharacter, next: PrintedCharacter, isVertical: boolean): Gap {
  const [from, to] = [roomOf(last), roomOf(next)];
  const width = isVertical ? from.bottom - to.top : to.left - from.right;
  return {
    guess: next.guess,
    width: width / Math.max(last.size, next.size),
    isJapanese: JAPANESE.test(last.text) || JAPANESE.test(next.text),
    isTyped: last.text.trim() === "" || next.text.trim() === "",
  };
}

/** The share of Japanese fonts that is above the baseline. */
const ASCENT = 0.88;

/** Of glyphs that are drawings (Type 3) the engine tells the box of the ink. */
function roomOf({ text, x, y, size, turn, box }: PrintedCharacter): PrintedCharacter["box"] {
  const isTight = Math.min(box.right - box.left, box.top - box.bottom) < 0.95 * size;
  if (!isTight || turn !== 0 || !WIDE.test(text)) return box;
  return { left: x, top: y + ASCENT * size, right: x + size, bottom: y - (1 - ASCENT) * size };
}

/** How far the characters of a line are apart, if it is letter-spaced: the lower median of its gaps. */
function spacingOf(gaps: readonly Gap[]): number {
  const widths = gaps
    .filter(({ isJapanese, isTyped }) => isJapanese && !isTyped)
    .map(({ width }) => width)
    .sort((a, b) => a - b);
  return Math.max(0, widths[Math.floor((widths.length - 1) / 2)] ?? 0);
}

/**
 * In sizes of the type. Word processors part Japanese from Latin letters and digits by a fifth or a quarter; cells of a
 * table are mostly further apart.
 */
const WIDEST_AUTOMATIC_SPACE = 0.35;

/** In sizes of the type, between Latin letters, where the engine takes them for lines of their own or they are spaced. */
const NARROWEST_BLANK = 0.15;

/** Whether a blank is told that somebody typed: 2031年 is printed as 2031 年, and a title as お 詫 び. */
function isBlank({ guess, width, isJapanese, isTyped }: Gap, spacing: number): boolean {
  if (isTyped || guess === "nothing" || guess === "hyphen") return false;
  if (isJapanese) return width > spacing + WIDEST_AUTOMATIC_SPACE;
  if (spacing > NARROWEST_BLANK) return width > spacing + NARROWEST_BLANK;
  return guess === "blank" || width > NARROWEST_BLANK;
}
