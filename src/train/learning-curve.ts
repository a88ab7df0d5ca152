/** How much more notices would help: the same test notices, models trained on more and more others. */
import { createClassifier } from "../classify";
import { accuracy, macroF1, type Prediction, perLabelScores } from "../evaluate/metrics";
import { labelsIn } from "../evaluate/report";
import { type PreparedNotice, prepare, type TrainingNotice } from "./fit";
import { DEFAULT_FIT } from "./options";
import { trainPrepared } from "./train";

export interface CurvePoint {
  /** How many notices the model was trained on. */
  notices: number;
  accuracy: number;
  macroF1: number;
}

/** The first size; each further one is twice as large, and the last is all. */
const FIRST_SIZE = 200;
/** Prime to the numbers of notices in use: steps of it visit all, mixing causes and writers, the same in every run. */
const STRIDE = 7919;

/**
 * Models trained on nested parts of `training`, each tested on `test`. Notices on the incidents of `test` are left out of
 * the training. O(total length of the texts × folds of the calibration).
 */
export function learningCurve(
  training: readonly TrainingNotice[],
  test: readonly TrainingNotice[],
  onProgress?: (done: number, total: number) => void,
): CurvePoint[] {
  const tested = new Set(test.map(({ incident }) => incident));
  const usable = training.filter(({ incident }) => incident === undefined || !tested.has(incident));
  const mixed = prepare(
    usable.map((_, index) => usable[(index * STRIDE) % usable.length]!),
    DEFAULT_FIT.shape,
  );
  const sizes = sizesUpTo(mixed.length);
  return sizes.map((size, step) => {
    const point = pointOf(mixed.slice(0, size), test);
    onProgress?.(step + 1, sizes.length);
    return point;
  });
}

function sizesUpTo(all: number): number[] {
  const sizes: number[] = [];
  for (let size = FIRST_SIZE; size < all; size *= 2) sizes.push(size);
  return [...sizes, all];
}

function pointOf(training: readonly PreparedNotice[], test: readonly TrainingNotice[]): CurvePoint {
  const classifier = createClassifier(trainPrepared(training));
  const predictions: Prediction[] = test.map(({ text, label }) => ({
    label,
    ranking: classifier.classify(text, { evidence: 0 }).ranking,
  }));
  return {
    notices: training.length,
    accuracy: accuracy(predictions),
    macroF1: macroF1(perLabelScores(predictions, labelsIn(predictions))),
  };
}
