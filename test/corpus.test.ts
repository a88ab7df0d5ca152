import lexicon from "../data/lexicon/corpus.json";
import { agreement } from "../src/corpus/agreement";
import { checkCorpus } from "../src/corpus/check";
import { giveaways } from "../src/corpus/giveaways";
import { nearDuplicates, sharedRuns } from "../src/corpus/similarity";
import { traitsOf } from "../src/corpus/traits";
import { cohensKappa } from "../src/evaluate/agreement";
import { readJsonLines } from "../src/io/jsonl";
import { corpusLexicon } from "../src/schemas/lexicon-corpus";
import type { LabelledNotice } from "../src/schemas/notice";
import { type Reading, reading } from "../src/schemas/reading";
import { learningCurve } from "../src/train/learning-curve";
import { ROOT, readCorpusNotices } from "./support/corpus";

const notice = (
  id: string,
  label: LabelledNotice["label"],
  text: string,
  more: Partial<LabelledNotice> = {},
) => ({
  id,
  label,
  text,
  incident: id,
  ...(more as Omit<Partial<LabelledNotice>, "id" | "incident">),
});

describe("the corpus", () => {
  it("has nothing to complain of, and a second reader who agrees", async () => {
    const notices = await readCorpusNotices();
    const readings: Reading[] = [];
    for await (const read of readJsonLines(`${ROOT}/data/second-reading.jsonl`, reading)) {
      if (!read.ok) throw read.error;
      readings.push(read.value);
    }
    const report = checkCorpus(notices, readings);
    expect(report.complaints).toEqual([]);
    expect(report.spread).toHaveLength(23);
    expect(report.agreement!.kappa).toBeGreaterThan(0.95);
    for (const { withEvidence, notices: all } of report.spread)
      expect(withEvidence / all).toBeGreaterThan(0.98);
  }, 120_000);

  it("has a lexicon that keeps to its schema", () => {
    expect(() => corpusLexicon.parse(lexicon)).not.toThrow();
  });
});

describe("checkCorpus", () => {
  const sentence = "職員が帰りの電車の網棚に鞄を置き忘れ、中に入っていた記憶媒体が見つからなくなった。";
  const other = "倉庫の整理の折に、保存の期限が来ていない台帳を古紙の回収に出してしまったことが分かった。";

  it("finds a text told twice, but not two reports on one incident", () => {
    const twice = [
      notice("a", "usb-loss", sentence),
      notice("b", "usb-loss", `本日、${sentence}`),
      notice("c", "paper-loss", other),
    ];
    expect(nearDuplicates(twice, 0.3)).toMatchObject([{ ids: ["a", "b"] }]);
    expect(nearDuplicates(twice, 0.3)[0]!.jaccard).toBeGreaterThan(0.8);
    expect(sharedRuns(twice)).toMatchObject([{ ids: ["a", "b"] }]);
    const reports = twice.map((one) => ({ ...one, incident: "same" }));
    expect(nearDuplicates(reports, 0.3)).toEqual([]);
  });

  it("takes what many share for a fixed phrase of the genre", () => {
    const phrase = "皆様に多大なるご迷惑とご心配をおかけしましたことを深くお詫び申し上げます";
    const words = ["甲乙丙丁戊己庚辛", "春夏秋冬東西南北", "松竹梅桜桃梨柿栗", "赤青黄白黒緑紫茶"];
    const polite = words.map((own, i) => notice(`n${i}`, "usb-loss", `${own}${phrase}`));
    expect(sharedRuns(polite)).toEqual([]);
    expect(sharedRuns(polite.slice(0, 3))).toHaveLength(3);
  });

  it("names misquoted evidence and ids that occur twice", () => {
    const faulty = [
      notice("a", "usb-loss", sentence, { evidence: ["ない文"] }),
      notice("a", "paper-loss", other),
    ];
    expect(checkCorpus(faulty, []).complaints).toEqual([
      "a: the text does not hold the quote 「ない文」",
      "a: the id occurs twice",
    ]);
  });

  it("sees traits that go with a label", () => {
    const skewed = Array.from({ length: 60 }, (_, i) =>
      i % 2 === 0
        ? notice(`n${i}`, "usb-loss", `市役所で${sentence}`, { genre: "news" })
        : notice(`n${i}`, "paper-loss", `銀行で${other}`, { genre: "news" }),
    );
    const [first] = giveaways(skewed);
    expect(first!.trait).toMatch(/organisation (?:municipality|finance)/);
    // One bit tells two labels of equal size apart; the correction takes 1 / (2 · 60 · ln 2) of it.
    expect(first!.bits).toBeCloseTo(1 - 1 / (120 * Math.LN2), 6);
    expect(giveaways(skewed.map((one) => ({ ...one, text: sentence })))).toEqual([]);
  });

  it("tells traits of a text", () => {
    const traits = traitsOf(
      notice("a", "usb-loss", "ホーム ＞ 報道発表\n令和 5 年 6 月、市立小学校で記憶媒体を紛失", {
        people: 1204,
      }),
    );
    expect(traits).toMatchObject({ length: "<150", decade: 2020, noisy: true, obvious: false, magnitude: 4 });
    expect(traits.organisations).toEqual(["school"]);
  });
});

describe("agreement", () => {
  it("is Cohen's kappa and the overlap of the evidence", () => {
    // Observed 3/4; expected (3/4)(2/4) + (1/4)(2/4) = 1/2; kappa 1/2.
    expect(
      cohensKappa([
        ["a", "a"],
        ["a", "a"],
        ["a", "b"],
        ["b", "b"],
      ]),
    ).toBeCloseTo(0.5);
    const text = "媒体を紛失した";
    const second: Reading = {
      id: "a",
      label: "usb-loss",
      secondary: [],
      evidence: ["紛失した"],
      sure: "high",
      people: null,
      remark: "",
    };
    const result = agreement(
      [notice("a", "usb-loss", text, { evidence: ["媒体を紛失"] })],
      [second, { ...second, id: "gone" }],
    );
    // Five and four characters marked, two in common.
    expect(result).toMatchObject({ n: 1, evidenceF1: (2 * 2) / (5 + 4), disagreements: [] });
  });
});

describe("learningCurve", () => {
  it("trains on more and more, and never on an incident that it tests", () => {
    const lost = (i: number) => notice(`u${i}`, "usb-loss", `記憶媒体を電車に置き忘れて紛失しました。${i}`);
    const sent = (i: number) =>
      notice(`b${i}`, "bcc-mistake", `全員のアドレスが宛先の欄に並び互いに見えました。${i}`);
    const training = Array.from({ length: 250 }, (_, i) => (i % 2 === 0 ? lost(i) : sent(i)));
    const points = learningCurve(training, [training[0]!, training[1]!]);
    expect(points.map(({ notices }) => notices)).toEqual([40, 80, 160, 248]);
    expect(points.at(-1)).toMatchObject({ accuracy: 1, macroF1: 1 });
  });
});
