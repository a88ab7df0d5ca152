/** What the three programs share: where Redis is, what things are called there, and how they say what is wrong. */
import { parseArgs } from "node:util";
import { Redis } from "ioredis";

export const QUEUE = process.env.OWABI_QUEUE ?? "owabi";

/** A hash with one field for each record, so that a job done twice leaves one result. */
export const RESULTS = `${QUEUE}-results`;

const EXIT_OK = 0;
const EXIT_USAGE = 2;

/** What the user can mend: it is told in one line. */
class UsageError extends Error {}

/** Runs a program; its result is the exit code. */
export async function run(program) {
  try {
    if (!/^[^:]+$/.test(QUEUE)) throw new UsageError(`OWABI_QUEUE: ${QUEUE}: no colon can be in the name`);
    process.exitCode = await program();
  } catch (error) {
    if (!isOfUse(error)) throw error;
    complain(error.message);
    process.exit(EXIT_USAGE);
  }
}

function isOfUse(error) {
  return error instanceof UsageError || error.name === "MaxRetriesPerRequestError";
}

/** The options and other arguments of the command line, by the rules of `parseArgs`. */
export function readArguments(config) {
  try {
    return parseArgs(config);
  } catch (error) {
    throw new UsageError(error.message);
  }
}

/** A positive whole number, of an option or a variable. */
export function wholeNumber(text, name) {
  const number = Number(text);
  if (Number.isInteger(number) && number > 0) return number;
  throw new UsageError(`${name}: ${text}: give a whole number above 0`);
}

/** A connection that is there. One that is lost later comes back by itself. */
export async function connect(options = {}) {
  const url = process.env.REDIS_URL ?? "redis://127.0.0.1:6379";
  const redis = new Redis(url, { ...options, lazyConnect: true });
  // Each attempt in vain tells of an error; what fails by it says so itself.
  let problem = "";
  redis.on("error", (error) => {
    problem = error.message || error.code;
  });
  try {
    await redis.connect();
    await redis.ping();
  } catch (error) {
    redis.disconnect();
    throw new UsageError(`no Redis: ${problem || error.message}; start it, or say where it is by REDIS_URL`);
  }
  return redis;
}

/** Begins with the record's own id, by which the export is sorted; the job's id tells apart records that share it. */
export function resultField(job) {
  return `${job.data.id ?? ""} ${job.id}`;
}

export function complain(text) {
  process.stderr.write(`${text}\n`);
}

/** A reader that has enough, such as head, is no error. */
process.stdout.on("error", (error) => {
  if (error.code === "EPIPE") process.exit(EXIT_OK);
  throw error;
});
