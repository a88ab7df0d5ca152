/** Unlabelled texts from files and standard input. */
import { z } from "zod";
import { InputError } from "../errors";
import { joinText, readText, STDIN } from "./bytes";
import { readJsonLines } from "./jsonl";
import type { Read } from "./read";

export interface SourceText {
  text: string;
  /** The record's own id, where it has one. */
  id?: string | undefined;
  /** Whether the text may be a page of many notices; a record of a JSON Lines file is one notice. */
  isPage: boolean;
}

const textRecord = z.object({
  text: z.string(),
  id: z.union([z.string(), z.number().transform(String)]).optional(),
});

/**
 * The texts of text files, JSON Lines files (by their ending) and standard input ("-", told apart by its first
 * character), in order. What cannot be read is yielded as an error, and reading goes on; nothing is thrown.
 */
export async function* readTexts(sources: readonly string[]): AsyncGenerator<Read<SourceText>> {
  for (const source of sources) {
    if (/\.(?:jsonl|ndjson)$/i.test(source)) yield* readRecords(source);
    else if (source === STDIN) yield* readStandardInput();
    else yield await readPage(source);
  }
}

async function* readRecords(source: string, parts?: AsyncIterable<string>): AsyncGenerator<Read<SourceText>> {
  for await (const read of readJsonLines(source, textRecord, parts)) {
    yield read.ok ? { ...read, value: { ...read.value, isPage: false } } : read;
  }
}

async function readPage(source: string, parts = readText(source)): Promise<Read<SourceText>> {
  try {
    return { ok: true, source, value: { text: await joinText(parts), isPage: true } };
  } catch (error) {
    if (error instanceof InputError) return { ok: false, error };
    throw error;
  }
}

async function* readStandardInput(): AsyncGenerator<Read<SourceText>> {
  const parts = readText(STDIN);
  let head = "";
  try {
    while (head.trim() === "") {
      const next = await parts.next();
      if (next.done) break;
      head += next.value;
    }
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    yield { ok: false, error };
    return;
  }
  if (head.trimStart().startsWith("{")) yield* readRecords(STDIN, chain(head, parts));
  else yield await readPage(STDIN, chain(head, parts));
}

async function* chain(head: string, rest: AsyncIterable<string>): AsyncGenerator<string> {
  yield head;
  yield* rest;
}
