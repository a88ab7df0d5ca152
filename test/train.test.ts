import { readFileSync } from "node:fs";
import { join } from "node:path";
import { classify, createClassifier } from "../src/classify";
import { reportOn } from "../src/evaluate/report";
import { calibrate, softmax } from "../src/model/calibration";
import { decodeModel } from "../src/model/format";
import { type Scores, score } from "../src/model/scoring";
import { modelFile } from "../src/schemas/model";
import { parseNotice } from "../src/text/notice";
import { fitCalibration } from "../src/train/calibrate";
import { crossValidate } from "../src/train/cross-validate";
import { estimateWeights } from "../src/train/estimate";
import { fitModel, prepare, type TrainingNotice } from "../src/train/fit";
import { DEFAULT_FIT } from "../src/train/options";
import { fitRegression } from "../src/train/softmax-regression";
import { train } from "../src/train/train";
import { proposePhrases, selectVocabulary } from "../src/train/vocabulary";
import { ROOT, readCorpusNotices } from "./support/corpus";

const shippedFile = readFileSync(join(ROOT, "models", "ja.json"), "utf8");

describe("the shipped model", () => {
  it("is, byte for byte, what training on data/notices gives", async () => {
    const model = train(await readCorpusNotices(), { name: "ja", groupBy: "writer" });
    expect(`${JSON.stringify(model, null, 1)}\n` === shippedFile).toBe(true);
  }, 300_000);

  it("keeps to its schema", () => {
    expect(() => modelFile.parse(JSON.parse(shippedFile))).not.toThrow();
  });
});

describe("training and inference", () => {
  it("see the same features and give the same scores, bit for bit", async () => {
    const notices = (await readCorpusNotices()).filter((_, index) => index % 12 === 0);
    const decoded = decodeModel(JSON.parse(JSON.stringify(train(notices))));
    const fitted = fitModel(prepare(notices, DEFAULT_FIT.shape), decoded.labels, DEFAULT_FIT);
    for (const { text } of notices.slice(0, 40)) {
      const notice = parseNotice(text);
      const learnt = fitted.reader.read(notice);
      const looked = decoded.reader.read(notice);
      expect(looked).toEqual(learnt);
      expect(score(decoded, looked)).toEqual(score(fitted, learnt));
    }
  }, 120_000);
});

describe("estimateWeights", () => {
  const counts = [Float64Array.of(3, 0, 1), Float64Array.of(0, 2, 2)];

  it("is log((count + α) / (total + α · phrases)) for the multinomial model", () => {
    const weights = estimateWeights(counts, { eventModel: "multinomial", smoothing: 0.5 });
    expect(weights[0]![0]).toBeCloseTo(Math.log(3.5 / 5.5));
    expect(weights[0]![1]).toBeCloseTo(Math.log(0.5 / 5.5));
    expect(weights[1]![2]).toBeCloseTo(Math.log(2.5 / 5.5));
  });

  it("is minus the log-likelihood under the other causes for the complement model", () => {
    const weights = estimateWeights(counts, { eventModel: "complement", smoothing: 1 });
    expect(weights[0]![0]).toBeCloseTo(-Math.log(1 / 7));
    expect(weights[1]![0]).toBeCloseTo(-Math.log(4 / 7));
  });
});

describe("vocabulary", () => {
  it("proposes words and their sequences, and nothing across punctuation or digits", () => {
    const phrases = proposePhrases("担当者が誤送信、12件の書類", { words: 2, length: 8 });
    expect(phrases).toContain("担当者");
    expect(phrases.every((phrase) => !/[、0-9]/.test(phrase))).toBe(true);
    expect(phrases.every((phrase) => phrase.length > 1 && phrase.length <= 8)).toBe(true);
  });

  it("counts an incident once, however many notices tell of it", () => {
    const vocabulary = selectVocabulary(
      [
        { incident: "i1", phrases: ["甲", "乙"] },
        { incident: "i1", phrases: ["甲"] },
        { incident: "i2", phrases: ["乙"] },
      ],
      2,
    );
    expect(vocabulary).toEqual(["乙"]);
  });
});

describe("fitRegression", () => {
  const vector = (features: number[]) => ({
    features: Int32Array.from(features),
    values: Float32Array.from(features, () => 1 / Math.sqrt(features.length)),
  });
  const zeros = () => ({ weights: new Float32Array(3 * 2), bias: new Float32Array(2) });
  const options = { epochs: 30, rate: 0.3, decay: 1e-4 };

  it("weighs what tells the columns apart, and not what they share", () => {
    const examples = { vectors: [vector([0, 2]), vector([1, 2])], columns: [0, 1] };
    const { weights } = fitRegression(examples, zeros(), options);
    expect(weights[0]! - weights[1]!).toBeGreaterThan(2);
    expect(weights[3]! - weights[2]!).toBeGreaterThan(2);
    expect(Math.abs(weights[4]! - weights[5]!)).toBeLessThan(0.5);
  });

  it("learns only what the offsets leave over", () => {
    const examples = { vectors: [vector([0]), vector([1])], columns: [0, 1] };
    const offsets = [Float64Array.of(50, 0), Float64Array.of(0, 50)];
    const { weights } = fitRegression({ ...examples, offsets }, zeros(), options);
    for (const weight of weights) expect(Math.abs(weight)).toBeLessThan(1e-9);
  });

  it("gives the same weights in every run", () => {
    const examples = { vectors: [vector([0, 2]), vector([1, 2]), vector([2])], columns: [0, 1, 1] };
    expect(fitRegression(examples, zeros(), options)).toEqual(fitRegression(examples, zeros(), options));
  });
});

