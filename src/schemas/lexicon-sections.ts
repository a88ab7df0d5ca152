/** The schema of data/lexicon/sections.json. */
import * as z from "zod";
import { SECTION_KINDS } from "../text/sections";

const cue = z.tuple([z.string().min(2), z.number().positive()]);

export const sectionLexicon = z.object({
  $comment: z.string(),
  threshold: z.number().positive(),
  parts: z.array(
    z.object({
      kind: z.enum(SECTION_KINDS),
      headings: z.array(z.string().min(2)),
      sentences: z.array(cue),
    }),
  ),
});
