/** The lines of a page as offsets in typed arrays: a page may hold millions of them. */

/** Gaps of more blank lines than this count as this: a wide gap is wide. */
const WIDEST_GAP = 9;

export interface PageLines {
  readonly text: string;
  readonly count: number;
  /** Where line `i` begins in the text; `starts[count]` is the length of the text. */
  readonly starts: Uint32Array;
  /** Line `i` without the blanks and the line break at its ends; both the same for a blank line. */
  readonly from: Uint32Array;
  readonly to: Uint32Array;
}

/** O(n). Line breaks are LF, CR, CRLF, form feed, vertical tab, NEL and the two separators of Unicode. */
export function linesOfPage(text: string): PageLines {
  const count = countLines(text);
  const lines = {
    text,
    count,
    starts: new Uint32Array(count + 1),
    from: new Uint32Array(count),
    to: new Uint32Array(count),
  };
  let start = 0;
  for (let i = 0; i < count; i++) {
    const end = lineEnd(text, start);
    lines.starts[i] = start;
    trimInto(lines, i, start, end);
    start = end;
  }
  lines.starts[count] = text.length;
  return lines;
}

export function isBlankLine(lines: PageLines, i: number): boolean {
  return lines.from[i] === lines.to[i];
}

/** The line without the blanks at its ends, cut to `limit` code units. */
export function lineText(lines: PageLines, i: number, limit: number): string {
  const from = lines.from[i]!;
  return lines.text.slice(from, Math.min(lines.to[i]!, from + limit));
}

export function lineLength(lines: PageLines, i: number): number {
  return lines.to[i]! - lines.from[i]!;
}

/** How many blank columns stand before the first character of the line. */
export function indentOf(lines: PageLines, i: number): number {
  return lines.from[i]! - lines.starts[i]!;
}

/** The numbers of the lines that are not blank, with the count of blank lines before each of them. */
export interface WrittenLines {
  readonly numbers: Uint32Array;
  readonly gaps: Uint8Array;
}

export function writtenLines(lines: PageLines): WrittenLines {
  const numbers = new Uint32Array(lines.count);
  const gaps = new Uint8Array(lines.count);
  let written = 0;
  let blanks = 0;
  for (let i = 0; i < lines.count; i++) {
    if (isBlankLine(lines, i)) {
      blanks++;
      continue;
    }
    numbers[written] = i;
    gaps[written++] = Math.min(blanks, WIDEST_GAP);
    blanks = 0;
  }
  return { numbers: numbers.subarray(0, written), gaps: gaps.subarray(0, written) };
}

function countLines(text: string): number {
  let count = 0;
  for (let start = 0; start < text.length; start = lineEnd(text, start)) count++;
  return count;
}

/** The offset behind the line break that ends the line which begins at `start`. */
function lineEnd(text: string, start: number): number {
  for (let i = start; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x0d && text.charCodeAt(i + 1) === 0x0a) return i + 2;
    if (isLineBreak(code)) return i + 1;
  }
  return text.length;
}

function isLineBreak(code: number): boolean {
  return (code >= 0x0a && code <= 0x0d) || code === 0x85 || code === 0x2028 || code === 0x2029;
}

function trimInto(
  lines: { text: string; from: Uint32Array; to: Uint32Array },
  i: number,
  start: number,
  end: number,
) {
  let from = start;
  let to = end;
  while (from < to && isBlankCode(lines.text.charCodeAt(from))) from++;
  while (to > from && isBlankCode(lines.text.charCodeAt(to - 1))) to--;
  lines.from[i] = from;
  lines.to[i] = to;
}

/** Blanks as `String.prototype.trim` knows them, the control characters, and the marks that print nothing. */
function isBlankCode(code: number): boolean {
  return (
    code <= 0x20 ||
    (code >= 0x7f && code <= 0xa0) ||
    code === 0x3000 ||
    code === 0x1680 ||
    (code >= 0x2000 && code <= 0x200b) ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0xfeff
  );
}
