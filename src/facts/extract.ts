/** The facts that a record keeper takes from a notice beside its cause. */
import { parseNotice } from "../text/notice";
import type { Section } from "../text/sections";
import { findPeople, type People } from "./people";
import { findServices, type Service } from "./services";

/** All offsets are UTF-16, into the text as given. */
export interface NoticeFeatures {
  /** How many the incident concerns; null where the text gives no number. */
  people: People | null;
  /** Products that belong to the mechanism, each at its first mention. */
  services: Service[];
  /** The parts of the text, in order; blank lines between parts belong to none. */
  sections: Section[];
  /** Not extracted yet: null says nothing about the text. */
  dataKinds: null;
  /** Not extracted yet. */
  dates: null;
  /** Not extracted yet. */
  discoveredBy: null;
  /** Not extracted yet. */
  protection: null;
}

/** The facts that a notice states. Any string is accepted; linear in its length. */
export function extractFeatures(text: string): NoticeFeatures {
  const { mapped, sections } = parseNotice(text);
  return {
    people: findPeople(mapped),
    services: findServices(mapped),
    sections: sections.map(({ kind, start, end }) => ({ kind, ...mapped.originalSpan(start, end) })),
    dataKinds: null,
    dates: null,
    discoveredBy: null,
    protection: null,
  };
}
