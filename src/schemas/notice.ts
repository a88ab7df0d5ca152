/** A notice of the corpus, or of anybody's labelled collection, as it crosses a border. */
import * as z from "zod";
import { DATA_KINDS, DISCOVERERS, PROTECTIONS } from "../facts/names";
import { causeIds } from "../taxonomy/taxonomy";
import { anyLabel, labelAmong } from "./label";
import { recordId } from "./record-id";

export const GENRES = ["official", "news", "blog", "article"] as const;
export const ORIGINS = ["grounded", "imagined"] as const;

const isoDate = z.iso.date();
/** Ends of periods are often told by the month: 2022-11. */
const isoDateOrMonth = z.union([
  isoDate,
  z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])$/, "expected 2022-11-08 or 2022-11"),
]);

const facts = z.object({
  id: recordId,
  text: z.string(),
  /** Groups the notices on one incident; a group never stands on both sides of a split. */
  incident: z.string().min(1).optional(),
  origin: z.enum(ORIGINS).optional(),
  /** Whose words these are, where that is known. */
  writer: z.string().min(1).optional(),
  genre: z.enum(GENRES).optional(),
  evidence: z.array(z.string().min(1)).optional(),
  /** Quotes that tell the first of the secondary causes. */
  secondaryEvidence: z.array(z.string().min(1)).optional(),
  people: z.number().int().positive().nullable().optional(),
  services: z.array(z.string().min(1)).optional(),
  data: z.array(z.enum(DATA_KINDS)).optional(),
  published: isoDate.nullable().optional(),
  occurred: isoDate.nullable().optional(),
  discovered: isoDate.nullable().optional(),
  /** The period in which the data could be seen; an end that the text does not give is null. */
  exposure: z
    .object({ from: isoDateOrMonth.nullable(), to: isoDateOrMonth.nullable() })
    .nullable()
    .optional(),
  /** The words of the text that tell who noticed. */
  discoveryEvidence: z.string().min(1).nullable().optional(),
  discoveredBy: z.enum(DISCOVERERS).nullable().optional(),
  protection: z.enum(PROTECTIONS).nullable().optional(),
  /** As it stands in the title. */
  organisation: z.string().min(1).nullable().optional(),
});

/** The schema of notices whose labels are those that `label` takes. */
export function labelledNoticeOf<Label extends string>(label: z.ZodType<Label, string>) {
  return facts.extend({
    label,
    /** Labels that would be right too, where one of another vocabulary is coarser. */
    alsoRight: z.array(label).optional(),
    /** What contributed beside the first. */
    secondary: z.array(label).optional(),
  });
}

/**
 * A notice labelled with a cause. Only `text` and `label` are required; what a collection does not record is left out, while
 * `null` and `[]` say that the text was read and tells nothing.
 */
export const labelledNotice = labelledNoticeOf(
  labelAmong(
    causeIds,
    "the taxonomy",
    "owabi causes lists what it has, and labels of your own need --model, --map or --cross-validate",
  ),
);

/** A notice labelled with whatever its collector took for labels. */
export const ownLabelledNotice = labelledNoticeOf(anyLabel);

export type LabelledNotice<Label extends string = string> = z.infer<
  ReturnType<typeof labelledNoticeOf<Label>>
>;
