/** Why a label is doubted, in a sentence. */
import type { Wording } from "./words";

interface Doubted {
  label: string;
  suggested: string;
  selfConfidence: number;
  /** Quotes that speak for the label suggested, the most telling first. */
  evidence: readonly string[];
}

/** In the language of the wording; the quote stands on one line. */
export function whyDoubted(
  { label, suggested, selfConfidence, evidence: [quote] }: Doubted,
  { words, nameOf }: Wording,
): string {
  const sentence = quote === undefined ? words.whyWithoutQuote : words.why;
  const parts: Readonly<Record<string, string>> = {
    quote: (quote ?? "").replace(/\s+/g, " ").trim(),
    label: nameOf(label),
    suggested: nameOf(suggested),
    chance: (100 * selfConfidence).toFixed(1),
  };
  return sentence.replace(/\{(\w+)\}/g, (_, part: string) => parts[part] ?? "");
}
