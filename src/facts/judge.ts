/**
 * Tells by the words around a mention what it is: whether a date is that of the discovery, whether an address was exposed.
 *
 * A linear model over phrases, each by the place in which it stands (just before the mention, after it, …), and over named
 * cues. Each column is a yes or no of its own.
 */
import { FeatureFinder } from "../features/finder";
import type { WeightTable } from "../model/weight-table";
import type { Span } from "../text/mapped";

/** What a judge sees of a mention. */
export interface Context {
  /** Stretches of the text, always the same ones in the same order; empty where there is none. */
  places: readonly Span[];
  /** What is known of the mention besides; each counts once. */
  cues: readonly string[];
}

/** Marks a feature that is a cue; phrases begin with the digit of their place. */
export const CUE = "=";

export class Judge {
  private readonly finder: FeatureFinder;
  /** The row of each phrase in each place, or -1. */
  private readonly rows: Int32Array;
  private readonly cueRows = new Map<string, number>();
  private readonly places: number;

  /** `features` in the order of the table's rows. */
  constructor(
    readonly columns: readonly string[],
    features: readonly string[],
    private readonly table: WeightTable,
  ) {
    const phrases = [
      ...new Set(features.filter((feature) => !feature.startsWith(CUE)).map((feature) => feature.slice(1))),
    ];
    const numbers = new Map(phrases.map((phrase, index) => [phrase, index]));
    this.places =
      1 +
      features.reduce((most, feature) => Math.max(most, feature.startsWith(CUE) ? 0 : Number(feature[0])), 0);
    this.rows = new Int32Array(phrases.length * this.places).fill(-1);
    features.forEach((feature, row) => {
      if (feature.startsWith(CUE)) this.cueRows.set(feature.slice(1), row);
      else this.rows[numbers.get(feature.slice(1))! * this.places + Number(feature[0])] = row;
    });
    this.finder = new FeatureFinder(phrases, []);
  }

  /** The log-odds of each column. O(length of the places × longest phrase). */
  judge(text: string, { places, cues }: Context): Float64Array {
    const rows: number[] = [];
    places.forEach(({ start, end }, place) => {
      if (place >= this.places) return;
      for (const phrase of this.finder.find(text, start, end).phrases) {
        const row = this.rows[phrase * this.places + place]!;
        if (row >= 0) rows.push(row);
      }
    });
    for (const cue of cues) {
      const row = this.cueRows.get(cue);
      if (row !== undefined) rows.push(row);
    }
    const scores = new Float64Array(this.columns.length);
    this.table.addRows(rows, this.table.scale, scores);
    return scores.map((score, column) => score + this.table.bias[column]!);
  }
}
