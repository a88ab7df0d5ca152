import fc from "fast-check";
import { type Classifier, shippedClassifier } from "../src/classify";
import { Evaluation, evaluate } from "../src/evaluate/evaluate";
import { mcNemar } from "../src/evaluate/intervals";
import { type Prediction, predictionOf } from "../src/evaluate/metrics";
import { PredictionStore } from "../src/evaluate/prediction-store";
import { rareLabels } from "../src/evaluate/rare-labels";
import { reportOn } from "../src/evaluate/report";

const LABELS = ["usb-loss", "紛失", "__proto__", "constructor"];

const prediction: fc.Arbitrary<Prediction> = fc
  .record({
    label: fc.constantFrom(...LABELS),
    order: fc.shuffledSubarray(LABELS, { minLength: LABELS.length }),
    weights: fc.array(fc.double({ min: 0.01, max: 1, noNaN: true }), { minLength: 4, maxLength: 4 }),
    secondary: fc.option(fc.subarray(LABELS), { nil: undefined }),
    others: fc.subarray(LABELS),
  })
  .map(({ label, order, weights, secondary, others }) => {
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const probabilities = weights.map((weight) => weight / total).sort((a, b) => b - a);
    return {
      label,
      secondary,
      others,
      ranking: order.map((cause, rank) => ({ cause, probability: probabilities[rank]! })),
    };
  });

describe("PredictionStore", () => {
  it("gives back what was put in, bit for bit, so that reports on it are the same", () => {
    fc.assert(
      fc.property(fc.array(prediction, { maxLength: 40 }), (predictions) => {
        const store = new PredictionStore();
        for (const one of predictions) store.add(one);
        expect(store.predictions.map(({ label, ranking }) => ({ label, ranking }))).toEqual(
          predictions.map(({ label, ranking }) => ({ label, ranking })),
        );
        expect(reportOn(store.predictions)).toEqual(reportOn(predictions));
      }),
      { numRuns: 30 },
    );
  });

  it("goes over from block to block", () => {
    const store = new PredictionStore();
    for (let index = 0; index < 9000; index++)
      store.add({
        label: "a",
        ranking: [
          { cause: "a", probability: index },
          { cause: "b", probability: 0 },
        ],
      });
    expect([0, 4095, 4096, 8999].map((at) => store.predictions[at]!.ranking[0]!.probability)).toEqual([
      0, 4095, 4096, 8999,
    ]);
  });
});

describe("reports on labels of any kind", () => {
  it("treat names that objects have by themselves as names", () => {
    const all = LABELS.flatMap((label): Prediction[] => [
      { label, ranking: [{ cause: label, probability: 1 }] },
      { label, ranking: [{ cause: "usb-loss", probability: 1 }] },
    ]);
    const { perCause, confusion, familyAccuracy, accuracy } = reportOn(all);
    expect(Object.keys(perCause)).toEqual(["usb-loss", "__proto__", "constructor", "紛失"]);
    expect(Object.getOwnPropertyDescriptor(confusion, "__proto__")?.value).toEqual({
      "usb-loss": 1,
      ["__proto__"]: 1,
    });
    expect(familyAccuracy).toBe(accuracy);
  });
});

describe("Evaluation", () => {
  const notices = [
    { text: "USBメモリを紛失いたしました。", label: "usb-loss", people: null },
    {
      text: "USBメモリを紛失いたしました。会員12名の氏名を保存していました。",
      label: "paper-loss",
      people: 12,
    },
  ];

  it("reports on notices one by one as on all at once", () => {
    const evaluation = new Evaluation();
    expect(notices.map((notice) => evaluation.add(notice).ranking[0]!.cause)).toEqual([
      "usb-loss",
      "usb-loss",
    ]);
    expect(evaluation.report()).toEqual(evaluate(notices));
    expect(evaluation.report()).toMatchObject({
      n: 2,
      accuracy: 0.5,
      features: { people: 1, services: null },
    });
  });

  it("compares two classifiers where a label stands for several causes", () => {
    const shipped: Classifier = shippedClassifier();
    const [first, second] = ["paper-loss", "device-loss"].map(
      (cause): Classifier => ({
        ...shipped,
        classify: (text) => ({
          ...shipped.classify(text),
          ranking: [
            { cause, probability: 1 },
            { cause: "usb-loss", probability: 0 },
          ],
        }),
      }),
    );
    const lost = { text: "紛失", label: "usb-loss", alsoRight: ["paper-loss"] };
    const report = new Evaluation({ classifier: first!, compareWith: second! });
    report.add(lost);
    expect(report.report().comparison).toMatchObject({ accuracy: 0, onlyFirst: 1, onlySecond: 0, p: 1 });
  });
});

describe("predictionOf", () => {
  it("takes the guess for the label where it is right too", () => {
    const answer = { ranking: [{ cause: "b", probability: 1 }], secondary: [] };
    expect(predictionOf({ label: "a", alsoRight: ["b"] }, answer).label).toBe("b");
    expect(predictionOf({ label: "a", alsoRight: ["c"] }, answer).label).toBe("a");
  });

  it("takes the most probable of those that are right, in whatever order they are given", () => {
    const answer = {
      ranking: ["ransomware", "usb-loss", "malware-infection", "device-loss"].map((cause, rank) => ({
        cause,
        probability: [0.6, 0.2, 0.15, 0.05][rank]!,
      })),
      secondary: [],
    };
    const one = predictionOf({ label: "device-loss", alsoRight: ["usb-loss", "malware-infection"] }, answer);
    const other = predictionOf(
      { label: "malware-infection", alsoRight: ["device-loss", "usb-loss"] },
      answer,
    );
    expect([one.label, other.label]).toEqual(["usb-loss", "usb-loss"]);
    // Ransomware and malware are of one family.
    expect([one, other].map((prediction) => reportOn([prediction]))).toMatchObject([
      { top3Accuracy: 1, familyAccuracy: 1, accuracy: 0 },
      { top3Accuracy: 1, familyAccuracy: 1, accuracy: 0 },
    ]);
  });

  it("lets McNemar's test count which answers are right, whichever of the labels they meet", () => {
    const right = (cause: string) =>
      predictionOf({ label: "a", alsoRight: ["b"] }, { ranking: [{ cause, probability: 1 }], secondary: [] });
    expect(mcNemar([right("a"), right("b"), right("c")], [right("b"), right("c"), right("a")])).toMatchObject(
      {
        onlyFirst: 1,
        onlySecond: 1,
      },
    );
  });
});

describe("rareLabels", () => {
  it("counts incidents, or writers, and lists the rarest first", () => {
    const notices = [
      { label: "a", incident: "1" },
      { label: "a", incident: "1" },
      { label: "b", incident: "2", writer: "w" },
      { label: "b", incident: "3", writer: "w" },
      { label: "c" },
      { label: "c" },
      { label: "c" },
    ];
    expect(rareLabels(notices, 3, "incident")).toEqual([
      { label: "a", notices: 2, groups: 1 },
      { label: "b", notices: 2, groups: 2 },
    ]);
    expect(rareLabels(notices, 2, "writer").map(({ label }) => label)).toEqual(["a", "b"]);
    // Folds keep together what shares an incident, whoever wrote it; a writer and an incident of one name are two.
    const shared = [
      { label: "x", incident: "1", writer: "v" },
      { label: "x", incident: "1", writer: "w" },
      { label: "y", writer: "tanaka" },
      { label: "y", incident: "tanaka" },
    ];
    expect(rareLabels(shared, 2, "writer")).toEqual([{ label: "x", notices: 2, groups: 1 }]);
  });
});
