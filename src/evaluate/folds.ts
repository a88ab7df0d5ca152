/** Splits that never part an incident, nor a writer where writers are told apart. */

export const GROUPINGS = ["incident", "writer"] as const;

/**
 * What folds never part: `incident`, or `writer` and incident both. The latter tells how a model does on notices of
 * strangers, and needs collections of several writers with incidents of their own.
 */
export type Grouping = (typeof GROUPINGS)[number];

/** What belongs together when notices are split. */
export interface Grouped {
  label: string;
  incident: string;
  /** Texts of one hand share turns of phrase: a model that has seen some of them knows the others better than a stranger's. */
  writer?: string | undefined;
}

/**
 * Assigns each item a fold from 0 to `folds - 1`: groups whole, labels spread evenly, the same for the same input.
 * Groups are dealt out, the largest first, to the fold that so far has the fewest of the labels that the group has (after
 * scikit-learn's StratifiedGroupKFold, without its shuffle). O(n log n + groups × folds × labels).
 */
export function groupedFolds(
  items: readonly Grouped[],
  folds: number,
  groupBy: Grouping = "incident",
): number[] {
  const filled = Array.from({ length: folds }, () => new Map<string, number>());
  const sizes = new Array<number>(folds).fill(0);
  const foldOf = new Array<number>(items.length).fill(0);
  for (const members of groupsOf(items, groupBy)) {
    const counts = countLabels(members.map((index) => items[index]!.label));
    const target = leastFilled(filled, sizes, counts);
    for (const index of members) foldOf[index] = target;
    for (const [label, count] of counts) {
      filled[target]!.set(label, (filled[target]!.get(label) ?? 0) + count);
    }
    sizes[target]! += members.length;
  }
  return foldOf;
}

/** The places of items that share an incident, or a writer, directly or through others; the largest group first. O(n log n). */
export function groupsOf(items: readonly Omit<Grouped, "label">[], groupBy: Grouping): number[][] {
  const leaders = items.map((_, index) => index);
  const leaderOf = (index: number): number => {
    let leader = index;
    while (leaders[leader] !== leader) {
      leaders[leader] = leaders[leaders[leader]!]!;
      leader = leaders[leader]!;
    }
    return leader;
  };
  const firstWith = new Map<string, number>();
  const join = (key: string, index: number) => {
    const first = firstWith.get(key);
    if (first === undefined) firstWith.set(key, index);
    else leaders[leaderOf(index)] = leaderOf(first);
  };
  items.forEach(({ incident, writer }, index) => {
    join(`incident ${incident}`, index);
    if (groupBy === "writer" && writer !== undefined) join(`writer ${writer}`, index);
  });
  const groups = new Map<number, number[]>();
  items.forEach((_, index) => {
    const leader = leaderOf(index);
    const members = groups.get(leader);
    if (members) members.push(index);
    else groups.set(leader, [index]);
  });
  return [...groups.values()].sort((a, b) => b.length - a.length);
}

function countLabels(labels: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  return counts;
}

/** The fold where the group's labels are rarest; of equal ones the smallest. */
function leastFilled(
  filled: readonly Map<string, number>[],
  sizes: readonly number[],
  counts: ReadonlyMap<string, number>,
): number {
  const crowding = filled.map((labels) => {
    let sum = 0;
    for (const [label, count] of counts) sum += count * (labels.get(label) ?? 0);
    return sum;
  });
  let best = 0;
  for (let fold = 1; fold < filled.length; fold++) {
    const difference = crowding[fold]! - crowding[best]!;
    if (difference < 0 || (difference === 0 && sizes[fold]! < sizes[best]!)) best = fold;
  }
  return best;
}
