/** Log-likelihoods of phrases given causes, estimated by ml-naivebayes. */
import { MultinomialNB } from "ml-naivebayes";

export const EVENT_MODELS = ["multinomial", "complement"] as const;
/**
 * `multinomial`: w(f, c) = log P(f | c) (McCallum & Nigam 1998). `complement`: w(f, c) = −log P(f | not c), which is
 * steadier where causes have few notices (Rennie et al. 2003, "Tackling the Poor Assumptions of Naive Bayes", §3.1).
 */
export type EventModel = (typeof EVENT_MODELS)[number];

/**
 * Weights, `causes × phrases`, from how often each phrase was counted under each cause.
 *
 * ml-naivebayes fixes Laplace's α at 1; dividing the counts by α before gives the same likelihoods as adding α to them.
 * Likelihoods need only the sums, so it is handed one row a cause. O(causes × phrases).
 */
export function estimateWeights(
  counts: readonly Float64Array[],
  options: { eventModel: EventModel; smoothing: number },
): Float64Array[] {
  const { eventModel, smoothing } = options;
  const events = eventModel === "complement" ? complementsOf(counts) : counts;
  const estimator = new MultinomialNB();
  const rows = events.map((row) => Array.from(row, (count) => count / smoothing));
  estimator.train(rows, [...rows.keys()]);
  const sign = eventModel === "complement" ? -1 : 1;
  return events.map((row, cause) =>
    row.map((_, phrase) => sign * estimator.conditionalProbability.get(cause, phrase)),
  );
}

/** For each cause the counts of all the others. */
function complementsOf(counts: readonly Float64Array[]): Float64Array[] {
  const totals = new Float64Array(counts[0]?.length ?? 0);
  for (const row of counts)
    row.forEach((count, phrase) => {
      totals[phrase]! += count;
    });
  return counts.map((row) => totals.map((total, phrase) => total - row[phrase]!));
}
