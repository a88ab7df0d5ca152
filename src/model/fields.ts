/** The fields of model files: how they are checked, and what is said of one that is not as it was written. */
import crc32 from "crc-32";
import { ModelFormatError } from "../errors";
import { WeightTable } from "./weight-table";

export type Unchecked = Record<string, unknown>;

/** Row-major weights: signed bytes in base64, each times `scale`, and a bias for each column. */
export interface StoredTable {
  scale: number;
  bias: number[];
  data: string;
}

/** Of the JSON with sorted keys, so that tools that reorder keys do no harm. */
export function checksum(value: unknown): string {
  const sum = crc32.str(typeof value === "string" ? value : canonicalJson(value));
  return (sum >>> 0).toString(16).padStart(8, "0");
}

function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    isObject(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part,
  );
}

export function readString(value: unknown, field: string): string {
  if (typeof value !== "string" || value === "") throw new ModelFormatError(field, "expected a text");
  return value;
}

export function readNumbers(value: unknown, field: string, length: number): number[] {
  if (!Array.isArray(value) || value.length !== length || !value.every(Number.isFinite)) {
    throw new ModelFormatError(field, `expected ${length} numbers`);
  }
  return [...value];
}

export function readTable(value: unknown, field: string, features: number, columns: number): WeightTable {
  const table = isObject(value) ? value : {};
  const data = features === 0 ? (table.data ?? "") : readString(table.data, `${field}.data`);
  const bytes = decodeBase64(String(data), `${field}.data`);
  if (bytes.length !== features * columns) {
    throw new ModelFormatError(
      `${field}.data`,
      `expected ${features * columns} bytes, found ${bytes.length}`,
    );
  }
  return new WeightTable(
    new Int8Array(bytes.buffer),
    readPositive(table, "scale", `${field}.scale`),
    Float64Array.from(readNumbers(table.bias, `${field}.bias`, columns)),
  );
}

function decodeBase64(data: string, field: string): Uint8Array<ArrayBuffer> {
  try {
    const binary = atob(data);
    const bytes = new Uint8Array(binary.length);
    for (let at = 0; at < bytes.length; at++) bytes[at] = binary.charCodeAt(at);
    return bytes;
  } catch {
    throw new ModelFormatError(field, "not base64");
  }
}

export function readNumber(value: unknown, field: string): number {
  if (typeof value !== "number" || !Number.isFinite(value)) {
    throw new ModelFormatError(field, "expected a number");
  }
  return value;
}

export function readPositive(from: Unchecked, key: string, field = key): number {
  const number = readNumber(from[key], field);
  if (number <= 0) throw new ModelFormatError(field, "must be over 0");
  return number;
}

export function isObject(value: unknown): value is Unchecked {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
