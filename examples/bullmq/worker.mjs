/** Tags records until it is told to stop: node worker.mjs [--concurrency 4]. Run one for each core. */
import { hostname } from "node:os";
import { parseArgs } from "node:util";
import { Worker } from "bullmq";
import { classify, extractFeatures } from "owabi";
import { complain, connect, QUEUE, RESULTS, resultField } from "./shared.mjs";

const { values } = parseArgs({ options: { concurrency: { type: "string", default: "4" } } });

/** A job whose worker has not been heard of for so long is another's; all that a worker has in hand must be done within it. */
const lockDuration = Number(process.env.LOCK_MS ?? 30_000);
const stalledInterval = Number(process.env.STALLED_MS ?? 30_000);

/** As `owabi tag` answers, but for what it tells of the source. Throws where the text is no string. */
function tag({ id, text }) {
  const { cause, guess, reason, secondary, evidence } = classify(text);
  const features = extractFeatures(text);
  return { id, cause, probability: guess.probability, reason, secondary, evidence, features };
}

/** The result is written before the job counts as done: killed in between, the job is done again, to the same field. */
async function work(job) {
  await redis.hset(RESULTS, resultField(job), JSON.stringify(tag(job.data)));
}

// A worker outlives a restart of Redis: it asks again for as long as it takes.
const redis = connect({ maxRetriesPerRequest: null });
const worker = new Worker(QUEUE, work, {
  connection: redis,
  // Each job then tells who did it.
  name: `${hostname()}-${process.pid}`,
  // Of a worker's jobs one is computed at a time; the others are on their way from Redis or back.
  concurrency: Number(values.concurrency),
  lockDuration,
  stalledInterval,
  // A record that takes its worker down with it must not take down all of them.
  maxStalledCount: 3,
});
worker.on("error", (error) => complain(error.message));
worker.on("failed", (job, error) => complain(`${job?.data.id ?? job?.id}: ${error.message}`));

/** Finishes what is in hand and takes no more. */
async function stop() {
  await worker.close();
  await redis.quit();
}

process.once("SIGTERM", stop);
process.once("SIGINT", stop);
