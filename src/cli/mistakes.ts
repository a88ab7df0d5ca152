/** The notices whose label is not what was answered: the surest of them, of however many there are. */
import type { Classifier } from "../classify";
import type { Prediction } from "../evaluate/metrics";
import type { Evidence } from "../model/evidence";
import type { Mistake } from "../report/evaluation-page";
import type { LabelledNotice } from "../schemas/notice";

/** A page of more would be hard to scroll. */
const KEPT = 100;
/** So many passages speak for or against a label in a report. */
export const EVIDENCE = 2;

interface Wrong {
  notice: LabelledNotice;
  /** Its place among the notices, from 1. */
  number: number;
  prediction: Prediction;
}

export class SurestMistakes {
  private kept: Wrong[] = [];
  private seen = 0;

  /** Amortised O(log of how many are kept). */
  add(notice: LabelledNotice, prediction: Prediction): void {
    this.seen++;
    if (prediction.ranking[0]!.cause === prediction.label) return;
    this.kept.push({ notice, number: this.seen, prediction });
    if (this.kept.length >= 2 * KEPT) this.kept = this.surest();
  }

  /** The surest first; `evidenceOf` is asked for the passages that speak for the answer. */
  list(evidenceOf: (notice: LabelledNotice, number: number) => readonly Evidence[]): Mistake[] {
    return this.surest().map(({ notice, number, prediction: { ranking } }) => ({
      name: notice.id ?? `#${number}`,
      labels: [notice.label, ...(notice.alsoRight ?? [])],
      guess: ranking[0]!.cause,
      probability: ranking[0]!.probability,
      text: notice.text,
      evidence: evidenceOf(notice, number),
    }));
  }

  private surest(): Wrong[] {
    const sureness = ({ prediction }: Wrong) => prediction.ranking[0]!.probability;
    return this.kept.toSorted((a, b) => sureness(b) - sureness(a) || a.number - b.number).slice(0, KEPT);
  }
}

/** The passages that a classifier names. */
export function evidenceBy(classifier: Classifier): (notice: LabelledNotice) => readonly Evidence[] {
  return ({ text }) => classifier.classify(text, { evidence: EVIDENCE }).evidence;
}
