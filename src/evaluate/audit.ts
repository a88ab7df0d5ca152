/**
 * Labels that look wrong: more probably wrong than right by `label-noise.ts`. Beside it stand the quantities of confident
 * learning (Northcutt, Jiang & Chuang 2021, "Confident Learning"). Its own rule, which doubts every label but the one that the
 * model is confident of, asks only what the model would answer, and not whether it errs more seldom than who labelled.
 */
import { estimateLabelNoise, type Observed } from "./label-noise";

/** A label and what a model that has not seen it holds of the notice. */
export interface Held {
  label: string;
  /** Labels that would be right too, where one of another vocabulary is coarser. */
  alsoRight?: readonly string[] | undefined;
  /** All labels, most probable first; probabilities sum to 1. */
  ranking: readonly { cause: string; probability: number }[];
}

export interface Doubt {
  /** The item's place in the list given. */
  index: number;
  label: string;
  /** The most probable of the other labels. */
  suggested: string;
  /** How probably the label is wrong, over 0.5. */
  wrong: number;
  /** How probable the model holds the given label, from 0 to 1. */
  selfConfidence: number;
  /** That less the probability of the most probable other label, from -1 to 1. */
  margin: number;
}

export interface Audit {
  /** The most probably wrong first. */
  doubts: Doubt[];
  /**
   * Those not in doubt of which the model is confident of no label, and whose guess is hardly probable: nobody may be able
   * to. Least probable guess first.
   */
  undecided: number[];
  /**
   * `joint[label][confident]`: how many; the confident joint, its diagonal included. An item is counted as truly of the label
   * that it is most probable of, among those of which it is at least as probable as items so labelled are on average.
   */
  joint: Record<string, Record<string, number>>;
  /** The estimated share of wrong labels. */
  noise: number;
}

/** A label that is more probably wrong than this is in doubt. */
const IN_DOUBT = 0.5;

/**
 * The rankings must come from models that have not seen the item, such as those of `crossValidate`; they need not be
 * calibrated. A label that is missing in its item's ranking is never in doubt: the model did not know of it.
 * O(items × labels × rounds of the estimate, some 50).
 */
export function auditLabels(held: readonly Held[]): Audit {
  const items = held.map(asOneLabel);
  const { wrong, suggested, share } = noiseOf(items);
  const doubts = items
    .map((item, index) => doubtOf(index, item, suggested[index]!, wrong[index]!))
    .filter((doubt) => doubt.wrong > IN_DOUBT)
    .sort((a, b) => b.wrong - a.wrong || a.margin - b.margin || a.index - b.index);
  const confident = confidentLabels(items);
  const undecided = items
    .map(({ ranking }, index) => ({ index, probability: ranking[0]?.probability ?? 0 }))
    .filter(
      ({ index, probability }) =>
        confident[index] === undefined && probability < UNDECIDED && wrong[index]! <= IN_DOUBT,
    )
    .sort((a, b) => a.probability - b.probability || a.index - b.index)
    .map(({ index }) => index);
  return { doubts, undecided, joint: jointOf(items, confident), noise: share };
}

/** Of labels that are all right, the first has the probability of all. */
function asOneLabel({ label, alsoRight = [], ranking }: Held): Held {
  if (alsoRight.length === 0) return { label, ranking };
  const others = ranking.filter(({ cause }) => cause !== label && !alsoRight.includes(cause));
  const probability = 1 - others.reduce((sum, other) => sum + other.probability, 0);
  const all = [{ cause: label, probability: Math.max(0, probability) }, ...others];
  return { label, ranking: all.sort((a, b) => b.probability - a.probability) };
}

/** A guess less probable than this is hardly better than the next. */
const UNDECIDED = 0.6;
/** Stands for probabilities that are smaller, and for labels that an item's model did not know. */
const LEAST_PROBABILITY = 1e-12;

function noiseOf(items: readonly Held[]): { wrong: number[]; suggested: string[]; share: number } {
  const labels = [...new Set(items.flatMap(({ ranking }) => ranking.map(({ cause }) => cause)))];
  const numberOf = new Map(labels.map((label, at) => [label, at]));
  const wrong = items.map(() => 0);
  const suggested = items.map(({ label }) => label);
  const judged: (Observed & { index: number })[] = [];
  items.forEach(({ label, ranking }, index) => {
    if (!ranking.some(({ cause }) => cause === label)) return;
    const logs = new Float64Array(labels.length).fill(Math.log(LEAST_PROBABILITY));
    for (const { cause, probability } of ranking) {
      logs[numberOf.get(cause)!] = Math.log(Math.max(probability, LEAST_PROBABILITY));
    }
    judged.push({ index, label: numberOf.get(label)!, logs });
  });
  const noise = estimateLabelNoise(judged, labels.length);
  judged.forEach(({ index }, at) => {
    wrong[index] = noise.wrong[at]!;
    suggested[index] = labels[noise.suggested[at]!] ?? items[index]!.label;
  });
  return { wrong, suggested, share: noise.share };
}

/** For each item the label that the model is confident of, in the sense of confident learning; undefined where there is none. */
function confidentLabels(items: readonly Held[]): (string | undefined)[] {
  const thresholds = meanSelfConfidence(items);
  // The ranking is in order: the first that is confident is the most probable of those.
  return items.map(
    ({ ranking }) =>
      ranking.find(
        ({ cause, probability }) => probability >= (thresholds.get(cause) ?? Number.POSITIVE_INFINITY),
      )?.cause,
  );
}

function jointOf(items: readonly Held[], confident: readonly (string | undefined)[]): Audit["joint"] {
  const counts = new Map<string, Map<string, number>>();
  items.forEach(({ label }, index) => {
    const truly = confident[index];
    if (truly === undefined) return;
    const row = counts.get(label) ?? new Map<string, number>();
    counts.set(label, row);
    row.set(truly, (row.get(truly) ?? 0) + 1);
  });
  return Object.fromEntries([...counts].map(([label, row]) => [label, Object.fromEntries(row)]));
}

function meanSelfConfidence(items: readonly Held[]): Map<string, number> {
  const sums = new Map<string, { sum: number; count: number }>();
  for (const { label, ranking } of items) {
    const known = sums.get(label) ?? { sum: 0, count: 0 };
    known.sum += probabilityOf(label, ranking);
    known.count++;
    sums.set(label, known);
  }
  return new Map([...sums].map(([label, { sum, count }]) => [label, sum / count]));
}

function probabilityOf(label: string, ranking: Held["ranking"]): number {
  return ranking.find(({ cause }) => cause === label)?.probability ?? 0;
}

function doubtOf(index: number, { label, ranking }: Held, suggested: string, wrong: number): Doubt {
  const selfConfidence = probabilityOf(label, ranking);
  const rival = ranking.find(({ cause }) => cause !== label)?.probability ?? 0;
  return { index, label, suggested, wrong, selfConfidence, margin: selfConfidence - rival };
}
