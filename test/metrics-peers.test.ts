/** Our measures beside those of other libraries, on random answers. */
import fc from "fast-check";
import { alpha } from "krippendorff";
import { ConfusionMatrix } from "ml-confusion-matrix";
import { krippendorffAlpha } from "../src/evaluate/agreement";
import { accuracy, confusionMatrix, macroF1, type Prediction, perLabelScores } from "../src/evaluate/metrics";

const LABELS = ["甲", "乙", "丙", "丁"];
const label = fc.constantFrom(...LABELS);

const predictions = fc
  .array(fc.record({ label, guess: label }), { minLength: 1, maxLength: 60 })
  .map((pairs) =>
    pairs.map(({ label, guess }): Prediction => ({ label, ranking: [{ cause: guess, probability: 1 }] })),
  );

/** Where a denominator is 0 they say NaN, we say 0. */
const orZero = (value: number) => (Number.isNaN(value) ? 0 : value);

describe("measures of ml-confusion-matrix", () => {
  it("are ours, of all labels and of each", () => {
    fc.assert(
      fc.property(predictions, (all) => {
        const theirs = ConfusionMatrix.fromLabels(
          all.map(({ label }) => label),
          all.map(({ ranking }) => ranking[0]!.cause),
        );
        expect(accuracy(all)).toBeCloseTo(theirs.getAccuracy(), 12);
        const scores = perLabelScores(all, LABELS);
        const matrix = confusionMatrix(all, LABELS);
        const labels = Object.keys(scores);
        expect(new Set(labels)).toEqual(new Set(theirs.getLabels()));
        for (const label of labels) {
          const { precision, recall, f1, support } = scores[label]!;
          expect(precision).toBeCloseTo(orZero(theirs.getPositivePredictiveValue(label)), 12);
          expect(recall).toBeCloseTo(orZero(theirs.getTruePositiveRate(label)), 12);
          expect(f1).toBeCloseTo(orZero(theirs.getF1Score(label)), 12);
          expect(support).toBe(theirs.getPositiveCount(label));
          for (const guess of labels) expect(matrix[label]?.[guess] ?? 0).toBe(theirs.getCount(label, guess));
        }
        const mean = labels.reduce((sum, label) => sum + orZero(theirs.getF1Score(label)), 0) / labels.length;
        expect(macroF1(scores)).toBeCloseTo(mean, 12);
      }),
    );
  });
});

describe("krippendorff's alpha", () => {
  it("is ours, with ratings missing too", () => {
    const ratings = fc.array(fc.tuple(...[0, 1, 2].map(() => fc.option(label))), {
      minLength: 2,
      maxLength: 40,
    });
    fc.assert(
      fc.property(ratings, (items) => {
        // Of one label only there is no disagreement to expect; of no pair no agreement: there the two differ by choice.
        const paired = items.filter((item) => item.filter((rating) => rating !== null).length > 1);
        fc.pre(new Set(paired.flat().filter((rating) => rating !== null)).size > 1);
        const byRater = [0, 1, 2].map((rater) => paired.map((item) => item[rater] ?? undefined));
        expect(krippendorffAlpha(items)).toBeCloseTo(alpha(byRater as string[][]), 10);
      }),
    );
  });
});
