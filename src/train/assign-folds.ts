/** The folds of calibration and cross-validation. */
import { UsageError } from "../errors";
import { type Grouped, type Grouping, groupedFolds } from "../evaluate/folds";

/** @throws RangeError if no notice names a writer and writers are to be kept together, or if there are too few groups. */
export function assignFolds(
  notices: readonly Grouped[],
  folds: number,
  { groupBy, atLeast, purpose }: { groupBy: Grouping; atLeast: number; purpose: string },
): number[] {
  if (groupBy === "writer" && notices.every(({ writer }) => writer === undefined)) {
    throw new UsageError("no notice names its writer; give the field `writer`, or group by incident");
  }
  const foldOf = groupedFolds(notices, folds, groupBy);
  const filled = new Set(foldOf).size;
  if (filled >= atLeast) return foldOf;
  throw new UsageError(
    `${purpose} needs notices of ${atLeast} ${groupBy}s at least that share nothing with each other, got ${filled}`,
  );
}
