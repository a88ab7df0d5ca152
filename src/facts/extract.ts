/** The facts that a record keeper takes from a notice beside its cause. */
import { parseNotice } from "../text/notice";
import type { Section } from "../text/sections";
import { type ExposedData, findDataKinds } from "./data-kinds";
import { findDates, type NoticeDates } from "./dates";
import type { FactJudges } from "./facts-file";
import type { Discoverer, Protection } from "./names";
import { findOrganisation, type Organisation } from "./organisation";
import { findPeople, type People } from "./people";
import { DISCOVERY, findSentenceFact, PROTECTION } from "./sentence-facts";
import { findServices, type Service } from "./services";
import { shippedJudges } from "./shipped";

/** All offsets are UTF-16, into the text as given. */
export interface NoticeFeatures {
  /** How many the incident concerns; null where the text gives no number. */
  people: People | null;
  /** The kinds of data that were exposed or may have been, each at the most telling of its names. */
  dataKinds: ExposedData[];
  /** Products that belong to the mechanism, each at its first mention. */
  services: Service[];
  /** Days, null where the text does not tell them with enough to work out the year. */
  dates: NoticeDates;
  /** Who noticed the incident first; null where the text does not tell. */
  discoveredBy: Discoverer | null;
  /** How lost media and devices were protected, as stated; null where nothing is. */
  protection: Protection | null;
  /** Whose incident it is, as far as the title names them. */
  organisation: Organisation | null;
  /** The parts of the text, in order; blank lines between parts belong to none. */
  sections: Section[];
}

/**
 * The facts that a notice states. Any string is accepted; linear in its length. The first call reads models/facts.json.
 *
 * @throws TypeError if `text` is no string, ModelFormatError if the installed file of judges is damaged.
 */
export function extractFeatures(text: string): NoticeFeatures {
  return extractWith(text, shippedJudges());
}

/** As `extractFeatures`, by other judges: those that have not seen the notices that they are measured on. */
export function extractWith(text: string, judges: FactJudges): NoticeFeatures {
  if (typeof text !== "string") throw new TypeError(`expected a string, got ${typeof text}`);
  const notice = parseNotice(text);
  const { mapped, sections } = notice;
  return {
    people: findPeople(notice, judges.people),
    dataKinds: findDataKinds(notice, judges.dataKinds),
    services: findServices(mapped),
    dates: findDates(notice, judges.dates),
    discoveredBy: findSentenceFact(DISCOVERY, notice, judges.discoveredBy),
    protection: findSentenceFact(PROTECTION, notice, judges.protection),
    organisation: findOrganisation(notice, text),
    sections: sections.map(({ kind, start, end }) => ({ kind, ...mapped.originalSpan(start, end) })),
  };
}
