/** What annotators said, row by row; of the texts only those on which they part, for there may be very many. */
import { InputError } from "../errors";
import type { Ratings } from "../evaluate/agreement";
import type { AnyRecord } from "../io/read-rows";
import type { DisputedItem } from "./format-agreement";

const RATER_COLUMN = /^(?:label|rater|annotator)/i;

interface RatedRow {
  id: string | null;
  /** By the place of their columns; a row may be shorter than the list of all columns. */
  labels: readonly (string | undefined)[];
  /** Null where all agree, and where there is none. */
  text: string | null;
}

export class RatedRows {
  private readonly columns = new Set<string>();
  private readonly placeOf = new Map<string, number>();
  /** Each label once, however many rows bear it. */
  private readonly labels = new Map<string, string>();
  private readonly rows: RatedRow[] = [];

  /** `wanted` are the annotators' columns; undefined takes those whose names say so. */
  constructor(private readonly wanted: readonly string[] | undefined) {}

  get size(): number {
    return this.rows.length;
  }

  /** @throws InputError if a label is a list or an object; the row is not counted. */
  add(row: AnyRecord, source: string, line?: number): void {
    for (const column of Object.keys(row)) this.columns.add(column);
    const labels: (string | undefined)[] = [];
    for (const [column, label] of Object.entries(row)) {
      if (!this.isWanted(column) || !isRating(label)) continue;
      if (typeof label === "object")
        throw new InputError(`${column}: expected a label, found ${JSON.stringify(label)}`, source, { line });
      labels[this.place(column)] = this.shared(String(label).trim());
    }
    const parted = new Set(labels.filter((label) => label !== undefined)).size > 1;
    this.rows.push({
      id: typeof row.id === "string" || typeof row.id === "number" ? String(row.id) : null,
      labels,
      text: parted && typeof row.text === "string" ? row.text : null,
    });
  }

  private place(column: string): number {
    const place = this.placeOf.get(column) ?? this.placeOf.size;
    this.placeOf.set(column, place);
    return place;
  }

  private shared(label: string): string {
    const known = this.labels.get(label);
    if (known !== undefined) return known;
    this.labels.set(label, label);
    return label;
  }

  private isWanted(column: string): boolean {
    return this.wanted ? this.wanted.includes(column) : RATER_COLUMN.test(column);
  }

  /** @throws InputError if there are too few columns, or one that no row has; it names `source`. */
  raters(source: string): string[] {
    const raters = this.wanted ?? [...this.columns].filter((column) => this.isWanted(column));
    const twice = raters.find((column, index) => raters.indexOf(column) < index);
    if (twice) throw new InputError(`column ${twice} is named twice`, source);
    const missing = raters.filter((column) => !this.columns.has(column));
    const have = `the columns are ${[...this.columns].join(", ") || "none"}`;
    if (missing.length > 0) throw new InputError(`no column ${missing.join(", ")}; ${have}`, source);
    if (raters.length < 2)
      throw new InputError(`two columns of labels at least; name them with --columns; ${have}`, source);
    return [...raters];
  }

  ratings(raters: readonly string[]): Ratings[] {
    return this.rows.map(({ labels }) => this.labelsOf(labels, raters));
  }

  private labelsOf(labels: RatedRow["labels"], raters: readonly string[]): (string | null)[] {
    return raters.map((rater) => labels[this.placeOf.get(rater) ?? -1] ?? null);
  }

  describe(index: number, raters: readonly string[]): DisputedItem {
    const { id, labels, text } = this.rows[index]!;
    const ratings = this.labelsOf(labels, raters);
    return { index, id, ratings: Object.fromEntries(raters.map((rater, at) => [rater, ratings[at]!])), text };
  }
}

/** A blank cell, and a field that is left out, is no rating. */
function isRating(label: unknown): boolean {
  return label !== null && label !== undefined && (typeof label === "object" || String(label).trim() !== "");
}
