import { type Command, Option } from "commander";
import type { ClassifyOptions, Mode } from "../../classify";
import { InputError, OutputError } from "../../errors";
import { joinBytes, once, readBytes } from "../../io/bytes";
import type { Fetcher } from "../../io/fetch";
import { FETCH_DEFAULTS } from "../../io/fetch-options";
import { gunzipped } from "../../io/gunzip";
import { limited } from "../../io/limited";
import { entriesIn } from "../../io/read-texts";
import type { FeedEntry } from "../../io/readers/feed";
import { isUrl } from "../../io/urls";
import { checkWritable } from "../../io/write";
import type { FeedMemory, WatchRecord } from "../../schemas/watch";
import { allowPrivate, seconds, wholeNumber } from "../arguments";
import { loadClassifier } from "../classifier";
import { firstLine } from "../entries";
import { Complaints } from "../output";
import { tagEntry } from "../tag-record";
import { type EntryText, textOf } from "../watch/entry-text";
import { WatchLog } from "../watch/log";
import { isSeen, withKeys, withListing, withSeen } from "../watch/memory";

interface WatchOptions {
  state: string;
  out: string;
  mode: Mode;
  model?: string;
  evidence: number;
  delay: number;
  timeout: number;
  maxBytes: number;
  allowPrivate: boolean;
}

/** What the feeds of a run have in common. */
interface Run {
  log: WatchLog;
  fetcher: Fetcher;
  maxBytes: number;
  settings: ClassifyOptions;
  complaints: Complaints;
}

/** In so many runs a page is asked for; then its entry is tagged by what the feed says. */
const MOST_TRIES = 5;
const MILLISECONDS = 1000;

export function addWatch(program: Command): void {
  program
    .command("watch")
    .description("tag what is new in feeds since the last time; one pass, to be run again and again by cron")
    .argument("<feed...>", "feeds (RSS, Atom, JSON Feed): addresses of the web, or files")
    .requiredOption("--state <file>", "what has been seen; made by the first run")
    .requiredOption("--out <file>", "JSON Lines to which a record is appended for each new entry")
    .addOption(
      new Option("--mode <mode>", "how sure an answer has to be")
        .choices(["best-guess", "balanced", "high-precision"])
        .default("best-guess"),
    )
    .option("--model <file>", "a model of your own, from owabi train")
    .option("--evidence <count>", "how many passages of evidence at most", wholeNumber, 3)
    .option(
      "--delay <seconds>",
      "between two requests to one host",
      seconds,
      FETCH_DEFAULTS.delay / MILLISECONDS,
    )
    .option(
      "--timeout <seconds>",
      "how long to wait for a page",
      seconds,
      FETCH_DEFAULTS.timeout / MILLISECONDS,
    )
    .option("--max-bytes <count>", "of a page or feed at most", wholeNumber, FETCH_DEFAULTS.maxBytes)
    .addOption(allowPrivate())
    .action(watch);
}

async function watch(feeds: string[], options: WatchOptions): Promise<void> {
  const { state, out, mode, evidence, model, maxBytes } = options;
  const { classifier } = await loadClassifier(model);
  await Promise.all([checkWritable(state), checkWritable(out)]);
  const { Fetcher } = await import("../../io/fetch");
  const unlock = await lockState(state);
  const fetcher = new Fetcher({
    maxBytes,
    delay: options.delay * MILLISECONDS,
    timeout: options.timeout * MILLISECONDS,
    allowPrivate: options.allowPrivate,
  });
  try {
    const complaints = new Complaints();
    const settings = { mode, evidence, ...(classifier && { classifier }) };
    const run = { log: await WatchLog.open(state, out), fetcher, maxBytes, settings, complaints };
    let done = 0;
    for (const feed of new Set(feeds)) done += await watchFeed(feed, run);
    complaints.close({ done });
  } finally {
    await fetcher.close();
    await unlock();
  }
}

