/** A notice read once, for all who ask about it. */
import type { MappedText } from "./mapped";
import { normalise } from "./normalise";
import { findSections, type Section } from "./sections";

export interface ParsedNotice {
  /** The normalised text with the way back to the text as given. */
  mapped: MappedText;
  /** In offsets of the normalised text. */
  sections: Section[];
}

/** O(n). */
export function parseNotice(text: string): ParsedNotice {
  const mapped = normalise(text);
  return { mapped, sections: findSections(mapped.text) };
}
