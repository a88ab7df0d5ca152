/** How much more notices would help: the same test notices, models trained on more and more others. */
import { createClassifier } from "../classify";
import type { Grouping } from "../evaluate/folds";
import { accuracy, macroF1, perLabelScores, predictionOf } from "../evaluate/metrics";
import { labelsIn } from "../evaluate/report";
import { randomNumbers } from "../random";
import type { CurvePoint } from "../schemas/curve";
import { assignFolds } from "./assign-folds";
import { type PreparedNotice, prepare, type TrainingNotice } from "./fit";
import { DEFAULT_FIT } from "./options";
import { trainPrepared } from "./train";

/** The first size is this or, of small collections, an eighth; each further one is twice as large, and the last is all. */
const FIRST_SIZE = 200;
const SMALLEST = { share: 1 / 8, notices: 40 };
/** Notices are mixed, causes and writers with them, in the same way in every run. */
const SEED = 1;

/**
 * Models trained on nested parts of `training`, each tested on `test`. Notices on the incidents of `test` are left out of
 * the training, and so are those whose label stands for several. O(total length of the texts × folds of the calibration).
 */
export function learningCurve(
  training: readonly TrainingNotice[],
  test: readonly TrainingNotice[],
  onProgress?: OnProgress,
): CurvePoint[] {
  const tested = new Set(test.map(({ incident }) => incident));
  const usable = training.filter(
    ({ incident, alsoRight = [] }) =>
      alsoRight.length === 0 && (incident === undefined || !tested.has(incident)),
  );
  const mixed = prepare(shuffled(usable), DEFAULT_FIT.shape);
  const sizes = sizesUpTo(mixed.length).filter((size) => labelsOf(mixed.slice(0, size)).length > 1);
  return sizes.map((size, step) => {
    const point = pointOf(mixed.slice(0, size), test);
    onProgress?.(step + 1, sizes.length);
    return point;
  });
}

/** A learning curve within one collection: tested on the first of so many folds. */
export function heldOutCurve(
  notices: readonly TrainingNotice[],
  folds: number,
  { groupBy = "incident", onProgress }: { groupBy?: Grouping; onProgress?: OnProgress } = {},
): CurvePoint[] {
  const grouped = notices.map(({ label, incident, writer }, index) => ({
    label,
    incident: incident ?? `notice ${index}`,
    writer,
  }));
  const foldOf = assignFolds(grouped, folds, { groupBy, atLeast: 2, purpose: "a learning curve" });
  return learningCurve(
    notices.filter((_, index) => foldOf[index] !== 0),
    notices.filter((_, index) => foldOf[index] === 0),
    onProgress,
  );
}

type OnProgress = (done: number, total: number) => void;

function sizesUpTo(all: number): number[] {
  const sizes: number[] = [];
  const first = Math.min(FIRST_SIZE, Math.max(SMALLEST.notices, Math.ceil(all * SMALLEST.share)));
  for (let size = first; size < all; size *= 2) sizes.push(size);
  return [...sizes, all];
}

/** Fisher and Yates's, as in Knuth's Algorithm P. */
function shuffled<T>(items: readonly T[]): T[] {
  const mixed = [...items];
  const random = randomNumbers(SEED);
  for (let last = mixed.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [mixed[last], mixed[other]] = [mixed[other]!, mixed[last]!];
  }
  return mixed;
}

function labelsOf(notices: readonly { label: string }[]): string[] {
  return [...new Set(notices.map(({ label }) => label))];
}

function pointOf(training: readonly PreparedNotice[], test: readonly TrainingNotice[]): CurvePoint {
  const classifier = createClassifier(trainPrepared(training));
  const predictions = test.map((notice) =>
    predictionOf(notice, classifier.classify(notice.text, { evidence: 0 })),
  );
  return {
    notices: training.length,
    accuracy: accuracy(predictions),
    macroF1: macroF1(perLabelScores(predictions, labelsIn(predictions))),
  };
}
