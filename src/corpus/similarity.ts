/** Which notices of a corpus are too much alike: near-duplicates, and long runs of characters that two share. */

/** What is asked of a notice. Notices on one incident may quote each other, and are never compared. */
export interface ComparedNotice {
  id: string;
  incident: string;
  text: string;
}

export interface NearDuplicate {
  ids: [string, string];
  /** Jaccard similarity of the sets of character 5-grams, 0 to 1. */
  jaccard: number;
}

export interface SharedRuns {
  ids: [string, string];
  /** How many runs of `RUN` characters the two share that are no fixed phrases. */
  runs: number;
  /** One of them. */
  example: string;
}

const GRAM = 5;
const RUN = 15;
/** A 5-gram in a larger share of the incidents is a fixed phrase of the genre, and says nothing about likeness. */
const FIXED_GRAM_SHARE = 0.05;
/** A long run in so many incidents is a fixed phrase of the genre. */
const FIXED_RUN_INCIDENTS = 4;

/**
 * Pairs of different incidents whose similarity is at least `threshold`, the most alike first. Fixed phrases of the genre
 * do not count. O(pairs that share a 5-gram).
 */
export function nearDuplicates(notices: readonly ComparedNotice[], threshold: number): NearDuplicate[] {
  const incidents = new Set(notices.map(({ incident }) => incident)).size;
  const index = indexGrams(notices, GRAM);
  const sizes = new Uint32Array(notices.length);
  const common = new PairCounter();
  for (const holders of index.values()) {
    if (holders.length > Math.max(2, FIXED_GRAM_SHARE * incidents)) continue;
    for (const holder of holders) sizes[holder]!++;
    forEachPair(holders, notices, (a, b) => common.add(a, b));
  }
  return common
    .entries()
    .map(({ a, b, count }) => ({
      ids: idsOf(notices, a, b),
      jaccard: count / (sizes[a]! + sizes[b]! - count),
    }))
    .filter(({ jaccard }) => jaccard >= threshold)
    .sort((one, other) => other.jaccard - one.jaccard);
}

/** Pairs of different incidents that share runs of 15 characters which few others have, the most runs first. */
export function sharedRuns(notices: readonly ComparedNotice[]): SharedRuns[] {
  const runs = new PairCounter();
  const examples = new Map<number, string>();
  for (const [run, holders] of indexGrams(notices, RUN)) {
    if (holders.length < 2 || incidentsOf(notices, holders) >= FIXED_RUN_INCIDENTS) continue;
    forEachPair(holders, notices, (a, b) => {
      examples.set(runs.add(a, b), run);
    });
  }
  return runs
    .entries()
    .map(({ a, b, count, key }) => ({ ids: idsOf(notices, a, b), runs: count, example: examples.get(key)! }))
    .sort((one, other) => other.runs - one.runs);
}

/** For each run of `length` characters, blanks left out, the indices of the notices that hold it, ascending. */
function indexGrams(notices: readonly ComparedNotice[], length: number): Map<string, number[]> {
  const index = new Map<string, number[]>();
  notices.forEach(({ text }, notice) => {
    const packed = text.replace(/\s+/g, "");
    for (let at = 0; at + length <= packed.length; at++) {
      const gram = packed.slice(at, at + length);
      const holders = index.get(gram);
      if (!holders) index.set(gram, [notice]);
      else if (holders.at(-1) !== notice) holders.push(notice);
    }
  });
  return index;
}

function incidentsOf(notices: readonly ComparedNotice[], holders: readonly number[]): number {
  return new Set(holders.map((holder) => notices[holder]!.incident)).size;
}

function forEachPair(
  holders: readonly number[],
  notices: readonly ComparedNotice[],
  onPair: (a: number, b: number) => void,
): void {
  for (let second = 1; second < holders.length; second++) {
    for (let first = 0; first < second; first++) {
      const [a, b] = [holders[first]!, holders[second]!];
      if (notices[a]!.incident !== notices[b]!.incident) onPair(a, b);
    }
  }
}

function idsOf(notices: readonly ComparedNotice[], a: number, b: number): [string, string] {
  return [notices[a]!.id, notices[b]!.id];
}

/** More notices than this would not fit into the key of a pair. */
const MOST_NOTICES = 2 ** 26;

class PairCounter {
  private readonly counts = new Map<number, number>();

  /** The pair's key. */
  add(a: number, b: number): number {
    const key = a * MOST_NOTICES + b;
    this.counts.set(key, (this.counts.get(key) ?? 0) + 1);
    return key;
  }

  entries(): { key: number; a: number; b: number; count: number }[] {
    return [...this.counts].map(([key, count]) => ({
      key,
      a: Math.floor(key / MOST_NOTICES),
      b: key % MOST_NOTICES,
      count,
    }));
  }
}
