/** From labelled notices to a model file. */
import { UsageError } from "../errors";
import type { Grouping } from "../evaluate/folds";
import {
  accuracy,
  expectedCalibrationError,
  macroF1,
  type OperatingPoint,
  operatingPoint,
  type Prediction,
  perLabelScores,
} from "../evaluate/metrics";
import { type Calibration, calibrate } from "../model/calibration";
import {
  FORMAT,
  FORMAT_VERSION,
  type ModelFile,
  sealModel,
  type Thresholds,
  type TrainingSummary,
} from "../model/format";
import { anyLabel } from "../schemas/label";
import { inOrder } from "../taxonomy/taxonomy";
import { fitCalibration } from "./calibrate";
import { countIncidents, fitModel, type PreparedNotice, prepare, type TrainingNotice } from "./fit";
import { type HeldOut, scoreHeldOut } from "./held-out";
import { completeFit, type FitOptions, minIncidentsOf } from "./options";
import { storeConcepts, storeTable } from "./store";

/** Semantic version of the recipe below; raise it when the same notices would give another model. */
export const RECIPE_VERSION = "0.2.0";

/** Held-out scores for the calibration come from so many folds. */
const CALIBRATION_FOLDS = 5;
/** Those, and the fit to all notices. */
export const TRAINING_STEPS = CALIBRATION_FOLDS + 1;
/** How often the answers of a mode are right, on held-out notices. */
const PRECISION = { balanced: 0.9, "high-precision": 0.98 } as const;
/** A precision seen on fewer answers is chance. */
const FEWEST_ANSWERS = 50;

export interface TrainOptions {
  /** The name that classifications report; default "custom". */
  name?: string;
  fit?: Partial<FitOptions>;
  /** What the held-out folds of the calibration keep together; default "incident". */
  groupBy?: Grouping;
  /** Called as work is done, with steps done and steps in all. */
  onProgress?: (done: number, total: number) => void;
}

/**
 * Trains a model. The same notices in the same order give the same bytes.
 *
 * Calibration and thresholds are fitted to predictions on held-out folds; the weights to all notices.
 * O(folds × total length of the texts).
 *
 * Labels may be any strings of one line and 200 characters at most; those of the taxonomy keep their names and families.
 *
 * @throws RangeError if a label is none, there are fewer than two of them or of groups, an option is out of range, or the notices have no phrase in
 * common.
 */
export function train(notices: readonly TrainingNotice[], options: TrainOptions = {}): ModelFile {
  const fitOptions = completeFit(options.fit);
  const learnt = notices.filter(({ alsoRight = [] }) => alsoRight.length === 0);
  return trainPrepared(prepare(learnt, fitOptions.shape), options);
}

/** As `train`, for notices that are prepared already: cross-validation trains on most of them again and again. */
export function trainPrepared(notices: readonly PreparedNotice[], options: TrainOptions = {}): ModelFile {
  const fitOptions = completeFit(options.fit);
  const labels = labelsOf(notices);
  const heldOut = scoreHeldOut(notices, labels, fitOptions, {
    folds: CALIBRATION_FOLDS,
    groupBy: options.groupBy ?? "incident",
    onFold: (done) => options.onProgress?.(done, TRAINING_STEPS),
  });
  const calibration = fitCalibration(heldOut);
  const predictions = heldOut
    .filter(({ entire }) => entire)
    .map((one) => predictionOf(one, labels, calibration));
  const incidents = countIncidents(notices);
  const model = fitModel(notices, labels, fitOptions);
  if (model.vocabulary.length === 0) throw new UsageError(emptyVocabulary(fitOptions, incidents));
  options.onProgress?.(TRAINING_STEPS, TRAINING_STEPS);
  return sealModel({
    format: FORMAT,
    formatVersion: FORMAT_VERSION,
    name: options.name ?? "custom",
    version: RECIPE_VERSION,
    labels: [...labels],
    vocabulary: model.vocabulary.join("\n"),
    concepts: storeConcepts(model.concepts),
    conceptWeight: model.conceptWeight,
    whole: storeTable(model.whole),
    sentences: storeTable(model.sentences),
    sectionWeights: fitOptions.sectionWeights,
    calibration,
    thresholds: thresholdsOf(predictions),
    training: {
      notices: notices.length,
      incidents,
      phrases: model.vocabulary.length,
      options: { ...fitOptions },
      groupedBy: options.groupBy ?? "incident",
      heldOut: summarise(predictions, labels),
    },
  });
}

export function emptyVocabulary(options: FitOptions, incidents: number): string {
  const least = minIncidentsOf(options, incidents);
  return `no phrase occurs in the notices of ${least} incidents; give more notices, or lower minIncidents`;
}

/** The labels that occur, causes first. @throws RangeError if there are fewer than two. */
export function labelsOf(notices: readonly PreparedNotice[]): readonly string[] {
  const labels = inOrder(notices.map(({ label }) => label));
  for (const label of labels) {
    const problem = anyLabel.safeParse(label).error?.issues[0]?.message;
    if (problem) throw new UsageError(`label ${JSON.stringify(label)}: ${problem}`);
  }
  if (labels.length >= 2) return labels;
  const found = labels.length === 0 ? "none" : `only "${labels[0]}"`;
  throw new UsageError(`training needs notices of two labels at least, found ${found}`);
}

function predictionOf(
  { scores, label }: HeldOut,
  labels: readonly string[],
  calibration: Calibration,
): Prediction {
  const ranking = calibrate(scores, calibration)
    .map((probability, index) => ({ cause: labels[index]!, probability }))
    .sort((a, b) => b.probability - a.probability);
  return { label: labels[label]!, ranking };
}

function pointOf(predictions: readonly Prediction[], mode: keyof Thresholds): OperatingPoint {
  const point = operatingPoint(predictions, PRECISION[mode]);
  return point.coverage * predictions.length < FEWEST_ANSWERS ? { threshold: null, coverage: 0 } : point;
}

function thresholdsOf(predictions: readonly Prediction[]): Thresholds {
  const thresholdOf = (mode: keyof Thresholds) => {
    const { threshold } = pointOf(predictions, mode);
    return threshold === null ? null : rounded(threshold);
  };
  return { balanced: thresholdOf("balanced"), "high-precision": thresholdOf("high-precision") };
}

function summarise(
  predictions: readonly Prediction[],
  labels: readonly string[],
): TrainingSummary["heldOut"] {
  const coverageOf = (mode: keyof Thresholds) => rounded(pointOf(predictions, mode).coverage);
  return {
    accuracy: rounded(accuracy(predictions)),
    macroF1: rounded(macroF1(perLabelScores(predictions, labels))),
    ece: rounded(expectedCalibrationError(predictions)),
    coverage: { balanced: coverageOf("balanced"), "high-precision": coverageOf("high-precision") },
  };
}

/** Six digits are more than the data bear out, and keep the file free of the last bits that machines may differ in. */
function rounded(value: number): number {
  return Number(value.toPrecision(6));
}
