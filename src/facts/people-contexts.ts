/** What is seen of an amount when it is judged whether it is the headline figure. */
import type { ParsedNotice } from "../text/notice";
import type { Context } from "./judge";
import type { Candidate } from "./people-cues";
import { cuesOfNone, weightOf } from "./people-scores";
import { sectionAt, sentenceAround } from "./surroundings";

/** The cue of the amount for which the lexicon's cues speak most, and more than for the text giving none. */
export const BEST_OF_ALL = "best of all";
/** How far the words are read, in code units. */
const NEAR = 14;
const SENTENCE = 80;
const ENDING = 10;
const MANY = 4;
/** Scores further apart are as good as infinitely far. */
const FURTHEST = 6;

/** One for each candidate. O(k²) in the number of candidates, which is bounded. */
export function peopleContexts(
  { mapped: { text }, sections }: ParsedNotice,
  candidates: readonly Candidate[],
): Context[] {
  const none = cuesOfNone(text);
  const noneWeight = weightOf(none);
  const weights = candidates.map(({ cues }) => weightOf(cues));
  const best = Math.max(Number.NEGATIVE_INFINITY, ...weights);
  const largest = Math.max(0, ...candidates.map(({ value }) => value));
  return candidates.map(({ value, unit, start, end, cues }, index) => {
    const sentence = sentenceAround(text, { start, end }, SENTENCE);
    const section = sectionAt(sections, start);
    const rivals = weights.filter((_, other) => candidates[other]!.value !== value);
    return {
      places: [
        { start: Math.max(sentence.start, start - NEAR), end: start },
        { start: end, end: Math.min(sentence.end, end + NEAR) },
        { start: sentence.start, end: start },
        { start: end, end: sentence.end },
        { start: Math.max(end, sentence.end - ENDING), end: sentence.end },
      ],
      cues: [
        ...cues,
        ...[...none].map((cue) => `text ${cue}`),
        `unit ${unit}`,
        `section ${section}`,
        `of ${Math.min(candidates.length, MANY)}`,
        index === 0 ? "first" : index === candidates.length - 1 ? "last" : "between",
        `digits ${Math.min(MANY, String(value).length)}`,
        `leads by ${step(weights[index]! - Math.max(noneWeight, ...rivals))}`,
        `outweighs none by ${step(weights[index]! - noneWeight)}`,
        weights[index] === best ? (best > noneWeight ? BEST_OF_ALL : "best amount") : "not best",
        ...(value === largest ? ["largest of all"] : []),
        ...(value === 1 ? [`one in ${section}`] : []),
      ],
    };
  });
}

function step(difference: number): number {
  return Math.round(Math.max(-FURTHEST, Math.min(FURTHEST, difference)));
}
