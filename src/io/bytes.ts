/** The bytes of files and of standard input, and their text: UTF-8 and nothing else. */
import { channel } from "node:diagnostics_channel";
import { createReadStream } from "node:fs";
import { InputError } from "../errors";

/** The name by which standard input is asked for. */
export const STDIN = "-";

const LINE_FEED = 0x0a;

/** What is published for each piece that is read, for those who draw how far the reading has come. */
export interface BytesRead {
  source: string;
  bytes: number;
}

/** Told of `BytesRead`. Nothing is made for it while nobody listens. */
export const bytesRead = channel("owabi:bytes-read");

/**
 * The bytes of a source piece by piece.
 *
 * @throws InputError if it cannot be opened or read.
 */
export async function* readBytes(source: string): AsyncGenerator<Buffer> {
  try {
    const stream = source === STDIN ? process.stdin : createReadStream(source);
    for await (const chunk of stream) {
      if (bytesRead.hasSubscribers)
        bytesRead.publish({ source, bytes: (chunk as Buffer).length } satisfies BytesRead);
      yield chunk as Buffer;
    }
  } catch (error) {
    throw new InputError(problemOf(error), source);
  }
}

/** One for all: each holds memory that only the slow kind of garbage collection frees, and there is a line for each notice. */
const UTF_8 = new TextDecoder("utf-8", { fatal: true });

/**
 * Text in UTF-8, without its byte order mark.
 *
 * @throws InputError if it is not UTF-8, or longer than a string can be; the message says what it may be instead.
 */
export function decodeText(bytes: Buffer, source: string, where: { line?: number } = {}): string {
  try {
    return UTF_8.decode(bytes);
  } catch (error) {
    throw new InputError(problemOf(error, bytes), source, where);
  }
}

/** All of a source as text; throws as `readBytes` and `decodeText` do. */
export async function readWholeText(source: string): Promise<string> {
  return decodeText(await joinBytes(readBytes(source), source), source);
}

/** So much is read in one piece; it is far more than a notice has, and still makes one string. */
export const MOST_IN_ONE_PIECE = 400_000_000;

/**
 * All bytes of a source in one piece.
 *
 * @throws InputError if there are more than 400 MB, before they are in memory.
 */
export async function joinBytes(parts: AsyncIterable<Buffer>, source: string): Promise<Buffer> {
  const collected: Buffer[] = [];
  let size = 0;
  for await (const part of parts) {
    size += part.length;
    if (size > MOST_IN_ONE_PIECE) throw new InputError(TOO_MUCH, source);
    collected.push(part);
  }
  return Buffer.concat(collected);
}

const TOO_MUCH =
  "larger than 400 MB (unpacked); notices are far smaller: split it, or give JSON Lines or CSV, a notice a line";

/** Bytes that are there already, as a stream. */
export async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}

/** So long a line is kept whole, in bytes. A notice has less than a megabyte. */
const LONGEST_LINE = 100_000_000;
/** Of a longer line so much is kept, to tell what it was. */
const BEGINNING = 4_000_000;

/** What is said of a line that is cut. */
export const LINE_TOO_LONG = "the line is longer than 100 MB; give each notice a line of its own";

export interface Line {
  /** Without the line feed. */
  bytes: Buffer;
  /** From 1. */
  line: number;
  /** Whether the line has more than 100 MB; the bytes are its beginning then. */
  isCut: boolean;
}

/**
 * Lines without their line feed, numbered from 1. Split as bytes, so that a line that is not UTF-8 spoils no other. O(n), in
 * memory for one line of at most 100 MB: of a longer one the beginning is kept, and reading goes on after it.
 */
export async function* linesOf(parts: AsyncIterable<Buffer>): AsyncGenerator<Line> {
  let begun = new BegunLine();
  let line = 0;
  for await (const part of parts) {
    let start = 0;
    for (let end = part.indexOf(LINE_FEED); end >= 0; end = part.indexOf(LINE_FEED, start)) {
      begun.add(part.subarray(start, end));
      yield { ...begun.end(), line: ++line };
      begun = new BegunLine();
      start = end + 1;
    }
    if (start < part.length) begun.add(part.subarray(start));
  }
  if (begun.size > 0) yield { ...begun.end(), line: ++line };
}

/** A line as it is collected. */
class BegunLine {
  size = 0;
  #parts: Buffer[] = [];

  add(part: Buffer): void {
    const wasCut = this.#isCut;
    this.size += part.length;
    if (wasCut) return;
    this.#parts.push(part);
    if (this.#isCut) this.#parts = [Buffer.concat(this.#parts, BEGINNING)];
  }

  end(): { bytes: Buffer; isCut: boolean } {
    const [only, ...others] = this.#parts;
    return {
      bytes: only && others.length === 0 ? only : Buffer.concat(this.#parts),
      isCut: this.#isCut,
    };
  }

  get #isCut(): boolean {
    return this.size > LONGEST_LINE;
  }
}

const PROBLEMS: Readonly<Record<string, string>> = {
  ENOENT: "no such file",
  EACCES: "not allowed to read it",
  EISDIR: "is a directory",
  ERR_STRING_TOO_LONG: "too large for one text",
  ERR_BUFFER_TOO_LARGE: "too large for one text",
};

/** What an error of the file system says, in our words. */
export function problemOf(error: unknown, bytes?: Buffer): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "ERR_ENCODING_INVALID_ENCODED_DATA" && bytes) return `not UTF-8 text; ${adviceFor(bytes)}`;
  return PROBLEMS[code ?? ""] ?? message;
}

function adviceFor(bytes: Buffer): string {
  const mark = bytes.subarray(0, 2).toString("latin1");
  if (mark === "\xff\xfe" || mark === "\xfe\xff")
    return "it is UTF-16, convert it first (iconv -f UTF-16 -t UTF-8)";
  if (bytes.includes(0)) return "it is no text at all";
  return "if it is Shift_JIS, convert it first (iconv -f CP932 -t UTF-8)";
}
