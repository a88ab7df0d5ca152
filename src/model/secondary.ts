/** Other causes that a notice states beside the one it is taken for. */
import type { CauseId } from "../taxonomy/taxonomy";
import type { Scores } from "./scoring";

/** How probably one sentence must tell a cause; chosen by cross-validation by writer, for precision rather than recall. */
const CLEARLY = 0.7;
const MOST = 2;
/** What is no cause of a harm cannot have contributed to one. */
const NO_CONTRIBUTOR: ReadonlySet<string> = new Set<CauseId>([
  "undetermined",
  "not-a-notice",
] satisfies CauseId[]);

/** Those that a sentence tells clearly, the clearest first; none of a text that reports no incident. O(labels). */
export function findSecondary<Label extends string>(
  { clearest }: Scores,
  labels: readonly Label[],
  guess: Label,
): Label[] {
  if (guess === "not-a-notice") return [];
  return labels
    .map((cause, index) => ({ cause, index, clearness: clearest[index]! }))
    .filter(({ cause, clearness }) => cause !== guess && clearness >= CLEARLY && !NO_CONTRIBUTOR.has(cause))
    .sort((a, b) => b.clearness - a.clearness || a.index - b.index)
    .slice(0, MOST)
    .map(({ cause }) => cause);
}
