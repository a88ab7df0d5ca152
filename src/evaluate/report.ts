/** The whole report on how well predictions agree with labels. */
import type { EvaluationReport } from "../schemas/report";
import { causeIds, causeOf, isCauseId } from "../taxonomy/taxonomy";
import { bootstrapIntervals } from "./intervals";
import {
  accuracy,
  brierScore,
  confusionMatrix,
  coverageCurve,
  expectedCalibrationError,
  groupAccuracy,
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

/** O(labels² × predictions). With no predictions every share is 0. */
export function reportOn(predictions: readonly Prediction[]): EvaluationReport {
  const perCause = perLabelScores(predictions, causeIds);
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
    confusion: confusionMatrix(predictions, causeIds),
  };
}

function familyId(label: string): string {
  return isCauseId(label) ? causeOf(label).family : label;
}
