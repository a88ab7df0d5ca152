/** What `audit` reports, as it crosses the border in `--format json`. */
import * as z from "zod";
import { anyLabel } from "./label";
import { leftOut } from "./report";

const share = z.number().min(0).max(1);
const count = z.number().int().nonnegative();

export const auditReport = z.object({
  n: count,
  folds: count,
  /** Only where labels had to be left out. */
  leftOut: leftOut.optional(),
  /** The estimated share of wrong labels. */
  noise: share,
  /** Labels that look wrong, most doubtful first. */
  doubts: z.array(
    z.object({
      /** Counts the notices from 0. */
      index: count,
      id: z.string().optional(),
      label: anyLabel,
      suggested: anyLabel,
      /** How probably the given label is wrong. */
      wrong: share,
      /** How probable the given label is by the model, which does not know that it was given. */
      selfConfidence: share,
      /** That less the probability of the most probable other. */
      margin: z.number().min(-1).max(1),
      /** Passages that speak for the suggested cause. */
      evidence: z.array(z.string()),
      /** Why, in a sentence. */
      why: z.string(),
      text: z.string(),
    }),
  ),
  /** Notices that the model can give no label with confidence. */
  undecided: z.array(
    z.object({ index: count, id: z.string().optional(), label: anyLabel, text: z.string() }),
  ),
  /** Near-duplicates of different labels. */
  contradictions: z.array(
    z.object({ indexes: z.tuple([count, count]), labels: z.tuple([anyLabel, anyLabel]), jaccard: share }),
  ),
});

export type AuditReport = z.infer<typeof auditReport>;
