/** Fits naive Bayes to labelled notices. */
import { phraseWeights, type Zone, zonesOf } from "../features/phrases";
import type { LinearModel } from "../model/scoring";
import { type ParsedNotice, parseNotice } from "../text/notice";
import { PhraseFinder } from "../text/phrase-finder";
import { estimateWeights } from "./estimate";
import { type FitOptions, minIncidentsOf } from "./options";
import { type PhraseShape, proposePhrases, selectVocabulary } from "./vocabulary";

/** What the trainer reads of a labelled notice. */
export interface TrainingNotice {
  text: string;
  label: string;
  /** Notices of one incident are never parted; a notice without is an incident of its own. */
  incident?: string | undefined;
  evidence?: readonly string[] | undefined;
}

/** A notice with all that fitting asks of it again and again, worked out once. */
export interface PreparedNotice {
  label: string;
  incident: string;
  parsed: ParsedNotice;
  phrases: readonly string[];
  evidence: readonly { start: number; end: number }[];
}

export function prepare(notices: readonly TrainingNotice[], shape: PhraseShape): PreparedNotice[] {
  return notices.map((notice, index) => {
    const parsed = parseNotice(notice.text);
    return {
      label: notice.label,
      incident: notice.incident ?? `notice ${index}`,
      parsed,
      phrases: proposePhrases(parsed.mapped.text, shape),
      evidence: locate(notice.evidence ?? [], notice.text, parsed),
    };
  });
}

export function countIncidents(notices: readonly { incident: string }[]): number {
  return new Set(notices.map(({ incident }) => incident)).size;
}

/** The marked passages in offsets of the normalised text; a quote that the text does not hold is passed over. */
function locate(quotes: readonly string[], text: string, { mapped }: ParsedNotice) {
  return quotes
    .map((quote) => ({ at: text.indexOf(quote), length: quote.length }))
    .filter(({ at }) => at >= 0)
    .map(({ at, length }) => mapped.mappedSpan(at, at + length));
}

export interface FittedModel extends LinearModel {
  labels: readonly string[];
  vocabulary: readonly string[];
}

/** O(total length of the texts + causes × phrases). Labels are those that occur, in the order given. */
export function fitModel(
  notices: readonly PreparedNotice[],
  labels: readonly string[],
  options: FitOptions,
): FittedModel {
  const vocabulary = selectVocabulary(notices, minIncidentsOf(options, countIncidents(notices)));
  const finder = new PhraseFinder(vocabulary);
  const counts = countPhrases(notices, labels, finder, vocabulary.length, options);
  const rows = estimateWeights(counts, options);
  return {
    labels,
    vocabulary,
    finder,
    sectionWeights: options.sectionWeights,
    priors: logPriors(notices, labels, options.priorWeight),
    weights: centred(rows, vocabulary.length),
    scale: 1,
  };
}

function countPhrases(
  notices: readonly PreparedNotice[],
  labels: readonly string[],
  finder: PhraseFinder,
  phrases: number,
  options: FitOptions,
): Float64Array[] {
  const counts = labels.map(() => new Float64Array(phrases));
  const rowOf = new Map(labels.map((label, index) => [label, counts[index]!]));
  for (const notice of notices) {
    const row = rowOf.get(notice.label)!;
    const found = phraseWeights(notice.parsed.mapped.text, trainingZones(notice, options), finder);
    for (const [phrase, weight] of found) row[phrase]! += weight;
  }
  return counts;
}

function trainingZones({ parsed, evidence }: PreparedNotice, options: FitOptions): Zone[] {
  const marked = evidence.map((span) => ({ ...span, weight: options.evidenceWeight }));
  return [...zonesOf(parsed.sections, options.sectionWeights), ...marked];
}

function logPriors(
  notices: readonly PreparedNotice[],
  labels: readonly string[],
  priorWeight: number,
): number[] {
  return labels.map((label) => {
    const count = notices.filter((notice) => notice.label === label).length;
    return priorWeight * Math.log((count + 1) / (notices.length + labels.length));
  });
}

/** Row-major `phrases × causes`, each phrase's mean taken out: it moves all causes alike and would only cost precision. */
function centred(rows: readonly Float64Array[], phrases: number): Float64Array {
  const causes = rows.length;
  const weights = new Float64Array(phrases * causes);
  for (let phrase = 0; phrase < phrases; phrase++) {
    const mean = rows.reduce((sum, row) => sum + row[phrase]!, 0) / causes;
    rows.forEach((row, cause) => {
      weights[phrase * causes + cause] = row[phrase]! - mean;
    });
  }
  return weights;
}
