/** What `evaluate` reports, as it crosses the border in `--format json`. */
import * as z from "zod";
import { curvePoint } from "./curve";
import { anyLabel } from "./label";

const share = z.number().min(0).max(1);
const count = z.number().int().nonnegative();

const average = z.object({ precision: share, recall: share, f1: share });
/** Labels whose notices the figures do not cover. */
export const leftOut = z.array(z.object({ label: anyLabel, notices: count, why: z.string() }));

export type LeftOut = z.infer<typeof leftOut>[number];

const interval = z.object({ low: share, high: share });

export const evaluationReport = z.object({
  n: count,
  accuracy: share,
  macroF1: share,
  /** The guess is the label or a secondary label. */
  lenientAccuracy: share,
  /** Of the causes answered beside the first, over all notices that carry secondary labels or the lack of them. */
  secondary: z.object({ precision: share, recall: share, f1: share, support: count }).nullable(),
  familyAccuracy: share,
  ece: share,
  brier: z.number().min(0).max(2),
  /** The share of notices answered if the answers have to be right 98 times in a hundred. */
  coverageAtPrecision98: share,
  /** The same for nine times in ten. */
  coverageAtPrecision90: share,
  /** As every notice has one label and one guess, the same as the accuracy. */
  microF1: share,
  /** Unweighted means over the causes. */
  macro: average,
  /** Means over the causes, weighed by how many notices bear them. */
  weighted: average,
  /** The label is among the three most probable. */
  top3Accuracy: share,
  /** 95 % bootstrap intervals; null without notices. */
  intervals: z.object({ accuracy: interval, macroF1: interval }).nullable(),
  /** How sure guesses were and how often right, in bins of their probability. */
  reliability: z.array(z.object({ from: share, to: share, count, meanProbability: share, accuracy: share })),
  /** What answering only the surest notices gives. */
  coverage: z.array(z.object({ coverage: share, threshold: share, precision: share })),
  perCause: z.record(z.string(), z.object({ precision: share, recall: share, f1: share, support: count })),
  /** `confusion[label][guess]`; only what occurs. */
  confusion: z.record(z.string(), z.record(z.string(), count)),
  /** Only where another model was asked too: its figures, and McNemar's test of the two. */
  comparison: z
    .object({
      model: z.string(),
      accuracy: share,
      macroF1: share,
      onlyFirst: count,
      onlySecond: count,
      p: share,
    })
    .optional(),
  /** Only where it was asked for. */
  learningCurve: z.array(curvePoint).optional(),
  /** Only of a cross-validation that had to leave labels out. */
  leftOut: leftOut.optional(),
  /** Only where records carry the facts; null for a fact that none carries. */
  features: z
    .object({
      /** The share of notices whose number is exactly right, none where none is given included; so of all but two. */
      people: share.nullable(),
      published: share.nullable(),
      occurred: share.nullable(),
      discovered: share.nullable(),
      /** Both ends of the period. */
      exposure: share.nullable(),
      discoveredBy: share.nullable(),
      protection: share.nullable(),
      organisation: share.nullable(),
      /** Micro-F1. */
      services: share.nullable(),
      /** Micro-F1. */
      dataKinds: share.nullable(),
    })
    .optional(),
});

export type EvaluationReport = z.infer<typeof evaluationReport>;
