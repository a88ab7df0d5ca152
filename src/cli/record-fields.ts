/** The fields of a record that `tag --fields` can be asked for. */
import { InvalidArgumentError } from "commander";
import * as z from "zod";
import { AND, CSV_COLUMNS, type CsvCell } from "../export/csv";
import { lazy } from "../lazy";
import { type TagRecord, tagRecord } from "../schemas/tag";

/** A part of the record: as JSON has it, and as a cell has it. */
export interface Field {
  name: string;
  partOf(record: TagRecord): unknown;
  cellOf(record: TagRecord): CsvCell;
}

/**
 * All that can be asked for: paths into the record (a path through a list gives the list of what it finds), then those columns
 * of CSV whose names are no paths.
 */
function knownFields(): string[] {
  return [...new Set([...paths(), ...Object.keys(CSV_COLUMNS)])];
}

const paths = lazy((): ReadonlySet<string> => new Set(pathsOf(tagRecord, "")));

/**
 * The fields of a list parted by commas, in its order. O(n).
 *
 * @throws InvalidArgumentError if one is unknown or named twice; the message names the known ones.
 */
export function parseFields(list: string): Field[] {
  const known = knownFields();
  const names = list.split(",").map((name) => name.trim());
  for (const [at, name] of names.entries()) {
    if (!known.includes(name))
      throw new InvalidArgumentError(`There is no field "${name}"; there are ${known.join(", ")}.`);
    if (names.indexOf(name) < at) throw new InvalidArgumentError(`Field "${name}" is named twice.`);
  }
  return fieldsOf(names);
}

/** O(n). The names are known ones. */
export function fieldsOf(names: readonly string[]): Field[] {
  return names.map(fieldOf);
}

function fieldOf(name: string): Field {
  const column = CSV_COLUMNS[name];
  const isPath = paths().has(name);
  const path = name.split(".");
  // Null for what is not there, so that every line has every key.
  const partOf = (record: TagRecord) => (isPath ? follow(record, path) : column?.(record)) ?? null;
  return { name, partOf, cellOf: column ?? ((record) => cellOf(partOf(record))) };
}

function follow(value: unknown, [key, ...rest]: readonly string[]): unknown {
  if (key === undefined || value === null || value === undefined) return value;
  if (Array.isArray(value)) return value.map((one) => follow(one, [key, ...rest]));
  return follow((value as Record<string, unknown>)[key], rest);
}

function cellOf(value: unknown): CsvCell {
  if (value === null || typeof value === "string" || typeof value === "number") return value;
  const isPlainList = Array.isArray(value) && value.every((one) => typeof one !== "object");
  return isPlainList ? value.join(AND) : JSON.stringify(value);
}

function pathsOf(schema: unknown, prefix: string): string[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable)
    return pathsOf(schema.unwrap(), prefix);
  if (schema instanceof z.ZodArray) return pathsOf(schema.element, prefix);
  if (!(schema instanceof z.ZodObject)) return [];
  return Object.entries(schema.shape).flatMap(([key, part]) => [
    prefix + key,
    ...pathsOf(part, `${prefix}${key}.`),
  ]);
}
