/** The words of the reports, in each language. */
import words from "../../data/report.json";
import { findCause } from "../taxonomy/taxonomy";

export const LANGUAGES = ["en", "ja"] as const;
export type Language = (typeof LANGUAGES)[number];

/** What a report is told with. */
export interface Wording {
  language: Language;
  words: Readonly<Record<keyof typeof words.en, string>>;
  /** What people call a label: the name of a cause, or the label itself where it is somebody's own. */
  nameOf(label: string): string;
}

export function wordingOf(language: Language): Wording {
  return {
    language,
    words: words[language],
    nameOf: (label) => findCause(label)?.name[language] ?? label,
  };
}
