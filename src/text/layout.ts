/**
 * Undoes what typesetting did to the text: blanks that PDFs put inside Japanese (令和 5 年), and line breaks in mid
 * sentence. What remains as a line break is one that the writer meant; what remains as a blank parts words or columns.
 */
import { isCjkPunctuation, isJapanese, NEWLINE, SPACE } from "./characters";
import { type MappedText, MappedTextBuilder } from "./mapped";

/** Lines shorter than this are not taken for wrapped: a column of a page holds more. In code units. */
const SHORTEST_WRAPPED_LINE = 18;
/** A wrapped line fills its column: it is at least this share of the longest line of its paragraph. */
const FILLED = 0.8;
/** A line that ends so is complete. */
const ENDS_SENTENCE = new Set("。!?」』】>:;");
/** A line that begins so is a new item or heading, whatever stands before it. */
const BEGINS_ITEM =
  /^(?:[\s\u3000]|[■□◆◇●○◎▼▽▲△★☆※・*#>＞\-–|<〈《【「『[(①-⓿❶-➓]|第?\d{1,2}[.)、:報章条回]|\d{1,4}[/年月]|[ア-ン][.)、:]|(?:tel|fax|url|e-?mail)\b|https?:)/;

interface Line {
  start: number;
  end: number;
  /** How many code units it has that are no blanks: what typesetting put between them must not change how it is read. */
  length: number;
}

/** O(n). Runs on text with folded characters. */
export function joinLines(source: MappedText): MappedText {
  const out = new MappedTextBuilder();
  for (const paragraph of paragraphs(source.text)) writeParagraph(source, paragraph, out);
  return out.build();
}

/** Groups of lines with no blank line between; a blank line is a group of its own. */
function* paragraphs(text: string): Generator<Line[]> {
  let group: Line[] = [];
  for (const line of linesOf(text)) {
    const blank = line.length === 0;
    if (blank && group.length > 0) {
      yield group;
      group = [];
    }
    if (blank) yield [line];
    else group.push(line);
  }
  if (group.length > 0) yield group;
}

function* linesOf(text: string): Generator<Line> {
  for (let start = 0; start <= text.length; ) {
    const at = text.indexOf("\n", start);
    const end = at < 0 ? text.length : at;
    yield { start, end, length: visibleLength(text, start, end) };
    start = end + 1;
  }
}

function visibleLength(text: string, start: number, end: number): number {
  let length = 0;
  for (let i = start; i < end; i++) if (!isSpace(text.charCodeAt(i))) length++;
  return length;
}

function writeParagraph(source: MappedText, lines: Line[], out: MappedTextBuilder): void {
  const longest = lines.reduce((most, { length }) => Math.max(most, length), 0);
  lines.forEach((line, i) => {
    writeLine(source, line, out);
    if (line.end >= source.text.length) return;
    const next = lines[i + 1];
    if (!next || !continues(source.text, line, next, longest)) out.copy(source, line.end, line.end + 1);
  });
}

/** Whether the break after `line` is one that the column forced. */
function continues(text: string, line: Line, next: Line, longest: number): boolean {
  if (line.length < SHORTEST_WRAPPED_LINE || line.length < FILLED * longest) return false;
  if (ENDS_SENTENCE.has(text[lastVisible(text, line)]!)) return false;
  return !BEGINS_ITEM.test(text.slice(next.start, Math.min(next.end, next.start + 12)));
}

function lastVisible(text: string, { start, end }: Line): number {
  let last = end - 1;
  while (last > start && isSpace(text.charCodeAt(last))) last--;
  return last;
}

/** Copies a line without the blanks at its ends and inside its Japanese. */
function writeLine(source: MappedText, line: Line, out: MappedTextBuilder): void {
  const { text } = source;
  let i = line.start;
  while (i < line.end && isSpace(text.charCodeAt(i))) i++;
  while (i < line.end) {
    const wordStart = i;
    while (i < line.end && !isSpace(text.charCodeAt(i))) i++;
    out.copy(source, wordStart, i);
    const runStart = i;
    while (i < line.end && isSpace(text.charCodeAt(i))) i++;
    if (i < line.end && keepsBlank(text, runStart, i)) {
      const { start, end } = source.originalSpan(runStart, i);
      out.lump(" ", start, end);
    }
  }
}

/** A lone blank beside Japanese is typesetting; a wide one parts columns; between Latin words it parts words. */
function keepsBlank(text: string, start: number, end: number): boolean {
  const wide = end - start > 1 || text.charCodeAt(start) !== SPACE;
  return wide || !(touchesJapanese(text.charCodeAt(start - 1)) || touchesJapanese(text.charCodeAt(end)));
}

function touchesJapanese(code: number): boolean {
  return isJapanese(code) || isCjkPunctuation(code);
}

function isSpace(code: number): boolean {
  return code === SPACE || code === 0x09 || code === 0x3000 || code === NEWLINE;
}
