/** Tables for a terminal, fitted to its width. */
import Table from "cli-table3";
import wrapAnsi from "wrap-ansi";

const WITHOUT_TERMINAL = 120;
/** What the columns without a width of their own need together. */
const NARROWEST = 40;
/** The blanks at both sides of a cell. */
const PADDING = 2;

export interface Column {
  title: string;
  /** A fixed width in terminal cells, or a share of what the fixed columns leave. */
  width: number | { share: number };
  align?: "left" | "right";
}

/** A drawn table, or where the terminal is too narrow for one, a block of lines for each row. */
export function formatTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  // Terminals of programs have no width, or one of 0.
  const width = process.stdout.columns || Number(process.env.COLUMNS) || WITHOUT_TERMINAL;
  const fixed = columns.reduce(
    (sum, column) => sum + (typeof column.width === "number" ? column.width : 0),
    0,
  );
  const left = width - fixed - columns.length - 1;
  return left < NARROWEST ? stack(columns, rows, width) : draw(columns, rows, left);
}

function draw(columns: readonly Column[], rows: readonly (readonly string[])[], left: number): string {
  const widths = columnWidths(columns, left);
  const wrapCells = (cells: readonly string[]) =>
    cells.map((cell, column) => wrapAnsi(cell, widths[column]! - PADDING, { hard: true }));
  const table = new Table({
    head: wrapCells(columns.map(({ title }) => title)),
    colWidths: widths,
    colAligns: columns.map(({ align }) => align ?? "left"),
    style: { head: [], border: [] },
  });
  // cli-table3 cuts what is too wide, hence `wrapCells`: Japanese has no blanks to break at and is twice as wide as it is long.
  table.push(...rows.map(wrapCells));
  return table.toString();
}

function stack(columns: readonly Column[], rows: readonly (readonly string[])[], width: number): string {
  const blocks = rows.map((row) =>
    row
      .map((cell, column) => `${columns[column]!.title}: ${cell}`)
      .filter((line) => !line.endsWith(": "))
      .join("\n"),
  );
  return wrapAnsi(blocks.join(`\n${"─".repeat(Math.min(width, 40))}\n`), width, { hard: true });
}

function columnWidths(columns: readonly Column[], left: number): number[] {
  const shares = columns.reduce((sum, { width }) => sum + (typeof width === "number" ? 0 : width.share), 0);
  return columns.map(({ width }) =>
    typeof width === "number" ? width : Math.floor((left * width.share) / shares),
  );
}
