/** Rows of a spreadsheet. */
import type { CellValue, Sheet } from "read-excel-file/universal";
import { InputError } from "../../errors";
import { lazy } from "../../lazy";
import { openArchive } from "./archive";

export interface SheetTable {
  /** The name of the sheet. */
  name: string;
  /** The cells of the first row that has any, as text. */
  header: readonly string[];
  /** As the spreadsheet numbers its rows, from 1. */
  headerLine: number;
  /** Below the header. */
  rows: readonly SheetRow[];
}

interface SheetRow {
  /** As text, "" where they are empty; as many as the header has, or fewer. */
  cells: readonly string[];
  /** As the spreadsheet numbers its rows, from 1. */
  line: number;
}

/** A cell as the library hands it out: its types name the class of dates where they mean its instances. */
type Cell = Exclude<CellValue, DateConstructor> | Date | null;

const PROBLEMS: Readonly<Record<string, string>> = {
  // A workbook with a password comes in the container of .xls too.
  XLS_FILE_NOT_SUPPORTED: "an old .xls workbook, or one with a password; save it as .xlsx without a password",
  FILE_NOT_SUPPORTED: "not an .xlsx workbook; save it as .xlsx",
  INVALID_ZIP: "a broken .xlsx workbook; save or download it again",
  NO_DATA: "an empty file",
};

/** Excel reckons with 15 digits; those after them are noise (0.30000000000000004). */
const plainNumber = lazy(
  () => new Intl.NumberFormat("en", { useGrouping: false, maximumSignificantDigits: 15 }),
);

/** Spreadsheets keep a time without a day as one of the day before their first. */
const FIRST_DAY = "1900-01-01";

/**
 * The tables of a workbook: of each sheet that has any filled row its first, which names the columns, and those below it. Dates
 * are ISO days, numbers plain, formulas what they last came to, errors of formulas empty; readings above characters are left
 * out. Rows that are empty below every name are left out. O(n), all in memory.
 *
 * @throws InputError if it is no .xlsx workbook, is broken, or is larger than 200 MB unpacked or 20 million cells.
 */
export async function tablesOfWorkbook(bytes: Buffer, source: string): Promise<SheetTable[]> {
  const sheets = await readSheets(bytes, source);
  return sheets.flatMap(({ sheet: name, data }) => {
    const [header, ...below] = filledRows(data);
    if (!header) return [];
    const isUnder = (cell: string, index: number) => cell.trim() !== "" && header.cells[index]?.trim();
    const rows = below.filter(({ cells }) => cells.some(isUnder));
    return [{ name, header: header.cells, headerLine: header.line, rows }];
  });
}

async function readSheets(bytes: Buffer, source: string): Promise<Sheet[]> {
  const { default: readWorkbook } = await import("read-excel-file/universal");
  try {
    const workbook = bytes.subarray(0, ZIP.length).equals(ZIP) ? await readable(bytes, source) : bytes;
    // A buffer may be a part of a larger block of memory.
    return await readWorkbook(new Uint8Array(workbook).buffer, { trim: false });
  } catch (error) {
    throw error instanceof InputError ? error : new InputError(problemOf(error), source);
  }
}

function problemOf(error: unknown): string {
  const { code, message } = error as { code?: string; message: string };
  const known = PROBLEMS[code ?? ""];
  if (known) return known;
  const [, row, column] = BROKEN_CELL.exec(message) ?? [];
  const place = row ? ` (the cell in row ${row}, column ${column} holds what it cannot)` : "";
  return `a broken .xlsx workbook${place}; open it in a spreadsheet program and save it again, or save it as CSV`;
}

/** How the library tells of a cell whose value is not of its type, or is not there. */
const BROKEN_CELL = /at row (\d+), col (\d+)/;

const ZIP = Buffer.from("PK");
const TOO_LARGE = "unpacks to more than 200 MB; take the pictures out, split it, or save it as CSV";
/** The library keeps a place for each cell up to the last that is filled, in each row. */
const MOST_CELLS = 20_000_000;
const MOST_ROWS = 1_048_576;
const TOO_WIDE =
  "has a filled cell so far below or to the right that it makes over 20 million cells; delete what stands far off, or save it as CSV";

