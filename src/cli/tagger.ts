/** Notices to records, in this thread or in several, in the order of the notices. */
import { availableParallelism } from "node:os";
import { setImmediate as nextTurn } from "node:timers/promises";
import { pMapIterable } from "p-map";
import type { Classifier, ClassifyOptions, Mode } from "../classify";
import { InputError } from "../errors";
import type { Read } from "../io/read";
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

/** What comes of a notice: its record, or why there is none. */
export type Outcome = { record: TagRecord } | { problem: string };

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
  settings: TagSettings,
  classifier: Classifier | undefined,
  signal: AbortSignal,
): AsyncGenerator<Read<TagRecord>> {
  const options = optionsOf(settings, classifier);
  for await (const work of works) {
    await nextTurn();
    if (signal.aborted) return;
    yield readOf(work, tagOne(work, options));
  }
}

export function optionsOf(
  { mode, evidence }: TagSettings,
  classifier: Classifier | undefined,
): ClassifyOptions {
  return { mode, evidence, ...(classifier && { classifier }) };
}

/** A notice on which we fail ourselves must not take the others with it. */
export function tagOne({ source, entry }: Work, options: ClassifyOptions): Outcome {
  try {
    return { record: tagEntry(source, entry, options) };
  } catch (error) {
    return {
      problem: `cannot be tagged, by a fault of owabi; please report it: ${(error as Error).message}`,
    };
  }
}

function readOf({ source, entry: { id } }: Work, outcome: Outcome): Read<TagRecord> {
  if ("record" in outcome) return { ok: true, source, value: outcome.record };
  return { ok: false, error: new InputError(outcome.problem, source, { id }) };
}

/**
 * Tags in several threads, each with a model of its own; the records are those of `tagHere`, in the same order, and a bounded
 * number of notices is held at a time. Once the signal has come no notice is begun. Notices are handed over in batches, so
 * records of a slow source come later than with one thread. O(n).
 */
export async function* tagInThreads(
  works: AsyncIterable<Work>,
  // By name: what else an option may hold need not be fit to be sent to a thread.
  { mode, evidence, model }: TagSettings,
  threads: number,
  signal: AbortSignal,
): AsyncGenerator<Read<TagRecord>> {
  const { Piscina } = await import("piscina");
  const pool = new Piscina<WorkerTask, Outcome[]>({
    filename: new URL("./tag-worker.js", import.meta.url).href,
    name: "tagBatch",
    // Each is begun when there is work for it, so that many for little work do no harm.
    minThreads: 1,
    maxThreads: threads,
    recordTiming: false,
  });
  const stop = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  signal.addEventListener("abort", () => Atomics.store(stop, 0, 1), { once: true });
  const batches = pMapIterable(
    batchesOf(works),
    async (works) => ({
      works,
      outcomes: await pool.run({ works, settings: { mode, evidence, model }, stop }),
    }),
    { concurrency: threads * 2, backpressure: threads * BATCHES_A_JOB },
  );
  try {
    for await (const { works, outcomes } of batches) {
      for (const [at, outcome] of outcomes.entries()) yield readOf(works[at]!, outcome);
      // What follows a gap would be out of order, and a later run could not go on from it.
      if (outcomes.length < works.length) return;
    }
  } finally {
    // Threads that are ended at their work would still answer, to nobody; each gives way after the notice it is at.
    Atomics.store(stop, 0, 1);
    await pool.close();
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
