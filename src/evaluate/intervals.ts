/** How far figures may be chance: bootstrap intervals, and McNemar's test of two models on the same notices. */
import { UsageError } from "../errors";
import { randomNumbers } from "../random";
import { guessOf, isRight, type Prediction } from "./metrics";

export interface Interval {
  low: number;
  high: number;
}

export interface BootstrapOptions {
  /** Default 1000. */
  resamples?: number;
  /** The share of resamples within the interval; default 0.95. */
  level?: number;
  /** The same seed gives the same resamples; default 1. */
  seed?: number;
}

/** The figures whose intervals are asked for at once, on the same resamples. */
export interface Intervals {
  accuracy: Interval;
  macroF1: Interval;
}

/**
 * Percentile bootstrap (Efron & Tibshirani 1993, ch. 13): the notices are drawn anew with replacement as many times as there
 * are. Notices on one incident are drawn by themselves, so where many share one the intervals are too narrow. Null without
 * predictions. O(resamples × (predictions + labels)).
 *
 * @throws RangeError if the level does not lie between 0 and 1, or there is no resample.
 */
export function bootstrapIntervals(
  predictions: readonly Prediction[],
  { resamples = 1000, level = 0.95, seed = 1 }: BootstrapOptions = {},
): Intervals | null {
  if (!(level > 0 && level < 1)) throw new UsageError(`level must lie between 0 and 1, got ${level}`);
  if (!Number.isInteger(resamples) || resamples < 1)
    throw new UsageError(`resamples must be a whole number from 1, got ${resamples}`);
  if (predictions.length === 0) return null;
  const table = numbered(predictions);
  const random = randomNumbers(seed);
  const drawn = () => Math.floor(random() * predictions.length);
  const figures = Array.from({ length: resamples }, () => figuresOf(table, drawn));
  const interval = (figure: keyof Intervals) =>
    percentiles(
      figures.map((resample) => resample[figure]),
      level,
    );
  return { accuracy: interval("accuracy"), macroF1: interval("macroF1") };
}

/** Labels and guesses by number, so that a resample only counts. */
interface Numbered {
  labels: Int32Array;
  guesses: Int32Array;
  size: number;
}

function numbered(predictions: readonly Prediction[]): Numbered {
  const numbers = new Map<string, number>();
  const numberOf = (label: string) => {
    const number = numbers.get(label) ?? numbers.size;
    numbers.set(label, number);
    return number;
  };
  const labels = Int32Array.from(predictions, ({ label }) => numberOf(label));
  const guesses = Int32Array.from(predictions, (prediction) => numberOf(guessOf(prediction)));
  return { labels, guesses, size: numbers.size };
}

function figuresOf(
  { labels, guesses, size }: Numbered,
  drawn: () => number,
): Record<keyof Intervals, number> {
  const hits = new Float64Array(size);
  const sizes = new Float64Array(size);
  let right = 0;
  for (let draw = 0; draw < labels.length; draw++) {
    const index = drawn();
    const [label, guess] = [labels[index]!, guesses[index]!];
    sizes[label]!++;
    sizes[guess]!++;
    if (label !== guess) continue;
    hits[label]!++;
    right++;
  }
  let sum = 0;
  let occurring = 0;
  for (let label = 0; label < size; label++) {
    if (sizes[label] === 0) continue;
    sum += (2 * hits[label]!) / sizes[label]!;
    occurring++;
  }
  return { accuracy: right / labels.length, macroF1: sum / occurring };
}

function percentiles(values: number[], level: number): Interval {
  const sorted = values.sort((a, b) => a - b);
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.max(0, Math.round(share * (sorted.length - 1))))]!;
  return { low: at((1 - level) / 2), high: at((1 + level) / 2) };
}

export interface McNemar {
  /** Notices that only the first model, or only the second, answered right. */
  onlyFirst: number;
  onlySecond: number;
  /** How probable so uneven a split would be if both were equally good; two-sided. */
  p: number;
}

/**
 * McNemar's test (1947) of two models on the same notices, exact by the binomial distribution of the notices on which one is
 * right and the other wrong. O(predictions).
 *
 * @throws RangeError if there are not as many predictions of the one as of the other.
 */
export function mcNemar(first: readonly Prediction[], second: readonly Prediction[]): McNemar {
  if (first.length !== second.length) {
    throw new UsageError(
      `both models must answer the same notices, got ${first.length} and ${second.length} answers`,
    );
  }
  let [onlyFirst, onlySecond] = [0, 0];
  first.forEach((prediction, index) => {
    // The labels themselves may differ: of several that are all right each stands beside the guess that it meets.
    const [a, b] = [isRight(prediction), isRight(second[index]!)];
    if (a && !b) onlyFirst++;
    if (b && !a) onlySecond++;
  });
  return { onlyFirst, onlySecond, p: twoSided(Math.min(onlyFirst, onlySecond), onlyFirst + onlySecond) };
}

/** Twice the chance of at most `fewer` heads in `tosses` of a fair coin, 1 at most. Summed from logarithms, so that nothing underflows. */
function twoSided(fewer: number, tosses: number): number {
  let logChance = -tosses * Math.LN2;
  let sum = Math.exp(logChance);
  for (let heads = 1; heads <= fewer; heads++) {
    logChance += Math.log((tosses - heads + 1) / heads);
    sum += Math.exp(logChance);
  }
  return Math.min(1, 2 * sum);
}
