import { readFileSync } from "node:fs";
import { join } from "node:path";
import { classify, createClassifier } from "../src/classify";
import { evaluatePredictions } from "../src/evaluate/evaluate";
import { calibrate, softmax } from "../src/model/calibration";
import { decodeModel } from "../src/model/format";
import { score } from "../src/model/scoring";
import { modelFile } from "../src/schemas/model";
import { parseNotice } from "../src/text/notice";
import { fitCalibration } from "../src/train/calibrate";
import { crossValidate } from "../src/train/cross-validate";
import { estimateWeights } from "../src/train/estimate";
import { fitModel, prepare, type TrainingNotice } from "../src/train/fit";
import { DEFAULT_FIT } from "../src/train/options";
import { train } from "../src/train/train";
import { proposePhrases, selectVocabulary } from "../src/train/vocabulary";
import { ROOT, readCorpusNotices } from "./support/corpus";

const shippedFile = readFileSync(join(ROOT, "models", "ja.json"), "utf8");

describe("the shipped model", () => {
  it("is, byte for byte, what training on data/notices gives", async () => {
    const model = train(await readCorpusNotices(), { name: "ja" });
    expect(`${JSON.stringify(model, null, 1)}\n` === shippedFile).toBe(true);
  }, 300_000);

  it("keeps to its schema", () => {
    expect(() => modelFile.parse(JSON.parse(shippedFile))).not.toThrow();
  });
});

describe("training and inference", () => {
  it("see the same features and give the same scores", async () => {
    const notices = (await readCorpusNotices()).filter((_, index) => index % 6 === 0);
    const prepared = prepare(notices, DEFAULT_FIT.shape);
    const labels = createClassifier(train(notices))
      .classify("")
      .ranking.map(({ cause }) => cause);
    const model = train(notices);
    const decoded = decodeModel(JSON.parse(JSON.stringify(model)));
    const fitted = fitModel(prepared, decoded.labels, DEFAULT_FIT);
    expect(new Set(labels)).toEqual(new Set(decoded.labels));
    for (const { text } of notices.slice(0, 40)) {
      const notice = parseNotice(text);
      const [learnt, looked] = [score(fitted, notice), score(decoded, notice)];
      expect(looked.phrases).toBe(learnt.phrases);
      expect(looked.mass).toBe(learnt.mass);
      // Quantisation moves each weight by half a step at most.
      const bound = (decoded.scale / 2) * learnt.mass + 1e-4;
      looked.scores.forEach((value, cause) => {
        expect(Math.abs(value - learnt.scores[cause]!)).toBeLessThanOrEqual(bound);
      });
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

describe("calibration", () => {
  /** Score differences of `gap`, at each mass in turn, of which `right` in `of` were right. */
  const heldOut = (gap: (mass: number) => number, masses: number[], right: number, of: number) =>
    masses.flatMap((mass) =>
      Array.from({ length: 60 * of }, (_, i) => ({
        scores: { scores: [gap(mass), 0], mass, phrases: mass },
        label: i % of < right ? 0 : 1,
      })),
    );

  it("finds the temperature that made the labels", () => {
    // A score difference of 4 that is right three times in four means a temperature of 4 / ln 3.
    const calibration = fitCalibration(heldOut(() => 4, [1], 3, 4));
    expect(calibrate([4, 0], 1, calibration)[0]).toBeCloseTo(0.75, 3);
    const { temperature } = fitCalibration(heldOut(() => 4e-4, [1], 3, 4));
    expect(calibrate([4e-4, 0], 1, { temperature, lengthExponent: 0, doubt: 0 })[0]).toBeGreaterThan(0.7);
  });

  it("finds how scores grow with the length of the text", () => {
    const { lengthExponent } = fitCalibration(heldOut((mass) => 2 * mass ** 0.5, [1, 16, 256], 3, 4));
    expect(lengthExponent).toBe(0.5);
  });

  it("doubts the surest answers as far as they were wrong", () => {
    const unsure = heldOut(() => 2, [1], 3, 4);
    const sure = heldOut(() => 100, [1], 19, 20);
    const { doubt } = fitCalibration([...unsure, ...sure]);
    expect(doubt).toBeGreaterThan(0.05);
    expect(calibrate([1e9, 0], 1, { temperature: 1, lengthExponent: 0, doubt: 0.02 })).toEqual([0.99, 0.01]);
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
    expect(() => train(notices, { fit: { priorWeight: Number.POSITIVE_INFINITY } })).toThrow(RangeError);
    expect(() => train(notices, { fit: { sectionWeights: { cause: 2 } } })).toThrow(/sectionWeights.cause/);
    // @ts-expect-error no such event model
    expect(() => train(notices, { fit: { eventModel: "foo" } })).toThrow(/eventModel/);
    expect(() => train(notices, { fit: { minIncidents: 99 } })).toThrow(
      /no phrase occurs in the notices of 99/,
    );
  });

  it("refuses labels that the taxonomy does not know, and a single one", () => {
    expect(() => train([...notices, notice("coffee", 1, "珈琲をこぼしました")])).toThrow(
      /unknown to the taxonomy: coffee/,
    );
    expect(() => train(notices.filter(({ label }) => label === "usb-loss"))).toThrow(/two causes/);
  });

  it("cross-validates each notice once by a model that has not seen its incident", () => {
    const { predictions } = crossValidate(notices, 3);
    expect(predictions.map(({ label }) => label)).toEqual(notices.map(({ label }) => label));
    expect(evaluatePredictions([], predictions).accuracy).toBe(1);
    expect(() => crossValidate(notices, 1)).toThrow(RangeError);
    expect(() => crossValidate(notices.slice(0, 2), 3)).toThrow(/3 folds need as many incidents, got 2/);
  });
});
