/** JSON Lines, each line checked by a schema. */
import type { z } from "zod";
import { InputError } from "../errors";
import { decodeText, linesOf, readBytes } from "./bytes";
import { gunzipped } from "./gunzip";
import type { Read } from "./read";

/** One result a line that is not blank, gzipped or not; a broken line, or one that is not UTF-8, is a result too. */
export async function* readJsonLines<T>(
  source: string,
  schema: z.ZodType<T>,
  parts: AsyncIterable<Buffer> = gunzipped(readBytes(source), source),
): AsyncGenerator<Read<T>> {
  try {
    for await (const { bytes, line } of linesOf(parts)) {
      const read = readLine(bytes, line, source, schema);
      if (read) yield read.ok ? read : { ok: false, error: withRaw(read.error, bytes) };
    }
  } catch (error) {
    yield failure(error);
  }
}

function withRaw({ problem, source, where }: InputError, bytes: Buffer): InputError {
  return new InputError(problem, source, { ...where, raw: bytes.toString("utf8") });
}

/** What a caught error says of the input; anything else is a fault of the program and is thrown on. */
export function failure(error: unknown): { ok: false; error: InputError } {
  if (error instanceof InputError) return { ok: false, error };
  throw error;
}

function readLine<T>(bytes: Buffer, line: number, source: string, schema: z.ZodType<T>): Read<T> | null {
  try {
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
  return typeof id === "string" || typeof id === "number" ? String(id) : undefined;
}
