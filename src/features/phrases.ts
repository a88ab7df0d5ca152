/**
 * The features of the classifier: which phrases of a vocabulary a notice holds, and how much each counts.
 *
 * Training and inference both call `phraseWeights`, so what is learnt is what is looked up. A phrase counts once however
 * often it stands there (presence), with the weight of the most telling zone that it stands in.
 */
import type { PhraseFinder } from "../text/phrase-finder";
import type { Section, SectionKind } from "../text/sections";

/** What a phrase counts by the section it stands in; sections that are not named count 1. */
export type SectionWeights = Readonly<Partial<Record<SectionKind, number>>>;

/** A stretch of the normalised text and what a phrase in it counts. */
export interface Zone {
  start: number;
  end: number;
  weight: number;
}

export function zonesOf(sections: readonly Section[], weights: SectionWeights): Zone[] {
  return sections
    .map(({ kind, start, end }) => ({ start, end, weight: weights[kind] ?? 1 }))
    .filter(({ weight }) => weight > 0);
}

/** O(n × longest phrase). The keys are indices of the finder's phrases; the values are weights of zones. */
export function phraseWeights(
  text: string,
  zones: readonly Zone[],
  finder: PhraseFinder,
): Map<number, number> {
  const weights = new Map<number, number>();
  for (const { start, end, weight } of zones) {
    const count = (phrase: number) => {
      if (weight > (weights.get(phrase) ?? 0)) weights.set(phrase, weight);
    };
    finder.find(text, count, start, end);
  }
  return weights;
}
