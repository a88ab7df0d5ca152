/** The schema of data/lexicon/people.json. */
import { z } from "zod";

const words = z.array(z.string().min(1)).min(1);

export const peopleLexicon = z.strictObject({
  $comment: z.string(),
  units: z.array(
    z.strictObject({
      unit: z.enum(["people", "records", "households", "organisations"]),
      kind: z.string().min(1),
      words,
      /** What, right after the word, makes it another word: 名 in 名簿. */
      unless: z.array(z.string().min(1)),
    }),
  ),
  cues: z.array(
    z.strictObject({
      name: z.string().min(1),
      place: z.enum(["before", "after", "touching", "above", "line"]),
      reach: z.number().int().positive(),
      words,
    }),
  ),
  none: z.array(z.strictObject({ name: z.string().startsWith("none-"), words })),
  /** What each cue adds to the score; cues without a weight say nothing. */
  weights: z.record(z.string(), z.number()),
});
