/** Multinomial logistic regression on sparse vectors, by AdaGrad (Duchi et al. 2011). */
import { randomNumbers } from "../random";
import type { SparseVector } from "./vectors";

export interface RegressionOptions {
  /** How often each example is seen. */
  epochs: number;
  /** AdaGrad's step size. */
  rate: number;
  /** L2 penalty on the weights, applied to those that an example touches. */
  decay: number;
}

/** Row-major `features × columns`. */
export interface RegressionWeights {
  weights: Float32Array;
  /** One for each column. */
  bias: Float32Array;
}

/** Examples as parallel lists: vectors, and the column that is right for each. */
export interface Examples {
  vectors: readonly SparseVector[];
  columns: readonly number[];
  /** What is added to the columns' scores, as in a generalised linear model; 0 where nothing is said. */
  offsets?: readonly Float64Array[];
}

/** AdaGrad's sums of squares begin here: at 0 the first step of a rare feature would be a full one. */
const FIRST_SQUARES = 1e-3;
const SEED = 1;
/** Looked up once: in a sandbox, as tests run in, each look at a global costs more than the root itself. */
const { exp, sqrt } = Math;

/**
 * Improves `start` in place and returns it: the log loss of `examples` falls epoch by epoch, in an order shuffled the same
 * way in every run. Stopped after few epochs, it stays near what it started from: with weights of naive Bayes to start
 * from, they hold where the examples say nothing against them. O(epochs × features of the examples × columns).
 */
export function fitRegression(
  examples: Examples,
  start: RegressionWeights,
  options: RegressionOptions,
): RegressionWeights {
  const { weights, bias } = start;
  const columns = bias.length;
  const squares = new Float32Array(weights.length).fill(FIRST_SQUARES);
  const biasSquares = new Float32Array(columns).fill(FIRST_SQUARES);
  const order = examples.vectors.map((_, index) => index);
  const random = randomNumbers(SEED);
  const errors = new Float64Array(columns);
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    shuffle(order, random);
    for (const index of order) {
      const vector = examples.vectors[index]!;
      predict(vector, start, examples.offsets?.[index], errors);
      errors[examples.columns[index]!]! -= 1;
      descend(vector, weights, squares, errors, options);
      for (let column = 0; column < columns; column++) {
        const error = errors[column]!;
        biasSquares[column]! += error * error;
        bias[column]! -= (options.rate * error) / sqrt(biasSquares[column]!);
      }
    }
  }
  return start;
}

/** Writes the probabilities of the columns into `into`. */
function predict(
  { features, values }: SparseVector,
  model: RegressionWeights,
  offset: Float64Array | undefined,
  into: Float64Array,
): void {
  const columns = into.length;
  for (let column = 0; column < columns; column++) {
    into[column] = model.bias[column]! + (offset ? offset[column]! : 0);
  }
  for (let at = 0; at < features.length; at++) {
    const row = features[at]! * columns;
    const value = values[at]!;
    for (let column = 0; column < columns; column++) into[column]! += value * model.weights[row + column]!;
  }
  let highest = Number.NEGATIVE_INFINITY;
  for (let column = 0; column < columns; column++) if (into[column]! > highest) highest = into[column]!;
  let total = 0;
  for (let column = 0; column < columns; column++) {
    into[column] = exp(into[column]! - highest);
    total += into[column]!;
  }
  for (let column = 0; column < columns; column++) into[column]! /= total;
}

function descend(
  { features, values }: SparseVector,
  weights: Float32Array,
  squares: Float32Array,
  errors: Float64Array,
  { rate, decay }: RegressionOptions,
): void {
  const columns = errors.length;
  for (let at = 0; at < features.length; at++) {
    const value = values[at]!;
    const row = features[at]! * columns;
    for (let cell = row; cell < row + columns; cell++) {
      const slope = errors[cell - row]! * value + decay * weights[cell]!;
      squares[cell]! += slope * slope;
      weights[cell]! -= (rate * slope) / sqrt(squares[cell]!);
    }
  }
}

/** Fisher and Yates' shuffle. */
function shuffle(items: number[], random: () => number): void {
  for (let last = items.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [items[last], items[other]] = [items[other]!, items[last]!];
  }
}
