/** What a classifier looks for in a text: phrases, and concepts that can be said in many ways. */
import { NONE, PhraseTrie } from "../text/phrase-trie";
import { Marks } from "./marks";

/** Ways to say one thing; the phrases are in the spelling of normalised text. */
export interface Concept {
  id: string;
  phrases: readonly string[];
}

/** The different features of a stretch of text, in the order of their first occurrence. */
export interface FeatureSet {
  readonly phrases: readonly number[];
  readonly concepts: readonly number[];
}

/**
 * Numbers the features: the phrases by their place in the list, the concepts after them. A phrase may belong to several
 * concepts and be a feature of its own; one pass over a text finds all. O(total length of the phrases) to build.
 */
export class FeatureFinder {
  /** How many features there are. */
  readonly size: number;
  /** How many of them are phrases. */
  readonly phrases: number;
  private readonly trie: PhraseTrie;
  /** The features of spelling `s` are `features[first[s]]` to `features[first[s + 1] - 1]`. */
  private readonly first: Int32Array;
  private readonly features: Int32Array;
  private readonly found: Marks;

  constructor(phrases: readonly string[], concepts: readonly Concept[]) {
    this.phrases = phrases.length;
    this.size = phrases.length + concepts.length;
    const spellings = new Map<string, number[]>();
    const add = (spelling: string, feature: number) => {
      const known = spellings.get(spelling);
      if (known) known.push(feature);
      else spellings.set(spelling, [feature]);
    };
    phrases.forEach(add);
    concepts.forEach((concept, index) => {
      for (const phrase of new Set(concept.phrases)) add(phrase, phrases.length + index);
    });
    this.trie = new PhraseTrie([...spellings.keys()]);
    const lists = [...spellings.values()];
    this.first = new Int32Array(lists.length + 1);
    lists.forEach((list, spelling) => {
      this.first[spelling + 1] = this.first[spelling]! + list.length;
    });
    this.features = Int32Array.from(lists.flat());
    this.found = new Marks(this.size);
  }

  /** The features of a stretch of normalised text. O(length × longest phrase). */
  find(text: string, from: number, to: number): FeatureSet {
    const { trie, found } = this;
    const set = { phrases: [], concepts: [] };
    found.clear();
    for (let start = from; start < to; start++) {
      let node = trie.begin(text.charCodeAt(start));
      for (let end = start + 1; node !== NONE; end++) {
        const spelling = trie.phraseAt(node);
        if (spelling !== NONE) this.collect(spelling, set);
        if (end >= to) break;
        node = trie.step(node, text.charCodeAt(end));
      }
    }
    return set;
  }

  private collect(spelling: number, into: { phrases: number[]; concepts: number[] }): void {
    const { first, features, found } = this;
    for (let at = first[spelling]!; at < first[spelling + 1]!; at++) {
      const feature = features[at]!;
      if (!found.isNew(feature)) continue;
      if (feature < this.phrases) into.phrases.push(feature);
      else into.concepts.push(feature);
    }
  }
}
