/** A label: the id of a cause, or any text in a collection of somebody's own. */
import * as z from "zod";

/** Longer ones are a column taken for another. In UTF-16 code units. */
const LONGEST = 200;

export const anyLabel = z
  .string()
  .trim()
  .min(1, "expected a label, found none")
  .max(LONGEST, `longer than ${LONGEST} characters, so no label`)
  .refine((text) => !/\p{Cc}/u.test(text), "a label stands on one line, without control characters");

/** A label that must be one of those given; `whose` says in messages who has them, and `which` what they are. */
export function labelAmong<Label extends string>(
  labels: readonly Label[],
  whose: string,
  which = `it has ${listOf(labels)}`,
): z.ZodType<Label, string> {
  const known: ReadonlySet<string> = new Set(labels);
  return anyLabel.refine((text): text is Label => known.has(text), {
    error: ({ input }) => `${whose} has no ${JSON.stringify(input)}; ${which}`,
  }) as z.ZodType<Label, string>;
}

/** A message names no more. */
const NAMED = 30;

/** The labels in a message; of very many the first. */
export function listOf(labels: readonly string[]): string {
  const more = labels.length - NAMED;
  return [...labels.slice(0, NAMED), ...(more > 0 ? [`${more} more`] : [])].join(", ");
}
