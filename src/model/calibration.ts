/** From scores to probabilities. */

/**
 * Naive Bayes counts every phrase as independent evidence, so its scores grow with the length of the text and are far
 * too sure. `p = (1 − doubt) · softmax(scores / (temperature · mass^lengthExponent)) + doubt / causes`, where mass is the
 * summed weight of the phrases found, brings them back to what held-out notices showed.
 */
export interface Calibration {
  /** Over 0. */
  temperature: number;
  /** 0 (length plays no part) to 1 (the mean over the phrases). */
  lengthExponent: number;
  /** 0 to 1: how often even the surest answer is no better than a guess. */
  doubt: number;
}

/** Probabilities that sum to 1, in the order of the scores. Finite for any finite scores. */
export function calibrate(scores: readonly number[], mass: number, calibration: Calibration): number[] {
  const divisor = calibration.temperature * Math.max(1, mass) ** calibration.lengthExponent;
  const floor = calibration.doubt / scores.length;
  return softmax(scores.map((score) => score / divisor)).map(
    (probability) => (1 - calibration.doubt) * probability + floor,
  );
}

export function softmax(logits: readonly number[]): number[] {
  const highest = Math.max(...logits);
  const odds = logits.map((logit) => Math.exp(logit - highest));
  const total = odds.reduce((sum, value) => sum + value, 0);
  return odds.map((value) => value / total);
}
