/** What the cues of the lexicon add up to; the judge weighs that among other things. */
import { lexicon } from "./people-lexicon";

export function weightOf(cues: ReadonlySet<string>): number {
  let sum = 0;
  for (const cue of cues) sum += lexicon.weights[cue] ?? 0;
  return sum;
}

/** What bears on whether the text gives a figure at all. */
export function cuesOfNone(text: string): Set<string> {
  const cues = new Set(["none"]);
  for (const { name, words } of lexicon.none) if (words.some((word) => text.includes(word))) cues.add(name);
  return cues;
}
