/** Tags records until it is told to stop: node worker.mjs [--concurrency 4]. Run one for each core. */
import { hostname } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { Worker } from "bullmq";
import { classify, extractFeatures } from "owabi";
import {
  complain,
  connect,
  QUEUE,
  RESULTS,
  readArguments,
  resultField,
  run,
  wholeNumber,
} from "./shared.mjs";

/** For so long a worker that is told to stop waits for what it has in hand; less than what container runtimes grant. */
const STOP_MS = 8000;

/** As `owabi tag` answers, but for what it tells of the source. Throws where the text is no string. */
function tag({ id, text }) {
  const { cause, guess, reason, secondary, evidence } = classify(text);
  const features = extractFeatures(text);
  return { id, cause, probability: guess.probability, reason, secondary, evidence, features };
}

function readSettings() {
  const { values } = readArguments({ options: { concurrency: { type: "string", default: "4" } } });
  const { LOCK_MS = "30000", STALLED_MS = "30000" } = process.env;
  return {
    // Of a worker's jobs one is computed at a time; the others are on their way from Redis or back.
    concurrency: wholeNumber(values.concurrency, "--concurrency"),
    // A job whose worker has not been heard of for so long is another's; all that a worker has in hand must be done within it.
    lockDuration: wholeNumber(LOCK_MS, "LOCK_MS"),
    stalledInterval: wholeNumber(STALLED_MS, "STALLED_MS"),
  };
}

function startWorker(redis, settings) {
  /** The result is written before the job counts as done: killed in between, the job is done again, to the same field. */
  const work = async (job) => {
    await redis.hset(RESULTS, resultField(job), JSON.stringify(tag(job.data)));
  };
  const worker = new Worker(QUEUE, work, {
    ...settings,
    connection: redis,
    // Each job then tells who did it.
    name: `${hostname()}-${process.pid}`,
    // A record that takes its worker down with it must not take down all of them.
    maxStalledCount: 3,
  });
  worker.on("error", (error) => complain(error.message || error.code));
  worker.on("failed", (job, error) => complain(`${job?.data.id ?? job?.id}: ${error.message}`));
  return worker;
}

/**
 * Finishes what is in hand and takes no more. Where Redis is away nothing can be finished: others will do it again, once the
 * locks have run out.
 */
async function stop(worker, redis) {
  const isAway = redis.status !== "ready";
  if (!isAway) await Promise.race([worker.close().then(() => redis.quit()), sleep(STOP_MS)]);
  process.exit(0);
}

/** The exit code is that of `stop`. */
async function workOn() {
  const settings = readSettings();
  // A worker outlives a restart of Redis: it asks again for as long as it takes.
  const redis = await connect({ maxRetriesPerRequest: null });
  const worker = startWorker(redis, settings);
  process.once("SIGTERM", () => stop(worker, redis));
  process.once("SIGINT", () => stop(worker, redis));
}

await run(workOn);
