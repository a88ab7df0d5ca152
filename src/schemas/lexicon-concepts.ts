/** The schema of data/lexicon/concepts.json. */
import * as z from "zod";

export const conceptLexicon = z.object({
  $comment: z.string(),
  groups: z.array(
    z.object({
      id: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/),
      name: z.string().min(1),
      phrases: z.array(z.string().min(1)).min(1),
    }),
  ),
});
