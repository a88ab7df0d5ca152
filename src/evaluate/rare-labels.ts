/** Labels of which there is too little to learn and to test. */
import { type Grouping, groupsOf } from "./folds";

export interface RareLabel {
  label: string;
  notices: number;
  /** How many incidents, or writers, they come from. */
  groups: number;
}

interface Labelled {
  label: string;
  incident?: string | undefined;
  writer?: string | undefined;
}

/**
 * The labels whose notices come from fewer groups than `folds`, the rarest first. One of a single group cannot be learnt and
 * tested at once: whenever its notices are held out, the model has never seen it. O(n log n).
 */
export function rareLabels(notices: readonly Labelled[], folds: number, groupBy: Grouping): RareLabel[] {
  const found = new Map<string, { notices: number; groups: number }>();
  const grouped = notices.map(({ incident, writer }, index) => ({
    incident: incident ?? `notice ${index}`,
    writer,
  }));
  for (const members of groupsOf(grouped, groupBy)) {
    const labels = members.map((index) => notices[index]!.label);
    for (const label of labels) {
      const seen = found.get(label) ?? { notices: 0, groups: 0 };
      found.set(label, { ...seen, notices: seen.notices + 1 });
    }
    for (const label of new Set(labels)) found.get(label)!.groups++;
  }
  return [...found]
    .map(([label, { notices, groups }]) => ({ label, notices, groups }))
    .filter(({ groups }) => groups < folds)
    .sort((a, b) => a.groups - b.groups || a.notices - b.notices || (a.label < b.label ? -1 : 1));
}
