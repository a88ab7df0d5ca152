/**
 * The text of PDF files, read by PDFium, the engine of Chrome, as WebAssembly: the maps of the Japanese encodings are part
 * of it, and it needs no canvas.
 */
import type { WrappedPdfiumModule } from "@embedpdf/pdfium";
import { InputError } from "../../errors";

/**
 * The text of a PDF: pages in order and parted by a blank line, lines as they are printed (so a word may go on in the next
 * one), a blank line where the distance between two lines is larger than usual. Cells of a table row are parted by blanks.
 * Vertical writing and turned pages are read too, but several columns on such a page are mixed. A file that asks for a
 * password only to be changed is opened. O(n log n) within a page.
 *
 * @throws InputError if it is no PDF, is broken, needs a password, or holds no text, as scanned pages do.
 */
export async function textOfPdf(bytes: Buffer, source: string): Promise<string> {
  const pdfium = await loadPdfium();
  let pages: PrintedLine[][];
  try {
    pages = readPages(pdfium, bytes, source);
  } catch (error) {
    if (error instanceof InputError) throw error;
    // The engine stopped in the middle of its work, and is not to be trusted with the next file.
    engine = undefined;
    throw new InputError(BROKEN, source);
  }
  const text = layOut(pages);
  if (!/[\p{L}\p{N}]/u.test(text)) throw new InputError(NO_TEXT, source);
  return text;
}

const BROKEN = "is no PDF, or a broken one; get the file anew, or print it to PDF again";
const LOCKED = "is protected by a password; save it without one first";
const NO_TEXT = "holds images only and no text, as scanned pages do; run OCR on it first";
const TOO_LARGE = "too large to be read; split it first";

/** What PDFium answers if a password is needed (`FPDF_ERR_PASSWORD`). */
const NEEDS_PASSWORD = 4;

let engine: Promise<WrappedPdfiumModule> | undefined;

/** Loading takes some fifty milliseconds and megabytes, so it is done for the first PDF and once. */
function loadPdfium(): Promise<WrappedPdfiumModule> {
  engine ??= startPdfium();
  return engine;
}

async function startPdfium(): Promise<WrappedPdfiumModule> {
  const { init } = await import("@embedpdf/pdfium");
  const pdfium = await init(SILENT);
  pdfium.PDFiumExt_Init();
  return pdfium;
}

const SILENT: object = { print: () => {}, printErr: () => {} };

interface PrintedLine {
  text: string;
  /** Of its baseline, in points, as the page is looked at; comparable within the page only. */
  height: number;
}

/** Memory of the engine is not collected: whatever is opened here is closed here. */
function readPages(pdfium: WrappedPdfiumModule, bytes: Buffer, source: string): PrintedLine[][] {
  const address = allocate(pdfium, bytes.length, source);
  memoryOf(pdfium).set(bytes, address);
  const document = pdfium.FPDF_LoadMemDocument(address, bytes.length, "");
  try {
    if (document === 0)
      throw new InputError(pdfium.FPDF_GetLastError() === NEEDS_PASSWORD ? LOCKED : BROKEN, source);
    const pages = Array.from({ length: pdfium.FPDF_GetPageCount(document) }, (_, index) =>
      readPage(pdfium, document, index, source),
    );
    if (pages.length === 0) throw new InputError(BROKEN, source);
    return pages;
  } finally {
    if (document !== 0) pdfium.FPDF_CloseDocument(document);
    pdfium.pdfium.wasmExports.free(address);
  }
}

/** @throws InputError if there is no room. */
function allocate({ pdfium }: WrappedPdfiumModule, size: number, source: string): number {
  const address = pdfium.wasmExports.malloc(Math.max(size, 1));
  if (address === 0) throw new InputError(TOO_LARGE, source);
  return address;
}

/** Asked for each time, since it is another array once it has grown. Its type is in a package of Emscripten's only. */
function memoryOf({ pdfium }: WrappedPdfiumModule): Uint8Array {
  return (pdfium as unknown as { HEAPU8: Uint8Array }).HEAPU8;
}

