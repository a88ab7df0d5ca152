/**
 * What `watch` has written and seen, so that a crash neither loses an entry nor repeats one.
 *
 * Of each record the line itself is put into the state first, together with the news that its entry has been seen; then the line
 * is appended to the output; then the next state says that this is done. Each step is on the disk before the next begins, and
 * the state is replaced by a rename, so it is always whole. Hence at any moment either the state does not know the entry, and
 * nothing of it has been written: it will be found in the feed again; or the state holds the line: then the next run looks whether
 * the output has it as a whole line, cuts off what there is of it if it ends in its beginning, and appends it if it is not there;
 * or a later state has been written: then the line was whole before that. Doing this twice changes nothing, so it may crash as
 * well. The output is never measured, but looked at: it may be moved away, be removed, or grow by others' hands between the
 * runs, and no line is cut off that is not our own. Only if a crash and a removal of the output come together, the line in
 * question may be in the old file as well as in the new one: better twice than nowhere.
 */
import { stat } from "node:fs/promises";
import { InputError } from "../../errors";
import { linesOf, readBytes, readWholeText } from "../../io/bytes";
import { checkRecord } from "../../io/jsonl";
import { appendDurably, truncateDurably, writeDurably } from "../../io/write";
import { type FeedMemory, type WatchState, watchState } from "../../schemas/watch";
import { emptyMemory } from "./memory";

const LINE_FEED = "\n";

export class WatchLog {
  private constructor(
    private readonly statePath: string,
    private readonly out: string,
    private state: WatchState,
  ) {}

  /**
   * Takes up where the last run ended, or was ended.
   *
   * @throws InputError if the state is none. OutputError if the output cannot be mended.
   */
  static async open(statePath: string, out: string): Promise<WatchLog> {
    const log = new WatchLog(statePath, out, await readState(statePath));
    await mend(out, log.state.pending);
    if (log.state.pending !== null) await log.save({ ...log.state, pending: null });
    return log;
  }

  memoryOf(feed: string): FeedMemory {
    return Object.hasOwn(this.state.feeds, feed) ? this.state.feeds[feed]! : emptyMemory();
  }

  /**
   * Remembers what is known of a feed now, and writes a record if there is one to write: both or neither.
   *
   * @throws OutputError if it cannot be written; the next run then does what is left to do.
   */
  async commit(feed: string, memory: FeedMemory, record?: object): Promise<void> {
    const line = record === undefined ? null : JSON.stringify(record);
    const feeds = { ...this.state.feeds, [feed]: memory };
    await this.save({ ...this.state, pending: line, feeds });
    if (line !== null) await appendDurably(this.out, line + LINE_FEED);
  }

  private async save(state: WatchState): Promise<void> {
    await writeDurably(this.statePath, JSON.stringify(state));
    this.state = state;
  }
}

async function readState(path: string): Promise<WatchState> {
  if ((await sizeOf(path)) === null) return { version: 1, pending: null, feeds: {} };
  let json: unknown;
  try {
    json = JSON.parse(await readWholeText(path));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new InputError(`is not JSON, hence no state of owabi watch; ${ADVICE}`, path);
  }
  const read = checkRecord(json, watchState, path);
  if (!read.ok) throw new InputError(`is no state of this version of owabi watch; ${ADVICE}`, path);
  return read.value;
}

const ADVICE = "name another file, or move it away to begin anew, with all that the feeds list";

/** Makes the output end in a whole line, and hold the pending one. */
async function mend(out: string, pending: string | null): Promise<void> {
  const size = await sizeOf(out);
  if (size === null) {
    if (pending !== null) await appendDurably(out, pending + LINE_FEED);
    return;
  }
  const { tail, isThere } = await lookAt(out, pending);
  const isOurs = pending !== null && Buffer.from(pending).subarray(0, tail.length).equals(tail);
  if (tail.length > 0) {
    if (isOurs) await truncateDurably(out, size - tail.length);
    else await appendDurably(out, LINE_FEED);
  }
  if (pending !== null && !isThere) await appendDurably(out, pending + LINE_FEED);
}

/** Whether a line stands in a file as a whole, and what stands after the last line feed. O(n). */
async function lookAt(path: string, line: string | null): Promise<{ tail: Buffer; isThere: boolean }> {
  const wanted = line === null ? null : Buffer.from(line);
  let isThere = false;
  let last: Buffer = Buffer.alloc(0);
  for await (const { bytes, isWhole } of markedLines(path)) {
    if (isWhole && wanted?.equals(bytes)) isThere = true;
    last = isWhole ? Buffer.alloc(0) : bytes;
  }
  return { tail: last, isThere };
}

/** Lines, and whether a line feed ends them: the last one may be without. */
async function* markedLines(path: string): AsyncGenerator<{ bytes: Buffer; isWhole: boolean }> {
  let lastByte: number | undefined;
  const parts = async function* (): AsyncGenerator<Buffer> {
    for await (const part of readBytes(path)) {
      lastByte = part.at(-1) ?? lastByte;
      yield part;
    }
  };
  let before: Buffer | undefined;
  for await (const { bytes } of linesOf(parts())) {
    if (before) yield { bytes: before, isWhole: true };
    before = bytes;
  }
  if (before) yield { bytes: before, isWhole: lastByte === LINE_FEED.charCodeAt(0) };
}

async function sizeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw new InputError((error as Error).message, path);
  }
}
