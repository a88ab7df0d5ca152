/** Tables for a terminal, fitted to its width. */
import Table from "cli-table3";
import wrapAnsi from "wrap-ansi";

const WITHOUT_TERMINAL = 120;
/** The blanks at both sides of a cell. */
const PADDING = 2;

export interface Column {
  title: string;
  /** A fixed width in terminal cells, or a share of what the fixed columns leave. */
  width: number | { share: number };
  align?: "left" | "right";
}

export function formatTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const widths = columnWidths(columns);
  const table = new Table({
    head: columns.map(({ title }) => title),
    colWidths: widths,
    colAligns: columns.map(({ align }) => align ?? "left"),
    style: { head: [], border: [] },
  });
  table.push(...rows.map((row) => row.map((cell, column) => wrapCell(cell, widths[column]! - PADDING))));
  return table.toString();
}

/** cli-table3 cuts what is too wide; Japanese has no blanks to break at and is twice as wide as it is long. */
function wrapCell(cell: string, width: number): string {
  return wrapAnsi(cell, width, { hard: true });
}

function columnWidths(columns: readonly Column[]): number[] {
  const fixed = columns.reduce((sum, { width }) => sum + (typeof width === "number" ? width : 0), 0);
  const shares = columns.reduce((sum, { width }) => sum + (typeof width === "number" ? 0 : width.share), 0);
  const left = Math.max(40, (process.stdout.columns ?? WITHOUT_TERMINAL) - fixed - columns.length - 1);
  return columns.map(({ width }) =>
    typeof width === "number" ? width : Math.floor((left * width.share) / shares),
  );
}
