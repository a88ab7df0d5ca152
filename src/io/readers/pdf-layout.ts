/** The lines of the pages of a PDF as one text. */
import type { PrintedLine } from "./pdf-lines";

/** How much larger than usual the distance to the line above is where a paragraph begins. */
const PARAGRAPH_GAP = 1.3;

/** In points. What is closer stands on one line, raised or lowered. */
const SMALLEST_PITCH = 3;

/**
 * Lines as they are printed, and a blank line between pages, between columns and where the distance is larger than usual,
 * unless a sentence goes on there: what stands on several pages at one place (headers, page numbers) is left out in mid
 * sentence. O(n log n).
 */
export function layOut(allPages: readonly (readonly PrintedLine[])[]): string {
  const pages = allPages.filter((lines) => lines.length > 0);
  const largest = PARAGRAPH_GAP * usualPitch(pages);
  let text = "";
  for (const [lines, goesOn] of joinPages(pages)) {
    const longest = longestOf(lines);
    if (text !== "") text += goesOn ? "\n" : "\n\n";
    text += lines
      .map((line, index) => {
        const last = lines[index - 1];
        return last && isBreak(last, line, largest, longest) ? `\n${line.text}` : line.text;
      })
      .join("\n");
  }
  return text;
}

/** Pages, and whether each begins in the middle of a sentence. */
function* joinPages(
  pages: readonly (readonly PrintedLine[])[],
): Generator<[lines: readonly PrintedLine[], goesOn: boolean]> {
  const isRunning = runningLines(pages);
  let begun: readonly PrintedLine[] = [];
  let goesOn = false;
  for (const page of pages) {
    const body = begun.slice(0, begun.findLastIndex((line) => !isRunning(line)) + 1);
    const next = page.slice(
      Math.max(
        0,
        page.findIndex((line) => !isRunning(line)),
      ),
    );
    const isCut = body.length > 0 && next.length > 0 && goesOnAfter(body.at(-1)!, longestOf(body));
    if (begun.length > 0) yield [isCut ? body : begun, goesOn];
    begun = isCut ? next : page;
    goesOn = isCut;
  }
  if (begun.length > 0) yield [begun, goesOn];
}

/** Tells lines that stand on several pages at one height, but for their numbers. */
function runningLines(pages: readonly (readonly PrintedLine[])[]): (line: PrintedLine) => boolean {
  const counts = new Map<string, number>();
  for (const page of pages) {
    for (const key of new Set(page.map(placeOf))) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return (line) => counts.get(placeOf(line))! > 1;
}

function placeOf({ text, start }: PrintedLine): string {
  return `${Math.round(start)} ${text.replace(/\p{N}+/gu, "0")}`;
}

function isBreak(above: PrintedLine, below: PrintedLine, largest: number, longest: number): boolean {
  if (above.isVertical !== below.isVertical) return true;
  const pitch = above.end - below.start;
  // Upwards lies another column, or a header that was printed last.
  return pitch > largest || (pitch < -SMALLEST_PITCH && !goesOnAfter(above, longest));
}

/** The share of the longest line of its page that a line fills where its sentence goes on in the next. */
const FILLED = 0.8;

/** In characters. What is shorter is no line of a running text. */
const SHORTEST_FILLED = 18;

const ENDS_SENTENCE = /[。．.!?！？」』）)】〉》>:：;；]\s*$/;

function goesOnAfter({ text, length }: PrintedLine, longest: number): boolean {
  return text.length >= SHORTEST_FILLED && length >= FILLED * longest && !ENDS_SENTENCE.test(text);
}

function longestOf(lines: readonly PrintedLine[]): number {
  return lines.reduce((most, { length }) => Math.max(most, length), 0);
}

/** The lower quartile: within paragraphs it is smallest, but single lines may be smaller still. O(n log n). */
function usualPitch(pages: readonly (readonly PrintedLine[])[]): number {
  const pitches = pages
    .flatMap((lines) => lines.slice(1).map((line, index) => lines[index]!.end - line.start))
    .filter((pitch) => pitch >= SMALLEST_PITCH)
    .sort((a, b) => a - b);
  return pitches[Math.floor(pitches.length / 4)] ?? Number.POSITIVE_INFINITY;
}
