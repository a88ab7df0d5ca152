/**
 * What `tag --format veris` writes: the part of VERIS 1.4.1 that a notice can fill (https://verisframework.org, the
 * incident schema `verisc.json`). Of the victim nothing is said: notices are tagged, not organisations.
 */
import * as z from "zod";
import { causeIds } from "../taxonomy/taxonomy";

const varieties = z.array(z.string().min(1)).min(1);
const unknownOnly = z.tuple([z.literal("Unknown")]);
const action = z.strictObject({ variety: varieties, vector: unknownOnly });
const actor = z.strictObject({ variety: unknownOnly, motive: z.tuple([z.enum(["NA", "Unknown"])]) });
const method = z.strictObject({ variety: unknownOnly });
const year = z.number().int().min(1990).max(2099);
const amount = z.number().int().positive();

export const verisIncident = z.strictObject({
  schema_version: z.literal("1.4.1"),
  /** The record's own id, else its source and number. */
  incident_id: z.string().min(1),
  source_id: z.literal("owabi"),
  reference: z.string(),
  security_incident: z.literal("Confirmed"),
  confidence: z.enum(["High", "Medium", "Low"]),
  summary: z.string(),
  victim: z.strictObject({
    country: unknownOnly,
    employee_count: z.literal("Unknown"),
    /** A NAICS code; VERIS writes the unknown one so. */
    industry: z.literal("000"),
    victim_id: z.literal("Unknown"),
  }),
  actor: z.union([
    z.strictObject({ internal: actor }),
    z.strictObject({ external: actor.extend({ country: unknownOnly }) }),
    z.strictObject({ unknown: z.strictObject({}) }),
  ]),
  action: z.union([
    z.strictObject({ error: action }),
    z.strictObject({ misuse: action }),
    z.strictObject({ hacking: action }),
    z.strictObject({ malware: action }),
    z.strictObject({ social: action.extend({ target: unknownOnly }) }),
    z.strictObject({ unknown: z.strictObject({}) }),
  ]),
  asset: z.strictObject({ assets: z.tuple([z.strictObject({ variety: z.literal("Unknown") })]) }),
  attribute: z.strictObject({
    confidentiality: z.strictObject({
      data_disclosure: z.literal("Potentially"),
      data: z.array(z.strictObject({ variety: z.string().min(1), amount: amount.optional() })).min(1),
      data_total: amount.optional(),
    }),
  }),
  timeline: z.strictObject({
    /** VERIS asks for a year; where the text tells none, the incident is left without, and VERIS' own checks say so. */
    incident: z.strictObject({
      year: year.optional(),
      month: z.number().int().min(1).max(12).optional(),
      day: z.number().int().min(1).max(31).optional(),
    }),
    /** From the incident to its discovery. */
    discovery: z.strictObject({ unit: z.literal("Days"), value: z.number().int().nonnegative() }).optional(),
  }),
  discovery_method: z.union([
    z.strictObject({ external: method }),
    z.strictObject({ internal: method }),
    z.strictObject({ partner: method }),
    z.strictObject({ unknown: z.literal(true) }),
  ]),
  /** What VERIS has no place for. */
  plus: z.strictObject({
    owabi: z.strictObject({
      cause: z.enum(causeIds),
      secondary: z.array(z.enum(causeIds)),
      probability: z.number().min(0).max(1),
      services: z.array(z.string()),
      published: z.iso.date().nullable(),
      evidence: z.array(z.string()),
    }),
  }),
});

export type VerisIncident = z.infer<typeof verisIncident>;
