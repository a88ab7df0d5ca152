/** How well a recipe does on notices that it was not trained on. */
import { createClassifier } from "../classify";
import { type Prediction, predictionOf } from "../evaluate/metrics";
import type { Evidence } from "../model/evidence";
import { assignFolds } from "./assign-folds";
import { prepare, type TrainingNotice } from "./fit";
import { completeFit } from "./options";
import { TRAINING_STEPS, type TrainOptions, trainPrepared } from "./train";

export interface CrossValidation {
  /** One for each notice, in the order given, by the model that had not seen it. */
  predictions: Prediction[];
  /** For each notice the passages that spoke most for the guess; empty where none were asked for. */
  evidence: Evidence[][];
  folds: number;
}

export interface LabelledForCrossValidation extends TrainingNotice {
  /**
   * Labels that would be right too, where one of another vocabulary is coarser. Such a notice is predicted, but nothing is
   * learnt from it: which of its labels it bears nobody has said.
   */
  alsoRight?: readonly string[] | undefined;
}

/**
 * Grouped k-fold cross-validation: each fold is predicted by a model trained, calibrated, quantised and decoded on the
 * others only, just as a shipped model is. Notices of one incident share a fold, and those of one writer do where
 * `groupBy` says so. O(folds² × total length of the texts).
 *
 * @throws RangeError as `train` does, or if there are fewer incidents, or writers, than folds, or than three: what is left when
 * a fold is out is calibrated on two at least.
 */
export function crossValidate(
  notices: readonly LabelledForCrossValidation[],
  folds: number,
  options: TrainOptions & { evidence?: number } = {},
): CrossValidation {
  if (!Number.isInteger(folds) || folds < 2)
    throw new RangeError(`folds must be a whole number from 2, got ${folds}`);
  const prepared = prepare(notices, completeFit(options.fit).shape);
  const { groupBy = "incident" } = options;
  const foldOf = assignFolds(prepared, folds, {
    groupBy,
    atLeast: folds,
    purpose: `cross-validation in ${folds} folds`,
  });
  const predictions = new Array<Prediction>(notices.length);
  const evidence = new Array<Evidence[]>(notices.length);
  for (let fold = 0; fold < folds; fold++) {
    const seen = prepared.filter((_, index) => foldOf[index] !== fold && !notices[index]!.alsoRight?.length);
    const classifier = createClassifier(
      trainPrepared(seen, {
        name: `fold ${fold}`,
        groupBy,
        onProgress: (done) => options.onProgress?.(fold * TRAINING_STEPS + done, folds * TRAINING_STEPS),
        ...(options.fit && { fit: options.fit }),
      }),
    );
    notices.forEach((notice, index) => {
      if (foldOf[index] !== fold) return;
      const answer = classifier.classify(notice.text, { evidence: options.evidence ?? 0 });
      predictions[index] = predictionOf(notice, answer);
      evidence[index] = answer.evidence;
    });
  }
  return { predictions, evidence, folds };
}
