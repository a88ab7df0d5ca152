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
  const predictions = predictAll(notices, options.classifier);
  const features = reportOnFeatures(notices);
  return features ? { ...reportOn(predictions), features } : reportOn(predictions);
}

/**
 * The same report on predictions made elsewhere, such as by `crossValidate`; without the facts, which predictions do not
 * tell of.
 */
export function evaluatePredictions(predictions: readonly Prediction[]): EvaluationReport {
  return reportOn(predictions);
}

/** What a classifier, or the library's own, answers. O(total length of the texts). */
export function predictAll(notices: readonly LabelledNotice[], classifier?: Classifier): Prediction[] {
  return notices.map((notice) => predict(notice, classifier));
}

function predict(
  { text, label, alsoRight = [], secondary }: LabelledNotice,
  classifier?: Classifier,
): Prediction {
  const { ranking, secondary: others } = classify(text, { evidence: 0, ...(classifier && { classifier }) });
  const guess = ranking[0]!.cause;
  return { label: alsoRight.includes(guess) ? guess : label, secondary, others, ranking };
}
