/** What the three programs share: where Redis is, and what things are called there. */
import { Redis } from "ioredis";

export const QUEUE = process.env.OWABI_QUEUE ?? "owabi";

/** A hash with one field for each record, so that a job done twice leaves one result. */
export const RESULTS = `${QUEUE}-results`;

export function connect(options = {}) {
  return new Redis(process.env.REDIS_URL ?? "redis://127.0.0.1:6379", options);
}

/** Begins with the record's own id, by which the export is sorted; the job's id tells apart records that share it. */
export function resultField(job) {
  return `${job.data.id ?? ""} ${job.id}`;
}

export function complain(text) {
  process.stderr.write(`${text}\n`);
}
