/**
 * The features of the classifier: what each sentence of a notice says, and what the notice says as a whole.
 *
 * Training and inference both read with this class, so what is learnt is what is looked up.
 */
import type { ParsedNotice } from "../text/notice";
import type { SectionKind } from "../text/sections";
import { sentencesOf } from "../text/sentences";
import type { FeatureFinder, FeatureSet } from "./finder";
import { Marks } from "./marks";

/** What a sentence counts by the section it stands in; sections that are not named count 1. */
export type SectionWeights = Readonly<Partial<Record<SectionKind, number>>>;

export interface WeightedFeatures extends FeatureSet {
  readonly weight: number;
}

/** A sentence with its features and the weight of its section. */
export interface ReadSentence extends WeightedFeatures {
  readonly start: number;
  readonly end: number;
}

export interface NoticeReading {
  /** Those that hold a feature, in order. */
  sentences: readonly ReadSentence[];
  /**
   * The different features of the notice, each with the weight of the weightiest sentence that holds it: one group for
   * each weight over 0, the greatest first.
   */
  whole: readonly WeightedFeatures[];
}

export class NoticeReader {
  private readonly found: Marks;

  constructor(
    readonly finder: FeatureFinder,
    readonly sectionWeights: SectionWeights,
  ) {
    this.found = new Marks(finder.size);
  }

  /** O(n × longest phrase). */
  read({ mapped, sections }: ParsedNotice): NoticeReading {
    const sentences: ReadSentence[] = [];
    for (const { kind, start, end } of sentencesOf(mapped.text, sections)) {
      const { phrases, concepts } = this.finder.find(mapped.text, start, end);
      if (phrases.length + concepts.length === 0) continue;
      sentences.push({ start, end, weight: this.sectionWeights[kind] ?? 1, phrases, concepts });
    }
    return { sentences, whole: this.gather(sentences) };
  }

  private gather(sentences: readonly ReadSentence[]): WeightedFeatures[] {
    this.found.clear();
    const weights = [...new Set(sentences.map(({ weight }) => weight))].sort((a, b) => b - a);
    return weights
      .filter((weight) => weight > 0)
      .map((weight) => {
        const phrases: number[] = [];
        const concepts: number[] = [];
        for (const sentence of sentences) {
          if (sentence.weight !== weight) continue;
          this.addNew(sentence.phrases, phrases);
          this.addNew(sentence.concepts, concepts);
        }
        return { weight, phrases, concepts };
      });
  }

  private addNew(features: readonly number[], to: number[]): void {
    for (const feature of features) if (this.found.isNew(feature)) to.push(feature);
  }
}
