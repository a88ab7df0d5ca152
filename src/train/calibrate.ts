/** Fits the calibration to held-out scores. */
import { type Calibration, calibrationInput, softmax } from "../model/calibration";
import type { Scores } from "../model/scoring";
import type { HeldOut } from "./held-out";
import { fitRegression } from "./softmax-regression";

/** What the sentences count beside the whole before the regression decides. */
const SENTENCES = 0.65;
/** The regression moves the weights away from temperature scaling only as far as the notices bear out. */
const REGRESSION = { epochs: 20, rate: 0.03, decay: 1e-3 };
/** The search for the temperature runs over its logarithm, between these; scores of any scale lie well inside. */
const LOG_TEMPERATURE = { low: Math.log(1e-4), high: Math.log(1e4) };
const SEARCH_STEPS = 48;
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/**
 * Temperature scaling of the two readings' sum (Guo et al. 2017), then Dirichlet calibration as a regression that starts
 * there (Kull et al. 2019). O(texts × causes² × epochs).
 */
export function fitCalibration(heldOut: readonly Pick<HeldOut, "scores" | "label">[]): Calibration {
  const causes = heldOut[0]!.scores.whole.length;
  const sums = heldOut.map(({ scores }) => sumOf(scores));
  const loss = (logTemperature: number) => meanLogLoss(heldOut, sums, Math.exp(logTemperature));
  const temperature = Math.exp(minimise(loss, LOG_TEMPERATURE.low, LOG_TEMPERATURE.high));
  const features = Int32Array.from({ length: 2 * causes }, (_, at) => at);
  const { weights, bias } = fitRegression(
    {
      vectors: heldOut.map(({ scores }) => ({
        features,
        values: Float32Array.from(calibrationInput(scores).subarray(0, 2 * causes)),
      })),
      columns: heldOut.map(({ label }) => label),
      offsets: sums.map((sum) => sum.map((value) => value / temperature)),
    },
    { weights: new Float32Array(2 * causes * causes), bias: new Float32Array(causes) },
    REGRESSION,
  );
  const rows = Array.from({ length: causes }, (_, cause) => {
    const row = Array.from(features, (input) => weights[input * causes + cause]!);
    row[cause]! += 1 / temperature;
    row[causes + cause]! += SENTENCES / temperature;
    return [...row, bias[cause]!].map((value) => Number(value.toPrecision(6)));
  });
  return { rows };
}

function sumOf({ whole, sentences }: Scores): Float64Array {
  return whole.map((value, cause) => value + SENTENCES * sentences[cause]!);
}

function meanLogLoss(
  heldOut: readonly Pick<HeldOut, "scores" | "label">[],
  sums: readonly Float64Array[],
  temperature: number,
): number {
  const total = heldOut.reduce((sum, { label }, index) => {
    const probability = softmax(Array.from(sums[index]!, (value) => value / temperature))[label]!;
    return sum - Math.log(Math.max(probability, 1e-12));
  }, 0);
  return total / heldOut.length;
}

/** Golden-section search for the minimum of a function that falls, then rises (Kiefer 1953). */
function minimise(of: (x: number) => number, low: number, high: number): number {
  let [a, b] = [low, high];
  let [c, d] = [b - GOLDEN * (b - a), a + GOLDEN * (b - a)];
  let [atC, atD] = [of(c), of(d)];
  for (let step = 0; step < SEARCH_STEPS; step++) {
    if (atC < atD) {
      [b, d, atD] = [d, c, atC];
      c = b - GOLDEN * (b - a);
      atC = of(c);
    } else {
      [a, c, atC] = [c, d, atD];
      d = a + GOLDEN * (b - a);
      atD = of(d);
    }
  }
  return (a + b) / 2;
}
