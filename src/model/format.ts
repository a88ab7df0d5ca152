/**
 * The model file: JSON with its large parts as strings, so that reading it is cheap, and a checksum of each field, so that
 * a damaged one is refused with the field's name.
 */
import { ModelFormatError } from "../errors";
import type { Grouping } from "../evaluate/folds";
import { type Concept, FeatureFinder } from "../features/finder";
import { NoticeReader, type SectionWeights } from "../features/reading";
import { SECTION_KINDS } from "../text/sections";
import type { Calibration } from "./calibration";
import {
  checksum,
  isObject,
  readNumber,
  readNumbers,
  readPositive,
  readString,
  readTable,
  type StoredTable,
  type Unchecked,
} from "./fields";
import type { LinearModel } from "./scoring";

export const FORMAT = "owabi-model";
/** Raised whenever a reader of the last version would misread the file. */
export const FORMAT_VERSION = 3;

/** The model as it stands in the file; `src/schemas/model.ts` has the same as a zod schema. */
export interface ModelFile {
  format: string;
  formatVersion: number;
  name: string;
  /** Semantic version of the training recipe. */
  version: string;
  labels: string[];
  /** The phrases, in code unit order, joined by line breaks. */
  vocabulary: string;
  /** The concepts, one a line: its id and its phrases, joined by tabs. May be empty. */
  concepts: string;
  /** What a concept counts beside a phrase. */
  conceptWeight: number;
  /** Of the notice as a whole: a column for each label. Rows are the phrases, then the concepts. */
  whole: StoredTable;
  /** Of its sentences: a column for each label, and one more for sentences that tell none. */
  sentences: StoredTable;
  sectionWeights: SectionWeights;
  calibration: Calibration;
  /** The least probability at which a mode answers. */
  thresholds: Thresholds;
  /** How the model came about; for people, not for scoring. */
  training: TrainingSummary;
  /** CRC-32 of the JSON of each field above, or of its text where it is one; eight hexadecimal digits. */
  checksums: Record<string, string>;
}

/** Null where held-out notices showed no probability at which answers are as precise as the mode asks. */
export interface Thresholds {
  balanced: number | null;
  "high-precision": number | null;
}

export interface TrainingSummary {
  notices: number;
  incidents: number;
  phrases: number;
  options: Record<string, unknown>;
  /** What the held-out folds kept together: the notices of an incident, or those of a writer. */
  groupedBy: Grouping;
  /** On held-out folds of the training notices. */
  heldOut: {
    accuracy: number;
    macroF1: number;
    ece: number;
    /** The share of notices that a mode answers. */
    coverage: { balanced: number; "high-precision": number };
  };
}

/** A model ready for use. */
export interface DecodedModel<Label extends string = string> extends LinearModel {
  name: string;
  version: string;
  labels: readonly Label[];
  calibration: Calibration;
  thresholds: Thresholds;
}

const CHECKED = [
  "format",
  "formatVersion",
  "name",
  "version",
  "labels",
  "vocabulary",
  "concepts",
  "conceptWeight",
  "whole",
  "sentences",
  "sectionWeights",
  "calibration",
  "thresholds",
  "training",
] as const satisfies readonly (keyof ModelFile)[];

/** Adds the checksums. */
export function sealModel(model: Omit<ModelFile, "checksums">): ModelFile {
  const checksums = Object.fromEntries(CHECKED.map((field) => [field, checksum(model[field])]));
  return { ...model, checksums };
}

/**
 * Checks a model read from JSON and makes it ready for use. O(size of the model).
 *
 * @throws ModelFormatError naming the field that is missing, misshapen, or not what was written.
 */
export function decodeModel(json: unknown): DecodedModel {
  const file = checkVersion(json);
  checkSums(file);
  const labels = readLabels(file.labels);
  const vocabulary = readString(file.vocabulary, "vocabulary").split("\n");
  const finder = new FeatureFinder(vocabulary, readConcepts(file.concepts));
  return {
    name: readString(file.name, "name"),
    version: readString(file.version, "version"),
    labels,
    reader: new NoticeReader(finder, readSectionWeights(file.sectionWeights)),
    conceptWeight: readPositive(file, "conceptWeight"),
    whole: readTable(file.whole, "whole", finder.size, labels.length),
    sentences: readTable(file.sentences, "sentences", finder.size, labels.length + 1),
    calibration: readCalibration(file.calibration, labels.length),
    thresholds: {
      balanced: readThreshold(file.thresholds, "balanced"),
      "high-precision": readThreshold(file.thresholds, "high-precision"),
    },
  };
}

function checkVersion(json: unknown): Unchecked {
  if (!isObject(json))
    throw new ModelFormatError("", "not a JSON object; pass the parsed content of a model file");
  if (json.format !== FORMAT) throw new ModelFormatError("format", `expected "${FORMAT}"`);
  if (json.formatVersion !== FORMAT_VERSION) {
    throw new ModelFormatError(
      "formatVersion",
      `this owabi reads version ${FORMAT_VERSION}, the file has ${JSON.stringify(json.formatVersion)}; train it anew`,
    );
  }
  return json;
}

function checkSums(file: Unchecked): void {
  const checksums = file.checksums;
  if (!isObject(checksums)) throw new ModelFormatError("checksums", "missing; the file is truncated");
  for (const field of CHECKED) {
    if (file[field] === undefined) throw new ModelFormatError(field, "missing; the file is truncated");
    if (checksums[field] !== checksum(file[field])) {
      throw new ModelFormatError(field, "does not match its checksum; the file was changed or damaged");
    }
  }
}

function readLabels(value: unknown): string[] {
  if (!Array.isArray(value) || value.length < 2 || new Set(value).size < value.length) {
    throw new ModelFormatError("labels", "expected a list of two or more different labels");
  }
  return value.map((label: unknown, index) => readString(label, `labels.${index}`));
}

function readConcepts(value: unknown): Concept[] {
  if (value === "") return [];
  return readString(value, "concepts")
    .split("\n")
    .map((line) => {
      const [id = "", ...phrases] = line.split("\t");
      return { id, phrases };
    });
}

function readCalibration(value: unknown, labels: number): Calibration {
  const rows = isObject(value) ? value.rows : undefined;
  if (!Array.isArray(rows) || rows.length !== labels) {
    throw new ModelFormatError("calibration.rows", `expected ${labels} rows`);
  }
  return {
    rows: rows.map((row: unknown, index) => readNumbers(row, `calibration.rows.${index}`, 2 * labels + 1)),
  };
}

function readShare(value: unknown, field: string, key: string): number {
  const number = readNumber(isObject(value) ? value[key] : undefined, `${field}.${key}`);
  if (number < 0 || number > 1) throw new ModelFormatError(`${field}.${key}`, "must be from 0 to 1");
  return number;
}

function readThreshold(value: unknown, mode: keyof Thresholds): number | null {
  return isObject(value) && value[mode] === null ? null : readShare(value, "thresholds", mode);
}

function readSectionWeights(value: unknown): SectionWeights {
  if (!isObject(value)) throw new ModelFormatError("sectionWeights", "expected an object");
  return Object.fromEntries(
    Object.keys(value).map((kind) => {
      if (!SECTION_KINDS.some((known) => known === kind)) {
        throw new ModelFormatError(`sectionWeights.${kind}`, "no kind of section");
      }
      return [kind, readShare(value, "sectionWeights", kind)];
    }),
  );
}