/**
 * The workbook as the library can read it: with the place of each cell, which may be left out where cells follow one another.
 *
 * @throws InputError if it would fill the memory when read.
 */
async function readable(bytes: Buffer, source: string): Promise<Buffer> {
  const archive = await openArchive(bytes, source, TOO_LARGE);
  let isMended = false;
  for (const part of archive.file(/\.xml$/)) {
    const xml = await part.async("string");
    const placed = LACKS_PLACE.test(xml) ? withPlaces(xml) : xml;
    if (!(cellsIn(placed) <= MOST_CELLS)) throw new InputError(TOO_WIDE, source);
    if (placed === xml) continue;
    archive.file(part.name, placed);
    isMended = true;
  }
  return isMended ? archive.generateAsync({ type: "nodebuffer" }) : bytes;
}

/** The tags of rows and of cells, with all their attributes. */
const ROWS_AND_CELLS = /<((?:\w{1,40}:)?)(row|c)((?:[\s/][^<>]*)?)>/g;
const PLACE = /\s(?:\w{1,40}:)?r\s*=\s*["']([A-Za-z]*)([^A-Za-z"'][^"']*)["']/;
const LACKS_PLACE = /<(?:\w{1,40}:)?c(?:>|\s(?!r=))/;

/** With the place of each cell that lacks it: the next to the right. */
function withPlaces(xml: string): string {
  let row = 0;
  let column = 0;
  return xml.replace(ROWS_AND_CELLS, (whole: string, prefix: string, tag: string, attributes: string) => {
    const [, letters = "", digits] = PLACE.exec(attributes) ?? [];
    if (tag === "row") {
      row = digits ? Number(digits) : row + 1;
      column = 0;
      return whole;
    }
    column = digits ? columnNumber(letters) : column + 1;
    return digits ? whole : `<${prefix}c r="${lettersOf(column)}${row}"${attributes}>`;
  });
}

/** How many cells a sheet has up to its last row and its last column that is filled; infinite beyond the last possible row. */
function cellsIn(xml: string): number {
  let rows = 0;
  let columns = 0;
  let current = 0;
  for (const [, , tag, attributes = ""] of xml.matchAll(ROWS_AND_CELLS)) {
    const [, letters = "", digits = ""] = PLACE.exec(attributes) ?? [];
    const row = Number(digits);
    // What is no number is no less suspect.
    if (!(row <= MOST_ROWS)) return Number.POSITIVE_INFINITY;
    if (tag === "row") current = row;
    else if (!attributes.endsWith("/")) {
      rows = Math.max(rows, current, row);
      columns = Math.max(columns, columnNumber(letters));
    }
  }
  return rows * columns;
}

/** A is 1, Z is 26, AA is 27. */
function columnNumber(letters: string): number {
  return [...letters].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0);
}

function lettersOf(column: number): string {
  if (column === 0) return "";
  return lettersOf(Math.floor((column - 1) / 26)) + String.fromCharCode(65 + ((column - 1) % 26));
}

function filledRows(data: Sheet["data"]): SheetRow[] {
  return data
    .map((cells, index) => ({ cells: (cells as Cell[]).map(textOf), line: index + 1 }))
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ""));
}

function textOf(cell: Cell): string {
  if (cell === null) return "";
  if (cell instanceof Date) return textOfDate(cell);
  if (typeof cell === "number") return plainNumber().format(cell);
  if (typeof cell === "boolean") return cell ? "TRUE" : "FALSE";
  return cell.replaceAll("\r\n", "\n");
}

/** The moments of a sheet have no zone, and come as if they were of UTC. */
function textOfDate(moment: Date): string {
  const [day = "", time = ""] = moment.toISOString().split("T");
  return day < FIRST_DAY ? time.slice(0, "13:30".length) : day;
}
