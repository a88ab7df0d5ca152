/** Fits the two readings of a notice to labelled notices. */
import lexicon from "../../data/lexicon/concepts.json";
import { type Concept, FeatureFinder } from "../features/finder";
import { NoticeReader, type NoticeReading, type ReadSentence } from "../features/reading";
import type { LinearModel } from "../model/scoring";
import type { WeightTable } from "../model/weight-table";
import { type ParsedNotice, parseNotice } from "../text/notice";
import { clausesOf, sentencesOf } from "../text/sentences";
import { estimateWeights } from "./estimate";
import { type FitOptions, minIncidentsOf } from "./options";
import { quantise } from "./quantise";
import { fitRegression, type RegressionWeights } from "./softmax-regression";
import { vectorOf, vectorOfStretch } from "./vectors";
import { type PhraseShape, proposePhrases, selectVocabulary } from "./vocabulary";

/** What the trainer reads of a labelled notice. */
export interface TrainingNotice {
  text: string;
  label: string;
  /** Notices of one incident are never parted; a notice without is an incident of its own. */
  incident?: string | undefined;
  /** Whose words these are; notices of one writer may be kept together too. */
  writer?: string | undefined;
  /** Quotes of the text that tell the cause. */
  evidence?: readonly string[] | undefined;
  /**
   * Labels that would be right too, where one of another vocabulary is coarser. Nothing is learnt from such a notice: which of
   * its labels it bears nobody has said.
   */
  alsoRight?: readonly string[] | undefined;
  /** Other causes that contributed, the first one told by `secondaryEvidence`. */
  secondary?: readonly string[] | undefined;
  /** Quotes of the text that tell the first of the secondary causes. */
  secondaryEvidence?: readonly string[] | undefined;
}

/** A notice with all that fitting asks of it again and again, worked out once. */
export interface PreparedNotice {
  label: string;
  incident: string;
  writer: string | undefined;
  parsed: ParsedNotice;
  phrases: readonly string[];
  evidence: readonly Span[];
  secondary: readonly string[];
  secondaryEvidence: readonly Span[];
  /** The sentences of the first quote by themselves: the shortest text that bears the label. */
  excerpt: ParsedNotice | null;
}

interface Span {
  start: number;
  end: number;
}

export function prepare(notices: readonly TrainingNotice[], shape: PhraseShape): PreparedNotice[] {
  return notices.map((notice, index) => {
    const parsed = parseNotice(notice.text);
    const evidence = locate(notice.evidence ?? [], notice.text, parsed);
    return {
      label: notice.label,
      incident: notice.incident ?? `notice ${index}`,
      writer: notice.writer,
      parsed,
      phrases: proposePhrases(parsed.mapped.text, shape),
      evidence,
      secondary: notice.secondary ?? [],
      secondaryEvidence: locate(notice.secondaryEvidence ?? [], notice.text, parsed),
      excerpt: excerptOf(parsed, evidence.slice(0, 1)),
    };
  });
}

function excerptOf({ mapped, sections }: ParsedNotice, evidence: readonly Span[]): ParsedNotice | null {
  const sentences = sentencesOf(mapped.text, sections).filter((sentence) => isMarked(sentence, evidence));
  if (sentences.length === 0) return null;
  return parseNotice(mapped.text.slice(sentences[0]!.start, sentences.at(-1)!.end));
}

export function countIncidents(notices: readonly { incident: string }[]): number {
  return new Set(notices.map(({ incident }) => incident)).size;
}

/** The marked passages in offsets of the normalised text; a quote that the text does not hold is passed over. */
function locate(quotes: readonly string[], text: string, { mapped }: ParsedNotice): Span[] {
  return quotes
    .map((quote) => ({ at: text.indexOf(quote), length: quote.length }))
    .filter(({ at }) => at >= 0)
    .map(({ at, length }) => mapped.mappedSpan(at, at + length));
}

export interface FittedModel extends LinearModel {
  labels: readonly string[];
  vocabulary: readonly string[];
  concepts: readonly Concept[];
}

/** A notice as it is read, and its label as a number. */
interface ReadNotice {
  label: number;
  evidence: readonly Span[];
  /** Of the secondary cause whose passages are marked, or -1. */
  second: number;
  secondEvidence: readonly Span[];
  reading: NoticeReading;
  /** The clauses of its sentences of more than one. */
  clauses: readonly ReadSentence[];
}

