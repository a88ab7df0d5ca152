/** Scores of notices by models that did not learn from them: what calibration and thresholds are fitted to. */

import type { Grouping } from "../evaluate/folds";
import { type Scores, score } from "../model/scoring";
import { assignFolds } from "./assign-folds";
import { fitModel, type PreparedNotice } from "./fit";
import type { FitOptions } from "./options";

/** A held-out text: its scores, and the index of its label among the labels. */
export interface HeldOut {
  scores: Scores;
  label: number;
  /** Whether the text is a notice, and not an excerpt of one. */
  entire: boolean;
}

/** Excerpts, of every third notice, teach the calibration what a sentence or two are worth. */
const EXCERPT_ONE_IN = 3;

/** O(folds × total length of the texts × labels). */
export function scoreHeldOut(
  notices: readonly PreparedNotice[],
  labels: readonly string[],
  options: FitOptions,
  {
    folds,
    groupBy,
    onFold,
  }: { folds: number; groupBy: Grouping; onFold?: ((done: number) => void) | undefined },
): HeldOut[] {
  const foldOf = assignFolds(notices, folds, { groupBy, atLeast: 2, purpose: "calibration" });
  const heldOut: HeldOut[] = [];
  for (let fold = 0; fold < folds; fold++) {
    onFold?.(fold);
    const model = fitModel(
      notices.filter((_, index) => foldOf[index] !== fold),
      labels,
      options,
    );
    notices.forEach((notice, index) => {
      if (foldOf[index] !== fold) return;
      const label = labels.indexOf(notice.label);
      heldOut.push({ scores: score(model, model.reader.read(notice.parsed)), label, entire: true });
      if (notice.excerpt && index % EXCERPT_ONE_IN === 0) {
        heldOut.push({ scores: score(model, model.reader.read(notice.excerpt)), label, entire: false });
      }
    });
  }
  return heldOut;
}
