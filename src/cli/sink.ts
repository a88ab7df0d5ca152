/** Where the lines of `tag` go: stdout, or a file that a later run can go on with. */
import { type FileHandle, open } from "node:fs/promises";
import { OutputError } from "../errors";
import { linesOf } from "../io/bytes";
import { print } from "./output";

const LINE_FEED = 0x0a;
/** Half lines are looked for from the end, so many bytes at a time. */
const LOOK_BACK = 1 << 16;

/** Takes text; resolves when more may be given. */
export interface Sink {
  write(text: string): Promise<void>;
}

/** Standard output. */
export const stdoutSink: Sink = { write: print };

/** The file of `--out`. What it holds is left alone until the first text is written: who mistyped a source loses nothing. */
export class FileSink implements Sink {
  readonly #path: string;
  readonly #handle: FileHandle;
  /** How many bytes are kept; all of them once the rest has been cut off. */
  readonly #kept: number;
  #isCut = false;

  private constructor(path: string, handle: FileHandle, kept: number) {
    this.#path = path;
    this.#handle = handle;
    this.#kept = kept;
  }

  /**
   * Opens the file to write it anew, or to go on after its last whole line. O(1), or the length of the half line at its end.
   *
   * @throws OutputError if it cannot be opened, or is no file that can be gone on with.
   */
  static async open(path: string, { keep }: { keep: boolean }): Promise<FileSink> {
    return trying(path, async () => {
      // "a+" makes the file if need be, and appends whatever has been read.
      const handle = await open(path, keep ? "a+" : "a");
      try {
        return new FileSink(path, handle, keep ? await endOfLines(handle) : 0);
      } catch (error) {
        await handle.close();
        throw error;
      }
    });
  }

  /** @throws OutputError if it cannot be written. */
  async write(text: string): Promise<void> {
    await trying(this.#path, async () => {
      if (!this.#isCut) await this.#cut();
      await this.#handle.appendFile(text);
    });
  }

  async #cut(): Promise<void> {
    const stats = await this.#handle.stat();
    if (stats.isFile() && stats.size > this.#kept) await this.#handle.truncate(this.#kept);
    this.#isCut = true;
  }

  /** @throws OutputError if what was written cannot be kept. */
  async close(): Promise<void> {
    await trying(this.#path, () => this.#handle.close());
  }

  /** The whole lines that are there, without their line feeds. */
  async *lines(): AsyncGenerator<string> {
    if (this.#kept === 0) return;
    const stream = this.#handle.createReadStream({ start: 0, end: this.#kept - 1, autoClose: false });
    for await (const { bytes } of linesOf(stream)) yield bytes.toString("utf8");
  }

  /** The first bytes that are there, so many at most, as text. O(length). */
  async opening(length: number): Promise<string> {
    const buffer = Buffer.alloc(length);
    const { bytesRead } = await this.#handle.read(buffer, 0, length, 0);
    return buffer.toString("utf8", 0, bytesRead);
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
  const stats = await handle.stat();
  if (!stats.isFile()) throw new Error("it is no file that can be gone on with");
  const { size } = stats;
  for (let end = size; end > 0; end -= LOOK_BACK) {
    const start = Math.max(0, end - LOOK_BACK);
    const buffer = Buffer.alloc(end - start);
    await handle.read(buffer, 0, buffer.length, start);
    const at = buffer.lastIndexOf(LINE_FEED);
    if (at >= 0) return start + at + 1;
  }
  return 0;
}
