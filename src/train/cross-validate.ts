/** How well a recipe does on notices that it was not trained on. */
import { createClassifier } from "../classify";
import { groupedFolds } from "../evaluate/folds";
import type { Prediction } from "../evaluate/metrics";
import { countIncidents, type PreparedNotice, prepare, type TrainingNotice } from "./fit";
import { completeFit } from "./options";
import { type TrainOptions, trainPrepared } from "./train";

export interface CrossValidation {
  /** One for each notice, in the order given, by the model that had not seen it. */
  predictions: Prediction[];
  folds: number;
}

export interface LabelledForCrossValidation extends TrainingNotice {
  secondary?: readonly string[] | undefined;
}

/**
 * Grouped k-fold cross-validation: each fold is predicted by a model trained, calibrated, quantised and decoded on the
 * others only, just as a shipped model is. Notices of one incident share a fold. O(folds²× total length of the texts).
 *
 * @throws RangeError as `train` does, or if there are fewer incidents than folds.
 */
export function crossValidate(
  notices: readonly LabelledForCrossValidation[],
  folds: number,
  options: TrainOptions = {},
): CrossValidation {
  const prepared = prepare(notices, completeFit(options.fit).shape);
  checkFolds(prepared, folds);
  const foldOf = groupedFolds(prepared, folds);
  const predictions = new Array<Prediction>(notices.length);
  for (let fold = 0; fold < folds; fold++) {
    options.onProgress?.(fold, folds);
    const seen = prepared.filter((_, index) => foldOf[index] !== fold);
    const classifier = createClassifier(
      trainPrepared(seen, { name: `fold ${fold}`, ...(options.fit && { fit: options.fit }) }),
    );
    notices.forEach(({ text, label, secondary }, index) => {
      if (foldOf[index] !== fold) return;
      predictions[index] = { label, secondary, ranking: classifier.classify(text, { evidence: 0 }).ranking };
    });
  }
  options.onProgress?.(folds, folds);
  return { predictions, folds };
}

function checkFolds(notices: readonly PreparedNotice[], folds: number): void {
  const incidents = countIncidents(notices);
  if (!Number.isInteger(folds) || folds < 2)
    throw new RangeError(`folds must be a whole number from 2, got ${folds}`);
  if (incidents < folds) throw new RangeError(`${folds} folds need as many incidents, got ${incidents}`);
}
