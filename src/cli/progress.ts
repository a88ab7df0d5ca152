/** How far long work has come, on stderr, for people only: a bar with the time left, gone when the work is done. */
import { SingleBar } from "cli-progress";

/** Called with the steps done and the steps in all. */
export type OnProgress = (done: number, total: number) => void;

/** Does the work and draws how far it is; where stderr is no terminal it draws nothing. */
export async function withProgress<T>(
  task: string,
  work: (onProgress: OnProgress) => T | Promise<T>,
): Promise<T> {
  if (!process.stderr.isTTY) return work(() => {});
  const bar = new SingleBar({
    stream: process.stderr,
    format: `${task} {bar} {percentage}% | {duration_formatted}, {eta_formatted} left`,
    barCompleteChar: "█",
    barIncompleteChar: "░",
    clearOnComplete: true,
    // Ctrl-C has to end the work at once: a handler for it would wait until the work gives way.
    gracefulExit: false,
    hideCursor: false,
    // Nor may a terminal be left that does not wrap.
    linewrap: true,
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
