/** Totals and their parts, and the sums of parts whose total the text does not give. */
import { isRoughly } from "./people-comparisons";
import type { Candidate } from "./people-cues";

/** Amounts further apart than this are not parts of one list. In code units. */
const WIDEST_GAP = 70;
const MOST_PARTS = 6;
/** Of amounts with one value the last so many are remembered. Bounds the work. */
const MOST_ALIKE = 4;
const COUNTED_TOGETHER: ReadonlySet<string> = new Set(["people", "households", "records"]);

/**
 * Marks totals and their parts, and makes a candidate of each list of parts whose total the text does not give. Such a
 * sum has the cues that most of its parts share.
 */
export function addSums(text: string, amounts: readonly Candidate[]): Candidate[] {
  const byValue = new Map<number, Candidate[]>();
  for (const amount of amounts) {
    byValue.set(amount.value, [...(byValue.get(amount.value) ?? []), amount].slice(-MOST_ALIKE));
  }
  const sums: Candidate[] = [];
  for (const run of runs(text, amounts)) {
    const totalled = markTotals(run, byValue);
    if (totalled || run.length > MOST_PARTS) continue;
    sums.push(sumOf(run, amounts));
    for (const part of run) part.cues.add("listed");
  }
  return sums;
}

/** Stretches of two or more amounts in the same unit that stand close together and are not said to be inside others. */
function* runs(text: string, amounts: readonly Candidate[]): Generator<Candidate[]> {
  let run: Candidate[] = [];
  for (const amount of amounts) {
    const last = run.at(-1);
    const follows = last && last.unit === amount.unit && amount.start - last.end <= WIDEST_GAP;
    if (last && !follows) {
      if (run.length > 1) yield run;
      run = [];
    }
    if (COUNTED_TOGETHER.has(amount.unit) && !isInside(text, amount)) run.push(amount);
  }
  if (run.length > 1) yield run;
}

function isInside(text: string, { start, cues }: Candidate): boolean {
  return cues.has("partial") || text.slice(Math.max(0, start - 3), start).includes("うち");
}

/** O(parts × MOST_PARTS). */
function markTotals(run: readonly Candidate[], byValue: ReadonlyMap<number, Candidate[]>): boolean {
  let found = false;
  run.forEach((_, from) => {
    let sum = run[from]!.value;
    for (let to = from + 1; to < Math.min(run.length, from + MOST_PARTS); to++) {
      sum += run[to]!.value;
      const totals = byValue.get(sum);
      if (!totals || run[to]!.value === run[from]!.value) continue;
      found = true;
      for (const total of totals) total.cues.add("is-total");
      for (const part of run.slice(from, to + 1)) part.cues.add("is-part");
    }
  });
  return found;
}

function sumOf(run: readonly Candidate[], amounts: readonly Candidate[]): Candidate {
  const [first] = run;
  const value = run.reduce((sum, part) => sum + part.value, 0);
  const cues = new Set([...sharedCues(run), "sum"]);
  if (amounts.some((amount) => isRoughly(amount, value))) cues.add("sum-confirmed");
  if (new Set(run.map((part) => part.value)).size < run.length) cues.add("sum-repeats");
  if (run.length === amounts.length) cues.add("sum-of-all");
  return { value, unit: first!.unit, start: first!.start, end: run.at(-1)!.end, cues };
}

/** The cues of at least half of the parts. */
function sharedCues(run: readonly Candidate[]): string[] {
  const counts = new Map<string, number>();
  for (const { cues } of run) for (const cue of cues) counts.set(cue, (counts.get(cue) ?? 0) + 1);
  return [...counts].filter(([, count]) => count * 2 >= run.length).map(([cue]) => cue);
}
