/** JSON Lines, each line checked by a schema. */
import type * as z from "zod";
import { InputError } from "../errors";
import { decodeText, LINE_TOO_LONG, type Line, linesOf, readBytes } from "./bytes";
import { gunzipped } from "./gunzip";
import type { Read } from "./read";

/**
 * One result a line that is not blank, gzipped or not; a broken line, one that is not UTF-8, or one of more than 100 MB is a
 * result too.
 */
export async function* readJsonLines<T>(
  source: string,
  schema: z.ZodType<T>,
  parts: AsyncIterable<Buffer> = gunzipped(readBytes(source), source),
): AsyncGenerator<Read<T>> {
  try {
    for await (const line of linesOf(parts)) {
      const read = readLine(line, source, schema);
      if (read) yield withRaw(read, () => line.bytes.subarray(0, MOST_RAW_BYTES).toString("utf8"));
    }
  } catch (error) {
    yield failure(error);
  }
}

/** So many characters of a broken record are handed on, to be mended. */
const MOST_RAW = 1_000_000;
/** In which there are certainly so many characters. */
const MOST_RAW_BYTES = 4 * MOST_RAW;

/** A complaint together with the record that it is about, or the beginning of a long one; made for complaints only. */
export function withRaw<T>(read: Read<T>, rawOf: () => string): Read<T> {
  if (read.ok) return read;
  const { problem, source, where } = read.error;
  return { ok: false, error: new InputError(problem, source, { ...where, raw: rawOf().slice(0, MOST_RAW) }) };
}

/** What a caught error says of the input; anything else is a fault of the program and is thrown on. */
export function failure(error: unknown): { ok: false; error: InputError } {
  if (error instanceof InputError) return { ok: false, error };
  throw error;
}

function readLine<T>({ bytes, line, isCut }: Line, source: string, schema: z.ZodType<T>): Read<T> | null {
  try {
    if (isCut) throw new InputError(LINE_TOO_LONG, source, { line });
    const text = decodeText(bytes, source, { line });
    return text.trim() === "" ? null : parseLine(text, line, source, schema);
  } catch (error) {
    return failure(error);
  }
}

function parseLine<T>(text: string, line: number, source: string, schema: z.ZodType<T>): Read<T> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new InputError(`not JSON: ${(error as Error).message}`, source, { line });
  }
  return checkRecord(json, schema, source, { line });
}

/** A record checked by its schema; the error names the record by its id where it has one. */
export function checkRecord<T>(
  json: unknown,
  schema: z.ZodType<T>,
  source: string,
  where: { line?: number } = {},
): Read<T> {
  const parsed = schema.safeParse(json);
  if (parsed.success) return { ok: true, value: parsed.data, source, ...where };
  return { ok: false, error: new InputError(describe(parsed.error), source, { ...where, id: idOf(json) }) };
}

function describe(error: z.ZodError): string {
  return error.issues
    .map(
      ({ path, message }) =>
        `${path.join(".") || "record"}: ${/received undefined$/.test(message) ? "missing" : message}`,
    )
    .join("; ");
}

function idOf(json: unknown): string | undefined {
  const id = typeof json === "object" && json !== null && "id" in json ? json.id : undefined;
  // An empty id names nothing.
  return typeof id === "string" || typeof id === "number" ? String(id) || undefined : undefined;
}
