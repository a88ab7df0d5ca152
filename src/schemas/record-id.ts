import * as z from "zod";

/**
 * The id that a record may come with: text, or a number that is taken for one; null is none. An integer that a number cannot
 * hold exactly is refused, since another one has been read in its place.
 */
export const recordId = z
  .union([z.string().min(1), z.number(), z.null()])
  .refine((id) => !Number.isInteger(id) || Number.isSafeInteger(id), {
    error: "a number too long to be read exactly; put it in quotes",
  })
  .transform((id) => (id === null ? undefined : String(id)))
  .optional();
