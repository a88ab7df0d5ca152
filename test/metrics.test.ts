import { groupedFolds } from "../src/evaluate/folds";
import {
  accuracy,
  brierScore,
  confusionMatrix,
  expectedCalibrationError,
  groupAccuracy,
  lenientAccuracy,
  logLoss,
  macroF1,
  operatingPoint,
  type Prediction,
  perLabelScores,
} from "../src/evaluate/metrics";

/** A prediction of `guess` with this probability, the rest on `other`. */
function predicted(
  label: string,
  guess: string,
  probability: number,
  other: string,
  secondary?: string[],
): Prediction {
  return {
    label,
    secondary,
    ranking: [
      { cause: guess, probability },
      { cause: other, probability: 1 - probability },
    ],
  };
}

// Labels a a a b b c; guesses a a b b a c: worked by hand below.
const PREDICTIONS = [
  predicted("a", "a", 0.9, "b"),
  predicted("a", "a", 0.8, "b"),
  predicted("a", "b", 0.7, "a", ["b"]),
  predicted("b", "b", 0.6, "c"),
  predicted("b", "a", 0.6, "b"),
  predicted("c", "c", 1, "a"),
];
const LABELS = ["a", "b", "c", "d"];

describe("metrics", () => {
  it("agrees with the hand-worked example", () => {
    expect(accuracy(PREDICTIONS)).toBeCloseTo(4 / 6);
    expect(lenientAccuracy(PREDICTIONS)).toBeCloseTo(5 / 6);
    expect(groupAccuracy(PREDICTIONS, (label) => (label === "c" ? "two" : "one"))).toBe(1);
    expect(perLabelScores(PREDICTIONS, LABELS)).toEqual({
      a: { precision: 2 / 3, recall: 2 / 3, f1: 2 / 3, support: 3 },
      b: { precision: 1 / 2, recall: 1 / 2, f1: 1 / 2, support: 2 },
      c: { precision: 1, recall: 1, f1: 1, support: 1 },
    });
    expect(macroF1(perLabelScores(PREDICTIONS, LABELS))).toBeCloseTo((2 / 3 + 1 / 2 + 1) / 3);
    expect(confusionMatrix(PREDICTIONS, LABELS)).toEqual({
      a: { a: 2, b: 1 },
      b: { a: 1, b: 1 },
      c: { c: 1 },
    });
  });

  it("scores probabilities", () => {
    // (0.1² + 0.1²) + (0.2² + 0.2²) + (0.7² + 0.7²) + (0.4² + 0.4²) + (0.6² + 0.6²) + 0, over 6
    expect(brierScore(PREDICTIONS)).toBeCloseTo((0.02 + 0.08 + 0.98 + 0.32 + 0.72) / 6);
    expect(logLoss(PREDICTIONS.slice(0, 2))).toBeCloseTo(-(Math.log(0.9) + Math.log(0.8)) / 2);
    // Bins [.6,.7): right 1 of 2 at .6; [.7,.8): 0 of 1 at .7; [.8,.9): 1 at .8; [.9,1]: 2 of 2 at .95
    expect(expectedCalibrationError(PREDICTIONS)).toBeCloseTo((2 * 0.1 + 0.7 + 0.2 + 2 * 0.05) / 6);
  });

  it("finds the lowest threshold that keeps a precision", () => {
    expect(operatingPoint(PREDICTIONS, 0.98)).toEqual({ threshold: 0.8, coverage: 3 / 6 });
    expect(operatingPoint(PREDICTIONS.slice(2, 3), 0.98)).toEqual({ threshold: null, coverage: 0 });
    // At 0.6 there is a tie of one right and one wrong, which no threshold can part.
    expect(operatingPoint(PREDICTIONS, 0.66)).toEqual({ threshold: 0.6, coverage: 1 });
    expect(operatingPoint(PREDICTIONS, 0.7)).toEqual({ threshold: 0.7, coverage: 4 / 6 });
  });

  it("is 0, not NaN, where there is nothing to measure", () => {
    expect([accuracy([]), brierScore([]), expectedCalibrationError([]), macroF1({})]).toEqual([0, 0, 0, 0]);
  });
});

describe("groupedFolds", () => {
  const items = Array.from({ length: 60 }, (_, i) => ({
    label: i % 3 === 0 ? "a" : "b",
    incident: i < 20 ? `pair ${i >> 1}` : `single ${i}`,
  }));
  const folds = groupedFolds(items, 5);

  it("never parts an incident", () => {
    for (let i = 0; i < 20; i += 2) expect(folds[i]).toBe(folds[i + 1]);
  });

  it("spreads every label over the folds", () => {
    for (const label of ["a", "b"]) {
      const counts = [0, 1, 2, 3, 4].map(
        (fold) => items.filter((one, i) => one.label === label && folds[i] === fold).length,
      );
      expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(2);
    }
  });

  it("is the same each time", () => expect(groupedFolds(items, 5)).toEqual(folds));

  it("keeps writers together too where they are told, and what they share with others", () => {
    const told = items.map((item, i) => ({ ...item, writer: `hand ${i % 12}` }));
    const byWriter = groupedFolds(told, 3, "writer");
    for (let i = 12; i < 60; i++) expect(byWriter[i]).toBe(byWriter[i % 12]);
    // Each incident of the first twenty items is shared by two neighbouring writers.
    for (let i = 0; i < 20; i += 2) expect(byWriter[i]).toBe(byWriter[i + 1]);
    expect(new Set(byWriter).size).toBe(3);
  });
});
