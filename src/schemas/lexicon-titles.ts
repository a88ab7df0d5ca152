/** The schema of data/lexicon/titles.json. */
import * as z from "zod";

/** Lines are compared after NFKC and lower-casing, so a word in another spelling would never match. */
const word = z
  .string()
  .min(1)
  .refine((text) => text === text.normalize("NFKC").toLowerCase(), "must be in NFKC and lower case");

const words = z
  .array(word)
  .min(1)
  .refine((list) => new Set(list).size === list.length, "must not repeat a word");

export const titleLexicon = z.strictObject({
  $comment: z.string(),
  titleEndings: words,
  incidentWords: words,
  openings: words,
  sectionHeadings: words,
  addressees: words,
  closings: words,
  contacts: words,
  labelLines: words,
  sidebarLines: words,
  labelStarts: words,
  footerStarts: words,
  menuRoots: words,
  dateStarts: words,
  dateEndings: words,
});

export type TitleLexicon = z.infer<typeof titleLexicon>;