function readPage(
  pdfium: WrappedPdfiumModule,
  document: number,
  index: number,
  source: string,
): PrintedLine[] {
  const page = pdfium.FPDF_LoadPage(document, index);
  const textPage = page && pdfium.FPDFText_LoadPage(page);
  const scratch = allocate(pdfium, SCRATCH_BYTES, source);
  try {
    if (!textPage) throw new InputError(`page ${index + 1} is broken; print the file to PDF again`, source);
    return linesOf(charactersOf(pdfium, textPage, scratch));
  } finally {
    pdfium.pdfium.wasmExports.free(scratch);
    if (textPage) pdfium.FPDFText_ClosePage(textPage);
    if (page) pdfium.FPDF_ClosePage(page);
  }
}

/** Two doubles or four floats. */
const SCRATCH_BYTES = 16;

interface PrintedCharacter {
  text: string;
  /** Whether it was not in the file, but told from where the others stand. */
  isGuessed: boolean;
  /** Where it is drawn from: the left end of its share of the baseline. */
  x: number;
  y: number;
  /** The room that it takes with the blank around it. */
  box: { left: number; top: number; right: number; bottom: number };
}

/** In the order of the file, which is that of reading in files printed from a text. */
function charactersOf(pdfium: WrappedPdfiumModule, textPage: number, scratch: number): PrintedCharacter[] {
  const { getValue } = pdfium.pdfium;
  const double = (index: number) => getValue(scratch + 8 * index, "double");
  const float = (index: number) => getValue(scratch + 4 * index, "float");
  return Array.from({ length: pdfium.FPDFText_CountChars(textPage) }, (_, index) => {
    pdfium.FPDFText_GetCharOrigin(textPage, index, scratch, scratch + 8);
    const origin = { x: double(0), y: double(1) };
    pdfium.FPDFText_GetLooseCharBox(textPage, index, scratch);
    return {
      ...origin,
      text: textOfCode(pdfium.FPDFText_GetUnicode(textPage, index)),
      isGuessed: pdfium.FPDFText_IsGenerated(textPage, index) === 1,
      box: { left: float(0), top: float(1), right: float(2), bottom: float(3) },
    };
  });
}

const LAST_CHARACTER = 0x10ffff;

/**
 * The engine gives control characters for glyphs that it does not know and for a hyphen at the end of a line, whose word it
 * joins again.
 */
function textOfCode(code: number): string {
  if (code > LAST_CHARACTER || code === 0xfffe || code === 0xffff) return "";
  const character = String.fromCodePoint(code);
  if (code < 0x20) return character === "\n" || character === "\t" ? character : "";
  // Fonts draw the radical 日 (U+2F47) and the character 日 by one glyph, and printing programs mix them up.
  return /[\u2e80-\u2fdf]/.test(character) ? character.normalize("NFKC") : character;
}

function linesOf(characters: readonly PrintedCharacter[]): PrintedLine[] {
  const direction = directionOf(characters);
  const heightOf = HEIGHTS[direction];
  const lines: PrintedLine[] = [];
  let begun: PrintedCharacter[] = [];
  const end = () => {
    const text = begun.map((character) => character.text).join("");
    const first = begun.find((character) => character.text.trim() !== "");
    if (first) lines.push({ text: trimLine(text), height: heightOf(first) });
    begun = [];
  };
  for (const [index, character] of characters.entries()) {
    if (character.text === "\n") end();
    else if (isAutomaticSpace(character, characters[index - 1], characters[index + 1])) continue;
    else {
      const last = begun.at(-1);
      // The engine tells the lines of horizontal text only.
      if (direction !== "right" && last && isNextLine(last, character, heightOf)) end();
      begun.push(character);
    }
  }
  end();
  return direction === "right" ? lines : lines.sort((a, b) => b.height - a.height);
}

/** Blanks at its start were told from where the line above ends; the full-width one of a paragraph stays. */
function trimLine(text: string): string {
  return text.trimEnd().replace(/^ +/, "");
}

type Direction = "right" | "down" | "left" | "up";

