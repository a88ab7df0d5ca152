import lexicon from "../data/lexicon/concepts.json";
import { FeatureFinder } from "../src/features/finder";
import { readSentences, sentenceVector, wholeVector } from "../src/features/reading";
import { classify } from "../src/index";
import { conceptLexicon } from "../src/schemas/lexicon-concepts";
import { normalise } from "../src/text/normalise";
import { parseNotice } from "../src/text/notice";
import { sentencesOf } from "../src/text/sentences";
import { readCorpusNotices } from "./support/corpus";

describe("FeatureFinder", () => {
  const concepts = [
    { id: "medium", phrases: ["usbメモリ", "記録媒体"] },
    { id: "lost", phrases: ["紛失", "記録媒体"] },
  ];
  const finder = new FeatureFinder(["紛失", "メモリ"], concepts);
  const found = (text: string) => {
    const features: number[] = [];
    finder.find(text, (feature) => features.push(feature), 0, text.length);
    return features.sort();
  };

  it("numbers phrases by their place and concepts after them", () => {
    expect(finder.size).toBe(4);
    expect(found("メモリ")).toEqual([1]);
    expect(found("usbメモリ")).toEqual([1, 2]);
  });

  it("finds a phrase that is a feature itself and belongs to concepts", () => {
    expect(found("紛失")).toEqual([0, 3]);
    expect(found("記録媒体")).toEqual([2, 3]);
    expect(found("何もない")).toEqual([]);
  });
});

describe("sentencesOf", () => {
  it("cuts at stops and line breaks, and leaves nothing out but blanks between", () => {
    const text = "件名\n甲です。乙です!\n\n丙丁";
    const sections = [{ kind: "summary" as const, start: 0, end: text.length }];
    const cut = sentencesOf(text, sections).map(({ start, end }) => text.slice(start, end));
    expect(cut).toEqual(["件名\n", "甲です。", "乙です!", "丙丁"]);
  });
});

describe("reading", () => {
  const finder = new FeatureFinder(["紛失", "職員", "再発"], [{ id: "lost", phrases: ["紛失"] }]);
  const shape = { phrases: 3, conceptWeight: 2 };
  const read = (text: string) => readSentences(parseNotice(text), finder, {});

  it("counts a feature once, with the weight of its weightiest sentence", () => {
    const sentences = [
      { start: 0, end: 1, weight: 0.5, features: Int32Array.of(0, 1) },
      { start: 1, end: 2, weight: 1, features: Int32Array.of(0) },
      { start: 2, end: 3, weight: 0, features: Int32Array.of(2) },
    ];
    const { features, values } = wholeVector(sentences, shape);
    expect(Array.from(features)).toEqual([0, 1]);
    expect(values[0]! / values[1]!).toBeCloseTo(2);
    expect(Math.hypot(...values)).toBeCloseTo(1);
  });

  it("gives concepts their own weight", () => {
    const { values } = sentenceVector(Int32Array.of(1, 3), shape);
    expect(values[1]! / values[0]!).toBeCloseTo(2);
  });

  it("leaves out sentences that say nothing it knows", () => {
    expect(read("職員が紛失しました。ありがとうございます。")).toHaveLength(1);
    expect(read("")).toEqual([]);
  });
});

describe("the concepts", () => {
  it("keep to their schema, each with an id of its own", () => {
    const { groups } = conceptLexicon.parse(lexicon);
    expect(new Set(groups.map(({ id }) => id)).size).toBe(groups.length);
  });

  it("are spelt as normalised text is, or they would never be found; only blanks it may keep or drop", () => {
    const bare = (text: string) => text.replaceAll(" ", "");
    for (const { phrases } of lexicon.groups) {
      for (const phrase of phrases) expect(bare(normalise(phrase).text)).toBe(bare(phrase));
    }
  });
});

describe("evidence", () => {
  it("is what the answer rests on: without it the answer is less sure, more than without as much of the rest", async () => {
    const notices = (await readCorpusNotices()).filter(
      ({ text }, index) => index % 40 === 0 && text.length > 300,
    );
    const probabilityOf = (text: string, cause: string) =>
      classify(text, { evidence: 0 }).ranking.find((entry) => entry.cause === cause)!.probability;
    const faithful = notices.filter(({ text }) => {
      const { guess, evidence } = classify(text);
      const rest = without(text, evidence);
      const length = text.length - rest.length;
      const elsewhere = [0.1, 0.4, 0.7].map((part) => {
        const start = Math.floor(part * (text.length - length));
        return probabilityOf(without(text, [{ start, end: start + length }]), guess.cause);
      });
      const mean = elsewhere.reduce((sum, value) => sum + value, 0) / elsewhere.length;
      return probabilityOf(rest, guess.cause) < mean;
    });
    expect(faithful.length / notices.length).toBeGreaterThan(0.9);
  }, 60_000);

  function without(text: string, spans: readonly { start: number; end: number }[]): string {
    const kept = Array.from(text.split(""), (unit, at) =>
      spans.some(({ start, end }) => at >= start && at < end) ? "" : unit,
    );
    return kept.join("");
  }
});
