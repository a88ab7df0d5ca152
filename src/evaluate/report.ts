/** The whole report on how well predictions agree with labels. */
import type { EvaluationReport } from "../schemas/report";
import { familyOf, inOrder } from "../taxonomy/taxonomy";
import { bootstrapIntervals } from "./intervals";
import {
  accuracy,
  brierScore,
  confusionMatrix,
  coverageCurve,
  expectedCalibrationError,
  groupAccuracy,
  guessOf,
  lenientAccuracy,
  macroAverage,
  macroF1,
  operatingPoint,
  type Prediction,
  perLabelScores,
  reliabilityCurve,
  secondaryScores,
  topKAccuracy,
  weightedAverage,
} from "./metrics";

/**
 * The report on predictions made anywhere, such as by `crossValidate`; without the facts, which predictions do not tell of.
 * O(predictions × resamples of the intervals). With no predictions every share is 0.
 */
export function reportOn(predictions: readonly Prediction[]): EvaluationReport {
  const labels = labelsIn(predictions);
  const perCause = perLabelScores(predictions, labels);
  return {
    n: predictions.length,
    accuracy: accuracy(predictions),
    macroF1: macroF1(perCause),
    lenientAccuracy: lenientAccuracy(predictions),
    secondary: secondaryScores(predictions),
    familyAccuracy: groupAccuracy(predictions, familyId),
    ece: expectedCalibrationError(predictions),
    brier: brierScore(predictions),
    coverageAtPrecision98: operatingPoint(predictions, 0.98).coverage,
    coverageAtPrecision90: operatingPoint(predictions, 0.9).coverage,
    microF1: accuracy(predictions),
    macro: macroAverage(perCause),
    weighted: weightedAverage(perCause),
    top3Accuracy: topKAccuracy(predictions, 3),
    intervals: bootstrapIntervals(predictions),
    reliability: reliabilityCurve(predictions),
    coverage: coverageCurve(predictions),
    perCause,
    confusion: confusionMatrix(predictions, labels),
  };
}

/** The labels that occur as label or guess, causes first. O(n log n). */
export function labelsIn(predictions: readonly Prediction[]): string[] {
  return inOrder(predictions.flatMap((prediction) => [prediction.label, guessOf(prediction)]));
}

/** A label of somebody's own is a family by itself. */
function familyId(label: string): string {
  return familyOf(label) ?? label;
}
