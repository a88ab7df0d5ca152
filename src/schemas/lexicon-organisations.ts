/** The schema of data/lexicon/organisations.json. */
import * as z from "zod";

const words = z.array(z.string().min(1)).min(1);

export const organisationsLexicon = z.strictObject({
  $comment: z.string(),
  before: words,
  after: words,
  ends: words,
  generic: words,
});