/** Of a run that was killed, the lock counts no more after this time; one that goes on renews it. */
const LOCK_STALE = 60_000;

/**
 * Keeps a second run off the state.
 *
 * @throws OutputError if another run has it, or it cannot be locked.
 */
async function lockState(state: string): Promise<() => Promise<void>> {
  const { lock } = await import("proper-lockfile");
  try {
    return await lock(state, { realpath: false, stale: LOCK_STALE });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new OutputError(code === "ELOCKED" ? LOCKED : message, state);
  }
}

const LOCKED =
  "another owabi watch is at work on it; wait for its end, or a minute if it was killed, or use a state of its own";

/** Tags what is new in a feed, and what was left from runs before; how many were tagged. */
async function watchFeed(feed: string, run: Run): Promise<number> {
  let done = 0;
  try {
    done += await retryWaiting(feed, run);
    done += await tagNew(feed, run);
  } catch (error) {
    if (error instanceof OutputError) throw error;
    // A feed can be broken in ways that its parser did not foresee; the others are read all the same.
    run.complaints.add(
      error instanceof InputError ? error : new InputError(`cannot be read: ${error}`, feed),
    );
  }
  return done;
}

async function retryWaiting(feed: string, run: Run): Promise<number> {
  let done = 0;
  for (const { entry, tries } of run.log.memoryOf(feed).waiting) {
    const memory = run.log.memoryOf(feed);
    const others = memory.waiting.filter((one) => one.entry.id !== entry.id);
    if (await tagOrWait({ feed, entry, tries }, { ...memory, waiting: others }, run)) done++;
  }
  return done;
}

async function tagNew(feed: string, run: Run): Promise<number> {
  const listing = await readListing(feed, run);
  if (listing === null) return 0;
  const entries = withKeys(listing.entries);
  let done = 0;
  for (const known of entries) {
    const memory = run.log.memoryOf(feed);
    if (isSeen(memory, known)) continue;
    if (await tagOrWait({ feed, entry: known.entry, tries: 0 }, withSeen(memory, known), run)) done++;
  }
  // Only now: a run that ends before has to be given the feed again, not to be told that it is as before.
  const { etag, lastModified } = listing;
  const memory = withListing(run.log.memoryOf(feed), entries, new Date());
  await run.log.commit(feed, { ...memory, etag, lastModified });
  return done;
}

interface Listing {
  entries: FeedEntry[];
  etag: string | null;
  lastModified: string | null;
}

/** Null if the feed is as it was. */
async function readListing(feed: string, { fetcher, log, maxBytes }: Run): Promise<Listing | null> {
  if (!isUrl(feed)) {
    const bytes = await joinBytes(gunzipped(readBytes(feed), feed));
    return { entries: await entriesIn(bytes, feed), etag: null, lastModified: null };
  }
  const fetched = await fetcher.fetch(feed, log.memoryOf(feed));
  if (fetched === null) return null;
  const { bytes, charset, etag, lastModified } = fetched;
  const unpacked = await joinBytes(limited(gunzipped(once(bytes), feed), maxBytes, feed));
  return { entries: await entriesIn(unpacked, feed, charset), etag, lastModified };
}

/** Writes the record of an entry, or lets it wait for its page; `memory` is what is known once this is done. */
async function tagOrWait(
  { feed, entry, tries }: { feed: string; entry: FeedEntry; tries: number },
  memory: FeedMemory,
  { log, fetcher, maxBytes, settings, complaints }: Run,
): Promise<boolean> {
  const found = await textOf(entry, fetcher, maxBytes);
  if (found.error) complaints.add(found.error);
  const isLast = tries + 1 >= MOST_TRIES;
  if (found.isPassing && !isLast) {
    await log.commit(feed, { ...memory, waiting: [...memory.waiting, { entry, tries: tries + 1 }] });
    return false;
  }
  await log.commit(feed, memory, recordOf(feed, entry, found, settings));
  return true;
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
