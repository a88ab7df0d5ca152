/** A tagged notice as an incident of VERIS 1.4.1. */
import vocabulary from "../../data/veris.json";
import type { TagRecord } from "../schemas/tag";
import type { VerisIncident } from "../schemas/veris";
import { findCause, isCauseId } from "../taxonomy/taxonomy";

const UNKNOWN: ["Unknown"] = ["Unknown"];
/** Probabilities from here on are spoken of as high and medium confidence: those that the modes of classification ask for. */
const CONFIDENT = { High: 0.98, Medium: 0.9 } as const;

/** Null for a text that reports no incident, where the cause was left open, and for labels that are no causes of the taxonomy. O(size of the record). */
export function toVeris(record: TagRecord): VerisIncident | null {
  const cause = findCause(record.cause ?? "");
  if (!cause?.veris) return null;
  const { features, probability } = record;
  return {
    schema_version: "1.4.1",
    incident_id: record.id ?? `${record.source}#${record.index}`,
    source_id: "owabi",
    reference: record.source,
    security_incident: "Confirmed",
    confidence: probability >= CONFIDENT.High ? "High" : probability >= CONFIDENT.Medium ? "Medium" : "Low",
    summary: [record.title ?? "", ...record.evidence.map(({ text }) => text)].filter(Boolean).join(" / "),
    victim: { country: UNKNOWN, employee_count: "Unknown", industry: "000", victim_id: "Unknown" },
    actor: actorOf(cause.veris.action),
    action: actionOf(cause.veris),
    asset: { assets: [{ variety: "Unknown" }] },
    attribute: { confidentiality: confidentialityOf(features) },
    timeline: timelineOf(features.dates),
    discovery_method: discoveryOf(features.discoveredBy),
    plus: {
      owabi: {
        cause: cause.id,
        secondary: record.secondary.filter(isCauseId),
        probability,
        services: features.services.map(({ name }) => name),
        published: features.dates.published,
        evidence: record.evidence.map(({ text }) => text),
      },
    },
  };
}

type Features = TagRecord["features"];

function actorOf(action: string): VerisIncident["actor"] {
  const actors: Readonly<Record<string, string | null>> = vocabulary.actor;
  switch (actors[action]) {
    case "internal":
      // Errors have no motive.
      return { internal: { variety: UNKNOWN, motive: [action === "error" ? "NA" : "Unknown"] } };
    case "external":
      return { external: { variety: UNKNOWN, motive: UNKNOWN, country: UNKNOWN } };
    default:
      return { unknown: {} };
  }
}

function actionOf({ action, variety }: { action: string; variety: string | null }): VerisIncident["action"] {
  if (variety === null) return { unknown: {} };
  const detail = { variety: [variety], vector: UNKNOWN };
  if (action === "social") return { social: { ...detail, target: UNKNOWN } };
  return { [action]: detail } as VerisIncident["action"];
}

/** Of how many people the data are is said once, for it is not told of each kind. */
function confidentialityOf({ people, dataKinds }: Features): VerisIncident["attribute"]["confidentiality"] {
  const varieties = [...new Set(dataKinds.map(({ kind }) => vocabulary.data[kind]))];
  const counted =
    people && (people.unit === "people" || people.unit === "records") ? people.value : undefined;
  return {
    data_disclosure: "Potentially",
    data: (varieties.length === 0 ? ["Unknown"] : varieties).map((variety) => ({
      variety,
      ...(counted !== undefined && varieties.length <= 1 && { amount: counted }),
    })),
    ...(counted !== undefined && { data_total: counted }),
  };
}

/** The day of the incident, or the first that is told of what came after it. */
function timelineOf({
  occurred,
  exposure,
  discovered,
  published,
}: Features["dates"]): VerisIncident["timeline"] {
  const began = occurred ?? exposure?.from ?? null;
  const [year, month, day] = (began ?? discovered ?? published ?? "").split("-").map(Number);
  return {
    incident: { ...(year && { year }), ...(month && { month }), ...(day && { day }) },
    ...(began &&
      discovered &&
      isDay(began) &&
      discovered >= began && { discovery: daysBetween(began, discovered) }),
  };
}

function isDay(iso: string): boolean {
  return iso.length === "2022-11-08".length;
}

const MILLISECONDS_A_DAY = 86_400_000;

function daysBetween(from: string, to: string): { unit: "Days"; value: number } {
  return { unit: "Days", value: Math.round((Date.parse(to) - Date.parse(from)) / MILLISECONDS_A_DAY) };
}

function discoveryOf(discoveredBy: Features["discoveredBy"]): VerisIncident["discovery_method"] {
  if (discoveredBy === null) return { unknown: true };
  return { [vocabulary.discovery[discoveredBy]]: { variety: UNKNOWN } } as VerisIncident["discovery_method"];
}
