/** Splits that never part an incident. */

/**
 * Assigns each item a fold from 0 to `folds - 1`: groups whole, labels spread evenly, the same for the same input.
 * Groups are dealt out label by label, the largest first, to the fold that has the fewest of that label so far
 * (scikit-learn's StratifiedGroupKFold, without its shuffle). O(n log n).
 */
export function groupedFolds(items: readonly { label: string; incident: string }[], folds: number): number[] {
  const groups = groupByIncident(items);
  const labelled = Array.from({ length: folds }, () => new Map<string, number>());
  const sizes = new Array<number>(folds).fill(0);
  const fold = new Array<number>(items.length).fill(0);
  for (const members of groups) {
    const label = items[members[0]!]!.label;
    const target = leastFilled(labelled, sizes, label);
    for (const index of members) fold[index] = target;
    labelled[target]!.set(label, (labelled[target]!.get(label) ?? 0) + members.length);
    sizes[target]! += members.length;
  }
  return fold;
}

function groupByIncident(items: readonly { label: string; incident: string }[]): number[][] {
  const groups = new Map<string, number[]>();
  items.forEach(({ incident }, index) => {
    const members = groups.get(incident);
    if (members) members.push(index);
    else groups.set(incident, [index]);
  });
  return [...groups.values()].sort((a, b) => b.length - a.length);
}

function leastFilled(
  labelled: readonly Map<string, number>[],
  sizes: readonly number[],
  label: string,
): number {
  let best = 0;
  for (let fold = 1; fold < sizes.length; fold++) {
    const difference = (labelled[fold]!.get(label) ?? 0) - (labelled[best]!.get(label) ?? 0);
    if (difference < 0 || (difference === 0 && sizes[fold]! < sizes[best]!)) best = fold;
  }
  return best;
}
