/** Unlabelled texts from files and standard input. */
import { z } from "zod";
import { InputError } from "../errors";
import { recordId } from "../schemas/record-id";
import { decodeText, joinBytes, readBytes, STDIN } from "./bytes";
import { failure, readJsonLines } from "./jsonl";
import type { Read } from "./read";

export interface SourceText {
  text: string;
  /** The record's own id, where it has one. */
  id?: string | undefined;
  /** Whether the text may be a page of many notices; a record of a JSON Lines file is one notice. */
  isPage: boolean;
}

const textRecord = z.object({ text: z.string(), id: recordId });

/**
 * The texts of text files, JSON Lines files (by their ending) and standard input ("-", told apart by its first
 * character), in order. What cannot be read is yielded as an error, and reading goes on; nothing is thrown.
 */
export async function* readTexts(sources: readonly string[]): AsyncGenerator<Read<SourceText>> {
  for (const [index, source] of sources.entries()) {
    if (source === STDIN && sources.indexOf(STDIN) < index)
      yield refuse(source, "standard input can be read once only");
    else if (source === STDIN) yield* readStandardInput();
    else if (/\.(?:jsonl|ndjson)$/i.test(source)) yield* readRecords(source);
    else if (/\.json$/i.test(source)) yield refuse(source, JSON_ADVICE);
    else yield await readPage(source);
  }
}

const JSON_ADVICE = "is JSON, not text; give JSON Lines, one record a line, in a file that ends in .jsonl";

function refuse(source: string, problem: string): Read<SourceText> {
  return { ok: false, error: new InputError(problem, source) };
}

async function* readRecords(source: string, parts?: AsyncIterable<Buffer>): AsyncGenerator<Read<SourceText>> {
  for await (const read of readJsonLines(source, textRecord, parts)) {
    yield read.ok ? { ...read, value: { ...read.value, isPage: false } } : read;
  }
}

async function readPage(source: string, parts = readBytes(source)): Promise<Read<SourceText>> {
  try {
    return { ok: true, source, value: { text: decodeText(await joinBytes(parts), source), isPage: true } };
  } catch (error) {
    return failure(error);
  }
}

/** A record begins with a brace, and no notice does. */
async function* readStandardInput(): AsyncGenerator<Read<SourceText>> {
  const parts = readBytes(STDIN);
  const blanks: Buffer[] = [];
  try {
    for (;;) {
      const { value, done } = await parts.next();
      if (done) return yield await readPage(STDIN, chain(blanks, parts));
      blanks.push(value);
      const first = firstCharacter(value);
      if (first === "{") return yield* readRecords(STDIN, chain(blanks, parts));
      if (first !== "") return yield await readPage(STDIN, chain(blanks, parts));
    }
  } catch (error) {
    yield failure(error);
  }
}

/** The first byte that is no blank and no part of a byte order mark, as a character; "" if there is none. */
function firstCharacter(bytes: Buffer): string {
  return /[^\s\xef\xbb\xbf]/.exec(bytes.toString("latin1"))?.[0] ?? "";
}

async function* chain(head: readonly Buffer[], rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield* head;
  yield* rest;
}
