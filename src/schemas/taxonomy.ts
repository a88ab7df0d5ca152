/** The taxonomy as it crosses a border: the data file itself, and what `owabi causes` prints. */
import * as z from "zod";
import { type Border, type Cause, causeIds, type Family, familyIds } from "../taxonomy/taxonomy";

const HAS_JAPANESE = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;
const HAS_NO_JAPANESE = /^[^\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]+$/u;

const localisedText = z.strictObject({
  ja: z.string().regex(HAS_JAPANESE),
  en: z.string().regex(HAS_NO_JAPANESE),
});

const verisAction = z.strictObject({
  action: z.enum(["error", "hacking", "malware", "misuse", "social", "unknown"]),
  variety: z.string().min(1).nullable(),
});

const family = z.strictObject({
  id: z.enum(familyIds),
  name: localisedText,
}) satisfies z.ZodType<Family>;

const cause = z.strictObject({
  id: z.enum(causeIds),
  family: z.enum(familyIds),
  name: localisedText,
  definition: localisedText,
  veris: verisAction.nullable(),
  jnsa: z.string().regex(HAS_JAPANESE),
  advice: localisedText,
}) satisfies z.ZodType<Cause>;

const border = localisedText.extend({ causes: z.array(z.enum(causeIds)).min(2) }) satisfies z.ZodType<Border>;

/** All families, all causes and the borders between them, each cause naming its family. */
export const taxonomySchema = z.strictObject({
  families: z.array(family),
  causes: z.array(cause),
  borders: z.array(border),
});

export type Taxonomy = z.infer<typeof taxonomySchema>;
