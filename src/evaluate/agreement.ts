/** How far annotators agree on labels. */
import { UsageError } from "../errors";
import { mean } from "./metrics";

/** What each rater said of an item, in the raters' order; null where one did not rate it. */
export type Ratings = readonly (string | null)[];

/**
 * Cohen's kappa (1960) of two raters: (observed − expected agreement) / (1 − expected agreement); 1 where there is one label
 * only, 0 without pairs. O(pairs × labels).
 */
export function cohensKappa(pairs: readonly (readonly [string, string])[]): number {
  if (pairs.length === 0) return 0;
  const observed = mean(pairs, ([first, second]) => Number(first === second));
  const shareOf = (label: string, side: 0 | 1) => mean(pairs, (pair) => Number(pair[side] === label));
  const labels = new Set(pairs.map(([first]) => first));
  const expected = [...labels].reduce((sum, label) => sum + shareOf(label, 0) * shareOf(label, 1), 0);
  return expected === 1 ? 1 : (observed - expected) / (1 - expected);
}

/**
 * Fleiss' kappa (1971): (P̄ − P̄e) / (1 − P̄e), P̄ the mean share of agreeing pairs of an item, P̄e that expected from the
 * labels' shares. Of the items that all have rated; NaN without any, 1 where there is one label only. O(items × raters).
 */
export function fleissKappa(items: readonly Ratings[]): number {
  const complete = items.filter((ratings) => ratings.length > 1 && !ratings.includes(null));
  if (complete.length === 0) return Number.NaN;
  const totals = new Map<string, number>();
  let agreement = 0;
  let ratingsInAll = 0;
  for (const ratings of complete) {
    const counts = countLabels(ratings);
    for (const [label, count] of counts) totals.set(label, (totals.get(label) ?? 0) + count);
    agreement += agreeingPairs(counts) / (ratings.length * (ratings.length - 1));
    ratingsInAll += ratings.length;
  }
  const observed = agreement / complete.length;
  const expected = [...totals.values()].reduce((sum, count) => sum + (count / ratingsInAll) ** 2, 0);
  return expected === 1 ? 1 : (observed - expected) / (1 - expected);
}

/**
 * Krippendorff's alpha for nominal data (Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability"): 1 − Do / De
 * over the coincidences of pairable values; items rated once count nothing. NaN without pairs, 1 where there is one label
 * only. O(items × raters).
 */
export function krippendorffAlpha(items: readonly Ratings[]): number {
  const totals = new Map<string, number>();
  let disagreement = 0;
  let values = 0;
  for (const ratings of items) {
    const rated = ratings.filter((label) => label !== null);
    if (rated.length < 2) continue;
    const counts = countLabels(rated);
    for (const [label, count] of counts) totals.set(label, (totals.get(label) ?? 0) + count);
    disagreement += (rated.length * (rated.length - 1) - agreeingPairs(counts)) / (rated.length - 1);
    values += rated.length;
  }
  if (values === 0) return Number.NaN;
  const expected = values * (values - 1) - agreeingPairs(totals);
  return expected === 0 ? 1 : 1 - ((values - 1) * disagreement) / expected;
}

function countLabels(labels: readonly (string | null)[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const label of labels) if (label !== null) counts.set(label, (counts.get(label) ?? 0) + 1);
  return counts;
}

/** Ordered pairs of equal labels. */
function agreeingPairs(counts: ReadonlyMap<string, number>): number {
  let pairs = 0;
  for (const count of counts.values()) pairs += count * (count - 1);
  return pairs;
}

export interface PairAgreement {
  raters: readonly [string, string];
  /** How many items both have rated. */
  items: number;
  /** The share on which they agree; null without any. */
  agreement: number | null;
  /** Cohen's; null without any. */
  kappa: number | null;
}

export interface LabelAgreement {
  label: string;
  /** How often it was given. */
  given: number;
  /**
   * Specific agreement (Spitzer & Fleiss 1974): of the pairs in which one gave the label, twice those in which both did over
   * the sum of both raters' uses.
   */
  agreement: number | null;
  /**
   * Fleiss' kappa of the label against all others, which is his kappa of one category (1971, eq. 9); null without items that
   * all have rated.
   */
  kappa: number | null;
}

export interface AgreementReport {
  items: number;
  raters: readonly string[];
  fleissKappa: number | null;
  krippendorffAlpha: number | null;
  pairs: PairAgreement[];
  perLabel: LabelAgreement[];
  /** Two labels that were given to one item, most often first. */
  confused: { labels: readonly [string, string]; count: number }[];
  /** The items on which not all agree, by their place in the list given. */
  disagreements: number[];
}

