/**
 * How many people an incident concerns: the headline figure, not the staff, the mails, the parts or other incidents.
 *
 * Every amount with a unit that people are counted in is a candidate; so is the sum of amounts that are listed one after
 * another. What stands around a candidate and how it relates to the others are named cues; the weights of a candidate's
 * cues add up to its score, and the best candidate wins if it beats "the text gives none". Words, cues and weights are
 * in data/lexicon/people.json.
 */
import type { MappedText } from "../text/mapped";
import { amountsIn, type PeopleUnit } from "./amounts";
import { addComparisonCues } from "./people-comparisons";
import { addPositionCues, type Candidate, candidateOf } from "./people-cues";
import { lexicon } from "./people-lexicon";
import { addSums } from "./people-sums";

/** `start` and `end` span the amount with its unit, or all the parts of a sum, in the text as given. */
export interface People {
  value: number;
  unit: PeopleUnit;
  start: number;
  end: number;
}

/** O(n). Null where the text does not say. */
export function findPeople(notice: MappedText): People | null {
  let best: Candidate | null = null;
  let bestScore = score(cuesOfNone(notice.text));
  for (const candidate of findCandidates(notice.text)) {
    const candidateScore = score(candidate.cues);
    if (candidateScore <= bestScore) continue;
    best = candidate;
    bestScore = candidateScore;
  }
  if (!best) return null;
  return { value: best.value, unit: best.unit, ...notice.originalSpan(best.start, best.end) };
}

function score(cues: ReadonlySet<string>): number {
  let sum = 0;
  for (const cue of cues) sum += lexicon.weights[cue] ?? 0;
  return sum;
}

/** More amounts than this are tables and figures; the headline figure stands before them. Bounds the work. */
const MOST_AMOUNTS = 300;

/** The amounts of the text and the sums of those listed together, with what speaks for and against each. */
function findCandidates(text: string): Candidate[] {
  const amounts: Candidate[] = [];
  for (const amount of amountsIn(text)) {
    if (amounts.push(candidateOf(text, amount)) >= MOST_AMOUNTS) break;
  }
  addPositionCues(text, amounts);
  const all = [...amounts, ...addSums(text, amounts)];
  addComparisonCues(all);
  return all;
}

/** What bears on whether the text gives a figure at all. */
function cuesOfNone(text: string): Set<string> {
  const cues = new Set(["none"]);
  for (const { name, words } of lexicon.none) if (words.some((word) => text.includes(word))) cues.add(name);
  return cues;
}
