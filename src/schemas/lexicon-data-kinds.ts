/** data/lexicon/data-kinds.json */
import { z } from "zod";
import { DATA_KINDS } from "../facts/names";

export const dataKindsLexicon = z.strictObject({
  $comment: z.string(),
  kinds: z.record(z.enum(DATA_KINDS), z.array(z.string().min(1)).min(1)),
});
