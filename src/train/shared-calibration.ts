/** Models of folds that are calibrated on each other: a fit for each fold, where models of their own calibration take six. */

import { type Classifier, classifierOf } from "../classify";
import { UsageError } from "../errors";
import { score } from "../model/scoring";
import { fitCalibration } from "./calibrate";
import { countIncidents, fitModel, type PreparedNotice } from "./fit";
import type { FitOptions } from "./options";
import { emptyVocabulary, labelsOf, RECIPE_VERSION, type TrainOptions } from "./train";

/** A notice and its fold; `learnt` says whether its label is known well enough to learn from. */
export interface FoldedNotice {
  notice: PreparedNotice;
  fold: number;
  learnt: boolean;
}

/**
 * A classifier for each fold, which has not seen it; calibrated on how those of the other folds did on theirs, as in
 * stacking (Wolpert 1992). O(folds × total length of the texts).
 *
 * @throws RangeError if there are fewer than two labels to learn, or notices have no phrase in common.
 */
export function trainSharing(
  notices: readonly FoldedNotice[],
  folds: number,
  { fit, onProgress }: { fit: FitOptions; onProgress?: TrainOptions["onProgress"] },
): Classifier[] {
  const learnt = notices.filter((one) => one.learnt);
  const labels = labelsOf(learnt.map(({ notice }) => notice));
  const columnOf = new Map(labels.map((label, column) => [label, column]));
  const models = Array.from({ length: folds }, (_, fold) => {
    const seen = learnt.filter((one) => one.fold !== fold).map(({ notice }) => notice);
    const model = fitModel(seen, labels, fit);
    if (model.vocabulary.length === 0) throw new UsageError(emptyVocabulary(fit, countIncidents(seen)));
    const heldOut = learnt
      .filter((one) => one.fold === fold)
      .map(({ notice: { label, parsed } }) => ({
        scores: score(model, model.reader.read(parsed)),
        label: columnOf.get(label)!,
      }));
    onProgress?.(fold + 1, folds);
    return { model, heldOut };
  });
  return models.map(({ model }, fold) =>
    classifierOf({
      ...model,
      name: `fold ${fold}`,
      version: RECIPE_VERSION,
      labels,
      calibration: fitCalibration(models.flatMap(({ heldOut }, other) => (other === fold ? [] : heldOut))),
      thresholds: { balanced: null, "high-precision": null },
    }),
  );
}
