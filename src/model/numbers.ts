/** Looked up once: in a sandbox, as tests run in, each look at a global costs more than the function itself. */
const { exp } = Math;

/** log Σ exp(x), without overflow. */
export function logSumExp(values: ArrayLike<number>): number {
  let highest = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < values.length; at++) if (values[at]! > highest) highest = values[at]!;
  let total = 0;
  for (let at = 0; at < values.length; at++) total += exp(values[at]! - highest);
  return highest + Math.log(total);
}

/** Softmax, in place. */
export function toProbabilities(scores: Float64Array): Float64Array {
  let highest = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < scores.length; at++) if (scores[at]! > highest) highest = scores[at]!;
  let total = 0;
  for (let at = 0; at < scores.length; at++) {
    scores[at] = exp(scores[at]! - highest);
    total += scores[at]!;
  }
  for (let at = 0; at < scores.length; at++) scores[at]! /= total;
  return scores;
}