/** O((epochs + 1) × total length of the texts × labels). Columns are the labels in the order given; one that does not occur is never answered. */
export function fitModel(
  notices: readonly PreparedNotice[],
  labels: readonly string[],
  options: FitOptions,
): FittedModel {
  const vocabulary = selectVocabulary(notices, minIncidentsOf(options, countIncidents(notices)));
  const concepts = options.conceptWeight === null ? [] : lexicon.groups;
  const reader = new NoticeReader(new FeatureFinder(vocabulary, concepts), options.sectionWeights);
  const numberOf = new Map(labels.map((label, index) => [label, index]));
  const read = notices.map(({ label, evidence, secondary, secondaryEvidence, parsed }): ReadNotice => {
    const reading = reader.read(parsed);
    const clauses = readClauses(reading, parsed.mapped.text, reader);
    const second = numberOf.get(secondary[0] ?? "") ?? -1;
    return {
      label: numberOf.get(label)!,
      evidence,
      second,
      secondEvidence: second < 0 ? [] : secondaryEvidence,
      reading,
      clauses,
    };
  });
  const shape = { features: reader.finder.size, conceptWeight: options.conceptWeight ?? 1 };
  return {
    labels,
    vocabulary,
    concepts,
    reader,
    conceptWeight: shape.conceptWeight,
    whole: fitWhole(read, labels.length, shape, options),
    sentences: fitSentences(read, labels, shape, options),
  };
}

function readClauses({ sentences }: NoticeReading, text: string, { finder }: NoticeReader): ReadSentence[] {
  return sentences.flatMap((sentence) => {
    const clauses = clausesOf(text, sentence);
    if (clauses.length === 1) return [];
    return clauses.map((span) => ({
      ...span,
      ...finder.find(text, span.start, span.end),
      weight: sentence.weight,
    }));
  });
}

interface Shape {
  /** How many features there are. */
  features: number;
  conceptWeight: number;
}

/** Naive Bayes, then refined: its likelihoods count phrases that go together once for each, the refined ones do not. */
function fitWhole(
  notices: readonly ReadNotice[],
  causes: number,
  { features, conceptWeight }: Shape,
  options: FitOptions,
): WeightTable {
  const weights = centred(estimateWeights(countFeatures(notices, causes, features), options), features);
  const start: RegressionWeights = {
    weights: Float32Array.from(weights, (weight) => weight * options.estimateWeight),
    bias: new Float32Array(causes),
  };
  if (options.refine) {
    const examples = {
      vectors: notices.map(({ reading }) => vectorOf(reading.whole, conceptWeight)),
      columns: notices.map(({ label }) => label),
    };
    fitRegression(examples, start, options.refine);
  }
  return quantise(start);
}

function countFeatures(notices: readonly ReadNotice[], causes: number, features: number): Float64Array[] {
  const counts = Array.from({ length: causes }, () => new Float64Array(features));
  for (const { label, reading } of notices) {
    for (const { phrases, concepts } of reading.whole) {
      for (const feature of phrases) counts[label]![feature]! += 1;
      for (const feature of concepts) counts[label]![feature]! += 1;
    }
  }
  return counts;
}

/** Row-major `features × causes`, each feature's mean taken out: it moves all causes alike and would only cost precision. */
function centred(rows: readonly Float64Array[], features: number): Float32Array {
  const causes = rows.length;
  const weights = new Float32Array(features * causes);
  for (let feature = 0; feature < features; feature++) {
    const mean = rows.reduce((sum, row) => sum + row[feature]!, 0) / causes;
    rows.forEach((row, cause) => {
      weights[feature * causes + cause] = row[feature]! - mean;
    });
  }
  return weights;
}

/** A stretch with fewer features is a heading, a date, a page number. */
const FEWEST_FEATURES = 2;

/** Learns to tell sentences and clauses of each cause from each other and from all that stands around them. */
function fitSentences(
  notices: readonly ReadNotice[],
  labels: readonly string[],
  { features, conceptWeight }: Shape,
  options: FitOptions,
): WeightTable {
  const causes = labels.length;
  const columns = causes + 1;
  const untold = new Set(options.untold.map((label) => labels.indexOf(label)));
  const start = { weights: new Float32Array(features * columns), bias: new Float32Array(columns) };
  if (!options.sentences) return quantise(start);
  const examples = notices.flatMap((notice) =>
    [...notice.reading.sentences, ...notice.clauses]
      .map((sentence) => ({ sentence, told: toldBy(sentence, notice) }))
      .filter(
        ({ sentence: { phrases, concepts, weight }, told }) =>
          phrases.length + concepts.length >= FEWEST_FEATURES && (weight > 0 || told >= 0),
      )
      .map(({ sentence, told }) => ({
        vector: vectorOfStretch(sentence, conceptWeight),
        column: told >= 0 && !untold.has(told) ? told : causes,
      })),
  );
  const vectors = examples.map(({ vector }) => vector);
  const targets = examples.map(({ column }) => column);
  return quantise(fitRegression({ vectors, columns: targets }, start, options.sentences));
}

/** The cause whose marked passages the stretch meets, or -1. */
function toldBy(stretch: Span, { label, evidence, second, secondEvidence }: ReadNotice): number {
  if (isMarked(stretch, evidence)) return label;
  return isMarked(stretch, secondEvidence) ? second : -1;
}

/** Overlaps of fewer characters, or of less than half of a quote, are chance. */
const LEAST_OVERLAP = 6;

function isMarked(sentence: Span, evidence: readonly Span[]): boolean {
  return evidence.some(
    (quote) =>
      Math.min(quote.end, sentence.end) - Math.max(quote.start, sentence.start) >=
      Math.min(LEAST_OVERLAP, (quote.end - quote.start) / 2),
  );
}
