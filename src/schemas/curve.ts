/** The learning curve, as it crosses the border in `--format json`. */
import * as z from "zod";

const share = z.number().min(0).max(1);

export const curvePoint = z.object({
  /** How many notices the model was trained on. */
  notices: z.number().int().positive(),
  accuracy: share,
  macroF1: share,
});

export type CurvePoint = z.infer<typeof curvePoint>;
