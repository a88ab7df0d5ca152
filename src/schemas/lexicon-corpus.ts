/** The schema of data/lexicon/corpus.json. */
import * as z from "zod";
import { causeIds } from "../taxonomy/taxonomy";

const words = z.array(z.string().min(1));

export const corpusLexicon = z.strictObject({
  $comment: z.string(),
  organisations: z.record(z.string(), words.min(1)),
  obvious: z.record(z.enum(causeIds), words),
});
