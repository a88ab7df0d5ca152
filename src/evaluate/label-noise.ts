/**
 * How probably a label is wrong, given what a model that has not seen it holds of the item.
 *
 * A label is taken to be right with probability 1 − ε, and else to be another, t being mistaken for g with probability
 * S(t, g). With the model's probabilities p of the true label, and the given label g, Bayes' theorem gives
 *
 *     P(wrong) = ε · Σ_t p_t · S(t, g) / ((1 − ε) · p_g + ε · Σ_t p_t · S(t, g)), t being the labels other than g.
 *
 * It asks for probabilities of the label that is true, while models are trained and calibrated on labels that may be wrong.
 * The wrong ones, of which each costs much log loss, make them timid where it matters here: where p_g is very small. So the
 * calibration is fitted anew together with the noise, to nothing but the labels as given (as in Patrini et al. 2017, "Making
 * Deep Neural Networks Robust to Label Noise", the "forward" loss): p ∝ exp(sharpness · log p_model + bias), which is
 * temperature scaling with a bias for each label (Guo et al. 2017). By expectation maximisation (Dempster et al. 1977), the
 * true labels being what is hidden, as by Dawid & Skene 1979 with one annotator.
 */

import { toProbabilities } from "../model/numbers";

/** An item: for each label the log-probability by the model, all finite, and which of them was given. */
export interface Observed {
  label: number;
  logs: Float64Array;
}

export interface LabelNoise {
  /** For each item the probability that the label given is wrong. */
  wrong: number[];
  /** For each item the most probable of the labels not given; -1 where there is no other. */
  suggested: number[];
  /** ε: how probably a label is wrong before anything is known of the item. */
  share: number;
  /** What the model's log-probabilities are multiplied by. */
  sharpness: number;
  /** What is added to them, a number for each label. */
  biases: Float64Array;
}

/**
 * What is known of ε beforehand, as labels seen: of a hundred five were wrong. Ten well-known test sets have 3.3% of wrong
 * labels on average, up to 10% (Northcutt, Athalye & Mueller 2021, "Pervasive Label Errors in Test Sets"). A collection so
 * small that its models mostly err does not outweigh it; a thousand labels do.
 */
const SEEN_BEFORE = { wrong: 5, right: 95 };
/**
 * As if each label had been mistaken for each other one so often before (Laplace's rule of succession). There are more pairs
 * than wrong labels: without it, what the model confuses would be taken for what the annotators confuse.
 */
const SEEN_MISTAKEN = 1;
/** Normal priors of this variance, on the logarithm of the sharpness and on the biases, hold these near what changes nothing. */
const VARIANCE = 1;
/** Most collections settle in some 50; where one creeps on, it is the biases of labels that hardly matter. */
const ROUNDS = 200;
/** A round that moves less, in logits, hardly moves a label from one list to another. */
const SETTLED = 1e-3;
/** The curvature tells nothing of what lies further off, in logits. */
const LONGEST_STEP = 1;

/** O(rounds × (items × labels + labels²)). Where there is no other label, all are right. */
export function estimateLabelNoise(items: readonly Observed[], labels: number): LabelNoise {
  let fit = firstFit(labels);
  if (labels < 2 || items.length === 0) {
    const { sharpness, biases } = fit;
    return { wrong: items.map(() => 0), suggested: items.map(() => -1), share: 0, sharpness, biases };
  }
  for (let round = 0; round < ROUNDS; round++) {
    const next = improved(fit, items);
    const moved = distance(fit, next);
    fit = next;
    if (moved < SETTLED) break;
  }
  const { share, sharpness, biases } = fit;
  const weighing = new Weighing(fit);
  const wrong: number[] = [];
  const suggested: number[] = [];
  for (const item of items) {
    wrong.push(weighing.of(item));
    suggested.push(likeliestBut(weighing.truly, item.label));
  }
  return { wrong, suggested, share, sharpness, biases };
}

/** The noise and the calibration. */
interface Fit {
  share: number;
  /** S, a row for each true label. */
  spread: readonly Float64Array[];
  sharpness: number;
  biases: Float64Array;
}

function firstFit(labels: number): Fit {
  return {
    share: SEEN_BEFORE.wrong / (SEEN_BEFORE.wrong + SEEN_BEFORE.right),
    spread: spreadOf(Array.from({ length: labels }, () => new Float64Array(labels))),
    sharpness: 1,
    biases: new Float64Array(labels),
  };
}

