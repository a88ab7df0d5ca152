/** Learns from labelled mentions what a judge weighs. */
import { type Context, CUE, Judge } from "../../facts/judge";
import type { WeightTable } from "../../model/weight-table";
import { quantise } from "../quantise";
import { fitRegression } from "../softmax-regression";
import type { SparseVector } from "../vectors";

/** A mention whose answers are known. */
export interface LabelledMention {
  text: string;
  context: Context;
  /** For each column whether it holds; null where that is not known. */
  holds: readonly (boolean | null)[];
  /** Mentions of one incident count once in what is frequent. */
  incident: string;
  /** Within one notice; those of different notices are told apart by who gathers them. Mentions of one bag say the same thing of one notice: that a column holds is told by one of them at least. */
  bag: string;
}

export interface JudgeOptions {
  /** The most code units in a phrase. */
  longest: number;
  /** A phrase or a cue must stand by the mentions of so many incidents. */
  minIncidents: number;
  /** The most features, those that tell most. */
  features: number;
  epochs: number;
  rate: number;
  decay: number;
}

export interface FittedJudge {
  features: readonly string[];
  table: WeightTable;
}

/** Mentions that are so much less telling than the most telling one of their bag need not be those that tell. In log-odds. */
const MARGIN = 1;

/**
 * Fits twice: a label says that one of several mentions tells the fact, and only after the first fit is it known which.
 * The others of the bag then teach nothing (after MI-SVM, Andrews et al. 2003).
 */
export function fitJudge(
  mentions: readonly LabelledMention[],
  columns: readonly string[],
  options: JudgeOptions,
): FittedJudge {
  const first = fitOnce(mentions, columns.length, options);
  return fitOnce(
    tellingOnly(mentions, new Judge(columns, first.features, first.table)),
    columns.length,
    options,
  );
}

function tellingOnly(mentions: readonly LabelledMention[], judge: Judge): LabelledMention[] {
  const scores = mentions.map(({ text, context }) => judge.judge(text, context));
  const best = new Map<string, Float64Array>();
  mentions.forEach(({ bag }, index) => {
    const known = best.get(bag);
    if (!known) best.set(bag, scores[index]!.slice());
    else
      scores[index]!.forEach((score, column) => {
        if (score > known[column]!) known[column] = score;
      });
  });
  return mentions.map((mention, index) => ({
    ...mention,
    holds: mention.holds.map((held, column) =>
      held && scores[index]![column]! < best.get(mention.bag)![column]! - MARGIN ? null : held,
    ),
  }));
}

/** O(epochs × features of the mentions × columns). */
function fitOnce(mentions: readonly LabelledMention[], columns: number, options: JudgeOptions): FittedJudge {
  const found = mentions.map(({ text, context }) => featuresOf(text, context, options.longest));
  const features = selectFeatures(mentions, found, columns, options);
  const rowOf = new Map(features.map((feature, row) => [feature, row]));
  const vectors = found.map((names): SparseVector => {
    const rows = names.map((name) => rowOf.get(name)).filter((row) => row !== undefined);
    return { features: Int32Array.from(rows), values: new Float32Array(rows.length).fill(1) };
  });
  const weights = new Float32Array(features.length * columns);
  const bias = new Float32Array(columns);
  for (let column = 0; column < columns; column++) {
    const known = mentions.flatMap(({ holds }, index) => (holds[column] === null ? [] : [index]));
    const fitted = fitRegression(
      {
        vectors: known.map((index) => vectors[index]!),
        columns: known.map((index) => Number(mentions[index]!.holds[column])),
      },
      { weights: new Float32Array(features.length * 2), bias: new Float32Array(2) },
      options,
    );
    for (let row = 0; row < features.length; row++) {
      weights[row * columns + column] = fitted.weights[row * 2 + 1]! - fitted.weights[row * 2]!;
    }
    bias[column] = fitted.bias[1]! - fitted.bias[0]!;
  }
  return { features, table: quantise({ weights, bias }) };
}

const NO_PART_OF_PHRASE = /[\d\n]/;

/** The different phrases of each place, with its digit before it, and the cues. */
function featuresOf(text: string, { places, cues }: Context, longest: number): string[] {
  const features = new Set(cues.map((cue) => CUE + cue));
  places.forEach(({ start, end }, place) => {
    for (let from = start; from < end; from++) {
      for (let to = from + 1; to <= Math.min(end, from + longest); to++) {
        if (NO_PART_OF_PHRASE.test(text[to - 1]!)) break;
        features.add(place + text.slice(from, to));
      }
    }
  });
  return [...features];
}

/** Those with the highest χ² in any of the columns (Yang & Pedersen 1997), in code unit order. */
function selectFeatures(
  mentions: readonly LabelledMention[],
  found: readonly (readonly string[])[],
  columns: number,
  { minIncidents, features: most }: JudgeOptions,
): string[] {
  const incidents = new Map<string, Set<string>>();
  found.forEach((names, index) => {
    for (const name of names) {
      const seen = incidents.get(name);
      if (!seen) incidents.set(name, new Set([mentions[index]!.incident]));
      else if (seen.size < minIncidents) seen.add(mentions[index]!.incident);
    }
  });
  const frequent = [...incidents].filter(([, seen]) => seen.size >= minIncidents).map(([name]) => name);
  const numberOf = new Map(frequent.map((name, index) => [name, index]));
  const best = new Float64Array(frequent.length);
  for (let column = 0; column < columns; column++) {
    const counts = countWith(mentions, found, column, numberOf);
    for (let at = 0; at < frequent.length; at++) best[at] = Math.max(best[at]!, chiSquared(counts, at));
  }
  return frequent
    .map((name, at) => ({ name, tells: best[at]! }))
    .sort((a, b) => b.tells - a.tells || (a.name < b.name ? -1 : 1))
    .slice(0, most)
    .map(({ name }) => name)
    .sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

interface Counts {
  /** How many mentions the column holds for, and how many not. */
  yes: number;
  no: number;
  /** The same of those with each feature. */
  yesWith: Float64Array;
  noWith: Float64Array;
}

function countWith(
  mentions: readonly LabelledMention[],
  found: readonly (readonly string[])[],
  column: number,
  numberOf: ReadonlyMap<string, number>,
): Counts {
  const counts: Counts = {
    yes: 0,
    no: 0,
    yesWith: new Float64Array(numberOf.size),
    noWith: new Float64Array(numberOf.size),
  };
  mentions.forEach(({ holds }, index) => {
    const held = holds[column];
    if (held === null) return;
    counts[held ? "yes" : "no"]++;
    const into = held ? counts.yesWith : counts.noWith;
    for (const name of found[index]!) {
      const number = numberOf.get(name);
      if (number !== undefined) into[number]!++;
    }
  });
  return counts;
}

function chiSquared({ yes, no, yesWith, noWith }: Counts, at: number): number {
  const [a, b] = [yesWith[at]!, noWith[at]!];
  const [c, d] = [yes - a, no - b];
  const product = (a + b) * (c + d) * (a + c) * (b + d);
  return product === 0 ? 0 : ((yes + no) * (a * d - b * c) ** 2) / product;
}
