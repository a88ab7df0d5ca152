/** Tables for a terminal, fitted to its width. */
import Table from "cli-table3";

const WITHOUT_TERMINAL = 120;
/** The borders and padding that a column costs. */
const COLUMN_COST = 3;

export interface Column {
  title: string;
  /** A fixed width in terminal cells, or a share of what the fixed columns leave. */
  width: number | { share: number };
  align?: "left" | "right";
}

export function formatTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const table = new Table({
    head: columns.map(({ title }) => title),
    colWidths: columnWidths(columns),
    colAligns: columns.map(({ align }) => align ?? "left"),
    wordWrap: true,
    wrapOnWordBoundary: false,
    style: { head: [], border: [] },
  });
  table.push(...rows.map((row) => [...row]));
  return table.toString();
}

function columnWidths(columns: readonly Column[]): number[] {
  const fixed = columns.reduce((sum, { width }) => sum + (typeof width === "number" ? width : 0), 0);
  const shares = columns.reduce((sum, { width }) => sum + (typeof width === "number" ? 0 : width.share), 0);
  const left = Math.max(
    40,
    (process.stdout.columns ?? WITHOUT_TERMINAL) - fixed - COLUMN_COST - columns.length,
  );
  return columns.map(({ width }) =>
    typeof width === "number" ? width : Math.floor((left * width.share) / shares),
  );
}
