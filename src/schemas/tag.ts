/** What `tag` writes, one record a line. */
import * as z from "zod";
import { DATA_KINDS, DISCOVERERS, PEOPLE_UNITS, PRECISIONS, PROTECTIONS } from "../facts/names";
import { familyIds } from "../taxonomy/taxonomy";
import { SECTION_KINDS } from "../text/sections";
import { anyLabel } from "./label";

const probability = z.number().min(0).max(1);
const isoDay = z.iso.date().nullable();
const isoDayOrMonth = z
  .string()
  .regex(/^\d{4}-\d{2}(?:-\d{2})?$/)
  .nullable();
const offset = z.number().int().nonnegative();

export const tagRecord = z.object({
  /** The file, or "-" for standard input. */
  source: z.string(),
  /** The record's own id, where it came with one. */
  id: z.string().optional(),
  /** Counts the entries of a source from 0. */
  index: z.number().int().nonnegative(),
  title: z.string().nullable(),
  /** The id of a cause, or what a model of one's own was trained to answer. */
  cause: anyLabel.nullable(),
  /** Null also for a label that is no cause of the taxonomy. */
  family: z.enum(familyIds).nullable(),
  /** The cause's name in Japanese, or the label itself. */
  name: z.string().nullable(),
  /** Of the model's own best guess, answered or not. */
  probability,
  reason: z.enum(["answered", "low-confidence", "too-short"]),
  /** Other causes that the text clearly states. */
  secondary: z.array(anyLabel),
  /** The next causes, over 0.05. */
  alternatives: z.array(z.object({ cause: anyLabel, probability })),
  /** Offsets into the entry's own text. */
  evidence: z.array(
    z.object({ start: offset, end: offset, text: z.string(), weight: z.number().positive() }),
  ),
  features: z.object({
    people: z
      .object({
        value: z.number().int().nonnegative(),
        unit: z.enum(PEOPLE_UNITS),
        precision: z.enum(PRECISIONS),
        start: offset,
        end: offset,
      })
      .nullable(),
    services: z.array(z.object({ name: z.string(), start: offset, end: offset })),
    sections: z.array(z.object({ kind: z.enum(SECTION_KINDS), start: offset, end: offset })),
    dataKinds: z.array(z.object({ kind: z.enum(DATA_KINDS), start: offset, end: offset })),
    dates: z.object({
      published: isoDay,
      occurred: isoDay,
      discovered: isoDay,
      exposure: z.object({ from: isoDayOrMonth, to: isoDayOrMonth }).nullable(),
    }),
    discoveredBy: z.enum(DISCOVERERS).nullable(),
    protection: z.enum(PROTECTIONS).nullable(),
    organisation: z.object({ name: z.string().min(1), start: offset, end: offset }).nullable(),
  }),
});

export type TagRecord = z.infer<typeof tagRecord>;
