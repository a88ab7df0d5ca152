/** The results as JSON Lines, sorted by id; names what failed and exits with 1 unless all is done: node export.mjs. */
import { once } from "node:events";
import { Queue } from "bullmq";
import { complain, connect, QUEUE, RESULTS, readArguments, run } from "./shared.mjs";

/** As many results are held in memory; of all others the ids only. */
const BATCH = 500;

async function printLine(line) {
  if (!process.stdout.write(`${line}\n`)) await once(process.stdout, "drain");
}

/** By UTF-16 units: the same order on every machine, in whatever order the workers were done. */
async function printResults(redis) {
  const fields = (await redis.hkeys(RESULTS)).sort();
  for (let start = 0; start < fields.length; start += BATCH) {
    for (const result of await redis.hmget(RESULTS, ...fields.slice(start, start + BATCH))) {
      await printLine(result);
    }
  }
}

async function nameFailed(queue) {
  const failed = await queue.getFailed(0, -1);
  for (const job of failed) {
    complain(`${job.data.id ?? job.id}: failed for good: ${job.failedReason}`);
  }
  return failed.length;
}

async function countUndone(queue) {
  const { completed, failed, ...rest } = await queue.getJobCounts();
  const undone = Object.values(rest).reduce((sum, count) => sum + count, 0);
  if (undone > 0) complain(`${undone} not done yet`);
  return undone;
}

async function exportAll() {
  readArguments({});
  const redis = await connect();
  const queue = new Queue(QUEUE, { connection: redis });
  // What fails by it says so itself.
  queue.on("error", () => {});
  // Counted first: what is done meanwhile is printed all the same, never the other way round.
  const undone = await countUndone(queue);
  await printResults(redis);
  const failed = await nameFailed(queue);
  await queue.close();
  await redis.quit();
  return undone + failed > 0 ? 1 : 0;
}

await run(exportAll);
