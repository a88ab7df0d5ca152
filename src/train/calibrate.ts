/** Fits the calibration to held-out scores. */
import { type Calibration, calibrate } from "../model/calibration";
import type { Scores } from "../model/scoring";

/** A held-out notice: its scores, and the index of its label among them. */
export interface HeldOut {
  scores: Scores;
  label: number;
}

const LENGTH_EXPONENTS = [0, 0.25, 0.5, 0.75, 1];
const DOUBTS = [0, 0.005, 0.01, 0.02, 0.03, 0.05, 0.08, 0.12, 0.2];
/** The search for the temperature runs over its logarithm, between these; scores of any scale lie well inside. */
const LOG_TEMPERATURE = { low: Math.log(1e-6), high: Math.log(1e6) };
const SEARCH_STEPS = 48;
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/**
 * Temperature scaling (Guo et al. 2017) with a power of the text's length and a share of doubt: the least log loss. The
 * power is chosen first, then the temperature anew for each share of doubt. O(notices × causes × steps).
 */
export function fitCalibration(heldOut: readonly HeldOut[]): Calibration {
  const [first, ...others] = LENGTH_EXPONENTS.map((lengthExponent) =>
    withTemperature(heldOut, lengthExponent, 0.02),
  );
  const { lengthExponent } = others.reduce(better(heldOut), first!);
  return DOUBTS.map((doubt) => withTemperature(heldOut, lengthExponent, doubt)).reduce(better(heldOut));
}

function withTemperature(heldOut: readonly HeldOut[], lengthExponent: number, doubt: number): Calibration {
  const loss = (logTemperature: number) =>
    meanLogLoss(heldOut, { temperature: Math.exp(logTemperature), lengthExponent, doubt });
  return {
    temperature: Math.exp(minimise(loss, LOG_TEMPERATURE.low, LOG_TEMPERATURE.high)),
    lengthExponent,
    doubt,
  };
}

function better(heldOut: readonly HeldOut[]): (best: Calibration, next: Calibration) => Calibration {
  return (best, next) => (meanLogLoss(heldOut, next) < meanLogLoss(heldOut, best) ? next : best);
}

function meanLogLoss(heldOut: readonly HeldOut[], calibration: Calibration): number {
  const total = heldOut.reduce((sum, { scores, label }) => {
    const probability = calibrate(scores.scores, scores.mass, calibration)[label]!;
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
