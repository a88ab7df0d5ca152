/** The library's own recipes: any options of fitting, calibrated on folds of the training notices. */
import { calibrate } from "../src/model/calibration";
import { type LinearModel, score } from "../src/model/scoring";
import { causeIds } from "../src/taxonomy/taxonomy";
import { fitCalibration } from "../src/train/calibrate";
import { fitModel, type PreparedNotice } from "../src/train/fit";
import { scoreHeldOut } from "../src/train/held-out";
import { completeFit, DEFAULT_FIT, type FitOptions } from "../src/train/options";
import { proposePhrases } from "../src/train/vocabulary";
import type { Answer, Example, Recipe } from "./recipe";

const FOLDS = 3;

export function owabi(name: string, changes: Partial<FitOptions> = {}): Recipe {
  const options = completeFit(changes);
  return {
    name,
    run(training, test) {
      const learnt = reshaped(training, options);
      const calibration = fitCalibration(
        scoreHeldOut(learnt, causeIds, options, { folds: FOLDS, groupBy: "writer" }),
      );
      const model = fitModel(learnt, causeIds, options);
      return test.map((example): Answer => {
        const probabilities = calibrate(scoreOf(model, example), calibration);
        const best = probabilities.indexOf(Math.max(...probabilities));
        return { label: causeIds[best]!, probability: probabilities[best]! };
      });
    },
  };
}

function scoreOf(model: LinearModel, { parsed }: PreparedNotice) {
  return score(model, model.reader.read(parsed));
}

const reshapedExamples = new Map<string, Map<string, readonly string[]>>();

/** The examples with the phrases that the options ask for, cut only once for each shape. */
function reshaped(examples: readonly Example[], { shape }: FitOptions): readonly Example[] {
  const key = JSON.stringify(shape);
  if (key === JSON.stringify(DEFAULT_FIT.shape)) return examples;
  const known = reshapedExamples.get(key) ?? new Map<string, readonly string[]>();
  reshapedExamples.set(key, known);
  return examples.map((example) => {
    const phrases = known.get(example.id) ?? proposePhrases(example.parsed.mapped.text, shape);
    known.set(example.id, phrases);
    return { ...example, phrases };
  });
}
