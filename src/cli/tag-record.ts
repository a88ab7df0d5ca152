/** The record that `tag` writes for an entry. */
import { type Classification, type ClassifyOptions, classify } from "../classify";
import { extractFeatures } from "../facts/extract";
import type { TagRecord } from "../schemas/tag";
import { familyOf, nameOf } from "../taxonomy/taxonomy";
import type { Entry } from "./entries";

/** Alternatives less probable than this are not worth a reader's time. */
const LEAST_ALTERNATIVE = 0.05;

export function tagEntry(source: string, entry: Entry, options: ClassifyOptions): TagRecord {
  const classification = classify(entry.text, options);
  const { cause } = classification;
  return {
    source,
    ...(entry.id !== undefined && { id: entry.id }),
    index: entry.index,
    title: entry.title,
    cause,
    family: cause === null ? null : familyOf(cause),
    name: cause === null ? null : nameOf(cause),
    probability: classification.guess.probability,
    reason: classification.reason,
    secondary: classification.secondary,
    alternatives: alternativesOf(classification),
    evidence: classification.evidence,
    features: extractFeatures(entry.text),
  };
}

/** Without an answer the model's own guess is the first alternative. */
function alternativesOf({ cause, ranking }: Classification): TagRecord["alternatives"] {
  return ranking.filter(
    (candidate) => candidate.cause !== cause && candidate.probability > LEAST_ALTERNATIVE,
  );
}
