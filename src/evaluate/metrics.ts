/** Measures of how well a classifier agrees with labels. Formulas as in scikit-learn's `sklearn.metrics`. */

import type { Classification } from "../classify";

/** What a classifier said of one labelled notice. */
export interface Prediction {
  label: string;
  /** Further labels that would be right too, for lenient accuracy. */
  secondary?: readonly string[] | undefined;
  /** Labels that were answered beside the first. */
  others?: readonly string[] | undefined;
  /** All labels that would be right, where one of another vocabulary is coarser; `label` is the most probable of them. */
  right?: readonly string[] | undefined;
  /** All labels, most probable first; probabilities sum to 1. */
  ranking: readonly { cause: string; probability: number }[];
  /** The first of the ranking, where it is at hand without the whole. */
  best?: { cause: string; probability: number };
}

/** What a classification says of a labelled notice; of labels that are all right the most probable counts. O(labels). */
export function predictionOf(
  { label, alsoRight = [], secondary }: Labelled,
  { ranking, secondary: others }: Pick<Classification, "ranking" | "secondary">,
): Prediction {
  if (alsoRight.length === 0) return { label, secondary, others, ranking };
  const right = [label, ...alsoRight];
  const likeliest = ranking.find(({ cause }) => right.includes(cause));
  return { label: likeliest?.cause ?? label, right, secondary, others, ranking };
}

interface Labelled {
  label: string;
  alsoRight?: readonly string[] | undefined;
  secondary?: readonly string[] | undefined;
}

export interface LabelScores {
  precision: number;
  recall: number;
  f1: number;
  /** How many notices bear the label. */
  support: number;
}

export function guessOf(prediction: Prediction): string {
  return bestOf(prediction).cause;
}

function bestOf({ best, ranking }: Prediction): { cause: string; probability: number } {
  return best ?? ranking[0]!;
}

export function isRight(prediction: Prediction): boolean {
  return guessOf(prediction) === prediction.label;
}

/** The mean of `value` over the items; 0 where there are none. */
export function mean<T>(items: readonly T[], value: (item: T) => number): number {
  return items.length === 0 ? 0 : items.reduce((sum, item) => sum + value(item), 0) / items.length;
}

export function accuracy(predictions: readonly Prediction[]): number {
  return mean(predictions, (prediction) => Number(isRight(prediction)));
}

/** The share whose guess is the label or one of the secondary labels. */
export function lenientAccuracy(predictions: readonly Prediction[]): number {
  return mean(predictions, (prediction) =>
    Number(isRight(prediction) || (prediction.secondary ?? []).includes(guessOf(prediction))),
  );
}

/** The share whose guess lies in the same group as the label, or as one of those that are all right. */
export function groupAccuracy(
  predictions: readonly Prediction[],
  groupOf: (label: string) => string,
): number {
  return mean(predictions, (prediction) => {
    const { label, right = [label] } = prediction;
    const group = groupOf(guessOf(prediction));
    return Number(right.some((one) => groupOf(one) === group));
  });
}

/** `confusion[label][guess]`: how many; only what occurs, in the order of `labels`. */
export function confusionMatrix(
  predictions: readonly Prediction[],
  labels: readonly string[],
): Record<string, Record<string, number>> {
  const counts = countPairs(predictions);
  const row = (guesses: ReadonlyMap<string, number>) =>
    labels.flatMap((guess): [string, number][] => {
      const count = guesses.get(guess);
      return count === undefined ? [] : [[guess, count]];
    });
  // From entries, so that a label such as `__proto__` is a key like any other.
  return Object.fromEntries(
    labels.flatMap((label) => {
      const guesses = counts.get(label);
      return guesses ? [[label, Object.fromEntries(row(guesses))]] : [];
    }),
  );
}

/** How often each label was answered by each guess. */
function countPairs(predictions: readonly Prediction[]): Map<string, Map<string, number>> {
  const counts = new Map<string, Map<string, number>>();
  for (const prediction of predictions) {
    const guesses = counts.get(prediction.label) ?? new Map<string, number>();
    counts.set(prediction.label, guesses);
    const guess = guessOf(prediction);
    guesses.set(guess, (guesses.get(guess) ?? 0) + 1);
  }
  return counts;
}

