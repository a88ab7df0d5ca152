/** The options of fitting, what they may be, and what they are where nothing is said. */

import * as z from "zod";
import { UsageError } from "../errors";
import { SECTION_KINDS } from "../text/sections";
import { EVENT_MODELS } from "./estimate";

const regression = z.strictObject({
  epochs: z.number().int().min(1).max(1000),
  rate: z.number().positive().max(10),
  decay: z.number().min(0).max(1),
});

const fitOptions = z.strictObject({
  eventModel: z.enum(EVENT_MODELS),
  /** Laplace's α, added to each count. */
  smoothing: z.number().positive(),
  shape: z.strictObject({
    /** The most words in one phrase. */
    words: z.number().int().positive(),
    /** The most UTF-16 code units in one phrase. */
    length: z.number().int().min(2),
  }),
  /** A phrase must occur in the notices of so many incidents; "auto": one in 400 of them, and two at least. */
  minIncidents: z.union([z.number().int().positive(), z.literal("auto")]),
  /** What a phrase counts by the section it stands in; 1 where nothing is said. */
  sectionWeights: z.partialRecord(z.enum(SECTION_KINDS), z.number().min(0).max(1)),
  /** What a concept counts beside a phrase; null: no concepts. */
  conceptWeight: z.number().positive().max(100).nullable(),
  /** What the naive Bayes weights are multiplied by before they are refined. */
  estimateWeight: z.number().min(0).max(100),
  /** How the naive Bayes weights are refined; null: not at all. */
  refine: regression.nullable(),
  /** How the reading sentence by sentence is learnt from marked passages; null: notices are read as a whole only. */
  sentences: regression.nullable(),
  /** Labels that no sentence tells: what makes a text advice is that it tells of many incidents, or of none. */
  untold: z.array(z.string()),
});

export type FitOptions = z.infer<typeof fitOptions>;

/** Chosen by grouped cross-validation on `data/notices` (`npm run experiment`). */
export const DEFAULT_FIT: FitOptions = {
  eventModel: "multinomial",
  smoothing: 1,
  shape: { words: 2, length: 8 },
  minIncidents: "auto",
  sectionWeights: { prevention: 0, contact: 0, apology: 0.2, response: 0.3, data: 0.3 },
  conceptWeight: 2,
  estimateWeight: 0.5,
  refine: { epochs: 12, rate: 0.3, decay: 1e-4 },
  sentences: { epochs: 4, rate: 0.3, decay: 1e-4 },
  untold: ["not-a-notice"],
};

/** A share keeps the model at about a megabyte however many notices it learns from. */
const INCIDENTS_PER_OCCURRENCE = 400;

/** How many incidents a phrase must occur in, of `incidents` in all. */
export function minIncidentsOf({ minIncidents }: FitOptions, incidents: number): number {
  return minIncidents === "auto"
    ? Math.max(2, Math.round(incidents / INCIDENTS_PER_OCCURRENCE))
    : minIncidents;
}

/** @throws RangeError naming the option that is out of range. */
export function completeFit(options: Partial<FitOptions> = {}): FitOptions {
  const parsed = fitOptions.safeParse({ ...DEFAULT_FIT, ...options });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new UsageError(`fit option ${issue!.path.join(".")}: ${issue!.message}`);
}
