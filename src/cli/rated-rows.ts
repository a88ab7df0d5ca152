/** What annotators said, row by row; of the texts only those on which they part, for there may be very many. */
import { InputError } from "../errors";
import type { Ratings } from "../evaluate/agreement";
import type { AnyRecord } from "../io/read-rows";
import type { DisputedItem } from "./format-agreement";

const RATER_COLUMN = /^(?:label|rater|annotator)/i;

interface RatedRow {
  id: string | null;
  labels: ReadonlyMap<string, string>;
  /** Null where all agree, and where there is none. */
  text: string | null;
}

export class RatedRows {
  private readonly columns = new Set<string>();
  private readonly rows: RatedRow[] = [];

  /** `wanted` are the annotators' columns; undefined takes those whose names say so. */
  constructor(private readonly wanted: readonly string[] | undefined) {}

  get size(): number {
    return this.rows.length;
  }

  add(row: AnyRecord): void {
    for (const column of Object.keys(row)) this.columns.add(column);
    const labels = new Map(
      Object.entries(row).flatMap(([column, label]): [string, string][] =>
        this.isWanted(column) && isRating(label) ? [[column, String(label).trim()]] : [],
      ),
    );
    const parted = new Set(labels.values()).size > 1;
    this.rows.push({
      id: typeof row.id === "string" || typeof row.id === "number" ? String(row.id) : null,
      labels,
      text: parted && typeof row.text === "string" ? row.text : null,
    });
  }

  private isWanted(column: string): boolean {
    return this.wanted ? this.wanted.includes(column) : RATER_COLUMN.test(column);
  }

  /** @throws InputError if there are too few columns, or one that no row has; it names `source`. */
  raters(source: string): string[] {
    const raters = this.wanted ?? [...this.columns].filter((column) => this.isWanted(column));
    const missing = raters.filter((column) => !this.columns.has(column));
    const have = `the columns are ${[...this.columns].join(", ") || "none"}`;
    if (missing.length > 0) throw new InputError(`no column ${missing.join(", ")}; ${have}`, source);
    if (raters.length < 2)
      throw new InputError(`two columns of labels at least; name them with --columns; ${have}`, source);
    return [...raters];
  }

  ratings(raters: readonly string[]): Ratings[] {
    return this.rows.map(({ labels }) => raters.map((rater) => labels.get(rater) ?? null));
  }

  describe(index: number, raters: readonly string[]): DisputedItem {
    const { id, labels, text } = this.rows[index]!;
    return {
      index,
      id,
      ratings: Object.fromEntries(raters.map((rater) => [rater, labels.get(rater) ?? null])),
      text,
    };
  }
}

/** A blank cell, and a field that is left out, is no rating. */
function isRating(label: unknown): boolean {
  return label !== null && label !== undefined && String(label).trim() !== "";
}
