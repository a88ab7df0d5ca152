/** A row of a spreadsheet as a labelled notice. */
import type { Row } from "./columns";

/** Between the entries of a cell that holds several, as `tag --format csv` writes them. */
const AND = ";";
const LISTS: ReadonlySet<string> = new Set([
  "secondary",
  "evidence",
  "secondaryEvidence",
  "services",
  "data",
]);
const NUMBERS: ReadonlySet<string> = new Set(["people"]);

/** An empty cell says that the fact was not recorded, but for an empty list of a column of lists. */
export function labelledRow(row: Row): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).flatMap(([name, cell]): [string, unknown][] => {
      if (LISTS.has(name))
        return [[name, cell.trim() === "" ? [] : cell.split(AND).map((entry) => entry.trim())]];
      if (name !== "text" && cell.trim() === "") return [];
      return [[name, NUMBERS.has(name) ? numberOf(cell) : name === "text" ? cell : cell.trim()]];
    }),
  );
}

/** 1,204 too; what is no number stays as it is, for the schema to complain of. */
function numberOf(cell: string): number | string {
  const number = Number(cell.replaceAll(",", ""));
  return Number.isFinite(number) ? number : cell;
}
