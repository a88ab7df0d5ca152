/** The file of the judges that tell facts: JSON, each judge with its features, its weights and a checksum. */
import { ModelFormatError } from "../errors";
import { checksum, isObject, readString, readTable, type StoredTable, type Unchecked } from "../model/fields";
import { DATE_ROLES } from "./dates";
import { Judge } from "./judge";
import { DISCOVERERS, PROTECTIONS } from "./names";

export const FACTS_FORMAT = "owabi-facts";
/** Raised whenever a reader of the last version would misread the file. */
export const FACTS_VERSION = 1;

/** What each judge tells: a column for each yes or no. */
export const JUDGES = {
  dates: DATE_ROLES,
  dataKinds: ["exposed"],
  people: ["headline"],
  discoveredBy: DISCOVERERS,
  protection: PROTECTIONS,
} as const satisfies Readonly<Record<string, readonly string[]>>;
export type JudgeName = keyof typeof JUDGES;

export interface StoredJudge {
  /** In the order of the weights' rows, joined by line breaks. */
  features: string;
  weights: StoredTable;
}

export interface FactsFile {
  format: string;
  formatVersion: number;
  judges: Record<JudgeName, StoredJudge>;
  /** CRC-32 of the JSON of each judge. */
  checksums: Record<JudgeName, string>;
}

/** The judges ready for use. */
export type FactJudges = Readonly<Record<JudgeName, Judge>>;

/** @throws ModelFormatError naming the part that is missing, misshapen, or not what was written. */
export function decodeFacts(json: unknown): FactJudges {
  if (!isObject(json) || json.format !== FACTS_FORMAT) {
    throw new ModelFormatError("format", `expected "${FACTS_FORMAT}"`);
  }
  if (json.formatVersion !== FACTS_VERSION) {
    throw new ModelFormatError("formatVersion", `this owabi reads version ${FACTS_VERSION}`);
  }
  const judges = isObject(json.judges) ? json.judges : {};
  const checksums = isObject(json.checksums) ? json.checksums : {};
  const entries = Object.keys(JUDGES).map((name) => [
    name,
    decodeJudge(name as JudgeName, judges[name], checksums[name]),
  ]);
  return Object.fromEntries(entries) as FactJudges;
}

function decodeJudge(name: JudgeName, value: unknown, sum: unknown): Judge {
  const field = `judges.${name}`;
  if (!isObject(value)) throw new ModelFormatError(field, "missing; the file is truncated");
  if (sum !== checksum(value)) {
    throw new ModelFormatError(field, "does not match its checksum; the file was changed or damaged");
  }
  const stored: Unchecked = value;
  // Of a fact that no notice carried, nothing was learnt.
  const features = stored.features === "" ? [] : readString(stored.features, `${field}.features`).split("\n");
  const columns = JUDGES[name];
  return new Judge(
    columns,
    features,
    readTable(stored.weights, `${field}.weights`, features.length, columns.length),
  );
}

export function sealFacts(judges: Record<JudgeName, StoredJudge>): FactsFile {
  const checksums = Object.fromEntries(
    Object.entries(judges).map(([name, judge]) => [name, checksum(judge)]),
  ) as Record<JudgeName, string>;
  return { format: FACTS_FORMAT, formatVersion: FACTS_VERSION, judges, checksums };
}
