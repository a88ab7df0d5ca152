/** What PDFium tells of the characters of a page. */
import type { WrappedPdfiumModule } from "@embedpdf/pdfium";

export interface PrintedCharacter {
  text: string;
  /**
   * What is not in the file, but told by the engine from where the characters before it stand. Where it took away a hyphen,
   * the word goes on.
   */
  guess: "nothing" | "blank" | "line" | "hyphen";
  /** Where it is drawn from: the left end of its share of the baseline, in points, as the page is looked at. */
  x: number;
  y: number;
  /** Of the type, in points. */
  size: number;
  /** By how many quarters it is turned to the right. */
  turn: number;
  /** The room that it takes, mostly with the blank around it. */
  box: { left: number; top: number; right: number; bottom: number };
}

/** An origin of two doubles, a box of four floats and a matrix of six. */
export const SCRATCH_BYTES = 16 + 16 + 24;

/** The characters of a page whose text is not turned, nearly in the order of the file. O(n). */
export function charactersOf(
  pdfium: WrappedPdfiumModule,
  textPage: number,
  scratch: number,
): PrintedCharacter[] {
  const characters: PrintedCharacter[] = [];
  const count = pdfium.FPDFText_CountChars(textPage);
  let guess: PrintedCharacter["guess"] = "nothing";
  for (let index = 0; index < count; index++) {
    const code = pdfium.FPDFText_GetUnicode(textPage, index);
    const text = textOfCode(code);
    const isGuessed = pdfium.FPDFText_IsGenerated(textPage, index) === 1;
    if (code === TAKEN_HYPHEN) guess = "hyphen";
    else if (text === "\n") guess = "line";
    else if (isGuessed && text === " ") guess = guess === "nothing" ? "blank" : guess;
    else if (text !== "") {
      characters.push({ text, guess, ...placeOf(pdfium, textPage, index, scratch) });
      guess = "nothing";
    }
  }
  return characters;
}

/** The same page, turned to the left by some quarters, so that text that was turned to the right by them is upright. */
export function turnedLeft(characters: readonly PrintedCharacter[], quarters: number): PrintedCharacter[] {
  if (quarters === 0) return [...characters];
  return turnedLeft(
    characters.map(({ x, y, turn, box, ...rest }) => ({
      ...rest,
      x: -y,
      y: x,
      turn: (turn + 3) % 4,
      box: { left: -box.top, top: box.right, right: -box.bottom, bottom: box.left },
    })),
    quarters - 1,
  );
}

/** By how many quarters most of the text is turned to the right. */
export function usualTurn(characters: readonly PrintedCharacter[]): number {
  const counts = [0, 0, 0, 0];
  for (const { text, turn } of characters) if (text.trim() !== "") counts[turn]!++;
  return counts.indexOf(Math.max(...counts));
}

const LAST_CHARACTER = 0x10ffff;

/** What stands for a hyphen at the end of a line whose word goes on in the next. */
const TAKEN_HYPHEN = 2;

/** The engine gives control characters for glyphs that it does not know. */
function textOfCode(code: number): string {
  if (code > LAST_CHARACTER || code === 0xfffe || code === 0xffff) return "";
  const character = String.fromCodePoint(code);
  if (code < 0x20) return character === "\n" || character === "\t" ? character : "";
  // Fonts draw the radical 日 (U+2F47) and the character 日 by one glyph, and printing programs mix them up.
  return /[\u2e80-\u2fdf]/.test(character) ? character.normalize("NFKC") : character;
}

type Place = Pick<PrintedCharacter, "x" | "y" | "size" | "turn" | "box">;

function placeOf(pdfium: WrappedPdfiumModule, textPage: number, index: number, scratch: number): Place {
  const [origin, box, matrix] = [scratch, scratch + 16, scratch + 32];
  pdfium.FPDFText_GetCharOrigin(textPage, index, origin, origin + 8);
  pdfium.FPDFText_GetLooseCharBox(textPage, index, box);
  pdfium.FPDFText_GetMatrix(textPage, index, matrix);
  // Views anew each time, since the memory may have grown.
  const { HEAPF32: floats, HEAPF64: doubles } = memoryOf(pdfium);
  const [x, y] = [doubles[origin / 8]!, doubles[origin / 8 + 1]!];
  const [left, top, right, bottom] = floats.subarray(box / 4, box / 4 + 4) as unknown as Four;
  const [a, b, c, d, e, f] = floats.subarray(matrix / 4, matrix / 4 + 6) as unknown as Six;
  const size = pdfium.FPDFText_GetFontSize(textPage, index) * Math.hypot(c, d);
  const turn = (4 - Math.round(Math.atan2(b, a) / (Math.PI / 2))) % 4;
  const isFarOff = Math.min(distance(x - e, y - f, a, b), distance(x - e, y - f, c, d)) > 2 * size;
  // The engine puts glyphs that are drawings (Type 3) to a wrong place, and too large, where the page is turned; their
  // matrix tells the right one.
  if (isFarOff || Math.min(right - left, top - bottom) > LARGEST_BOX * size)
    return { x: e, y: f, size, turn, box: { left: e, top: f, right: e, bottom: f } };
  return { x, y, size, turn, box: { left, top, right, bottom } };
}

type Four = [number, number, number, number];
type Six = [number, number, number, number, number, number];

/** In sizes of the type, of the shorter side. */
const LARGEST_BOX = 1.6;

/** Of a point from the line through the origin and another. */
function distance(x: number, y: number, a: number, b: number): number {
  return Math.abs(x * b - y * a) / Math.hypot(a, b);
}

interface Memory {
  HEAPU8: Uint8Array;
  HEAPF32: Float32Array;
  HEAPF64: Float64Array;
}

/** Asked for each time, since it is another array once it has grown. Its type is in a package of Emscripten's only. */
export function memoryOf({ pdfium }: WrappedPdfiumModule): Memory {
  return pdfium as unknown as Memory;
}
