/** Weights as signed bytes. */
import { WeightTable } from "../model/weight-table";
import type { RegressionWeights } from "./softmax-regression";

const LARGEST = 127;
/** Beyond so many standard deviations a weight is cut: one outlier must not take the digits of all others. */
const MOST_DEVIATIONS = 12;

/** Each weight to the nearest of 255 steps. */
export function quantise({ weights, bias }: RegressionWeights): WeightTable {
  const largest = Math.min(largestOf(weights), MOST_DEVIATIONS * deviationOf(weights));
  // Rounded up, so that the last bits, in which machines may differ, stay out of the file.
  const scale = largest === 0 ? 1 : Math.ceil((largest / LARGEST) * 1e6) / 1e6;
  const steps = Int8Array.from(weights, (weight) =>
    Math.max(-LARGEST, Math.min(LARGEST, Math.round(weight / scale))),
  );
  return new WeightTable(
    steps,
    scale,
    Float64Array.from(bias, (value) => Number(value.toPrecision(6))),
  );
}

function largestOf(weights: Float32Array): number {
  return weights.reduce((largest, weight) => Math.max(largest, Math.abs(weight)), 0);
}

/** The root mean square: the mean is near 0. */
function deviationOf(weights: Float32Array): number {
  return Math.sqrt(weights.reduce((sum, weight) => sum + weight * weight, 0) / Math.max(1, weights.length));
}