/** Precision, recall and F1 of each label that occurs as label or guess; 0 where a denominator is 0. */
export function perLabelScores(
  predictions: readonly Prediction[],
  labels: readonly string[],
): Record<string, LabelScores> {
  const counts = countPairs(predictions);
  const guessed = new Map<string, number>();
  for (const guesses of counts.values()) {
    for (const [guess, count] of guesses) guessed.set(guess, (guessed.get(guess) ?? 0) + count);
  }
  return Object.fromEntries(
    labels.flatMap((label): [string, LabelScores][] => {
      const guesses = counts.get(label);
      const support = guesses ? [...guesses.values()].reduce((sum, count) => sum + count, 0) : 0;
      const answered = guessed.get(label) ?? 0;
      if (support + answered === 0) return [];
      return [[label, scoresOf(guesses?.get(label) ?? 0, answered, support)]];
    }),
  );
}

function scoresOf(hits: number, answered: number, support: number): LabelScores {
  return {
    precision: ratio(hits, answered),
    recall: ratio(hits, support),
    f1: (2 * hits) / (support + answered),
    support,
  };
}

/** The unweighted mean of F1 over the labels that occur as label or guess. */
export function macroF1(scores: Readonly<Record<string, LabelScores>>): number {
  return mean(Object.values(scores), ({ f1 }) => f1);
}

/** The unweighted means over the labels that occur as label or guess. */
export function macroAverage(scores: Readonly<Record<string, LabelScores>>): Average {
  return averageOf(scores, () => 1);
}

/** The means over the labels, each counting what it is borne by: the figures of the frequent labels weigh most. */
export function weightedAverage(scores: Readonly<Record<string, LabelScores>>): Average {
  return averageOf(scores, ({ support }) => support);
}

export type Average = Pick<LabelScores, "precision" | "recall" | "f1">;

function averageOf(
  scores: Readonly<Record<string, LabelScores>>,
  weightOf: (scores: LabelScores) => number,
): Average {
  const all = Object.values(scores);
  const total = all.reduce((sum, label) => sum + weightOf(label), 0);
  const average = (figure: keyof Average) =>
    ratio(
      all.reduce((sum, label) => sum + weightOf(label) * label[figure], 0),
      total,
    );
  return { precision: average("precision"), recall: average("recall"), f1: average("f1") };
}

/** The share whose label is among the `k` most probable. */
export function topKAccuracy(predictions: readonly Prediction[], k: number): number {
  return mean(predictions, ({ label, ranking }) =>
    Number(ranking.slice(0, k).some(({ cause }) => cause === label)),
  );
}

/** Σ over labels of (probability − 1 if it is the label, else 0)², averaged; 0 best, 2 worst (Brier 1950). */
export function brierScore(predictions: readonly Prediction[]): number {
  return mean(predictions, ({ label, ranking }) =>
    ranking.reduce((sum, { cause, probability }) => sum + (probability - Number(cause === label)) ** 2, 0),
  );
}

/** Mean of −log probability of the label, bounded at 10⁻¹² so that one sure mistake stays finite. */
export function logLoss(predictions: readonly Prediction[]): number {
  return mean(predictions, ({ label, ranking }) => {
    const probability = ranking.find(({ cause }) => cause === label)?.probability ?? 0;
    return -Math.log(Math.max(probability, 1e-12));
  });
}

/**
 * Expected calibration error: |accuracy − mean probability| in bins of equal width of the guess's probability, weighed by
 * the bins' sizes (Naeini et al. 2015; Guo et al. 2017).
 */
export function expectedCalibrationError(predictions: readonly Prediction[], bins = 10): number {
  const gap = (bin: Prediction[]) =>
    Math.abs(accuracy(bin) - mean(bin, (prediction) => bestOf(prediction).probability));
  return binned(predictions, bins).reduce(
    (sum, bin) => sum + (bin.length / Math.max(1, predictions.length)) * gap(bin),
    0,
  );
}

