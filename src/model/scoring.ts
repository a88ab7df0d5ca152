/** Naive Bayes scores of a text: linear in the phrases found. */
import { phraseWeights, type SectionWeights, zonesOf } from "../features/phrases";
import type { ParsedNotice } from "../text/notice";
import type { PhraseFinder } from "../text/phrase-finder";

/** What scoring needs to know, however it was come by: estimated just now or read from a model file. */
export interface LinearModel {
  finder: PhraseFinder;
  sectionWeights: SectionWeights;
  /** Log-priors, one for each cause. */
  priors: ArrayLike<number>;
  /** Row-major `phrases × causes`, in units of `scale`. */
  weights: Float64Array | Int8Array;
  scale: number;
}

export interface Scores {
  /** One for each cause, in the model's order. */
  scores: number[];
  /** The summed weight of the phrases found. */
  mass: number;
  /** How many different phrases were found. */
  phrases: number;
}

/** score(c) = log P(c) + Σ over phrases f found: weight of f's zone × w(f, c). O(n + phrases found × causes). */
export function score(model: LinearModel, notice: ParsedNotice): Scores {
  const found = phraseWeights(
    notice.mapped.text,
    zonesOf(notice.sections, model.sectionWeights),
    model.finder,
  );
  const causes = model.priors.length;
  const sums = new Float64Array(causes);
  let mass = 0;
  for (const [phrase, weight] of found) {
    mass += weight;
    const row = phrase * causes;
    for (let cause = 0; cause < causes; cause++) sums[cause]! += weight * model.weights[row + cause]!;
  }
  return {
    scores: Array.from(sums, (sum, cause) => model.priors[cause]! + sum * model.scale),
    mass,
    phrases: found.size,
  };
}
