/** How far long work has come, on stderr, for people only: a bar with the time left, gone when the work is done. */
import { SingleBar } from "cli-progress";
import { type BytesRead, bytesRead } from "../io/bytes";

const APPEARANCE = {
  stream: process.stderr,
  barCompleteChar: "█",
  barIncompleteChar: "░",
  clearOnComplete: true,
  // Ctrl-C has to end the work at once: a handler for it would wait until the work gives way.
  gracefulExit: false,
  hideCursor: false,
  // Nor may a terminal be left that does not wrap.
  linewrap: true,
} as const;

/** Called with the steps done and the steps in all. */
export type OnProgress = (done: number, total: number) => void;

/** Does the work and draws how far it is; where stderr is no terminal it draws nothing. */
export async function withProgress<T>(
  task: string,
  work: (onProgress: OnProgress) => T | Promise<T>,
): Promise<T> {
  if (!process.stderr.isTTY) return work(() => {});
  const bar = new SingleBar({
    ...APPEARANCE,
    format: `${task} {bar} {percentage}% | {duration_formatted}, {eta_formatted} left`,
  });
  bar.start(1, 0);
  try {
    return await work((done, total) => {
      bar.setTotal(total);
      // Of nothing done it would foretell eternity.
      if (done > 0) bar.update(done);
    });
  } finally {
    bar.stop();
  }
}

/** How many notices have gone by, on stderr. */
export interface Meter {
  /** One more. O(1). */
  count(): void;
  /** Makes room for a line that is said in between. */
  clear(): void;
  stop(): void;
}

/** A meter that shows nothing, for programs. */
export const NO_METER: Meter = { count() {}, clear() {}, stop() {} };

/** Takes the cursor to the beginning of the line and wipes it: the bar is drawn anew below what is said. */
const WIPE_LINE = "\r\u001b[K";

/** As the bar itself does when it begins. */
const REMEMBER_HERE = "\u001b7";

/**
 * Counts notices, with their rate; with a bar and the time left where it is known how many bytes there are to read in which
 * files. Text is read a little before it is tagged, so the bar is up to one read, or one page, ahead. Call it for terminals only.
 */
export function openMeter(task: string, sizes: ReadonlyMap<string, number> | undefined): Meter {
  const counted = "{notices} notices, {rate}/s";
  const bar = new SingleBar({
    ...APPEARANCE,
    format: sizes
      ? `${task} {bar} {percentage}% | ${counted} | {eta_formatted} left`
      : `${task} ${counted} | {duration_formatted}`,
  });
  const total = [...(sizes?.values() ?? [])].reduce((sum, size) => sum + size, 0);
  let read = 0;
  let shown = 0;
  let notices = 0;
  const onRead = (message: unknown) => {
    const { source, bytes } = message as BytesRead;
    // Models and lists are read too.
    if (sizes?.has(source)) read += bytes;
  };
  const begun = performance.now();
  bar.start(Math.max(total, 1), 0, { notices, rate: 0 });
  bytesRead.subscribe(onRead);
  return {
    count() {
      notices++;
      const rate = Math.round((1000 * notices) / Math.max(performance.now() - begun, 1));
      const now = Math.min(read, total);
      // Steps of nothing would make it foretell eternity.
      if (now > shown) bar.update(now, { notices, rate });
      else bar.update({ notices, rate });
      shown = now;
    },
    clear() {
      process.stderr.write(WIPE_LINE);
    },
    stop() {
      bytesRead.unsubscribe(onRead);
      // The bar goes back to where it remembers to have begun, and complaints have moved the lines since.
      process.stderr.write(`${WIPE_LINE}${REMEMBER_HERE}`);
      bar.stop();
    },
  };
}
