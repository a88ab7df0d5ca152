/** One pass over feeds: what is new in each, then what has been waiting. */
import type { ClassifyOptions } from "../../classify";
import { InputError, OutputError } from "../../errors";
import { joinBytes, once, readBytes } from "../../io/bytes";
import type { Fetcher, Validators } from "../../io/fetch";
import { gunzipped } from "../../io/gunzip";
import { limited } from "../../io/limited";
import { entriesIn } from "../../io/read-feeds";
import type { FeedEntry } from "../../io/readers/feed";
import { isUrl } from "../../io/urls";
import type { WaitingEntry, WatchRecord } from "../../schemas/watch";
import { firstLine } from "../entries";
import type { Complaints } from "../output";
import { tagEntry } from "../tag-record";
import { type EntryText, textOf } from "./entry-text";
import { withKeys } from "./keys";
import type { WatchLog } from "./log";

/** What a pass needs. */
interface PassOptions {
  log: WatchLog;
  fetcher: Fetcher;
  maxBytes: number;
  settings: ClassifyOptions;
  complaints: Pick<Complaints, "add">;
  /** Ends the pass before the next commit. */
  signal: AbortSignal;
}

/** So often and for so long a page is asked for; then its entry is tagged by what the feed says. */
const LEAST_TRIES = 5;
const LONG_WAITING = 2 * 86_400_000;
/** Of a host that has to be left alone only a page or two may be asked for in a run: the others do not wait for ever. */
const LONGEST_WAITING = 14 * 86_400_000;

/** An entry that is to be written, or to wait. */
interface Work {
  feed: string;
  key: string;
  /** All that it is to be known by from now on. */
  keys: readonly string[];
  isPageShared: boolean;
  waiting: WaitingEntry;
}

export class Pass {
  /** How many records have been written. */
  done = 0;

  constructor(private readonly options: PassOptions) {}

  /** @throws OutputError if something cannot be written; the reason of the signal if it came. What cannot be read is complained of. */
  async over(feeds: ReadonlySet<string>): Promise<void> {
    const { log } = this.options;
    const before = log.memory.waiting();
    for (const feed of feeds) await this.unlessBroken(feed, () => this.tagNew(feed));
    // After the feeds, lest a site that is out of order keep them waiting.
    for (const { feed, key, waiting } of before)
      await this.tagOrWait({ feed, key, keys: [], isPageShared: false, waiting });
    log.memory.noteNamed(feeds, new Date());
  }

  private async tagNew(feed: string): Promise<void> {
    const { log } = this.options;
    const listing = await this.unlessAborted(() => this.readListing(feed));
    if (listing === null) return;
    const entries = withKeys(feed, listing.entries);
    for (const { entry, key, keys, isPageShared } of entries) {
      if (log.memory.isSeen({ keys })) continue;
      const waiting = { entry, tries: 0, since: new Date().toISOString() };
      await this.tagOrWait({ feed, key, keys, isPageShared, waiting });
    }
    const seen = log.memory.newKeys(feed, entries);
    if (seen.length > 0) await log.commit({ feed, seen, waiting: null });
    // Only now: a run that ends before has to be given the feed again, not to be told that it is as before.
    log.memory.noteListing(feed, entries, listing.validators, new Date());
  }

  /** Null if the feed is as it was. */
  private async readListing(feed: string): Promise<{ entries: FeedEntry[]; validators: Validators } | null> {
    const { fetcher, log, maxBytes } = this.options;
    if (!isUrl(feed)) {
      const bytes = await joinBytes(gunzipped(readBytes(feed), feed), feed);
      return { entries: await entriesIn(bytes, feed), validators: {} };
    }
    const fetched = await fetcher.fetch(feed, log.memory.validatorsOf(feed));
    if (fetched === null) return null;
    const unpacked = await joinBytes(limited(gunzipped(once(fetched.bytes), feed), maxBytes, feed), feed);
    return { entries: await entriesIn(unpacked, feed, fetched.charset), validators: fetched };
  }

  /** Writes the record of an entry, or lets it wait for its page. */
  private async tagOrWait(work: Work): Promise<void> {
    const { log, complaints } = this.options;
    const { record, error, waiting } = await this.unlessAborted(() => this.attempt(work));
    if (error) complaints.add(error);
    const { feed, key, keys } = work;
    // Nothing was done for it, as its host is left alone.
    if (waiting === work.waiting && keys.length === 0) return;
    await log.commit({ feed, seen: [...keys], waiting: { key, entry: waiting } }, record);
    if (record) this.done++;
  }

  /** Texts can be such as nobody foresaw; that is no reason to give up all others. */
  private async attempt(work: Work): Promise<Outcome> {
    const { fetcher, maxBytes, settings } = this.options;
    const { feed, isPageShared, waiting } = work;
    const { entry } = waiting;
    try {
      const found = await textOf(entry, isPageShared, fetcher, maxBytes);
      const { error, isPassing, isAsked } = found;
      const tried = isAsked ? afterTry(waiting) : waiting;
      if (isPassing && !isGivenUp(tried)) return { error, waiting: tried };
      return { error, waiting: null, record: recordOf(feed, entry, found, settings) };
    } catch (caught) {
      const error = new InputError(`cannot be tagged: ${caught}`, entry.link ?? feed, { id: entry.id });
      const tried = afterTry(waiting);
      return { error, waiting: isGivenUp(tried) ? null : tried };
    }
  }

  private async unlessBroken(feed: string, work: () => Promise<void>): Promise<void> {
    const { complaints, signal } = this.options;
    try {
      await work();
    } catch (error) {
      if (error instanceof OutputError || signal.aborted) throw error;
      // A feed can be broken in ways that its parser did not foresee; the others are read all the same.
      complaints.add(error instanceof InputError ? error : new InputError(`cannot be read: ${error}`, feed));
    }
  }

  /** What is being waited for when the signal comes is left to the next run. */
  private async unlessAborted<T>(work: () => Promise<T>): Promise<T> {
    const { signal } = this.options;
    signal.throwIfAborted();
    return new Promise<T>((resolve, reject) => {
      const onAbort = () => reject(signal.reason);
      signal.addEventListener("abort", onAbort, { once: true });
      work()
        .then(resolve, reject)
        .finally(() => signal.removeEventListener("abort", onAbort));
    });
  }
}

/** What has come of an entry: a record, or that it waits, or, if neither, that it is given up. */
interface Outcome {
  error: InputError | null;
  waiting: WaitingEntry | null;
  record?: WatchRecord;
}

function afterTry(waiting: WaitingEntry): WaitingEntry {
  return { ...waiting, tries: waiting.tries + 1 };
}

function isGivenUp({ tries, since }: WaitingEntry): boolean {
  const age = Date.now() - Date.parse(since);
  return age >= LONGEST_WAITING || (age >= LONG_WAITING && tries >= LEAST_TRIES);
}

function recordOf(
  feed: string,
  { id, link, title, published }: FeedEntry,
  { text, textFrom, pageProblem }: EntryText,
  settings: ClassifyOptions,
): WatchRecord {
  const record = tagEntry(link ?? feed, { id, index: 0, title: firstLine(title ?? text), text }, settings);
  return { ...record, id, feed, link, published, fetched: new Date().toISOString(), textFrom, pageProblem };
}
