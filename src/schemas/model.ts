/** The model file as a zod schema, for tools that write or check one; the classifier's own reader is `model/format.ts`. */
import * as z from "zod";
import { GROUPINGS } from "../evaluate/folds";
import { FORMAT, FORMAT_VERSION } from "../model/format";
import { SECTION_KINDS } from "../text/sections";
import { anyLabel } from "./label";

const share = z.number().min(0).max(1);
const table = z.object({ scale: z.number().positive(), bias: z.array(z.number()), data: z.base64() });

export const modelFile = z.object({
  format: z.literal(FORMAT),
  formatVersion: z.literal(FORMAT_VERSION),
  name: z.string().min(1),
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  labels: z.array(anyLabel).min(2),
  vocabulary: z.string().min(1),
  concepts: z.string(),
  conceptWeight: z.number().positive(),
  whole: table,
  sentences: table,
  sectionWeights: z.partialRecord(z.enum(SECTION_KINDS), share),
  calibration: z.object({ rows: z.array(z.array(z.number())) }),
  thresholds: z.object({ balanced: share.nullable(), "high-precision": share.nullable() }),
  training: z.object({
    notices: z.number().int().positive(),
    incidents: z.number().int().positive(),
    phrases: z.number().int().positive(),
    options: z.record(z.string(), z.unknown()),
    groupedBy: z.enum(GROUPINGS),
    heldOut: z.object({
      accuracy: share,
      macroF1: share,
      ece: share,
      coverage: z.object({ balanced: share, "high-precision": share }),
    }),
  }),
  checksums: z.record(z.string(), z.string().regex(/^[0-9a-f]{8}$/)),
});
