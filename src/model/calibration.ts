/** From scores to probabilities. */
import { logSumExp } from "./numbers";
import type { Scores } from "./scoring";

/**
 * Dirichlet calibration (Kull et al. 2019, "Beyond temperature scaling") of the two readings together:
 * `p = softmax(A · [whole, sentences] + b)`, where A and b were fitted to notices that the readings had not seen. It
 * weighs the readings against each other, cause by cause, and undoes their overconfidence.
 */
export interface Calibration {
  /** One row for each cause: its weights of the scores of the whole notice, then of the sentences', then b. */
  rows: readonly (readonly number[])[];
}

/** The inputs of the calibration in the order of its columns, with a 1 for b. */
export function calibrationInput({ whole, sentences }: Scores): Float64Array {
  const input = new Float64Array(2 * whole.length + 1);
  input.set(whole);
  input.set(sentences, whole.length);
  input[2 * whole.length] = 1;
  return input;
}

/** Probabilities that sum to 1, one for each cause. O(causes²). */
export function calibrate(scores: Scores, { rows }: Calibration): number[] {
  const input = calibrationInput(scores);
  return softmax(rows.map((row) => row.reduce((sum, weight, at) => sum + weight * input[at]!, 0)));
}

export function softmax(logits: readonly number[]): number[] {
  const total = logSumExp(logits);
  return logits.map((logit) => Math.exp(logit - total));
}
