/** Adds one job for each record of JSON Lines: node enqueue.mjs [file...], or standard input. */
import { createHash } from "node:crypto";
import { Queue } from "bullmq";
import { readTexts } from "owabi/io";
import { complain, connect, QUEUE, readArguments, run } from "./shared.mjs";

/** As many jobs go to Redis in one round trip. */
const BATCH = 500;
/** Enough for a Redis that is away for a moment; a record at fault fails each time. */
const ATTEMPTS = { attempts: 3, backoff: { type: "exponential", delay: 200 } };

let unread = 0;

function refuse(message) {
  unread++;
  complain(message);
}

/** The same record has the same id, which BullMQ adds once; another text under an old id is another job. */
function jobId({ id, text }) {
  const digest = createHash("sha256").update(JSON.stringify([id ?? null, text]));
  return `record-${digest.digest("hex")}`;
}

function asJob({ id, text }) {
  return { name: "tag", data: { id, text }, opts: { ...ATTEMPTS, jobId: jobId({ id, text }) } };
}

async function* readJobs(sources) {
  // Said, lest what begins with lines that are no records pass for a page of text.
  for await (const read of readTexts(sources, { kind: "jsonl" })) {
    if (read.ok) yield asJob(read.value);
    else refuse(read.error.message);
  }
}

async function addAll(queue, jobs) {
  let count = 0;
  let batch = [];
  const flush = async () => {
    await queue.addBulk(batch);
    count += batch.length;
    batch = [];
  };
  for await (const job of jobs) {
    if (batch.push(job) === BATCH) await flush();
  }
  if (batch.length > 0) await flush();
  return count;
}

async function countJobs(queue) {
  const counts = await queue.getJobCounts();
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

async function enqueue() {
  const { positionals: sources } = readArguments({ allowPositionals: true });
  const redis = await connect();
  const queue = new Queue(QUEUE, { connection: redis });
  // What fails by it says so itself.
  queue.on("error", () => {});
  const count = await addAll(queue, readJobs(sources.length > 0 ? sources : ["-"]));
  complain(`${count} records read, the queue knows ${await countJobs(queue)}`);
  await queue.close();
  await redis.quit();
  return unread > 0 ? 1 : 0;
}

await run(enqueue);
