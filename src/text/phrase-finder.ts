/** Finds any of many phrases in a text in one pass over its characters. */

/** Called for each occurrence: the phrase's index in the list given, and its range in the text. */
export type OnPhrase = (phrase: number, start: number, end: number) => void;

const NONE = -1;
const ROOT = 0;
const CODE_UNITS = 0x10000;

/**
 * A set of phrases as a trie, its edges in one open-addressing hash table.
 *
 * Building is O(total length of the phrases); finding is O(text length × longest phrase), and in Japanese text most
 * walks end after two or three characters. Overlapping and nested occurrences are all reported, in order of their
 * start, shorter ones first.
 */
export class PhraseFinder {
  private readonly roots = new Int32Array(CODE_UNITS).fill(NONE);
  private readonly mask: number;
  private readonly edgeNode: Int32Array;
  private readonly edgeCode: Uint16Array;
  private readonly edgeTarget: Int32Array;
  private readonly phraseAt: Int32Array;
  private nodes = 1;

  /** Empty phrases never match; of equal phrases the last one is reported. */
  constructor(phrases: readonly string[]) {
    const units = phrases.reduce((sum, phrase) => sum + phrase.length, 0);
    const slots = 2 ** Math.ceil(Math.log2(units * 2 + 2));
    this.mask = slots - 1;
    this.edgeNode = new Int32Array(slots).fill(NONE);
    this.edgeCode = new Uint16Array(slots);
    this.edgeTarget = new Int32Array(slots);
    this.phraseAt = new Int32Array(units + 1).fill(NONE);
    phrases.forEach((phrase, index) => {
      this.insert(phrase, index);
    });
  }

  find(text: string, onPhrase: OnPhrase, from = 0, to = text.length): void {
    for (let start = from; start < to; start++) {
      let node = this.roots[text.charCodeAt(start)]!;
      let end = start + 1;
      while (node !== NONE) {
        const phrase = this.phraseAt[node]!;
        if (phrase !== NONE) onPhrase(phrase, start, end);
        if (end >= to) break;
        node = this.step(node, text.charCodeAt(end));
        end++;
      }
    }
  }

  private insert(phrase: string, index: number): void {
    if (phrase === "") return;
    let node = ROOT;
    for (let i = 0; i < phrase.length; i++) {
      const code = phrase.charCodeAt(i);
      const next = node === ROOT ? this.roots[code]! : this.step(node, code);
      node = next === NONE ? this.addEdge(node, code) : next;
    }
    this.phraseAt[node] = index;
  }

  private addEdge(node: number, code: number): number {
    const target = this.nodes++;
    if (node === ROOT) {
      this.roots[code] = target;
      return target;
    }
    const slot = this.slotOf(node, code);
    this.edgeNode[slot] = node;
    this.edgeCode[slot] = code;
    this.edgeTarget[slot] = target;
    return target;
  }

  private step(node: number, code: number): number {
    const slot = this.slotOf(node, code);
    return this.edgeNode[slot] === NONE ? NONE : this.edgeTarget[slot]!;
  }

  /** The slot of the edge, or the free one where it would go. The table is at most half full, so one is near. */
  private slotOf(node: number, code: number): number {
    let slot = (Math.imul(node, 0x9e3779b1) ^ Math.imul(code, 0x85ebca6b)) >>> 0;
    slot = (slot ^ (slot >>> 15)) & this.mask;
    while (this.edgeNode[slot] !== NONE && (this.edgeNode[slot] !== node || this.edgeCode[slot] !== code)) {
      slot = (slot + 1) & this.mask;
    }
    return slot;
  }
}
