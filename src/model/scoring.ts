/** How a notice scores: read as a whole, and sentence by sentence. Linear in the features found. */
import type { FeatureSet } from "../features/finder";
import type { NoticeReader, NoticeReading, WeightedFeatures } from "../features/reading";
import { logSumExp, toProbabilities } from "./numbers";
import type { WeightTable } from "./weight-table";

/**
 * Two readings of one notice, both linear in the same features. Each feature counts what its sentence's section does,
 * concepts `conceptWeight` times as much, and all is divided by the Euclidean length of these.
 *
 * `whole` has a column for each cause, and reads the notice. `sentences` has one more column at the end, for sentences
 * that tell no cause, and reads them one by one.
 */
export interface LinearModel {
  reader: NoticeReader;
  conceptWeight: number;
  whole: WeightTable;
  sentences: WeightTable;
}

export interface Scores {
  /** For each cause: the score of the whole notice, as a log-probability. */
  whole: Float64Array;
  /** For each cause: log(ε + Σ over sentences of weight × P(the sentence tells this cause)). */
  sentences: Float64Array;
  /** For each cause: how probably the sentence that tells it most tells it, by the weight of its section. */
  clearest: Float64Array;
  /** How many different features the notice has in sections that count. */
  features: number;
}

/** Looked up once: in a sandbox, as tests run in, each look at a global costs more than the function itself. */
const { log, sqrt } = Math;

/** Keeps the logarithm finite where no sentence tells a cause, and passing remarks from weighing much. */
const LEAST_TELLING = 0.01;

/** O(features found × causes). */
export function score(model: LinearModel, { sentences, whole }: NoticeReading): Scores {
  const reading = new StretchReading(model);
  const told = new Float64Array(model.whole.columns).fill(LEAST_TELLING);
  const clearest = new Float64Array(model.whole.columns);
  for (const sentence of sentences) {
    if (sentence.weight === 0) continue;
    const telling = reading.tellingOf(sentence);
    for (let cause = 0; cause < told.length; cause++) {
      const tells = sentence.weight * telling[cause]!;
      told[cause]! += tells;
      if (tells > clearest[cause]!) clearest[cause] = tells;
    }
  }
  const logs = new Float64Array(model.whole.columns);
  readGroups(model, model.whole, whole, logs);
  const features = whole.reduce((sum, { phrases, concepts }) => sum + phrases.length + concepts.length, 0);
  const total = logSumExp(logs);
  for (let cause = 0; cause < logs.length; cause++) logs[cause]! -= total;
  return { whole: logs, sentences: told.map(log), clearest, features };
}

/** What counts beside telling a cause: enough to order stretches of a notice that tells none. */
const UNTOLD = 0.1;

/** Reads stretches one after another; what a method returns holds until it is called again. */
export class StretchReading {
  private readonly telling: Float64Array;
  private readonly leaning: Float64Array;

  constructor(private readonly model: LinearModel) {
    this.telling = new Float64Array(model.sentences.columns);
    this.leaning = new Float64Array(model.whole.columns);
  }

  /** How probably a stretch with these features tells each cause; the last entry is for none. Sums to 1. */
  tellingOf({ phrases, concepts }: FeatureSet): Float64Array {
    readGroups(this.model, this.model.sentences, [{ weight: 1, phrases, concepts }], this.telling);
    return toProbabilities(this.telling);
  }

  /**
   * How much a stretch speaks for each cause: the geometric mean of how probably it tells this one and how probably it
   * tells any, and a little, as far as it tells none, of what it would mean as a whole notice.
   */
  leaningOf({ phrases, concepts }: FeatureSet): Float64Array {
    const { leaning, model } = this;
    readGroups(model, model.whole, [{ weight: 1, phrases, concepts }], leaning);
    toProbabilities(leaning);
    const telling = this.tellingOf({ phrases, concepts });
    const none = telling[leaning.length]!;
    for (let cause = 0; cause < leaning.length; cause++) {
      leaning[cause] = sqrt(telling[cause]! * (1 - none)) + UNTOLD * none * leaning[cause]!;
    }
    return leaning;
  }
}

/** Writes the score of each column into `into`. */
function readGroups(
  { conceptWeight }: LinearModel,
  table: WeightTable,
  groups: readonly WeightedFeatures[],
  into: Float64Array,
): void {
  into.fill(0);
  let squares = 0;
  for (const { weight, phrases, concepts } of groups) {
    table.addRows(phrases, weight, into);
    table.addRows(concepts, weight * conceptWeight, into);
    squares += weight * weight * (phrases.length + concepts.length * conceptWeight * conceptWeight);
  }
  const factor = table.scale / (sqrt(squares) || 1);
  for (let column = 0; column < into.length; column++) {
    into[column] = into[column]! * factor + table.bias[column]!;
  }
}
