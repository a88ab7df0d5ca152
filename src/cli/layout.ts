/** How `tag` writes records as lines, and how it knows them again. */
import { parse } from "csv-parse/sync";
import { CSV_COLUMNS, csvHeaderOf, csvRow } from "../export/csv";
import { toVeris } from "../export/veris";
import type { TagRecord } from "../schemas/tag";
import { type Field, fieldsOf } from "./record-fields";

/** The formats of one line a record. */
type LineFormat = "jsonl" | "csv" | "veris";

/** Where a record comes from. */
export interface Place {
  source: string;
  index: number;
}

/** A format of one line a record. */
export interface Layout {
  /** What stands above the records, with its line end, or nothing. */
  head: string;
  /** With its line end. Null for a record of which the format has nothing to say. O(n) in the length of the record. */
  lineOf(record: TagRecord): string | null;
}

/** A format whose lines are known again. */
export interface KnownLayout extends Layout {
  /** How every file of it begins. */
  opening: string;
  /** Whether a line, given without its line feed, may be that of the record of this place. O(n) in its length. */
  isOf(line: string, place: Place): boolean;
}

interface Choice {
  fields?: readonly Field[] | undefined;
  bom?: boolean | undefined;
}

/** The layout for a format, of all fields or of some. */
export function layoutOf(format: "jsonl" | "csv", choice: Choice): KnownLayout;
export function layoutOf(format: LineFormat, choice: Choice): Layout;
export function layoutOf(format: LineFormat, { fields, bom = false }: Choice): Layout {
  if (format === "csv") return csvLayout(fields ?? fieldsOf(Object.keys(CSV_COLUMNS)), bom);
  return format === "veris" ? VERIS : jsonLayout(fields);
}

function jsonLayout(fields: readonly Field[] | undefined): KnownLayout {
  const partsOf = (record: TagRecord) =>
    fields ? Object.fromEntries(fields.map(({ name, partOf }) => [name, partOf(record)])) : record;
  return {
    head: "",
    opening: `{${JSON.stringify(fields?.[0]?.name ?? "source")}:`,
    lineOf: (record) => `${JSON.stringify(partsOf(record))}\n`,
    isOf: (line, place) => isJsonOf(line, place, fields),
  };
}

function isJsonOf(line: string, { source, index }: Place, fields: readonly Field[] | undefined): boolean {
  const record = parseObject(line);
  if (!record) return false;
  if (fields && Object.keys(record).join() !== fields.map(({ name }) => name).join()) return false;
  return agrees(record, "source", source, fields) && agrees(record, "index", index, fields);
}

/** What was not asked for cannot be looked at. */
function agrees(
  record: Readonly<Record<string, unknown>>,
  name: string,
  value: unknown,
  fields: readonly Field[] | undefined,
): boolean {
  return fields?.some((field) => field.name === name) === false || record[name] === value;
}

function parseObject(line: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

function csvLayout(fields: readonly Field[], bom: boolean): KnownLayout {
  const names = fields.map(({ name }) => name);
  const head = csvHeaderOf(names, { bom });
  return {
    head,
    opening: head,
    lineOf: (record) => csvRow(fields.map(({ cellOf }) => cellOf(record))),
    isOf: (line, place) => isCsvOf(line, place, names),
  };
}

function isCsvOf(line: string, place: Place, names: readonly string[]): boolean {
  const cells = cellsOf(line);
  if (cells?.length !== names.length) return false;
  // Written and read again, for cells that look like formulas are changed.
  const expected = cellsOf(csvRow([place.source, place.index]))!;
  return ["source", "index"].every((name, at) => {
    const column = names.indexOf(name);
    return column < 0 || cells[column] === expected[at];
  });
}

function cellsOf(line: string): string[] | undefined {
  try {
    return parse(line)[0] as string[] | undefined;
  } catch {
    return undefined;
  }
}

const VERIS: Layout = {
  head: "",
  lineOf(record) {
    const incident = toVeris(record);
    return incident ? `${JSON.stringify(incident)}\n` : null;
  },
};
