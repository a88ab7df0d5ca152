/**
 * What `watch` has written and seen, so that a crash neither loses an entry nor repeats one.
 *
 * The state is a whole of what was known at the end of the last run; a journal beside it takes a line for each change since. Of each
 * record the line itself goes into the journal first, together with the news that its entry has been seen; then the line is
 * appended to the output. Each step is on the disk before the next begins. Hence at any moment either the journal does not know
 * the entry as a whole line, and nothing of it has been written: it will be found in the feed again; or it is the last that the
 * journal holds: then the next run looks whether the output has it as a whole line, cuts off what there is of it if it ends in its
 * beginning, and appends it if it is not there; or the journal goes on: then the line was whole before that. At its end a run writes
 * the state anew, which is replaced by a rename, so it is always whole, and removes the journal; if it crashes between the two, the
 * journal is that of an older generation than the state, and says nothing. Doing any of this twice changes nothing. The output is
 * never measured, but looked at: it may be moved away, be removed, or grow by others' hands between the runs, and no line is cut
 * off that is not our own. Only if a crash and a removal of the output come together, the line in question may be in the old file
 * as well as in the new one: better twice than nowhere.
 */
import { type FileHandle, open, rm, stat } from "node:fs/promises";
import { InputError, OutputError } from "../../errors";
import { linesOf, readBytes, readWholeText } from "../../io/bytes";
import { checkRecord } from "../../io/jsonl";
import { appendDurably, truncateDurably, writeDurably } from "../../io/write";
import { type WatchChange, type WatchState, watchChange, watchState } from "../../schemas/watch";
import { Memory } from "./memory";

const LINE_FEED = "\n";
const JOURNAL = ".journal";

/** Where the log is kept, and who may write there. */
interface Place {
  state: string;
  out: string;
  /** @throws OutputError if another run has taken the files over. */
  checkOwned?: () => Promise<void>;
}

export class WatchLog {
  private journal: FileHandle | undefined;

  private constructor(
    private readonly place: Place,
    private generation: number,
    readonly memory: Memory,
    /** Hosts that are to be left alone, and until when, in milliseconds since 1970. */
    readonly hosts: readonly [string, number][],
  ) {}

  /**
   * Takes up where the last run ended, or was ended.
   *
   * @throws InputError if the state is none. OutputError if the output cannot be mended.
   */
  static async open(place: Place): Promise<WatchLog> {
    const state = await readState(place.state);
    const memory = new Memory(state.feeds);
    const hosts = Object.entries(state.hosts).map(([host, until]) => [host, Date.parse(until)] as const);
    const log = new WatchLog(place, state.generation, memory, hosts as [string, number][]);
    let pending: string | null = null;
    const path = place.state + JOURNAL;
    const hasJournal = (await sizeOf(path)) !== null;
    if (hasJournal) {
      for await (const change of changesIn(path, state.generation)) {
        memory.apply(change);
        pending = change.record;
      }
    }
    // A run that took a dead one's lock at the same moment may have taken ours.
    await place.checkOwned?.();
    await mend(place.out, pending);
    if (hasJournal) await log.save(log.hosts);
    return log;
  }

  /**
   * Remembers what has changed, and writes a record if there is one to write: both or neither. O(n) in the change.
   *
   * @throws OutputError if it cannot be written; the next run then does what is left to do.
   */
  async commit(change: Omit<WatchChange, "record">, record?: object | undefined): Promise<void> {
    const { state, out, checkOwned } = this.place;
    const line = record === undefined ? null : JSON.stringify(record);
    await checkOwned?.();
    if (!this.journal) await appendDurably(state + JOURNAL, "");
    try {
      this.journal ??= await open(state + JOURNAL, "a");
      const entry = { generation: this.generation, ...change, record: line };
      await this.journal.appendFile(JSON.stringify(entry) + LINE_FEED);
      await this.journal.datasync();
    } catch (error) {
      throw new OutputError((error as Error).message, state + JOURNAL);
    }
    if (line !== null) await appendDurably(out, line + LINE_FEED);
    this.memory.apply({ ...change, record: line });
  }

  /**
   * Puts all that is known into the state: nothing is pending any more. Not to be called after a commit that failed.
   *
   * @throws OutputError if it cannot be written; the next run then does it.
   */
  async close(hosts: readonly [string, number][]): Promise<void> {
    await this.place.checkOwned?.();
    await this.journal?.close();
    this.journal = undefined;
    await this.save(hosts);
  }

  private async save(hosts: readonly [string, number][]): Promise<void> {
    const path = this.place.state;
    this.generation++;
    const state: WatchState = {
      version: 2,
      generation: this.generation,
      feeds: this.memory.toState(),
      hosts: Object.fromEntries(hosts.map(([host, until]) => [host, new Date(until).toISOString()])),
    };
    await writeDurably(path, JSON.stringify(state));
    await rm(path + JOURNAL, { force: true });
  }
}

async function readState(path: string): Promise<WatchState> {
  if ((await sizeOf(path)) === null) return { version: 2, generation: 0, feeds: {}, hosts: {} };
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

/** The changes since the state of a generation; a line that was cut off is none. */
async function* changesIn(path: string, generation: number): AsyncGenerator<WatchChange> {
  for await (const { bytes, isWhole } of markedLines(path)) {
    if (!isWhole) return;
    const change = changeOf(bytes, path);
    if (change.generation === generation) yield change;
  }
}

function changeOf(bytes: Buffer, path: string): WatchChange & { generation: number } {
  try {
    return watchChange.parse(JSON.parse(bytes.toString("utf8")));
  } catch {
    throw new InputError("is damaged; move it away, and some entries may be written twice", path);
  }
}

/** Makes the output end in a whole line, and hold the pending one. */
async function mend(out: string, pending: string | null): Promise<void> {
  const size = await sizeOf(out);
  if (pending === null) {
    if (size && !(await endsInLineFeed(out, size))) await appendDurably(out, LINE_FEED);
    return;
  }
  const { tail, isThere } = size === null ? NOTHING : await lookAt(out, pending);
  if (size !== null && tail.length > 0) {
    const isOurs = Buffer.from(pending).subarray(0, tail.length).equals(tail);
    if (isOurs) await truncateDurably(out, size - tail.length);
    else await appendDurably(out, LINE_FEED);
  }
  if (!isThere) await appendDurably(out, pending + LINE_FEED);
}

async function endsInLineFeed(path: string, size: number): Promise<boolean> {
  const handle = await open(path, "r");
  try {
    const last = Buffer.alloc(1);
    await handle.read(last, 0, 1, size - 1);
    return last.toString("latin1") === LINE_FEED;
  } finally {
    await handle.close();
  }
}

interface Look {
  tail: Buffer;
  isThere: boolean;
}

const NOTHING: Look = { tail: Buffer.alloc(0), isThere: false };

/** Whether a line stands in a file as a whole, and what stands after the last line feed. O(n), but after a crash only. */
async function lookAt(path: string, line: string): Promise<Look> {
  const wanted = Buffer.from(line);
  let isThere = false;
  let last: Buffer = Buffer.alloc(0);
  for await (const { bytes, isWhole } of markedLines(path)) {
    if (isWhole && wanted.equals(bytes)) isThere = true;
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
