import { stat } from "node:fs/promises";
import { type Command, InvalidArgumentError } from "commander";
import type { Mode } from "../../classify";
import type { Fetcher } from "../../io/fetch";
import { FETCH_DEFAULTS } from "../../io/fetch-options";
import { Rests } from "../../io/rests";
import { isUrl } from "../../io/urls";
import { allowPrivate, evidenceOption, modelOption, modeOption, seconds, wholeNumber } from "../arguments";
import { loadClassifier } from "../classifier";
import { Interrupt } from "../interrupt";
import { Complaints } from "../output";
import { filesToWrite } from "../watch/files";
import { type Lock, lockFile } from "../watch/lock";
import { WatchLog } from "../watch/log";
import { Pass } from "../watch/pass";

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

const MILLISECONDS = 1000;

export function addWatch(program: Command): void {
  program
    .command("watch")
    .description("tag what is new in feeds since the last time; one pass, to be run again and again by cron")
    .argument("<feed...>", "feeds (RSS, Atom, JSON Feed): addresses of the web, or files")
    .requiredOption("--state <file>", "required: what has been seen; made by the first run")
    .requiredOption("--out <file>", "required: JSON Lines to which a record is appended for each new entry")
    .addOption(modeOption())
    .addOption(evidenceOption())
    .addOption(modelOption())
    .option(
      "--delay <seconds>",
      "between two requests to one host",
      seconds,
      FETCH_DEFAULTS.delay / MILLISECONDS,
    )
    .option(
      "--timeout <seconds>",
      "how long to wait for a page",
      someSeconds,
      FETCH_DEFAULTS.timeout / MILLISECONDS,
    )
    .option("--max-bytes <count>", "of a page or feed at most", wholeNumber, FETCH_DEFAULTS.maxBytes)
    .addOption(allowPrivate())
    .action(watch);
}

/** No page is there at once. */
function someSeconds(value: string): number {
  const time = seconds(value);
  if (time === 0) throw new InvalidArgumentError("Expected more than 0 seconds.");
  return time;
}

async function watch(named: string[], options: WatchOptions): Promise<void> {
  const feeds = new Set(named.map(nameOf));
  const { mode, evidence, maxBytes } = options;
  const { classifier } = await loadClassifier(options.model);
  const inputs = [...feeds].filter((feed) => !isUrl(feed));
  const files = await filesToWrite(
    options,
    options.model === undefined ? inputs : [...inputs, options.model],
  );
  const complaints = new Complaints();
  const settings = { mode, evidence, ...(classifier && { classifier }) };
  const interrupt = new Interrupt();
  const { signal } = interrupt;
  if (await isWithoutState(files)) complaints.tell(NO_STATE);
  const done = await locked([files.state, files.out], async (checkOwned) => {
    const log = await WatchLog.open({ ...files, checkOwned });
    const { fetcher, rests } = await openFetcher(options, log.hosts);
    const pass = new Pass({ log, fetcher, maxBytes, settings, complaints, signal });
    try {
      await pass.over(feeds).catch((error: unknown) => {
        if (error !== signal.reason || !signal.aborted) throw error;
      });
      await log.close(rests.entries());
    } finally {
      await fetcher.close();
    }
    return pass.done;
  });
  complaints.close({ done, interrupted: interrupt.name });
  await interrupt.close();
}

const NO_STATE =
  "there is no state yet, but the output holds something: all that the feeds list is taken for new, and may be there already";

async function isWithoutState({ state, out }: { state: string; out: string }): Promise<boolean> {
  const size = async (path: string) => (await stat(path).catch(() => undefined))?.size;
  return (
    (await size(state)) === undefined &&
    (await size(`${state}.journal`)) === undefined &&
    Number(await size(out)) > 0
  );
}

/** The name under which a feed is remembered: however an address is spelt, it is one feed. */
function nameOf(feed: string): string {
  if (!isUrl(feed) || !URL.canParse(feed)) return feed;
  const url = new URL(feed);
  url.hash = "";
  return url.href;
}

async function openFetcher(
  { maxBytes, delay, timeout, allowPrivate }: WatchOptions,
  hosts: readonly (readonly [string, number])[],
): Promise<{ fetcher: Fetcher; rests: Rests }> {
  // Only here: the library that fetches takes its time to load.
  const { Fetcher } = await import("../../io/fetch");
  const rests = new Rests(hosts);
  const times = { delay: delay * MILLISECONDS, timeout: timeout * MILLISECONDS };
  return { fetcher: new Fetcher({ maxBytes, ...times, allowPrivate, restAfterFailure: true }, rests), rests };
}

/** Works on files that are kept from other runs meanwhile. */
async function locked<T>(
  files: readonly string[],
  work: (checkOwned: () => Promise<void>) => Promise<T>,
): Promise<T> {
  const locks: Lock[] = [];
  try {
    for (const file of files) locks.push(await lockFile(file));
    return await work(async () => {
      for (const lock of locks) await lock.check();
    });
  } finally {
    for (const lock of locks) await lock.release();
  }
}