/** How high a character stands as it is looked at, by where its line runs to on a page that is not turned. */
const HEIGHTS: Readonly<Record<Direction, (at: PrintedCharacter) => number>> = {
  right: ({ y }) => y,
  // Vertical writing, whose lines follow each other from right to left, or a page turned to the left.
  down: ({ x }) => x,
  left: ({ y }) => -y,
  up: ({ x }) => -x,
};

/** Where most of the characters of a page have their next one. */
function directionOf(characters: readonly PrintedCharacter[]): Direction {
  const steps: Record<Direction, number> = { right: 0, down: 0, left: 0, up: 0 };
  for (const [index, { x, y, isGuessed }] of characters.entries()) {
    const next = characters[index + 1];
    if (isGuessed || !next || next.isGuessed) continue;
    const [across, upwards] = [next.x - x, next.y - y];
    if (Math.abs(across) >= Math.abs(upwards)) steps[across < 0 ? "left" : "right"]++;
    else steps[upwards < 0 ? "down" : "up"]++;
  }
  return (Object.keys(steps) as Direction[]).reduce((most, other) =>
    steps[other] > steps[most] ? other : most,
  );
}

function isNextLine(
  last: PrintedCharacter,
  next: PrintedCharacter,
  heightOf: (at: PrintedCharacter) => number,
): boolean {
  return Math.abs(heightOf(last) - heightOf(next)) > widthOf(last.box) / 2;
}

const JAPANESE = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\u3000-\u303f\uff00-\uffef]/u;

/**
 * In widths of a Japanese character. Word processors part Japanese from Latin letters and digits by a fifth or a quarter;
 * cells of a table are mostly further apart.
 */
const WIDEST_AUTOMATIC_SPACE = 0.35;

/** Whether it is a blank that nobody typed: 2031年 is printed as 2031 年. */
function isAutomaticSpace(
  { text, isGuessed }: PrintedCharacter,
  before: PrintedCharacter | undefined,
  after: PrintedCharacter | undefined,
): boolean {
  if (!isGuessed || text !== " " || !before || !after) return false;
  const japanese = [before, after].filter((character) => JAPANESE.test(character.text));
  if (japanese.length !== 1) return false;
  return gapOf(before.box, after.box) < WIDEST_AUTOMATIC_SPACE * widthOf(japanese[0]!.box);
}

type Box = PrintedCharacter["box"];

/** Whichever way the line runs. */
function gapOf(a: Box, b: Box): number {
  return Math.max(b.left - a.right, a.left - b.right, b.bottom - a.top, a.bottom - b.top);
}

/** Characters are higher than wide with the blank around them, and may lie on their side. */
function widthOf({ left, top, right, bottom }: Box): number {
  return Math.min(Math.abs(right - left), Math.abs(top - bottom));
}

/** How much larger than usual the distance to the line above is where a paragraph begins. */
const PARAGRAPH_GAP = 1.3;

/** In points. What is closer stands on one line, raised or lowered. */
const SMALLEST_PITCH = 3;

function layOut(pages: readonly PrintedLine[][]): string {
  const largest = PARAGRAPH_GAP * usualPitch(pages);
  return pages
    .map((lines) =>
      lines
        .map(({ text, height }, index) => {
          const pitch = index === 0 ? 0 : lines[index - 1]!.height - height;
          // Upwards lies another column, or a header that was printed last.
          return pitch > largest || pitch < -SMALLEST_PITCH ? `\n${text}` : text;
        })
        .join("\n"),
    )
    .filter((page) => page !== "")
    .join("\n\n");
}

/** The lower quartile: within paragraphs it is smallest, but single lines may be smaller still. O(n log n). */
function usualPitch(pages: readonly PrintedLine[][]): number {
  const pitches = pages
    .flatMap((lines) => lines.slice(1).map(({ height }, index) => lines[index]!.height - height))
    .filter((pitch) => pitch >= SMALLEST_PITCH)
    .sort((a, b) => a - b);
  return pitches[Math.floor(pitches.length / 4)] ?? Number.POSITIVE_INFINITY;
}
