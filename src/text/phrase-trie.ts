/** Phrases as paths of a tree, for those who walk over a text looking for them. */

export const NONE = -1;
const ROOT = 0;
const CODE_UNITS = 0x10000;
/** Of a slot: the node that its edge leaves, the code unit on it, the node it leads to. */
const SLOT = 3;
const FEWEST_SLOTS = 64;
/** A fuller table is doubled: small enough to stay in the processor's cache, empty enough for short searches. */
const FULLEST = 0.65;

/** A set of phrases as a trie, its edges in one open-addressing hash table. A step is O(1). */
export class PhraseTrie {
  /** One more than the largest number of a node. */
  nodes = 1;
  private readonly roots = new Int32Array(CODE_UNITS).fill(NONE);
  private slots = new Int32Array(FEWEST_SLOTS * SLOT).fill(NONE);
  private mask = FEWEST_SLOTS - 1;
  private edges = 0;
  /** For each node 1 where phrases go on. */
  private inner = new Uint8Array(FEWEST_SLOTS);

  /** The node of the phrases that begin with this code unit, or `NONE`. */
  begin(code: number): number {
    return this.roots[code]!;
  }

  /** The node of the phrases that go on with this code unit, or `NONE`. */
  step(node: number, code: number): number {
    if (this.inner[node] === 0) return NONE;
    const slot = this.slotOf(node, code);
    return this.slots[slot] === NONE ? NONE : this.slots[slot + 2]!;
  }

  /** Adds a phrase and returns its node; the same one for the same phrase. The empty phrase has none. O(length). */
  insert(phrase: string): number {
    let node = ROOT;
    for (let at = 0; at < phrase.length; at++) {
      const code = phrase.charCodeAt(at);
      const next = node === ROOT ? this.roots[code]! : this.step(node, code);
      node = next === NONE ? this.addNode(node, code) : next;
    }
    return node === ROOT ? NONE : node;
  }

  private addNode(parent: number, code: number): number {
    const node = this.nodes++;
    if (node >= this.inner.length) this.inner = enlarged(this.inner);
    if (parent === ROOT) {
      this.roots[code] = node;
      return node;
    }
    if (++this.edges > (this.mask + 1) * FULLEST) this.grow();
    this.inner[parent] = 1;
    this.put(parent, code, node);
    return node;
  }

  private put(parent: number, code: number, node: number): void {
    const slot = this.slotOf(parent, code);
    this.slots[slot] = parent;
    this.slots[slot + 1] = code;
    this.slots[slot + 2] = node;
  }

  private grow(): void {
    const old = this.slots;
    this.slots = new Int32Array(old.length * 2).fill(NONE);
    this.mask = this.mask * 2 + 1;
    for (let slot = 0; slot < old.length; slot += SLOT) {
      if (old[slot] !== NONE) this.put(old[slot]!, old[slot + 1]!, old[slot + 2]!);
    }
  }

  /** The slot of the edge, or the free one where it would go. */
  private slotOf(node: number, code: number): number {
    const { slots, mask } = this;
    const hash = Math.imul(node, 0x9e3779b1) ^ Math.imul(code, 0x85ebca6b);
    let at = (hash ^ (hash >>> 15)) & mask;
    while (slots[at * SLOT] !== NONE && (slots[at * SLOT] !== node || slots[at * SLOT + 1] !== code)) {
      at = (at + 1) & mask;
    }
    return at * SLOT;
  }
}

function enlarged(old: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(old.length * 2);
  larger.set(old);
  return larger;
}
