/** What a second, independent reader says of a notice. */
import * as z from "zod";
import { causeIds } from "../taxonomy/taxonomy";

export const reading = z.object({
  id: z.string().min(1),
  label: z.enum(causeIds),
  secondary: z.array(z.enum(causeIds)).max(2),
  evidence: z.array(z.string().min(1)),
  sure: z.enum(["high", "medium", "low"]),
  people: z.number().int().nonnegative().nullable(),
  remark: z.string(),
});

export type Reading = z.infer<typeof reading>;
