/** The schema of data/lexicon/sentence-facts.json. */
import * as z from "zod";

const words = z.array(z.string().min(1)).min(1);

export const sentenceFactsLexicon = z.strictObject({
  $comment: z.string(),
  discoveredBy: words,
  protection: words,
});
