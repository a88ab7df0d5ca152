/** Where the lines of `tag` go: stdout, or a file that a later run can go on with. */
import { type FileHandle, open } from "node:fs/promises";
import { InputError, OutputError } from "../errors";
import { linesOf } from "../io/bytes";
import type { Layout, Place } from "./layout";
import { print } from "./output";

const LINE_FEED = 0x0a;
/** Half lines are looked for from the end, so many bytes at a time. */
const LOOK_BACK = 1 << 16;

/** Takes text; resolves when more may be given. */
export interface Sink {
  write(text: string): Promise<void>;
  close(): Promise<void>;
}

/** Standard output. */
export const stdoutSink: Sink = { write: print, close: async () => {} };

/** The file of `--out`. */
export class FileSink implements Sink {
  readonly #path: string;
  readonly #handle: FileHandle;

  private constructor(path: string, handle: FileHandle) {
    this.#path = path;
    this.#handle = handle;
  }

  /**
   * Opens the file, empty; or as it is, but for half a line at its end, which is cut off. O(1), or the length of that half line.
   *
   * @throws OutputError if it cannot be opened or cut.
   */
  static async open(path: string, { keep }: { keep: boolean }): Promise<FileSink> {
    return trying(path, async () => {
      // "a+" makes the file if need be, and appends whatever has been read.
      const handle = await open(path, keep ? "a+" : "w");
      if (keep) await handle.truncate(await endOfLines(handle));
      return new FileSink(path, handle);
    });
  }

  /** @throws OutputError if it cannot be written. */
  async write(text: string): Promise<void> {
    await trying(this.#path, () => this.#handle.appendFile(text));
  }

  /** @throws OutputError if what was written cannot be kept. */
  async close(): Promise<void> {
    await trying(this.#path, () => this.#handle.close());
  }

  /** The lines that are there, without their line feeds. */
  async *lines(): AsyncGenerator<string> {
    const stream = this.#handle.createReadStream({ start: 0, autoClose: false });
    for await (const { bytes } of linesOf(stream)) yield bytes.toString("utf8");
  }
}

async function trying<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new OutputError((error as Error).message, path);
  }
}

/** Where the last whole line ends. */
async function endOfLines(handle: FileHandle): Promise<number> {
  const { size } = await handle.stat();
  for (let end = size; end > 0; end -= LOOK_BACK) {
    const start = Math.max(0, end - LOOK_BACK);
    const buffer = Buffer.alloc(end - start);
    await handle.read(buffer, 0, buffer.length, start);
    const at = buffer.lastIndexOf(LINE_FEED);
    if (at >= 0) return start + at + 1;
  }
  return 0;
}

/**
 * The works that an earlier run has not done: its lines and the works are read side by side, in constant memory, for both
 * are in the same order. O(n).
 *
 * @throws InputError if the file is not what a run with these sources and options would have begun with.
 */
export async function* notYetDone<T extends { source: string; entry: { index: number } }>(
  works: AsyncIterable<T>,
  lines: AsyncIterator<string>,
  { path, layout, signal, onDone }: { path: string; layout: Layout; signal: AbortSignal; onDone: () => void },
): AsyncGenerator<T> {
  let line = layout.head === "" ? 0 : 1;
  let left = true;
  for await (const work of works) {
    const next = left ? await lines.next() : undefined;
    if (!next || next.done) {
      left = false;
      yield work;
      continue;
    }
    line++;
    const place: Place = { source: work.source, index: work.entry.index };
    if (!layout.isOf(next.value, place)) throw strange(path, line, place);
    onDone();
  }
  if (left && !signal.aborted && !(await lines.next()).done)
    throw new InputError(
      "holds more records than the sources have; --resume needs the same sources and options",
      path,
    );
}

/**
 * Reads past the head of a file that is gone on with; false if the file is empty.
 *
 * @throws InputError if the file begins otherwise.
 */
export async function passHead(
  lines: AsyncIterator<string>,
  { head }: Layout,
  path: string,
): Promise<boolean> {
  if (head === "") return true;
  const first = await lines.next();
  if (first.done) return false;
  if (`${first.value}\n` === head) return true;
  throw new InputError(
    "has other columns, or is no CSV of owabi tag; --resume needs the same options as before",
    path,
    { line: 1 },
  );
}

function strange(path: string, line: number, { source, index }: Place): InputError {
  return new InputError(
    `is not the record ${index} of ${source}, which belongs here; --resume needs the same sources and options as before`,
    path,
    { line },
  );
}
