/** Labels that look wrong, by confident learning (Northcutt, Jiang & Chuang 2021, "Confident Learning"). */

/** A label and what a model that has not seen it holds of the notice. */
export interface Held {
  label: string;
  /** All labels, most probable first; probabilities sum to 1. */
  ranking: readonly { cause: string; probability: number }[];
}

export interface Doubt {
  /** The item's place in the list given. */
  index: number;
  label: string;
  /** The label that the model is confident of instead. */
  suggested: string;
  /** How probable the model holds the given label, from 0 to 1. */
  selfConfidence: number;
  /** That less the probability of the most probable other label, from -1 to 1. */
  margin: number;
}

export interface Audit {
  /** Most doubtful first: the least margin. */
  doubts: Doubt[];
  /** Those of which the model is confident of no label, and whose guess is hardly probable: nobody may be able to. Least probable guess first. */
  undecided: number[];
  /** `joint[label][suggested]`: how many; the confident joint, its diagonal included. */
  joint: Record<string, Record<string, number>>;
  /** The estimated share of wrong labels. */
  noise: number;
}

/**
 * An item is counted as truly of the label that it is most probable of, among those of which it is at least as probable as
 * items so labelled are on average; if that is another than its own, its label is in doubt. The ranking must come from
 * models that have not seen the item, such as those of `crossValidate`. O(items × labels).
 */
export function auditLabels(items: readonly Held[]): Audit {
  const thresholds = meanSelfConfidence(items);
  const doubts: Doubt[] = [];
  const undecided: { index: number; probability: number }[] = [];
  const joint: Audit["joint"] = {};
  items.forEach(({ label, ranking }, index) => {
    // The ranking is in order: the first that is confident is the most probable of those.
    const truly = ranking.find(
      ({ cause, probability }) => probability >= (thresholds.get(cause) ?? Number.POSITIVE_INFINITY),
    );
    if (!truly) {
      const probability = ranking[0]?.probability ?? 0;
      if (probability < UNDECIDED) undecided.push({ index, probability });
      return;
    }
    const row = joint[label] ?? {};
    joint[label] = row;
    row[truly.cause] = (row[truly.cause] ?? 0) + 1;
    if (truly.cause !== label) doubts.push(doubtOf(index, label, truly.cause, ranking));
  });
  return {
    doubts: doubts.sort((a, b) => a.margin - b.margin || a.index - b.index),
    undecided: undecided
      .sort((a, b) => a.probability - b.probability || a.index - b.index)
      .map(({ index }) => index),
    joint,
    noise: offDiagonal(joint),
  };
}

/** A guess less probable than this is hardly better than the next. */
const UNDECIDED = 0.6;

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

function doubtOf(index: number, label: string, suggested: string, ranking: Held["ranking"]): Doubt {
  const selfConfidence = probabilityOf(label, ranking);
  const rival = ranking.find(({ cause }) => cause !== label)?.probability ?? 0;
  return { index, label, suggested, selfConfidence, margin: selfConfidence - rival };
}

function offDiagonal(joint: Audit["joint"]): number {
  let [off, all] = [0, 0];
  for (const [label, row] of Object.entries(joint)) {
    for (const [truly, count] of Object.entries(row)) {
      all += count;
      if (truly !== label) off += count;
    }
  }
  return all === 0 ? 0 : off / all;
}
