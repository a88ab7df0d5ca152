/** Evaluates a classifier on labelled notices. */
import { type Classifier, shippedClassifier } from "../classify";
import type { LabelledNotice } from "../schemas/notice";
import type { EvaluationReport } from "../schemas/report";
import { FactTally } from "./features";
import { mcNemar } from "./intervals";
import { accuracy, macroF1, type Prediction, perLabelScores, predictionOf } from "./metrics";
import { PredictionStore } from "./prediction-store";
import { labelsIn, reportOn } from "./report";

export interface EvaluateOptions {
  /** Default the one that comes with the library. */
  classifier?: Classifier;
  /** Another, to be compared with it on the same notices. */
  compareWith?: Classifier;
}

/**
 * How well a classifier, and the extraction of facts, agree with labelled notices.
 *
 * The figures say something about new notices only if the classifier was not trained on these; for notices that it was
 * trained on use `crossValidate`. O(total length of the texts).
 */
export function evaluate(notices: Iterable<LabelledNotice>, options: EvaluateOptions = {}): EvaluationReport {
  const evaluation = new Evaluation(options);
  for (const notice of notices) evaluation.add(notice);
  return evaluation.report();
}

/** An evaluation of notices as they come: it keeps what was answered, and none of the texts. */
export class Evaluation {
  private readonly answers = new PredictionStore();
  private readonly others = new PredictionStore();
  private readonly facts = new FactTally();
  private readonly classifier: Classifier;
  private readonly other: Classifier | undefined;

  constructor({ classifier = shippedClassifier(), compareWith }: EvaluateOptions = {}) {
    this.classifier = classifier;
    this.other = compareWith;
  }

  /** What the classifier said of it. O(length of the text). */
  add(notice: LabelledNotice): Prediction {
    const prediction = predict(notice, this.classifier);
    this.answers.add(prediction);
    if (this.other) this.others.add(predict(notice, this.other));
    this.facts.add(notice);
    return prediction;
  }

  /** O(notices × resamples of the intervals). */
  report(): EvaluationReport {
    const features = this.facts.report();
    return {
      ...reportOn(this.answers.predictions),
      ...(features && { features }),
      ...(this.other && { comparison: this.compare(this.other) }),
    };
  }

  private compare({ model }: Classifier): NonNullable<EvaluationReport["comparison"]> {
    const theirs = this.others.predictions;
    return {
      model: model.name,
      accuracy: accuracy(theirs),
      macroF1: macroF1(perLabelScores(theirs, labelsIn(theirs))),
      ...mcNemar(this.answers.predictions, theirs),
    };
  }
}

function predict(notice: LabelledNotice, classifier: Classifier): Prediction {
  return predictionOf(notice, classifier.classify(notice.text, { evidence: 0 }));
}
