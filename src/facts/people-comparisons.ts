/** How the candidates compare with each other: the largest, the repeated, the round figure and the exact one. */
import type { Candidate } from "./people-cues";

/** O(k log k) in the number of candidates. */
export function addComparisonCues(all: readonly Candidate[]): void {
  const counts = new Map<number, number>();
  for (const { value } of all) counts.set(value, (counts.get(value) ?? 0) + 1);
  const counted = all.filter(({ cues }) => !cues.has("sum"));
  const largest = Math.max(0, ...counted.filter(mayBeHeadline).map(({ value }) => value));
  const bySize = [...all].sort((a, b) => a.value - b.value);
  bySize.forEach((candidate, i) => {
    const { value, cues } = candidate;
    if (counts.get(value)! > 1) cues.add("repeated");
    if (counts.get(value)! > 2) cues.add("repeated-often");
    if (value === largest) cues.add("largest");
    if (counted.length === 1) cues.add("only");
    for (const neighbour of [bySize[i - 1], bySize[i + 1]]) {
      if (!neighbour || neighbour.value === value) continue;
      if (isRoughly(neighbour, value)) cues.add("refines");
      if (isRoughly(candidate, neighbour.value)) cues.add("refined");
    }
    if (value < 100) cues.add(value < 10 ? "units" : "tens");
  });
}

const COUNTS_OTHERS = ["staff-touching", "staff-body", "whole", "partial", "outsider"];

function mayBeHeadline({ unit, cues }: Candidate): boolean {
  return unit === "people" && !COUNTS_OTHERS.some((cue) => cues.has(cue));
}

/** How far a rounded figure may be from the exact one. */
const ROUNDING = 0.06;

/** Whether `amount` is a round figure for `value`: 2,900人余り for 2,935. */
export function isRoughly(amount: Candidate, value: number): boolean {
  const off = Math.abs(value - amount.value) / value;
  return (
    off > 0 && off < ROUNDING && amount.value >= 50 && trailingZeros(amount.value) > trailingZeros(value)
  );
}

function trailingZeros(value: number): number {
  let zeros = 0;
  for (let rest = value; rest % 10 === 0 && rest > 0; rest /= 10) zeros++;
  return zeros;
}