/** The guesses whose probability lies in [from, to): how sure they were, and how often right. */
export interface ReliabilityBin {
  from: number;
  to: number;
  count: number;
  meanProbability: number;
  accuracy: number;
}

/** The reliability curve in bins of equal width (Guo et al. 2017); bins without guesses are left out. O(predictions). */
export function reliabilityCurve(predictions: readonly Prediction[], bins = 10): ReliabilityBin[] {
  return binned(predictions, bins).flatMap((members, bin) =>
    members.length === 0
      ? []
      : [
          {
            from: bin / bins,
            to: (bin + 1) / bins,
            count: members.length,
            meanProbability: mean(members, (prediction) => bestOf(prediction).probability),
            accuracy: accuracy(members),
          },
        ],
  );
}

function binned(predictions: readonly Prediction[], bins: number): Prediction[][] {
  const members = Array.from({ length: bins }, (): Prediction[] => []);
  for (const prediction of predictions) {
    const { probability } = bestOf(prediction);
    members[Math.min(bins - 1, Math.floor(probability * bins))]!.push(prediction);
  }
  return members;
}

/** What answering only from a probability upwards gives. */
export interface OperatingPoint {
  /** The least probability that is answered; null where no threshold reaches the precision. */
  threshold: number | null;
  /** The share of notices answered. */
  coverage: number;
}

/** The lowest threshold at which the answered notices are right with at least this precision. O(n log n). */
export function operatingPoint(predictions: readonly Prediction[], precision: number): OperatingPoint {
  const sorted = predictions
    .map((prediction) => ({ probability: bestOf(prediction).probability, right: isRight(prediction) }))
    .sort((a, b) => b.probability - a.probability);
  let best: OperatingPoint = { threshold: null, coverage: 0 };
  let right = 0;
  sorted.forEach((answer, index) => {
    right += Number(answer.right);
    const tied = sorted[index + 1]?.probability === answer.probability;
    if (!tied && right / (index + 1) >= precision) {
      best = { threshold: answer.probability, coverage: (index + 1) / sorted.length };
    }
  });
  return best;
}

/** What answering only the surest share of the notices gives. */
export interface CoveragePoint {
  coverage: number;
  /** The least probability among them. */
  threshold: number;
  precision: number;
}

/** Precision against coverage, at equal steps of coverage. O(n log n). */
export function coverageCurve(predictions: readonly Prediction[], steps = 20): CoveragePoint[] {
  const sorted = predictions
    .map((prediction) => ({ probability: bestOf(prediction).probability, right: isRight(prediction) }))
    .sort((a, b) => b.probability - a.probability);
  const points: CoveragePoint[] = [];
  let right = 0;
  sorted.forEach((answer, index) => {
    right += Number(answer.right);
    const answered = index + 1;
    if (Math.floor((answered * steps) / sorted.length) === Math.floor((index * steps) / sorted.length))
      return;
    points.push({
      coverage: answered / sorted.length,
      threshold: answer.probability,
      precision: right / answered,
    });
  });
  return points;
}

/**
 * Precision, recall and F1 of the labels answered beside the first, summed over the predictions that know of secondary
 * labels or that there are none; null where none does. O(predictions).
 */
export function secondaryScores(predictions: readonly Prediction[]): LabelScores | null {
  const known = predictions.filter(
    ({ secondary, others }) => secondary !== undefined && others !== undefined,
  );
  if (known.length === 0) return null;
  let [answered, support, right] = [0, 0, 0];
  for (const { secondary = [], others = [] } of known) {
    answered += others.length;
    support += secondary.length;
    right += others.filter((cause) => secondary.includes(cause)).length;
  }
  return {
    precision: ratio(right, answered),
    recall: ratio(right, support),
    f1: ratio(2 * right, answered + support),
    support,
  };
}

/** 0 where there is nothing to have a share of. */
function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
