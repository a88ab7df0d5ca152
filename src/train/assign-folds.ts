/** The folds of calibration and cross-validation. */
import { type Grouped, groupedFolds } from "../evaluate/folds";

export const GROUPINGS = ["incident", "writer"] as const;

/**
 * What folds never part: `incident`, or `writer` and incident both. The latter tells how a model does on notices of
 * strangers, and needs collections of several writers with incidents of their own.
 */
export type Grouping = (typeof GROUPINGS)[number];

/** @throws RangeError if there are fewer groups than `atLeast`. */
export function assignFolds(
  notices: readonly Grouped[],
  folds: number,
  { groupBy, atLeast }: { groupBy: Grouping; atLeast: number },
): number[] {
  const items = groupBy === "writer" ? notices : notices.map(({ label, incident }) => ({ label, incident }));
  const foldOf = groupedFolds(items, folds);
  const filled = new Set(foldOf).size;
  if (filled < atLeast) {
    throw new RangeError(
      `${atLeast} folds need notices of as many ${groupBy}s, apart from each other; got ${filled}`,
    );
  }
  return foldOf;
}
