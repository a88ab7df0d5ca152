/** Rows of a spreadsheet. */
import type { CellValue, Sheet } from "read-excel-file/universal";
import { InputError } from "../../errors";
import { lazy } from "../../lazy";

export interface SheetRow {
  /** Each cell below the name of its column, "" where it is empty. */
  row: Record<string, string>;
  /** As the spreadsheet numbers its rows, from 1. */
  line: number;
}

/** A cell as the library hands it out: its types name the class of dates where they mean its instances. */
type Cell = Exclude<CellValue, DateConstructor> | Date | null;

interface NumberedCells {
  cells: Cell[];
  line: number;
}

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
 * The rows of the first sheet that has any, below its first row, which names the columns. Dates are ISO days, numbers plain,
 * formulas what they last came to, errors of formulas empty; readings above characters are left out. Rows that are empty
 * below every name are left out, and so are columns without a name. O(n), all in memory.
 *
 * @throws InputError if it is no .xlsx workbook, is broken, has no rows below a header, or names two columns alike.
 */
export async function rowsOfSheet(bytes: Buffer, source: string): Promise<SheetRow[]> {
  const sheets = await readSheets(bytes, source);
  const [header, ...below] = sheets.map(({ data }) => filledRows(data)).find((rows) => rows.length > 0) ?? [];
  const columns = header ? columnsOf(header, source) : [];
  const rows = below
    .map(({ cells, line }) => ({
      row: Object.fromEntries(columns.map(({ name, index }) => [name, textOf(cells[index] ?? null)])),
      line,
    }))
    .filter(({ row }) => Object.values(row).some((cell) => cell.trim() !== ""));
  if (rows.length === 0) throw new InputError("no rows below the header", source);
  return rows;
}

async function readSheets(bytes: Buffer, source: string): Promise<Sheet[]> {
  const { default: readWorkbook } = await import("read-excel-file/universal");
  try {
    // A buffer may be a part of a larger block of memory.
    return await readWorkbook(new Uint8Array(bytes).buffer, { trim: false });
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    throw new InputError(PROBLEMS[code ?? ""] ?? `a broken .xlsx workbook: ${message}`, source);
  }
}

function filledRows(data: Sheet["data"]): NumberedCells[] {
  return data
    .map((cells, index) => ({ cells: cells as Cell[], line: index + 1 }))
    .filter(({ cells }) => cells.some((cell) => textOf(cell).trim() !== ""));
}

function columnsOf({ cells, line }: NumberedCells, source: string): { name: string; index: number }[] {
  const named = cells
    .map((cell, index) => ({ name: textOf(cell).trim(), index }))
    .filter(({ name }) => name !== "");
  const twice = named.find(({ name }, place) => named.findIndex((other) => other.name === name) < place);
  if (twice)
    throw new InputError(`two columns are named ${twice.name}; rename one of them`, source, { line });
  return named;
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
