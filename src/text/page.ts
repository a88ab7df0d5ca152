/** A page read once: its written lines, what each is for, and what is usual on it. */
import { foldLine, kindOfShortLine, LineKind, LONGEST_ENTRY_TITLE } from "./line-kinds";
import { markerOf } from "./markers";
import {
  lineLength,
  linesOfPage,
  lineText,
  type PageLines,
  type WrittenLines,
  writtenLines,
} from "./page-lines";

/** Without a full stop, a line is taken for running text from this length on. In code units. */
const LONG_LINE = 45;

export interface Page {
  readonly lines: PageLines;
  readonly written: WrittenLines;
  /** The `LineKind` of each written line. */
  readonly kinds: Uint8Array;
  /** How many code units of running text stand before the written line `w`. */
  readonly bodyBefore: Uint32Array;
  /** How often each series of markers opens a line. */
  readonly markers: ReadonlyMap<string, number>;
  /** The number of blank lines that most often parts two paragraphs. */
  readonly usualGap: number;
  /** The share of lines with a blank line before them. */
  readonly gapShare: number;
}

/** O(n). */
export function readPage(text: string): Page {
  const lines = linesOfPage(text);
  const written = writtenLines(lines);
  const count = written.numbers.length;
  const kinds = new Uint8Array(count);
  const bodyBefore = new Uint32Array(count + 1);
  const markers = new Map<string, number>();
  for (let w = 0; w < count; w++) {
    const number = written.numbers[w]!;
    const length = lineLength(lines, number);
    const folded = length > LONGEST_ENTRY_TITLE ? "" : foldLine(lineText(lines, number, LONGEST_ENTRY_TITLE));
    const kind = length > LONGEST_ENTRY_TITLE ? LineKind.Body : kindOf(folded);
    kinds[w] = kind;
    bodyBefore[w + 1] = bodyBefore[w]! + (isText(kind, length) ? length : 0);
    if (kind === LineKind.Plain || kind === LineKind.Item) countMarker(markers, folded);
  }
  return { lines, written, kinds, bodyBefore, markers, ...gapsOf(written) };
}

/** How many code units of running text stand from the written line `from` to before `to`. O(1). */
export function bodyBetween(page: Page, from: number, to: number): number {
  return page.bodyBefore[to]! - page.bodyBefore[from]!;
}

/** An entry holds at least this much running text. In code units. */
const SHORTEST_BODY = 40;

/** Whether there is enough running text for an entry from the written line `from` to before `to`. O(1). */
export function hasBody(page: Page, from: number, to: number): boolean {
  return bodyBetween(page, from, to) >= SHORTEST_BODY;
}

/** The written line `w` in the spelling of the lexicon, cut to the length of a title. */
export function foldedLine(page: Page, w: number): string {
  return foldLine(lineText(page.lines, page.written.numbers[w]!, LONGEST_ENTRY_TITLE));
}

/** A line that a serial marker opens is a title, though its words may be those of an addressee or a label. */
function kindOf(folded: string): LineKind {
  const kind = kindOfShortLine(folded);
  return kind !== LineKind.Body && markerOf(folded)?.serial ? LineKind.Plain : kind;
}

/** Sentences, and lines longer than most titles. */
function isText(kind: number, length: number): boolean {
  return kind === LineKind.Body || (kind === LineKind.Plain && length >= LONG_LINE);
}

function countMarker(markers: Map<string, number>, folded: string): void {
  const marker = markerOf(folded);
  if (marker) markers.set(marker.series, (markers.get(marker.series) ?? 0) + 1);
}

function gapsOf(written: WrittenLines): { usualGap: number; gapShare: number } {
  const often = new Array<number>(10).fill(0);
  for (let w = 1; w < written.gaps.length; w++) often[written.gaps[w]!]!++;
  const all = Math.max(1, written.gaps.length - 1);
  let usualGap = 1;
  for (let gap = 2; gap < often.length; gap++) if (often[gap]! > often[usualGap]!) usualGap = gap;
  return { usualGap, gapShare: 1 - often[0]! / all };
}
