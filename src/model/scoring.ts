/** How a notice scores: read as a whole, and sentence by sentence. Linear in the features found. */

import type { FeatureFinder } from "../features/finder";
import {
  type ReadSentence,
  type SectionWeights,
  type SparseVector,
  sentenceVector,
  type VectorShape,
  wholeVector,
} from "../features/reading";
import { logSumExp } from "./numbers";

/** Row-major `features × columns`: signed bytes, in units of `scale`. */
export interface WeightTable {
  columns: number;
  scale: number;
  data: Int8Array;
  /** One for each column, in the units of the scores. */
  bias: Float64Array;
}

/**
 * Two readings of one notice, both linear in the same features.
 *
 * `whole` has a column for each cause, and its vector is the notice's. `sentences` has one more column at the end, for
 * sentences that tell no cause, and its vectors are the sentences'.
 */
export interface LinearModel extends VectorShape {
  finder: FeatureFinder;
  sectionWeights: SectionWeights;
  whole: WeightTable;
  sentences: WeightTable;
}

export interface Scores {
  /** For each cause: the score of the whole notice, as a log-probability. */
  whole: Float64Array;
  /** For each cause: log(ε + Σ over sentences of weight × P(the sentence tells this cause)). */
  sentences: Float64Array;
  /** How many phrases, the same ones in several sentences counted again. */
  phrases: number;
}

/** Keeps the logarithm finite where no sentence tells a cause, and passing remarks from weighing much. */
const LEAST_TELLING = 0.01;

/** O(features found × causes). */
export function score(model: LinearModel, sentences: readonly ReadSentence[]): Scores {
  const whole = scoreVector(model.whole, wholeVector(sentences, model));
  toLogProbabilities(whole);
  const told = new Float64Array(model.whole.columns).fill(LEAST_TELLING);
  let phrases = 0;
  for (const { features, weight } of sentences) {
    phrases += features.length;
    if (weight === 0) continue;
    const probabilities = tellingOf(model, features);
    for (let cause = 0; cause < told.length; cause++) told[cause]! += weight * probabilities[cause]!;
  }
  return { whole, sentences: told.map(Math.log), phrases };
}

/** How probably a stretch with these features tells each cause; the last entry is for none. Sums to 1. */
function tellingOf(model: LinearModel, features: Int32Array): Float64Array {
  const scores = scoreVector(model.sentences, sentenceVector(features, model));
  toLogProbabilities(scores);
  return scores.map(Math.exp);
}

/** What counts beside telling a cause: enough to order stretches of a notice that tells none. */
const UNTOLD = 0.1;

/**
 * How much a stretch speaks for each cause: how probably it tells the cause, and a little, as far as it tells none, of
 * what it would mean as a whole notice.
 */
export function leaningOf(model: LinearModel, features: Int32Array): Float64Array {
  const whole = scoreVector(model.whole, sentenceVector(features, model));
  toLogProbabilities(whole);
  const telling = tellingOf(model, features);
  const none = telling[whole.length]!;
  return whole.map((score, cause) => telling[cause]! + UNTOLD * none * Math.exp(score));
}

function scoreVector(table: WeightTable, { features, values }: SparseVector): Float64Array {
  const { columns, scale, data, bias } = table;
  const scores = new Float64Array(columns);
  for (let at = 0; at < features.length; at++) {
    const row = features[at]! * columns;
    const value = values[at]!;
    for (let column = 0; column < columns; column++) scores[column]! += value * data[row + column]!;
  }
  for (let column = 0; column < columns; column++) scores[column] = scores[column]! * scale + bias[column]!;
  return scores;
}

function toLogProbabilities(scores: Float64Array): void {
  const total = logSumExp(scores);
  for (let at = 0; at < scores.length; at++) scores[at]! -= total;
}
