/** How well a recipe does on notices that it was not trained on. */

import { createClassifier } from "../classify";
import { UsageError } from "../errors";
import { type Prediction, predictionOf } from "../evaluate/metrics";
import type { Evidence } from "../model/evidence";
import { assignFolds } from "./assign-folds";
import { prepare, type TrainingNotice } from "./fit";
import { completeFit } from "./options";
import { trainSharing } from "./shared-calibration";
import { TRAINING_STEPS, type TrainOptions, trainPrepared } from "./train";

export interface CrossValidation {
  /** One for each notice, in the order given, by the model that had not seen it. */
  predictions: Prediction[];
  /** For each notice the passages that spoke most for the guess; empty where none were asked for. */
  evidence: Evidence[][];
  folds: number;
}

export interface CrossValidationOptions extends TrainOptions {
  /** How many passages of evidence; default 0. */
  evidence?: number;
  /**
   * What the model of a fold is calibrated on. "own", the default: on folds of the notices that it was trained on, as a
   * shipped model is. "shared": on what the models of the other folds say of theirs, as in stacking (Wolpert 1992). That
   * takes a fifth of the time, and is enough for `auditLabels`; these have seen the notices of this fold, but not their own.
   */
  calibration?: "own" | "shared";
}

/**
 * Grouped k-fold cross-validation: each fold is predicted by a model trained, calibrated, quantised and decoded on the
 * others only, just as a shipped model is, unless its calibration is shared. Notices of one incident share a fold, and those
 * of one writer do where `groupBy` says so. O(folds × (folds of the calibration + 1) × total length of the texts).
 *
 * @throws RangeError as `train` does, or if there are fewer incidents, or writers, than folds, or than three: what is left when
 * a fold is out is calibrated on two at least.
 */
export function crossValidate(
  notices: readonly TrainingNotice[],
  folds: number,
  options: CrossValidationOptions = {},
): CrossValidation {
  if (!Number.isInteger(folds) || folds < 2)
    throw new UsageError(`folds must be a whole number from 2, got ${folds}`);
  const fit = completeFit(options.fit);
  const prepared = prepare(notices, fit.shape);
  const { groupBy = "incident", calibration = "own", onProgress } = options;
  const foldOf = assignFolds(prepared, folds, {
    groupBy,
    atLeast: folds,
    purpose: `cross-validation in ${folds} folds`,
  });
  const folded = prepared.map((notice, index) => ({
    notice,
    fold: foldOf[index]!,
    learnt: !notices[index]!.alsoRight?.length,
  }));
  const shared = calibration === "shared" ? trainSharing(folded, folds, { fit, onProgress }) : null;
  const predictions = new Array<Prediction>(notices.length);
  const evidence = new Array<Evidence[]>(notices.length);
  for (let fold = 0; fold < folds; fold++) {
    const seen = folded.filter((one) => one.learnt && one.fold !== fold).map(({ notice }) => notice);
    const classifier =
      shared?.[fold] ??
      createClassifier(
        trainPrepared(seen, {
          name: `fold ${fold}`,
          groupBy,
          fit,
          onProgress: (done) => onProgress?.(fold * TRAINING_STEPS + done, folds * TRAINING_STEPS),
        }),
      );
    const known = new Set(seen.map(({ label }) => label));
    notices.forEach((notice, index) => {
      if (foldOf[index] !== fold) return;
      const answer = classifier.classify(notice.text, { evidence: options.evidence ?? 0 });
      const ranking = amongKnown(answer.ranking, known);
      predictions[index] = predictionOf(notice, { ranking, secondary: answer.secondary });
      evidence[index] = answer.evidence;
    });
  }
  return { predictions, evidence, folds };
}

/** Where labels are shared, a model has columns for some that it never saw: what it says of these is nothing. */
function amongKnown(ranking: readonly RankedCause[], known: ReadonlySet<string>): RankedCause[] {
  const left = ranking.filter(({ cause }) => known.has(cause));
  if (left.length === ranking.length) return left;
  const total = left.reduce((sum, { probability }) => sum + probability, 0);
  return left.map(({ cause, probability }) => ({ cause, probability: probability / (total || 1) }));
}

type RankedCause = Prediction["ranking"][number];
