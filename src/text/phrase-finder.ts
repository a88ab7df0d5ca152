/** Finds any of many phrases in a text in one pass over its characters. */
import { NONE, PhraseTrie } from "./phrase-trie";

/** Called for each occurrence: the phrase's index in the list given, and its range in the text. */
export type OnPhrase = (phrase: number, start: number, end: number) => void;

/**
 * Finding is O(text length × longest phrase), and in Japanese text most walks end after two or three characters.
 * Overlapping and nested occurrences are all reported, in order of their start, shorter ones first.
 */
export class PhraseFinder {
  private readonly trie = new PhraseTrie();
  /** For each node of the trie the phrase that ends there. */
  private readonly phraseAt: Int32Array;

  /** Empty phrases never match; of equal phrases the last one is reported. */
  constructor(phrases: readonly string[]) {
    const nodes = phrases.map((phrase) => this.trie.insert(phrase));
    this.phraseAt = new Int32Array(this.trie.nodes).fill(NONE);
    nodes.forEach((node, phrase) => {
      if (node !== NONE) this.phraseAt[node] = phrase;
    });
  }

  find(text: string, onPhrase: OnPhrase, from = 0, to = text.length): void {
    const { trie, phraseAt } = this;
    for (let start = from; start < to; start++) {
      let node = trie.begin(text.charCodeAt(start));
      for (let end = start + 1; node !== NONE; end++) {
        const phrase = phraseAt[node]!;
        if (phrase !== NONE) onPhrase(phrase, start, end);
        if (end >= to) break;
        node = trie.step(node, text.charCodeAt(end));
      }
    }
  }
}
