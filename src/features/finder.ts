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
  private readonly trie = new PhraseTrie();
  /** For each node of the trie the first entry of its features, or `NONE`. */
  private readonly entryAt: Int32Array;
  /** Of each entry the feature, and the next entry of the same node, or `NONE`. */
  private readonly featureOf: Int32Array;
  private readonly nextOf: Int32Array;
  private readonly found: Marks;

  constructor(phrases: readonly string[], concepts: readonly Concept[]) {
    this.phrases = phrases.length;
    this.size = phrases.length + concepts.length;
    const nodes: number[] = [];
    const features: number[] = [];
    const add = (spelling: string, feature: number) => {
      nodes.push(this.trie.insert(spelling));
      features.push(feature);
    };
    phrases.forEach(add);
    concepts.forEach((concept, index) => {
      for (const phrase of concept.phrases) add(phrase, phrases.length + index);
    });
    this.entryAt = new Int32Array(this.trie.nodes).fill(NONE);
    this.featureOf = Int32Array.from(features);
    this.nextOf = new Int32Array(features.length).fill(NONE);
    // From the last to the first, so that a node's entries stand in the order of the features.
    for (let entry = features.length - 1; entry >= 0; entry--) {
      const node = nodes[entry]!;
      if (node === NONE) continue;
      this.nextOf[entry] = this.entryAt[node]!;
      this.entryAt[node] = entry;
    }
    this.found = new Marks(this.size);
  }

  /** The features of a stretch of normalised text. O(length × longest phrase). */
  find(text: string, from: number, to: number): FeatureSet {
    const { trie, entryAt, found } = this;
    const set = { phrases: [], concepts: [] };
    found.clear();
    for (let start = from; start < to; start++) {
      let node = trie.begin(text.charCodeAt(start));
      for (let end = start + 1; node !== NONE; end++) {
        if (entryAt[node] !== NONE) this.collect(entryAt[node]!, set);
        if (end >= to) break;
        node = trie.step(node, text.charCodeAt(end));
      }
    }
    return set;
  }

  private collect(first: number, into: { phrases: number[]; concepts: number[] }): void {
    for (let entry = first; entry !== NONE; entry = this.nextOf[entry]!) {
      const feature = this.featureOf[entry]!;
      if (!this.found.isNew(feature)) continue;
      if (feature < this.phrases) into.phrases.push(feature);
      else into.concepts.push(feature);
    }
  }
}
