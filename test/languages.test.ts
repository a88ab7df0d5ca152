/** Collections in other languages: labels and texts of one's own. The notices in `fixtures` are written for this test. */
import { join } from "node:path";
import { createClassifier } from "../src/classify";
import { accuracy } from "../src/evaluate/metrics";
import { readNotices } from "../src/io/read-notices";
import type { LabelledNotice } from "../src/schemas/notice";
import { parseNotice } from "../src/text/notice";
import { sentencesOf } from "../src/text/sentences";
import { crossValidate } from "../src/train/cross-validate";
import { train } from "../src/train/train";
import { proposePhrases } from "../src/train/vocabulary";
import { FIXTURES } from "./support/fixtures";

async function read(name: string): Promise<LabelledNotice[]> {
  const notices: LabelledNotice[] = [];
  for await (const one of readNotices([join(FIXTURES, name)], { labels: "any" })) {
    if (!one.ok) throw one.error;
    notices.push(one.value);
  }
  return notices;
}

const shape = { words: 2, length: 8 };

describe("phrases of languages that write with blanks", () => {
  it("are words, their stems, and words in sequence, but none across punctuation", () => {
    const phrases = proposePhrases("the laptop was stolen, then found", shape);
    expect(phrases).toEqual(
      expect.arrayContaining(["laptop", "lapt", "was stolen", "stolen", "stol", "then found"]),
    );
    expect(phrases).not.toContain("stolen then");
    expect(phrases).not.toContain("was stolen then");
    expect(phrases).not.toContain("lap");
  });

  it("are found in whatever form a word stands, in Korean with its particles", () => {
    expect(proposePhrases("노트북을 분실했습니다", shape)).toEqual(
      expect.arrayContaining(["노트북을", "노트북", "노트", "분실", "분실했습니다"]),
    );
  });

  it("leave Japanese as it was, in kanji alone too", () => {
    expect(proposePhrases("個人情報流出", shape)).toEqual(expect.arrayContaining(["個人", "情報", "流出"]));
    expect(proposePhrases("googleフォームのwebサイト", shape)).not.toContain("goog");
  });
});

describe("sentences", () => {
  const cut = (text: string) => {
    const { mapped, sections } = parseNotice(text);
    return sentencesOf(mapped.text, sections).map(({ start, end }) => mapped.text.slice(start, end).trim());
  };

  it("end with a full stop before a blank where words are parted by blanks", () => {
    expect(cut("A laptop was lost. Version 1.2 ran on it. We regret this.")).toEqual([
      "a laptop was lost.",
      "version 1.2 ran on it.",
      "we regret this.",
    ]);
    expect(cut("No. 3 の端末を紛失しました。")).toHaveLength(1);
  });
});

describe.each([
  ["english.jsonl", 5],
  ["korean.jsonl", 3],
])("a model of %s", (name, labels) => {
  it("answers held-out notices better than by chance, its own right, and names a passage", async () => {
    const notices = await read(name);
    const { predictions } = crossValidate(notices, 5);
    // The labels are of equal size; three standard deviations above chance no luck explains.
    const chance = 1 / labels;
    const deviation = Math.sqrt((chance * (1 - chance)) / notices.length);
    expect(accuracy(predictions)).toBeGreaterThan(chance + 3 * deviation);
    const classifier = createClassifier(train(notices));
    expect(classifier.labels).toHaveLength(labels);
    const { evidence, ranking } = classifier.classify(notices[0]!.text);
    expect(ranking[0]!.cause).toBe(notices[0]!.label);
    expect(notices[0]!.text).toContain(evidence[0]!.text);
  });
});
