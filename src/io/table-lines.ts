/** The lines of a table in whatever encoding it is, those that are damaged marked as such. */
import { LINE_TOO_LONG, type Line, linesOf } from "./bytes";
import { encodingOfLines, lineDecoder } from "./decode";
import { peek } from "./gunzip";
import { utf16AsUtf8 } from "./utf-16";

export interface TableLine {
  /** Without its end, CR LF or LF; bytes that are no text stand in it as U+FFFD. */
  text: string;
  /** From 1. */
  line: number;
  /** Whether it was longer than 100 MB; the text is its beginning then. */
  isCut: boolean;
  /** Why it cannot be read; the text tells then what it was. */
  problem?: string;
}

/** So many bytes of a table tell its encoding, from the first line on that is not plain ASCII. */
const TELLING_ENCODING = 65_536;

/**
 * The lines of a table, decoded one by one, so that damage in one spoils no other. The encoding is told by the first lines that
 * are not plain ASCII. Lines may end in CR alone, if all do. O(n), in constant memory.
 *
 * @throws InputError if it is no text.
 */
export async function* tableLines(parts: AsyncIterable<Buffer>, source: string): AsyncGenerator<TableLine> {
  let decode: ((line: Line) => TableLine) | undefined;
  let undecided: Line[] = [];
  let size = 0;
  for await (const line of linesOf(await withLineFeeds(parts))) {
    if (decode) yield decode(line);
    else if (undecided.length === 0 && isPlain(line.bytes)) yield plain(line);
    else {
      undecided.push(line);
      size += line.bytes.length + 1;
      if (size < TELLING_ENCODING) continue;
      decode = decoderFor(undecided, source);
      yield* undecided.map(decode);
      undecided = [];
    }
  }
  if (undecided.length > 0) yield* undecided.map(decoderFor(undecided, source));
}

/** Control characters too: they tell binary data, and the escapes of ISO-2022-JP. */
const TELLING = /[^\t\n\v\f\r -~]/;

function isPlain(bytes: Buffer): boolean {
  return !TELLING.test(bytes.toString("latin1"));
}

function plain({ bytes, line, isCut }: Line): TableLine {
  const text = withoutEnd(bytes.toString("latin1"));
  return { text, line, isCut, ...(isCut && { problem: LINE_TOO_LONG }) };
}

function withoutEnd(text: string): string {
  return text.endsWith("\r") ? text.slice(0, -1) : text;
}

const NAMES: Readonly<Record<string, string>> = {
  "utf-8": "UTF-8",
  shift_jis: "Shift_JIS",
  "euc-jp": "EUC-JP",
  "iso-2022-jp": "ISO-2022-JP",
};

function decoderFor(lines: readonly Line[], source: string): (line: Line) => TableLine {
  const encoding = encodingOfLines(
    lines.map(({ bytes }) => bytes),
    source,
  );
  const decode = lineDecoder(encoding);
  const damaged = `holds bytes that are not ${NAMES[encoding]}, as the rest of the table is; mend the row`;
  return ({ bytes, line, isCut }) => {
    const { text, isSound } = decode(bytes);
    const problem = isCut ? LINE_TOO_LONG : isSound ? undefined : damaged;
    return { text: withoutEnd(text.replaceAll("\0", "")), line, isCut, ...(problem && { problem }) };
  };
}

/** The same in encodings in which a line feed is one byte, and each line ends in one. */
async function withLineFeeds(parts: AsyncIterable<Buffer>): Promise<AsyncIterable<Buffer>> {
  const { head, parts: whole } = await peek(utf16AsUtf8(parts), TELLING_ENCODING);
  return head.includes(LINE_FEED) || !head.includes(CARRIAGE_RETURN) ? whole : withoutReturns(whole);
}

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

async function* withoutReturns(parts: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for await (const part of parts)
    yield Buffer.from(part.map((byte) => (byte === CARRIAGE_RETURN ? LINE_FEED : byte)));
}
