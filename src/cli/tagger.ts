/** Notices to records, in this thread or in several, in the order of the notices. */
import { availableParallelism } from "node:os";
import { setImmediate as nextTurn } from "node:timers/promises";
import { pMapIterable } from "p-map";
import type { Classifier, Mode } from "../classify";
import type { TagRecord } from "../schemas/tag";
import type { Entry } from "./entries";
import { tagEntry } from "./tag-record";

/** A notice to tag. */
export interface Work {
  source: string;
  entry: Entry;
}

/** What can be said to another thread of how to tag; `model` is the path of a model file. */
export interface TagSettings {
  mode: Mode;
  evidence: number;
  model?: string | undefined;
}

/** What a worker is asked to do. It begins no notice once `stop[0]` is not 0. */
export interface WorkerTask {
  works: readonly Work[];
  settings: TagSettings;
  stop: Int32Array;
}

/** So that handing over costs little beside the work: a notice takes about a millisecond, a message some hundredths of one. */
const BATCH_NOTICES = 32;
/** A batch of long texts is shorter, in UTF-16 code units: memory is bounded by text, not by notices. */
const BATCH_LENGTH = 1 << 17;
/** For each thread so many batches, at work, waiting or done: enough that none waits while a slow one is awaited. */
const BATCHES_A_JOB = 3;

/** The number of threads that `--jobs` means; 0 is one for each core. */
export function threadsOf(jobs: number): number {
  return jobs === 0 ? availableParallelism() : jobs;
}

/**
 * Tags in this thread. Between notices signals and timers have their turn. Once the signal has come no notice is begun. O(n).
 */
export async function* tagHere(
  works: AsyncIterable<Work>,
  { mode, evidence }: TagSettings,
  classifier: Classifier | undefined,
  signal: AbortSignal,
): AsyncGenerator<TagRecord> {
  const options = { mode, evidence, ...(classifier && { classifier }) };
  for await (const { source, entry } of works) {
    await nextTurn();
    if (signal.aborted) return;
    yield tagEntry(source, entry, options);
  }
}

/**
 * Tags in several threads, each with a model of its own; the records are those of `tagHere`, in the same order, and a bounded
 * number of notices is held at a time. Once the signal has come no notice is begun. Notices are handed over in batches, so
 * records of a slow source come later than with one thread. O(n).
 */
export async function* tagInThreads(
  works: AsyncIterable<Work>,
  settings: TagSettings,
  threads: number,
  signal: AbortSignal,
): AsyncGenerator<TagRecord> {
  const { Piscina } = await import("piscina");
  const pool = new Piscina<WorkerTask, TagRecord[]>({
    filename: new URL("./tag-worker.js", import.meta.url).href,
    name: "tagBatch",
    minThreads: threads,
    maxThreads: threads,
    recordTiming: false,
  });
  const stop = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  signal.addEventListener("abort", () => Atomics.store(stop, 0, 1), { once: true });
  const batches = pMapIterable(
    batchesOf(works),
    async (batch) => ({ asked: batch.length, records: await pool.run({ works: batch, settings, stop }) }),
    { concurrency: threads * 2, backpressure: threads * BATCHES_A_JOB },
  );
  try {
    for await (const { asked, records } of batches) {
      yield* records;
      // What follows a gap would be out of order, and a later run could not go on from it.
      if (records.length < asked) return;
    }
  } finally {
    await pool.destroy();
  }
}

async function* batchesOf(works: AsyncIterable<Work>): AsyncGenerator<Work[]> {
  let batch: Work[] = [];
  let length = 0;
  for await (const work of works) {
    batch.push(work);
    length += work.entry.text.length;
    if (batch.length < BATCH_NOTICES && length < BATCH_LENGTH) continue;
    yield batch;
    batch = [];
    length = 0;
  }
  if (batch.length > 0) yield batch;
}
