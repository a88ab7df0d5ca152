/** The taxonomy of causes as code reads it; all ids and texts come from `data/taxonomy.ts`. */

import { taxonomy } from "../../data/taxonomy";
import { UsageError } from "../errors";

/** The id of a cause: the label of a notice. */
export type CauseId = (typeof taxonomy.causes)[number]["id"];

/** The id of a family of causes. */
export type FamilyId = (typeof taxonomy.families)[number]["id"];

/** The same text in Japanese and in English. */
export interface LocalisedText {
  readonly ja: string;
  readonly en: string;
}

/** An action of VERIS 1.4.1 and its variety, spelt as in the VERIS enumerations. */
export interface VerisAction {
  readonly action: "error" | "hacking" | "malware" | "misuse" | "social" | "unknown";
  /** Null where the action is unknown, since VERIS gives that one no varieties. */
  readonly variety: string | null;
}

/** What let the information out or put it at risk. */
export interface Cause {
  readonly id: CauseId;
  readonly family: FamilyId;
  readonly name: LocalisedText;
  /** What belongs here, and where the border to the neighbouring causes runs. */
  readonly definition: LocalisedText;
  /** Null for a text that reports no incident. */
  readonly veris: VerisAction | null;
  /** The equivalent among the causes of JNSA's surveys, in Japanese as JNSA writes it. */
  readonly jnsa: string;
  /** One sentence on what an organisation should do about this cause. */
  readonly advice: LocalisedText;
}

/** A group of causes that are alike in kind. */
export interface Family {
  readonly id: FamilyId;
  readonly name: LocalisedText;
}

/** Where causes meet, and which of them it then is. */
export interface Border extends LocalisedText {
  readonly causes: readonly CauseId[];
}

/** The rules for the borders between causes. */
export const borders: readonly Border[] = taxonomy.borders;

/** All causes, in the order in which they are listed to people. */
export const causes: readonly Cause[] = taxonomy.causes;

/** All families, in the order of their first causes. */
export const families: readonly Family[] = taxonomy.families;

/** The ids of `causes`, in the same order. */
export const causeIds: readonly [CauseId, ...CauseId[]] = idsOf(taxonomy.causes);

/** The ids of `families`, in the same order. */
export const familyIds: readonly [FamilyId, ...FamilyId[]] = idsOf(taxonomy.families);

const causeById: ReadonlyMap<string, Cause> = new Map(causes.map((cause) => [cause.id, cause]));

/**
 * The cause with this id. O(1).
 *
 * @throws RangeError if there is none, which only a caller without types can bring about.
 */
export function causeOf(id: CauseId): Cause {
  return found(causeById.get(id), id);
}

/** The cause with this id; undefined for a label of somebody's own. O(1). */
export function findCause(label: string): Cause | undefined {
  return causeById.get(label);
}

/** The family of a cause; null for a label of somebody's own, of which no family is known. */
export type FamilyOf<Label extends string> = Label extends CauseId ? FamilyId : FamilyId | null;

/** The family of the cause with this id, null for a label of somebody's own. O(1). */
export function familyOf<Label extends string>(label: Label): FamilyOf<Label> {
  // The compiler does not follow the condition of the type.
  return (findCause(label)?.family ?? null) as FamilyOf<Label>;
}

/** What people call it: the Japanese name of a cause, or the label itself where it is somebody's own. O(1). */
export function nameOf(label: string): string {
  return findCause(label)?.name.ja ?? label;
}

/** The different labels: causes first, in the taxonomy's order, then others by their code units. O(n log n). */
export function inOrder(labels: Iterable<string>): string[] {
  const present = new Set(labels);
  const known: string[] = causeIds.filter((id) => present.delete(id));
  return [...known, ...[...present].sort()];
}

/** Whether a string, such as a label read from a file, is the id of a cause. O(1). */
export function isCauseId(value: string): value is CauseId {
  return causeById.has(value);
}

type NonEmpty<T> = readonly [T, ...T[]];

function idsOf<Id extends string>([first, ...rest]: NonEmpty<{ readonly id: Id }>): NonEmpty<Id> {
  return [first.id, ...rest.map(({ id }) => id)];
}

function found<T>(entry: T | undefined, id: string): T {
  if (entry === undefined) throw new UsageError(`The taxonomy has no "${id}".`);
  return entry;
}
