/** From a notice to its cause: parse, score, calibrate, decide, explain. */
import { UsageError } from "./errors";
import { lazy } from "./lazy";
import { calibrate } from "./model/calibration";
import { type Evidence, findEvidence } from "./model/evidence";
import { type DecodedModel, decodeModel } from "./model/format";
import { score } from "./model/scoring";
import { findSecondary } from "./model/secondary";
import { shippedModel } from "./model/shipped";
import { type CauseId, type FamilyOf, familyOf } from "./taxonomy/taxonomy";
import { parseNotice } from "./text/notice";

/** With fewer features than this there is nothing to decide on: a blank page, a word, another language. */
const FEWEST_FEATURES = 6;
const DEFAULT_EVIDENCE = 3;
/** More would be the text itself, and each passage costs a pass over its clauses. */
const MOST_EVIDENCE = 100;

/**
 * How sure the answer has to be. `best-guess` always answers; `balanced` answers where held-out notices were answered
 * right nine times in ten, `high-precision` where 98 times in a hundred.
 */
export type Mode = "best-guess" | "balanced" | "high-precision";

export interface ClassifyOptions<Label extends string = string> {
  /** Default `best-guess`. */
  mode?: Mode;
  /** How many passages of evidence at most, 0 to 100; default 3. */
  evidence?: number;
  /** Default the model that comes with the library. */
  classifier?: Classifier<Label>;
}

/** `Label` is the id of a cause, or what a model of your own was trained to answer. */
export interface Classification<Label extends string = string> {
  /** The answer; null where the mode asks for more certainty than there is, and where the text is too short. */
  cause: Label | null;
  reason: "answered" | "low-confidence" | "too-short";
  /** The model's own best, always given. A label that is no cause of the taxonomy has no family. */
  guess: { cause: Label; family: FamilyOf<Label>; probability: number };
  /** All causes, most probable first; the probabilities sum to 1. */
  ranking: { cause: Label; probability: number }[];
  /** Other causes that a sentence clearly states, the clearest first; at most two, mostly none. */
  secondary: Label[];
  /** The clauses that speak most for the guess, most telling first; offsets are UTF-16, into the text as given. */
  evidence: Evidence[];
  model: { name: string; version: string };
}

export interface Classifier<Label extends string = string> {
  readonly model: { readonly name: string; readonly version: string };
  /** What it answers: causes of the taxonomy in its order, then labels of your own. */
  readonly labels: readonly Label[];
  classify(text: string, options?: Omit<ClassifyOptions, "classifier">): Classification<Label>;
}

/**
 * The cause of the incident that a notice reports.
 *
 * Any string is accepted; the time is linear in its length. The first call reads the model, about a tenth of a second.
 *
 * @throws TypeError if `text` is no string, RangeError if an option is out of range, ModelFormatError if the installed
 * model file is damaged.
 */
export function classify<Label extends string = CauseId>(
  text: string,
  options: ClassifyOptions<Label> = {},
): Classification<Label> {
  // Without a classifier `Label` is what nobody has narrowed: the causes.
  const { classifier = shippedClassifier() as Classifier<string> as Classifier<Label>, ...rest } = options;
  return classifier.classify(text, rest);
}

/**
 * A classifier from the parsed content of a model file (`models/ja.json`, or one that `owabi train` wrote).
 *
 * The labels are whatever the model was trained on. Who knows them may say so in the type:
 * `createClassifier<CauseId>(model)`; the content of the file is not held against it.
 *
 * @throws ModelFormatError naming the field at fault.
 */
export function createClassifier<Label extends string = string>(model: unknown): Classifier<Label> {
  return classifierOf(decodeModel(model) as DecodedModel<Label>);
}

/** A classifier from a model that is ready for use. */
export function classifierOf<Label extends string>(model: DecodedModel<Label>): Classifier<Label> {
  return {
    model: { name: model.name, version: model.version },
    labels: model.labels,
    classify: (text, options = {}) => classifyWith(model, text, options),
  };
}

/** The classifier that comes with the library. The first call reads the model. */
export const shippedClassifier = lazy(() => createClassifier<CauseId>(shippedModel));

function classifyWith<Label extends string>(
  model: DecodedModel<Label>,
  text: string,
  options: Omit<ClassifyOptions, "classifier">,
): Classification<Label> {
  if (typeof text !== "string")
    throw new TypeError(`classify expects the text of a notice, got ${typeof text}`);
  const { mode, evidence } = checkOptions(options);
  const notice = parseNotice(text);
  const reading = model.reader.read(notice);
  const scores = score(model, reading);
  const probabilities = calibrate(scores, model.calibration);
  const order = [...probabilities.keys()].sort((a, b) => probabilities[b]! - probabilities[a]! || a - b);
  const best = order[0]!;
  const reason = decide(model, mode, scores.features, probabilities[best]!);
  const cause = model.labels[best]!;
  return {
    cause: reason === "answered" ? cause : null,
    reason,
    guess: { cause, family: familyOf(cause), probability: probabilities[best]! },
    ranking: order.map((index) => ({ cause: model.labels[index]!, probability: probabilities[index]! })),
    secondary: findSecondary(scores, model.labels, cause),
    evidence: findEvidence(model, notice, reading.sentences, text, {
      cause: best,
      rival: order[1]!,
      limit: evidence,
    }),
    model: { name: model.name, version: model.version },
  };
}

function checkOptions({
  mode = "best-guess",
  evidence = DEFAULT_EVIDENCE,
}: Omit<ClassifyOptions, "classifier">) {
  if (mode !== "best-guess" && mode !== "balanced" && mode !== "high-precision") {
    throw new UsageError(`unknown mode ${JSON.stringify(mode)}; use best-guess, balanced or high-precision`);
  }
  if (!Number.isInteger(evidence) || evidence < 0 || evidence > MOST_EVIDENCE) {
    throw new UsageError(`evidence must be a whole number from 0 to ${MOST_EVIDENCE}, got ${evidence}`);
  }
  return { mode, evidence };
}

function decide(
  model: Pick<DecodedModel, "thresholds">,
  mode: Mode,
  features: number,
  probability: number,
): Classification["reason"] {
  if (features < FEWEST_FEATURES) return "too-short";
  if (mode === "best-guess") return "answered";
  const threshold = model.thresholds[mode];
  return threshold !== null && probability >= threshold ? "answered" : "low-confidence";
}
