/** The whole report on how well predictions agree with labels. */
import type { EvaluationReport } from "../schemas/report";
import { causeIds, causeOf, isCauseId } from "../taxonomy/taxonomy";
import {
  accuracy,
  brierScore,
  confusionMatrix,
  expectedCalibrationError,
  groupAccuracy,
  lenientAccuracy,
  macroF1,
  operatingPoint,
  type Prediction,
  perLabelScores,
  secondaryScores,
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
    perCause,
    confusion: confusionMatrix(predictions, causeIds),
  };
}

function familyId(label: string): string {
  return isCauseId(label) ? causeOf(label).family : label;
}
