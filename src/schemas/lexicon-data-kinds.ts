/** data/lexicon/data-kinds.json */
import * as z from "zod";
import { DATA_KINDS } from "../facts/names";

export const dataKindsLexicon = z.strictObject({
  $comment: z.string(),
  denied: z.strictObject({
    verbs: z.array(z.string().min(1)).min(1),
    negations: z.array(z.string().min(1)).min(1),
  }),
  kinds: z.record(z.enum(DATA_KINDS), z.array(z.string().min(1)).min(1)),
});