/** O(items × (raters² + labels)). @throws RangeError if there are fewer than two raters, or an item has another number of ratings. */
export function reportAgreement(items: readonly Ratings[], raters: readonly string[]): AgreementReport {
  if (raters.length < 2) throw new UsageError(`agreement needs two raters at least, got ${raters.length}`);
  const odd = items.findIndex((ratings) => ratings.length !== raters.length);
  if (odd >= 0)
    throw new UsageError(`item ${odd} has ${items[odd]!.length} ratings, expected ${raters.length}`);
  return {
    items: items.length,
    raters,
    fleissKappa: finite(fleissKappa(items)),
    krippendorffAlpha: finite(krippendorffAlpha(items)),
    pairs: pairsOf(raters.length).map(([a, b]) => pairAgreement(items, raters, a, b)),
    ...labelAgreement(items),
    disagreements: items.flatMap((ratings, index) =>
      new Set(ratings.filter((label) => label !== null)).size > 1 ? [index] : [],
    ),
  };
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

function pairsOf(raters: number): [number, number][] {
  const pairs: [number, number][] = [];
  for (let a = 0; a < raters; a++) for (let b = a + 1; b < raters; b++) pairs.push([a, b]);
  return pairs;
}

function pairAgreement(
  items: readonly Ratings[],
  raters: readonly string[],
  a: number,
  b: number,
): PairAgreement {
  const both = items.flatMap((ratings): [string, string][] => {
    const [first, second] = [ratings[a] ?? null, ratings[b] ?? null];
    return first === null || second === null ? [] : [[first, second]];
  });
  const same = both.filter(([first, second]) => first === second).length;
  return {
    raters: [raters[a]!, raters[b]!],
    items: both.length,
    agreement: both.length === 0 ? null : same / both.length,
    kappa: both.length === 0 ? null : cohensKappa(both),
  };
}

/** Fleiss' kappa of each label: 1 − Σ n (R − n) / (N R (R − 1) p (1 − p)), n of R having given it to an item. */
function categoryKappas(items: readonly Ratings[]): Map<string, number> {
  const complete = items.filter((ratings) => ratings.length > 1 && !ratings.includes(null));
  const raters = complete[0]?.length ?? 0;
  const sums = new Map<string, { given: number; parted: number }>();
  for (const ratings of complete) {
    for (const [label, count] of countLabels(ratings)) {
      const { given, parted } = sums.get(label) ?? { given: 0, parted: 0 };
      sums.set(label, { given: given + count, parted: parted + count * (raters - count) });
    }
  }
  const kappas = new Map<string, number>();
  for (const [label, { given, parted }] of sums) {
    const share = given / (complete.length * raters);
    const expected = complete.length * raters * (raters - 1) * share * (1 - share);
    kappas.set(label, expected === 0 ? 1 : 1 - parted / expected);
  }
  return kappas;
}

function labelAgreement(items: readonly Ratings[]): Pick<AgreementReport, "perLabel" | "confused"> {
  const given = new Map<string, number>();
  const uses = new Map<string, number>();
  const shared = new Map<string, number>();
  const kappas = categoryKappas(items);
  const confused = new Map<string, { labels: [string, string]; count: number }>();
  for (const ratings of items) {
    for (const label of ratings) if (label !== null) given.set(label, (given.get(label) ?? 0) + 1);
    for (const [a, b] of pairsOf(ratings.length)) {
      const [first, second] = [ratings[a] ?? null, ratings[b] ?? null];
      if (first === null || second === null) continue;
      for (const label of [first, second]) uses.set(label, (uses.get(label) ?? 0) + 1);
      if (first === second) shared.set(first, (shared.get(first) ?? 0) + 2);
      else {
        const labels: [string, string] = first < second ? [first, second] : [second, first];
        const key = JSON.stringify(labels);
        confused.set(key, { labels, count: (confused.get(key)?.count ?? 0) + 1 });
      }
    }
  }
  return {
    perLabel: [...given]
      .map(([label, count]) => ({
        label,
        given: count,
        agreement: uses.has(label) ? (shared.get(label) ?? 0) / uses.get(label)! : null,
        kappa: kappas.get(label) ?? null,
      }))
      .sort((a, b) => b.given - a.given || (a.label < b.label ? -1 : 1)),
    confused: [...confused.values()].sort(
      (a, b) => b.count - a.count || (a.labels.join() < b.labels.join() ? -1 : 1),
    ),
  };
}
