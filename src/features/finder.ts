/** What a classifier looks for in a text: phrases, and concepts that can be said in many ways. */
import { PhraseFinder } from "../text/phrase-finder";

/** Ways to say one thing; the phrases are in the spelling of normalised text. */
export interface Concept {
  id: string;
  phrases: readonly string[];
}

/**
 * Numbers the features: the phrases by their place in the list, the concepts after them. A phrase may belong to several
 * concepts and be a feature of its own; one pass over a text finds all. O(total length of the phrases) to build.
 */
export class FeatureFinder {
  /** How many features there are. */
  readonly size: number;
  private readonly finder: PhraseFinder;
  /** The features of spelling `s` are `features[first[s]]` to `features[first[s + 1] - 1]`. */
  private readonly first: Int32Array;
  private readonly features: Int32Array;

  constructor(phrases: readonly string[], concepts: readonly Concept[]) {
    this.size = phrases.length + concepts.length;
    const featuresOf = new Map<string, number[]>();
    const add = (spelling: string, feature: number) => {
      const known = featuresOf.get(spelling);
      if (known) known.push(feature);
      else featuresOf.set(spelling, [feature]);
    };
    phrases.forEach(add);
    concepts.forEach((concept, index) => {
      for (const phrase of new Set(concept.phrases)) add(phrase, phrases.length + index);
    });
    this.finder = new PhraseFinder([...featuresOf.keys()]);
    const lists = [...featuresOf.values()];
    this.first = new Int32Array(lists.length + 1);
    lists.forEach((list, spelling) => {
      this.first[spelling + 1] = this.first[spelling]! + list.length;
    });
    this.features = Int32Array.from(lists.flat());
  }

  /** Calls back for each occurrence of each feature in the range. O(length × longest phrase). */
  find(text: string, onFeature: (feature: number) => void, from: number, to: number): void {
    const { first, features } = this;
    this.finder.find(
      text,
      (spelling) => {
        for (let at = first[spelling]!; at < first[spelling + 1]!; at++) onFeature(features[at]!);
      },
      from,
      to,
    );
  }
}
