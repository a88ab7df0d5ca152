/**
 * The features of the classifier: what each sentence of a notice says, and what the notice says as a whole.
 *
 * Training and inference both read with these functions, so what is learnt is what is looked up.
 */
import type { ParsedNotice } from "../text/notice";
import type { SectionKind } from "../text/sections";
import { sentencesOf } from "../text/sentences";
import type { FeatureFinder } from "./finder";

/** What a sentence counts by the section it stands in; sections that are not named count 1. */
export type SectionWeights = Readonly<Partial<Record<SectionKind, number>>>;

/** A sentence and the different features found in it. */
export interface ReadSentence {
  start: number;
  end: number;
  /** That of its section. */
  weight: number;
  features: Int32Array;
}

/** Features with a value each, the others being 0; of Euclidean length 1 unless there are none. */
export interface SparseVector {
  features: Int32Array;
  values: Float32Array;
}

/** All sentences that hold a feature, in order. O(n × longest phrase). */
export function readSentences(
  { mapped, sections }: ParsedNotice,
  finder: FeatureFinder,
  sectionWeights: SectionWeights,
): ReadSentence[] {
  const reader = new SpanReader(finder);
  return sentencesOf(mapped.text, sections)
    .map(({ kind, start, end }) => ({
      start,
      end,
      weight: sectionWeights[kind] ?? 1,
      features: reader.read(mapped.text, start, end),
    }))
    .filter(({ features }) => features.length > 0);
}

/** Reads stretch after stretch, with one array of marks for all of them. */
export class SpanReader {
  private readonly seenIn: Int32Array;
  private span = 0;

  constructor(private readonly finder: FeatureFinder) {
    this.seenIn = new Int32Array(finder.size);
  }

  /** The different features of a stretch, in the order of their first occurrence. */
  read(text: string, start: number, end: number): Int32Array {
    const { seenIn } = this;
    const span = ++this.span;
    const features: number[] = [];
    this.finder.find(
      text,
      (feature) => {
        if (seenIn[feature] === span) return;
        seenIn[feature] = span;
        features.push(feature);
      },
      start,
      end,
    );
    return Int32Array.from(features);
  }
}

/** How a list of features becomes a vector. */
export interface VectorShape {
  /** Features from this one on are concepts. */
  phrases: number;
  /** What a concept counts beside a phrase. */
  conceptWeight: number;
}

/** Each feature of the notice once, with the weight of the weightiest sentence that holds it. */
export function wholeVector(sentences: readonly ReadSentence[], shape: VectorShape): SparseVector {
  const weights = new Map<number, number>();
  for (const { weight, features } of sentences) {
    if (weight === 0) continue;
    for (const feature of features) if (weight > (weights.get(feature) ?? 0)) weights.set(feature, weight);
  }
  return normalised(Int32Array.from(weights.keys()), Float64Array.from(weights.values()), shape);
}

/** Each feature of one sentence once. */
export function sentenceVector(features: Int32Array, shape: VectorShape): SparseVector {
  return normalised(features, new Float64Array(features.length).fill(1), shape);
}

function normalised(features: Int32Array, weights: Float64Array, shape: VectorShape): SparseVector {
  let squares = 0;
  for (let at = 0; at < features.length; at++) {
    if (features[at]! >= shape.phrases) weights[at]! *= shape.conceptWeight;
    squares += weights[at]! ** 2;
  }
  const length = Math.sqrt(squares) || 1;
  return { features, values: Float32Array.from(weights, (weight) => weight / length) };
}
