/** Readings as vectors to learn from. */
import type { FeatureSet } from "../features/finder";
import type { WeightedFeatures } from "../features/reading";

/** Features with a value each, the others being 0. */
export interface SparseVector {
  features: Int32Array;
  values: Float32Array;
}

/** Each feature with the weight of its group, concepts `conceptWeight` times as much; of Euclidean length 1, or empty. */
export function vectorOf(groups: readonly WeightedFeatures[], conceptWeight: number): SparseVector {
  const features: number[] = [];
  const weights: number[] = [];
  const add = (found: readonly number[], weight: number) => {
    for (const feature of found) {
      features.push(feature);
      weights.push(weight);
    }
  };
  for (const { weight, phrases, concepts } of groups) {
    add(phrases, weight);
    add(concepts, weight * conceptWeight);
  }
  const length = Math.sqrt(weights.reduce((sum, weight) => sum + weight * weight, 0)) || 1;
  return {
    features: Int32Array.from(features),
    values: Float32Array.from(weights, (weight) => weight / length),
  };
}

/** The vector of one stretch by itself. */
export function vectorOfStretch({ phrases, concepts }: FeatureSet, conceptWeight: number): SparseVector {
  return vectorOf([{ weight: 1, phrases, concepts }], conceptWeight);
}
