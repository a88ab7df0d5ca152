/** Evaluates a classifier on labelled notices. */
import { type Classifier, classify } from "../classify";
import type { LabelledNotice } from "../schemas/notice";
import type { EvaluationReport } from "../schemas/report";
import { reportOnFeatures } from "./features";
import type { Prediction } from "./metrics";
import { reportOn } from "./report";

/**
 * How well a classifier, and the extraction of facts, agree with labelled notices.
 *
 * The figures say something about new notices only if the classifier was not trained on these; for notices that it was
 * trained on use `crossValidate`. O(total length of the texts).
 */
export function evaluate(
  notices: readonly LabelledNotice[],
  options: { classifier?: Classifier } = {},
): EvaluationReport {
  const predictions = notices.map((notice) => predict(notice, options.classifier));
  return withFeatures(reportOn(predictions), notices);
}

/** The same report on predictions made elsewhere, such as by `crossValidate`. */
export function evaluatePredictions(
  notices: readonly LabelledNotice[],
  predictions: readonly Prediction[],
): EvaluationReport {
  return withFeatures(reportOn(predictions), notices);
}

function predict({ text, label, secondary }: LabelledNotice, classifier?: Classifier): Prediction {
  const { ranking } = classify(text, { evidence: 0, ...(classifier && { classifier }) });
  return { label, secondary, ranking };
}

function withFeatures(report: EvaluationReport, notices: readonly LabelledNotice[]): EvaluationReport {
  const features = reportOnFeatures(notices);
  return features ? { ...report, features } : report;
}