describe("calibration", () => {
  const scores = (whole: number[], sentences = whole.map(() => 0)) => ({
    whole: Float64Array.from(whole),
    sentences: Float64Array.from(sentences),
    clearest: new Float64Array(whole.length),
    features: 9,
  });
  /** `right` of each `of` notices with the scores bear the first label. */
  const heldOut = (of: Scores, right: number, all: number) =>
    Array.from({ length: 60 * all }, (_, i) => ({ scores: of, label: i % all < right ? 0 : 1 }));

  it("finds how often scores were right, whatever their scale", () => {
    for (const gap of [4, 4e-2]) {
      const given = scores([gap, 0]);
      expect(calibrate(given, fitCalibration(heldOut(given, 3, 4)))[0]).toBeCloseTo(0.75, 1);
    }
  });

  it("learns which of the two readings to trust", () => {
    const told = [scores([0, 0], [2, -2]), scores([0, 0], [-2, 2])];
    const noise = [scores([2, -2]), scores([-2, 2])];
    const notices = Array.from({ length: 400 }, (_, i) => {
      const label = i % 2;
      const [sure, other] = [told[label]!, noise[(i >> 1) % 2]!];
      return { scores: { ...sure, whole: other.whole }, label };
    });
    const calibration = fitCalibration(notices);
    expect(calibrate(scores([-2, 2], [2, -2]), calibration)[0]).toBeGreaterThan(0.9);
  });

  it("stays finite for scores of any size", () => {
    expect(softmax([-1e6, 0, 1e6])).toEqual([0, 0, 1]);
  });
});

describe("train", () => {
  const notice = (label: string, n: number, text: string): TrainingNotice => ({
    label,
    incident: `${label} ${n}`,
    text,
  });
  const two = (n: number) => [
    notice(
      "usb-loss",
      n,
      `記録媒体を紛失しました。職員が鞄に入れた記録媒体を電車に置き忘れ、所在が分からなくなりました。${n}`,
    ),
    notice(
      "bcc-mistake",
      n,
      `一斉に送った案内で全員のアドレスが宛先欄に並び、受け取った方どうしに見える状態でした。${n}`,
    ),
  ];
  const notices = [1, 2, 3, 4, 5, 6].flatMap(two);

  it("learns labels of the user's own notices", () => {
    const classifier = createClassifier(train(notices, { name: "mine" }));
    const answer = classify("記録媒体を置き忘れ、所在が分からなくなりました。職員が紛失しました。", {
      classifier,
    });
    expect(answer.cause).toBe("usb-loss");
    expect(answer.model.name).toBe("mine");
    expect(answer.ranking).toHaveLength(2);
  });

  it("refuses options that are out of range, and notices with nothing in common", () => {
    expect(() => train(notices, { fit: { smoothing: 0 } })).toThrow(/fit option smoothing/);
    expect(() => train(notices, { fit: { estimateWeight: Number.POSITIVE_INFINITY } })).toThrow(RangeError);
    expect(() => train(notices, { fit: { sectionWeights: { cause: 2 } } })).toThrow(/sectionWeights.cause/);
    // @ts-expect-error no such event model
    expect(() => train(notices, { fit: { eventModel: "foo" } })).toThrow(/eventModel/);
    expect(() => train(notices, { fit: { minIncidents: 99 } })).toThrow(
      /no phrase occurs in the notices of 99/,
    );
  });

  it("learns labels of any kind, causes first in its list, and refuses a single one", () => {
    const coffee = [1, 2, 3].map((n) => notice("coffee", n, "机で珈琲をこぼし、書類を汚損しました"));
    const classifier = createClassifier<string>(train([...coffee, ...notices]));
    expect(classifier.labels.at(-1)).toBe("coffee");
    expect(classifier.classify("机で珈琲をこぼし、書類を汚損しました。").guess).toMatchObject({
      cause: "coffee",
      family: null,
    });
    expect(() => train(notices.filter(({ label }) => label === "usb-loss"))).toThrow(/only "usb-loss"/);
    for (const label of ["", "a\nb", "x".repeat(300)])
      expect(() => train([...notices, notice(label, 1, "紙")])).toThrow(/^label "/);
    const coarse = { ...notice("dark", 1, "暗がり"), alsoRight: ["darker"] };
    expect(train([...notices, coarse]).training.notices).toBe(notices.length);
  });

  it("shares the calibration among folds where asked, and answers no label that a fold's model never saw", () => {
    const lonely = notice("ransomware", 99, "ランサムウェアに感染し、サーバーのデータが暗号化されました。");
    const { predictions, evidence } = crossValidate([...notices, lonely], 3, {
      calibration: "shared",
      evidence: 1,
    });
    const [last, ...others] = [...predictions].reverse();
    expect(reportOn(others).accuracy).toBe(1);
    expect(evidence[0]).toHaveLength(1);
    expect(last!.ranking.map(({ cause }) => cause)).not.toContain("ransomware");
    for (const { ranking } of predictions) {
      expect(ranking.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1);
    }
    expect(() => crossValidate(notices, 3, { calibration: "shared", fit: { minIncidents: 99 } })).toThrow(
      /no phrase occurs/,
    );
  });

  it("cross-validates each notice once by a model that has not seen its incident", () => {
    const { predictions } = crossValidate(notices, 3);
    expect(predictions.map(({ label }) => label)).toEqual(notices.map(({ label }) => label));
    expect(reportOn(predictions).accuracy).toBe(1);
    expect(() => crossValidate(notices, 1)).toThrow(RangeError);
    expect(() => crossValidate(notices.slice(0, 2), 3)).toThrow(
      /cross-validation in 3 folds needs notices of 3 incidents .* got 2/,
    );
  });
});
