import fc from "fast-check";
import lexicon from "../data/lexicon/concepts.json";
import { FeatureFinder } from "../src/features/finder";
import { Marks } from "../src/features/marks";
import { NoticeReader } from "../src/features/reading";
import { classify } from "../src/index";
import { WeightTable } from "../src/model/weight-table";
import { conceptLexicon } from "../src/schemas/lexicon-concepts";
import { normalise } from "../src/text/normalise";
import { parseNotice } from "../src/text/notice";
import { sentencesOf } from "../src/text/sentences";
import { vectorOf } from "../src/train/vectors";
import { readCorpusNotices } from "./support/corpus";

describe("FeatureFinder", () => {
  const concepts = [
    { id: "medium", phrases: ["usbメモリ", "記録媒体"] },
    { id: "lost", phrases: ["紛失", "記録媒体"] },
  ];
  const finder = new FeatureFinder(["紛失", "メモリ"], concepts);
  const found = (text: string) => {
    const { phrases, concepts } = finder.find(text, 0, text.length);
    return [...phrases, ...concepts];
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

  it("reports each feature once, and only what lies within the range", () => {
    expect(found("紛失、紛失")).toEqual([0, 3]);
    const { phrases } = finder.find("紛失、メモリ", 1, 5);
    expect(phrases).toEqual([]);
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

describe("Marks", () => {
  it("knows what was seen since it was last cleared", () => {
    const marks = new Marks(2);
    expect([marks.isNew(1), marks.isNew(1), marks.isNew(0)]).toEqual([true, false, true]);
    marks.clear();
    expect(marks.isNew(1)).toBe(true);
  });
});

describe("NoticeReader", () => {
  const finder = new FeatureFinder(["紛失", "職員", "再発"], [{ id: "lost", phrases: ["紛失"] }]);
  const read = (text: string, weights = {}) => new NoticeReader(finder, weights).read(parseNotice(text));

  it("counts a feature of the notice once, with the weight of its weightiest sentence", () => {
    const text = "職員が紛失しました。職員を指導し再発防止に努めます。";
    const { sentences, whole } = read(text, { prevention: 0.5 });
    expect(sentences.map(({ weight }) => weight)).toEqual([1, 0.5]);
    expect(whole).toEqual([
      { weight: 1, phrases: [1, 0], concepts: [3] },
      { weight: 0.5, phrases: [2], concepts: [] },
    ]);
  });

  it("leaves sections that count nothing out of the whole", () => {
    const { whole } = read("職員が紛失しました。再発防止に努めます。", { prevention: 0 });
    expect(whole).toEqual([{ weight: 1, phrases: [1, 0], concepts: [3] }]);
  });

  it("leaves out sentences that say nothing it knows", () => {
    expect(read("職員が紛失しました。ありがとうございます。").sentences).toHaveLength(1);
    expect(read("")).toEqual({ sentences: [], whole: [] });
  });
});

describe("vectors", () => {
  it("are of length 1, features by the weight of their group and concepts by theirs", () => {
    const groups = [
      { weight: 1, phrases: [4], concepts: [7] },
      { weight: 0.5, phrases: [2], concepts: [] },
    ];
    const { features, values } = vectorOf(groups, 2);
    expect(Array.from(features)).toEqual([4, 7, 2]);
    expect(values[1]! / values[0]!).toBeCloseTo(2);
    expect(values[2]! / values[0]!).toBeCloseTo(0.5);
    expect(Math.hypot(...values)).toBeCloseTo(1);
  });
});

describe("WeightTable", () => {
  it("adds up rows as one would by hand, however many and whatever their signs", () => {
    const columns = fc.integer({ min: 1, max: 5 });
    const rows = fc.array(fc.constantFrom(-127, -1, 0, 1, 126, 127), { minLength: 25, maxLength: 25 });
    const features = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 600 });
    fc.assert(
      fc.property(columns, rows, features, (width, weights, picked) => {
        const data = Int8Array.from(weights.slice(0, 5 * width));
        const sums = new Float64Array(width);
        new WeightTable(data, 1, new Float64Array(width)).addRows(picked, 3, sums);
        const expected = Array.from(sums, (_, column) =>
          picked.reduce((sum, row) => sum + 3 * data[row * width + column]!, 0),
        );
        expect(Array.from(sums)).toEqual(expected);
      }),
    );
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