/** S by `mistaken[truly][given]`: how many are expected. */
function spreadOf(mistaken: readonly Float64Array[]): Float64Array[] {
  return mistaken.map((row, truly) => {
    const others = row.reduce((sum, count, given) => (given === truly ? sum : sum + count), 0);
    const total = others + SEEN_MISTAKEN * (row.length - 1);
    return row.map((count, given) => (given === truly ? 0 : (count + SEEN_MISTAKEN) / total));
  });
}

/** What is known of one item: how probable each label is to be true by the model alone, and once the given one is known too. */
class Weighing {
  readonly probabilities: Float64Array;
  readonly truly: Float64Array;

  constructor(private readonly fit: Fit) {
    this.probabilities = new Float64Array(fit.biases.length);
    this.truly = new Float64Array(fit.biases.length);
  }

  /** Turns to the item, and returns how probably its label is wrong. */
  of({ label, logs }: Observed): number {
    const { probabilities, truly } = this;
    const { share, spread, sharpness, biases } = this.fit;
    for (let at = 0; at < logs.length; at++) probabilities[at] = sharpness * logs[at]! + biases[at]!;
    toProbabilities(probabilities);
    let [mistaken, right] = [0, 0];
    for (let at = 0; at < logs.length; at++) {
      truly[at] = probabilities[at]! * (at === label ? 1 - share : share * spread[at]![label]!);
      if (at === label) right = truly[at]!;
      else mistaken += truly[at]!;
    }
    const total = mistaken + right;
    for (let at = 0; at < logs.length; at++) truly[at]! /= total;
    return mistaken / total;
  }
}

/**
 * One round: the noise that the expected true labels show, and of the calibration one step of Newton's method towards what
 * foretells them best. Of the curvatures only the diagonal is reckoned, twice for the sharpness and four times for the
 * biases: so much bounds the whole (the biases' own part is diagonally dominant), and no step leads too far.
 */
function improved(fit: Fit, items: readonly Observed[]): Fit {
  const { sharpness, biases } = fit;
  const labels = biases.length;
  const mistaken = Array.from({ length: labels }, () => new Float64Array(labels));
  const weighing = new Weighing(fit);
  const { probabilities, truly } = weighing;
  const slopes = new Float64Array(labels);
  const curvatures = new Float64Array(labels);
  let [wrong, slope, curvature] = [0, 0, 0];
  for (const item of items) {
    wrong += weighing.of(item);
    let [mean, square] = [0, 0];
    for (let label = 0; label < labels; label++) {
      const probability = probabilities[label]!;
      const log = item.logs[label]!;
      const error = truly[label]! - probability;
      mistaken[label]![item.label]! += truly[label]!;
      slope += error * log;
      slopes[label]! += error;
      curvatures[label]! += probability * (1 - probability);
      mean += probability * log;
      square += probability * log * log;
    }
    curvature += square - mean * mean;
  }
  return {
    share: (wrong + SEEN_BEFORE.wrong) / (items.length + SEEN_BEFORE.wrong + SEEN_BEFORE.right),
    spread: spreadOf(mistaken),
    // In its logarithm, where the slope and the curvature count so many times more.
    sharpness:
      sharpness * Math.exp(step(sharpness * slope, 2 * sharpness ** 2 * curvature, Math.log(sharpness))),
    biases: centred(biases.map((bias, label) => bias + step(slopes[label]!, 4 * curvatures[label]!, bias))),
  };
}

/** Newton's step under the prior, from `at`. */
function step(slope: number, curvature: number, at: number): number {
  const whole = (slope - at / VARIANCE) / (curvature + 1 / VARIANCE);
  return Math.max(-LONGEST_STEP, Math.min(LONGEST_STEP, whole));
}

/** What all biases share changes no probability, and takes long to fade. */
function centred(biases: Float64Array): Float64Array {
  const mean = biases.reduce((sum, bias) => sum + bias) / biases.length;
  return biases.map((bias) => bias - mean);
}

function likeliestBut(values: Float64Array, index: number): number {
  return values.reduce((best, value, at) => {
    if (at === index) return best;
    return best < 0 || value > values[best]! ? at : best;
  }, -1);
}

/** The largest change, in logits. */
function distance(one: Fit, other: Fit): number {
  const moves = [
    Math.log(other.sharpness / one.sharpness),
    logit(other.share) - logit(one.share),
    ...other.biases.map((bias, label) => bias - one.biases[label]!),
  ];
  return moves.reduce((most, move) => Math.max(most, Math.abs(move)), 0);
}

function logit(probability: number): number {
  return Math.log(probability / (1 - probability));
}
