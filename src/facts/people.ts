/**
 * How many people an incident concerns: the headline figure, not the staff, the mails, the parts or other incidents.
 *
 * Every amount with a unit that people are counted in is a candidate; so is the sum of amounts that are listed one after
 * another. What stands around a candidate and how it relates to the others are named cues (data/lexicon/people.json);
 * the judge weighs them together with the words around, and the best candidate wins if it is likely enough.
 */
import type { Span } from "../text/mapped";
import type { ParsedNotice } from "../text/notice";
import { amountsIn } from "./amounts";
import type { Judge } from "./judge";
import type { PeopleUnit, Precision } from "./names";
import { addComparisonCues } from "./people-comparisons";
import { BEST_OF_ALL, peopleContexts } from "./people-contexts";
import { addPositionCues, type Candidate, candidateOf } from "./people-cues";
import { addSums } from "./people-sums";

/** `start` and `end` span the amount with its unit, or all the parts of a sum, in the text as given. */
export interface People {
  value: number;
  unit: PeopleUnit;
  precision: Precision;
  start: number;
  end: number;
}

/** The log-odds over which an amount is taken for the headline figure; less will do where the lexicon's cues say so too. */
const LEAST = -0.5;
const LEAST_BY_CUES = -1;

/** O(n). Null where the text does not say. */
export function findPeople(notice: ParsedNotice, judge: Judge): People | null {
  const { mapped } = notice;
  const candidates = peopleCandidates(mapped.text);
  let best: Candidate | null = null;
  let most = Number.NEGATIVE_INFINITY;
  peopleContexts(notice, candidates).forEach((context, index) => {
    const [score] = judge.judge(mapped.text, context);
    const least = context.cues.includes(BEST_OF_ALL) ? LEAST_BY_CUES : LEAST;
    if (score! <= Math.max(least, most)) return;
    best = candidates[index]!;
    most = score!;
  });
  return best && describe(best, notice);
}

function describe({ value, unit, cues, start, end }: Candidate, { mapped }: ParsedNotice): People {
  return {
    value,
    unit,
    precision: precisionOf(cues, mapped.text, { start, end }),
    ...mapped.originalSpan(start, end),
  };
}

/** The bounds that an amount may end with. */
const BOUNDS: Readonly<Record<string, Precision>> = {
  以上: "minimum",
  以下: "maximum",
  未満: "maximum",
  以内: "maximum",
};
const ROUGHLY_AFTER = /^(?:ほど|程度|前後|余|弱|強|超|あまり|近く)/;

function precisionOf(cues: ReadonlySet<string>, text: string, { start, end }: Span): Precision {
  if (cues.has("at-most")) return "maximum";
  if (cues.has("at-least")) return "minimum";
  const bound = BOUNDS[text.slice(end - 2, end)];
  if (bound) return bound;
  const rough =
    cues.has("approximate") ||
    ROUGHLY_AFTER.test(text.slice(end, end + 3)) ||
    text.slice(start, end).includes("余");
  return rough ? "approximate" : "exact";
}

/** More amounts than this are tables and figures; the headline figure stands before them. Bounds the work. */
const MOST_AMOUNTS = 300;

/** The amounts of a normalised text and the sums of those listed together, with what speaks for and against each. */
export function peopleCandidates(text: string): Candidate[] {
  const amounts: Candidate[] = [];
  for (const amount of amountsIn(text)) {
    if (amounts.push(candidateOf(text, amount)) >= MOST_AMOUNTS) break;
  }
  addPositionCues(text, amounts);
  const all = [...amounts, ...addSums(text, amounts)];
  addComparisonCues(all);
  return all;
}
