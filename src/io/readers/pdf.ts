/**
 * The text of PDF files, read by PDFium, the engine of Chrome, as WebAssembly: the maps of the Japanese encodings are part
 * of it, and it needs no canvas.
 */
import type { WrappedPdfiumModule } from "@embedpdf/pdfium";
import { InputError } from "../../errors";
import {
  charactersOf,
  memoryOf,
  type PrintedCharacter,
  SCRATCH_BYTES,
  turnedLeft,
  usualTurn,
} from "./pdf-characters";
import { layOut } from "./pdf-layout";
import { isVertical, linesOf, type PrintedLine } from "./pdf-lines";

/**
 * The text of a PDF: pages in order, lines as they are printed (so a word may go on in the next one), a blank line where the
 * distance between two lines is larger than usual, and between pages and columns unless a sentence goes on there. Cells of a
 * table row are parted by blanks. Vertical writing and turned pages are read too; readings above characters are left out. A
 * file that asks for a password only to be changed is opened. O(n log n), at most a million characters.
 *
 * @param tell is told of pages that are left out, since they are broken or hold images only, where others can be read.
 * @throws InputError if it is no PDF, is broken, needs a password, is too large, or holds no text, as scanned pages do.
 */
export async function textOfPdf(
  bytes: Buffer,
  source: string,
  tell: (error: InputError) => void = () => {},
): Promise<string> {
  const pdfium = await loadPdfium();
  const { pages, broken, scanned } = readDocumentSafely(pdfium, bytes, source);
  const text = layOut(pages);
  if (!/[\p{L}\p{N}]/u.test(text)) throw new InputError(NO_TEXT, source);
  if (broken.length > 0) tell(new InputError(`${named(broken)} left out as broken; ${PRINT_AGAIN}`, source));
  if (scanned.length > 0)
    tell(new InputError(`${named(scanned)} left out as images only; ${NEEDS_OCR}`, source));
  return text;
}

function readDocumentSafely(pdfium: WrappedPdfiumModule, bytes: Buffer, source: string): Pages {
  try {
    return readPages(pdfium, bytes, source);
  } catch (error) {
    if (error instanceof InputError) throw error;
    // The engine stopped in the middle of its work, and is not to be trusted with the next file.
    engine = undefined;
    throw new InputError(BROKEN, source);
  }
}

/** Pages by their numbers, which are ascending. */
function named([first, ...others]: readonly number[]): string {
  return others.length === 0 ? `page ${first} is` : `page ${first} and ${others.length} more are`;
}

const PRINT_AGAIN = "get the file anew, or print it to PDF again";
const NEEDS_OCR = "run OCR on it first";

const BROKEN = `is no PDF, or a broken one; ${PRINT_AGAIN}`;
const LOCKED = "is protected by a password; save it without one first";
const NO_TEXT = `holds images only and no text, as scanned pages do; ${NEEDS_OCR}`;
const TOO_LARGE = "too large to be read; split it first";

/** A thousand pages and more. Files of some kilobytes may hold many millions, and each takes about a kilobyte. */
const MOST_CHARACTERS = 1_000_000;

const TOO_LONG = `holds more than ${MOST_CHARACTERS} characters; split it first`;

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
  const pdfium = await init(silent());
  pdfium.PDFiumExt_Init();
  return pdfium;
}

/** A new one for each engine, which makes it its own. */
function silent(): object {
  return { print: () => {}, printErr: () => {} };
}

interface Pages {
  pages: PrintedLine[][];
  /** The numbers, from 1, of those that cannot be read, and of those that are images without text. */
  broken: number[];
  scanned: number[];
}

/** Memory of the engine is not collected: whatever is opened here is closed here. */
function readPages(pdfium: WrappedPdfiumModule, bytes: Buffer, source: string): Pages {
  const address = allocate(pdfium, bytes.length, source);
  memoryOf(pdfium).HEAPU8.set(bytes, address);
  const document = pdfium.FPDF_LoadMemDocument(address, bytes.length, "");
  try {
    if (document === 0)
      throw new InputError(pdfium.FPDF_GetLastError() === NEEDS_PASSWORD ? LOCKED : BROKEN, source);
    return readDocument(pdfium, document, source);
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

function readDocument(pdfium: WrappedPdfiumModule, document: number, source: string): Pages {
  const read: Pages = { pages: [], broken: [], scanned: [] };
  let left = MOST_CHARACTERS;
  for (let index = 0; index < pdfium.FPDF_GetPageCount(document); index++) {
    withPage(pdfium, document, index, (page) => {
      const characters = page === 0 ? undefined : readPage(pdfium, page, left, source);
      if (!characters) read.broken.push(index + 1);
      else if (characters.length === 0 && holdsImage(pdfium, page)) read.scanned.push(index + 1);
      left -= characters?.length ?? 0;
      read.pages.push(linesOf(characters ?? []));
    });
  }
  if (read.broken.length === read.pages.length) throw new InputError(BROKEN, source);
  return read;
}

/** A page is 0 if it is broken. */
function withPage(
  pdfium: WrappedPdfiumModule,
  document: number,
  index: number,
  use: (page: number) => void,
): void {
  const page = pdfium.FPDF_LoadPage(document, index);
  try {
    use(page);
  } finally {
    if (page !== 0) pdfium.FPDF_ClosePage(page);
  }
}

/** What PDFium answers for an image (`FPDF_PAGEOBJ_IMAGE`). */
const IMAGE = 3;

function holdsImage(pdfium: WrappedPdfiumModule, page: number): boolean {
  for (let index = 0; index < pdfium.FPDFPage_CountObjects(page); index++) {
    if (pdfium.FPDFPageObj_GetType(pdfium.FPDFPage_GetObject(page, index)) === IMAGE) return true;
  }
  return false;
}

/**
 * The engine puts what lies level in order from left to right, as the page is looked at. So a page is turned and read anew
 * where its lines do not run to the right.
 */
function readPage(
  pdfium: WrappedPdfiumModule,
  page: number,
  most: number,
  source: string,
): PrintedCharacter[] | undefined {
  const characters = readCharacters(pdfium, page, most, source);
  if (!characters || characters.length === 0) return characters;
  const turn = usualTurn(characters);
  const upright = turnedLeft(characters, turn);
  const quarters = (4 - turn + (isVertical(upright) ? 3 : 0)) % 4;
  if (pdfium.FPDFPage_GetRotation(page) === quarters) return upright;
  pdfium.FPDFPage_SetRotation(page, quarters);
  return turnedLeft(readCharacters(pdfium, page, most, source) ?? [], turn);
}

function readCharacters(
  pdfium: WrappedPdfiumModule,
  page: number,
  most: number,
  source: string,
): PrintedCharacter[] | undefined {
  const textPage = pdfium.FPDFText_LoadPage(page);
  if (textPage === 0) return undefined;
  const scratch = allocate(pdfium, SCRATCH_BYTES, source);
  try {
    if (pdfium.FPDFText_CountChars(textPage) > most) throw new InputError(TOO_LONG, source);
    return charactersOf(pdfium, textPage, scratch);
  } finally {
    pdfium.pdfium.wasmExports.free(scratch);
    pdfium.FPDFText_ClosePage(textPage);
  }
}
