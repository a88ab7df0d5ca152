/** The schema of data/lexicon/people.json. */
import * as z from "zod";

const words = z.array(z.string().min(1)).min(1);

export const peopleLexicon = z.strictObject({
  $comment: z.string(),
  units: z.array(
    z.strictObject({
      unit: z.enum(["people", "records", "households", "organisations"]),
      /** Names the cue `unit-<kind>`. */
      kind: z.string().min(1),
      words,
      /** What, right after the word, makes it another word: 名 in 名簿. */
      unless: z.array(z.string().min(1)),
    }),
  ),
  cues: z.array(
    z.strictObject({
      name: z.string().min(1),
      /**
       * Where the words stand: in the amount's sentence before or after it, right before it but for words like 約 and 計
       * (touching), in its line before it, or in the line above.
       */
      place: z.enum(["before", "after", "touching", "above", "line"]),
      /** How many code units of the place are looked at, counted from the amount. */
      reach: z.number().int().positive(),
      words,
    }),
  ),
  /** Words anywhere in the text that bear on whether it gives a figure at all. */
  none: z.array(z.strictObject({ name: z.string().startsWith("none-"), words })),
  /** What each cue adds to the score; a cue without a weight adds nothing, but code may build upon it. */
  weights: z.record(z.string(), z.number()),
});

export type PeopleLexicon = z.infer<typeof peopleLexicon>;
