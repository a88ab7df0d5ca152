import fc from "fast-check";
import { bootstrapIntervals, mcNemar } from "../src/evaluate/intervals";
import {
  accuracy,
  coverageCurve,
  expectedCalibrationError,
  macroAverage,
  macroF1,
  type Prediction,
  perLabelScores,
  reliabilityCurve,
  topKAccuracy,
  weightedAverage,
} from "../src/evaluate/metrics";

const prediction = (label: string, guess: string, probability = 0.9): Prediction => ({
  label,
  ranking: [
    { cause: guess, probability },
    ...["a", "b", "c"]
      .filter((cause) => cause !== guess)
      .map((cause) => ({ cause, probability: (1 - probability) / 2 })),
  ],
});
/** `right` notices of label a answered right, `wrong` of label b answered a. */
const sample = (right: number, wrong: number) => [
  ...Array.from({ length: right }, () => prediction("a", "a")),
  ...Array.from({ length: wrong }, () => prediction("b", "a")),
];

describe("bootstrapIntervals", () => {
  it("holds the figure, and is about as wide as the normal approximation says", () => {
    const { accuracy: interval } = bootstrapIntervals(sample(80, 20))!;
    // 0.8 ± 1.96 · sqrt(0.8 · 0.2 / 100) = 0.8 ± 0.078
    expect(interval.low).toBeGreaterThan(0.68);
    expect(interval.low).toBeLessThan(0.76);
    expect(interval.high).toBeGreaterThan(0.84);
    expect(interval.high).toBeLessThan(0.91);
  });

  it("is the same for the same seed, narrower for a lower level and for more notices", () => {
    const width = ({ low, high }: { low: number; high: number }) => high - low;
    const of = (n: number, level: number) =>
      width(bootstrapIntervals(sample(8 * n, 2 * n), { level })!.accuracy);
    expect(bootstrapIntervals(sample(8, 2))).toEqual(bootstrapIntervals(sample(8, 2)));
    expect(of(10, 0.5)).toBeLessThan(of(10, 0.95));
    expect(of(100, 0.95)).toBeLessThan(of(10, 0.95));
  });

  it("is a point where nothing varies, and nothing where there is nothing", () => {
    expect(bootstrapIntervals(sample(9, 0))).toEqual({
      accuracy: { low: 1, high: 1 },
      macroF1: { low: 1, high: 1 },
    });
    expect(bootstrapIntervals([])).toBeNull();
    expect(() => bootstrapIntervals(sample(1, 1), { level: 1 })).toThrow(RangeError);
    expect(() => bootstrapIntervals(sample(1, 1), { resamples: 0 })).toThrow(RangeError);
  });

  it("counts macro-F1 as the metric does", () => {
    const once = bootstrapIntervals(sample(1, 0), { resamples: 1 })!;
    expect(once.macroF1.low).toBe(macroF1(perLabelScores(sample(1, 0), ["a", "b", "c"])));
  });
});

describe("mcNemar", () => {
  const answers = (right: boolean[]) => right.map((is) => prediction("a", is ? "a" : "b"));

  it("gives the exact two-sided chance, worked by hand: 1 against 5", () => {
    const first = answers([true, true, true, true, true, false, true]);
    const second = answers([false, false, false, false, false, true, true]);
    // 2 · (C(6,0) + C(6,1)) / 2⁶ = 14 / 64
    expect(mcNemar(first, second)).toEqual({ onlyFirst: 5, onlySecond: 1, p: expect.closeTo(14 / 64, 12) });
  });

  it("finds no difference where there is none, and does not underflow where there is much", () => {
    expect(mcNemar(answers([true]), answers([true])).p).toBe(1);
    const many = new Array<boolean>(3000).fill(true);
    expect(mcNemar(answers(many), answers(many.map(() => false))).p).toBe(0);
    expect(mcNemar(answers([true, false]), answers([false, true])).p).toBe(1);
  });

  it("refuses answers to other notices", () => {
    expect(() => mcNemar(answers([true]), [])).toThrow(RangeError);
  });
});

describe("averages and curves", () => {
  const predictions = [...sample(3, 1), prediction("b", "b", 0.5), prediction("c", "b", 0.3)];
  const scores = perLabelScores(predictions, ["a", "b", "c"]);

  it("average over labels, and over notices", () => {
    // a: 3 of 4 guesses right, all 3 found; b: 1 of 2 guesses right, 1 of 2 found; c: never guessed.
    expect(macroAverage(scores)).toEqual({
      precision: expect.closeTo((3 / 4 + 1 / 2 + 0) / 3),
      recall: expect.closeTo((1 + 1 / 2 + 0) / 3),
      f1: expect.closeTo(macroF1(scores)),
    });
    expect(weightedAverage(scores).recall).toBeCloseTo(accuracy(predictions));
    expect(weightedAverage({})).toEqual({ precision: 0, recall: 0, f1: 0 });
  });

  it("counts labels among the first", () => {
    expect(topKAccuracy(predictions, 1)).toBe(accuracy(predictions));
    expect(topKAccuracy(predictions, 3)).toBe(1);
  });

  it("draws the reliability curve that the calibration error sums up", () =>
    fc.assert(
      fc.property(
        fc.array(fc.record({ right: fc.boolean(), p: fc.double({ min: 0.34, max: 1, noNaN: true }) }), {
          minLength: 1,
        }),
        (answers) => {
          const all = answers.map(({ right, p }) => prediction("a", right ? "a" : "b", p));
          const curve = reliabilityCurve(all);
          const gaps = curve.map(
            (bin) => (bin.count / all.length) * Math.abs(bin.accuracy - bin.meanProbability),
          );
          expect(gaps.reduce((sum, gap) => sum + gap, 0)).toBeCloseTo(expectedCalibrationError(all), 10);
          expect(curve.reduce((sum, { count }) => sum + count, 0)).toBe(all.length);
        },
      ),
    ));

  it("draws precision against coverage, the surest first", () => {
    const curve = coverageCurve(predictions, 3);
    expect(curve.map(({ coverage }) => coverage)).toEqual(
      [2 / 6, 4 / 6, 1].map((share) => expect.closeTo(share)),
    );
    expect(curve.at(-1)).toEqual({ coverage: 1, threshold: 0.3, precision: accuracy(predictions) });
  });
});
