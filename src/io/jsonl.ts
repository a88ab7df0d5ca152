/** JSON Lines, each line checked by a schema. */
import type { z } from "zod";
import { InputError } from "../errors";
import { linesOf, readText } from "./bytes";
import type { Read } from "./read";

/** One result a line that is not blank; a broken line is a result too. Ends at the first byte that is not UTF-8. */
export async function* readJsonLines<T>(
  source: string,
  schema: z.ZodType<T>,
  parts: AsyncIterable<string> = readText(source),
): AsyncGenerator<Read<T>> {
  try {
    for await (const { text, line } of linesOf(parts)) {
      if (text.trim() !== "") yield parseLine(text, line, source, schema);
    }
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    yield { ok: false, error };
  }
}

function parseLine<T>(text: string, line: number, source: string, schema: z.ZodType<T>): Read<T> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return { ok: false, error: new InputError(`not JSON: ${(error as Error).message}`, source, { line }) };
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
  return error.issues.map(({ path, message }) => `${path.join(".") || "record"}: ${message}`).join("; ");
}

function idOf(json: unknown): string | undefined {
  const id = typeof json === "object" && json !== null && "id" in json ? json.id : undefined;
  return typeof id === "string" ? id : undefined;
}
