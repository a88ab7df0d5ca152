/** Text of files and of standard input, as UTF-8 and nothing else. */
import { createReadStream } from "node:fs";
import { InputError } from "../errors";

/** The name by which standard input is asked for. */
export const STDIN = "-";

/**
 * The text of a source piece by piece.
 *
 * @throws InputError if it cannot be opened or read, or is not UTF-8.
 */
export async function* readText(source: string): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  try {
    const stream = source === STDIN ? process.stdin : createReadStream(source);
    for await (const chunk of stream) yield decoder.decode(chunk as Buffer, { stream: true });
    yield decoder.decode();
  } catch (error) {
    throw new InputError(problemOf(error), source);
  }
}

/** All of a source at once; throws as `readText` does. */
export async function readWholeText(source: string): Promise<string> {
  return joinText(readText(source));
}

export async function joinText(parts: AsyncIterable<string>): Promise<string> {
  const collected: string[] = [];
  for await (const part of parts) collected.push(part);
  return collected.join("");
}

/** Lines by `\n` only, numbered from 1, without their line break. */
export async function* linesOf(parts: AsyncIterable<string>): AsyncGenerator<{ text: string; line: number }> {
  let rest = "";
  let line = 0;
  for await (const part of parts) {
    const lines = (rest + part).split("\n");
    rest = lines.pop()!;
    for (const text of lines) yield { text, line: ++line };
  }
  if (rest !== "") yield { text: rest, line: ++line };
}

const PROBLEMS: Readonly<Record<string, string>> = {
  ENOENT: "no such file",
  EACCES: "not allowed to read it",
  EISDIR: "is a directory",
  ERR_ENCODING_INVALID_ENCODED_DATA: "not UTF-8 text; convert it first (iconv -f SHIFT_JIS -t UTF-8)",
  ERR_STRING_TOO_LONG: "too large for one text",
};

function problemOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return PROBLEMS[code ?? ""] ?? message;
}
