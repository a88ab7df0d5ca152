import { z } from "zod";

/** The id that a record may come with: text, or a number that is taken for one; null is none. */
export const recordId = z
  .union([z.string().min(1), z.number().transform(String), z.null().transform(() => undefined)])
  .optional();
