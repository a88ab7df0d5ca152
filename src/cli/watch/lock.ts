/**
 * Keeps two runs off one file.
 *
 * The lock is a file beside it that says who has it. A lock whose process is known to be dead is taken over at once, one whose
 * process lives never, however long it sleeps. Where nobody can tell, because the process is or was on another machine or in
 * another container, a lock counts as long as it is renewed; should its owner have slept only, it finds out before it writes.
 */
import { randomUUID } from "node:crypto";
import { readFileSync, readlinkSync } from "node:fs";
import { open, readFile, rm, stat, utimes } from "node:fs/promises";
import { hostname } from "node:os";
import * as z from "zod";
import { OutputError } from "../../errors";

export interface Lock {
  /** @throws OutputError if another run has taken over. */
  check(): Promise<void>;
  /** Never throws: what went wrong before is more worth telling. */
  release(): Promise<void>;
}

const owner = z.object({
  token: z.string(),
  pid: z.number().int().positive(),
  /** Where the number of the process means something. */
  place: z.string(),
  /** When the process began, as the place counts; numbers are given again. */
  began: z.string(),
});

type Owner = z.infer<typeof owner>;

const RENEWED_EVERY = 10_000;
const STALE_AFTER = 60_000;

/** @throws OutputError if another run has the file, or it cannot be locked. */
export async function lockFile(file: string): Promise<Lock> {
  const path = `${file}.lock`;
  const token = randomUUID();
  const me: Owner = { token, pid: process.pid, place: thisPlace(), began: beginningOf(process.pid) };
  while (!(await create(path, me, file))) {
    const other = await ownerOf(path);
    if (await isAlive(path, other)) throw new OutputError(busy(path, other), file);
    await rm(path, { force: true }).catch(({ message }: Error) => {
      throw new OutputError(message, file);
    });
  }
  const timer = setInterval(() => {
    const now = new Date();
    // Who has lost the lock is told by `check`.
    utimes(path, now, now).catch(() => {});
  }, RENEWED_EVERY);
  timer.unref();
  const isMine = async () => (await ownerOf(path))?.token === token;
  return {
    check: async () => {
      if (!(await isMine()))
        throw new OutputError(
          "another owabi watch has taken it over, or its lock was removed; this run ends here",
          file,
        );
    },
    release: async () => {
      clearInterval(timer);
      if (await isMine()) await rm(path, { force: true }).catch(() => {});
    },
  };
}

/** False if there is a lock already. */
async function create(path: string, me: Owner, file: string): Promise<boolean> {
  try {
    const handle = await open(path, "wx");
    try {
      await handle.writeFile(JSON.stringify(me));
    } finally {
      await handle.close();
    }
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw new OutputError((error as Error).message, file);
  }
}

/** Undefined if there is no lock, or one that is just being written. */
async function ownerOf(path: string): Promise<Owner | undefined> {
  try {
    return owner.parse(JSON.parse(await readFile(path, "utf8")));
  } catch {
    return undefined;
  }
}

async function isAlive(path: string, other: Owner | undefined): Promise<boolean> {
  if (other?.place === thisPlace()) return isRunning(other.pid) && beginningOf(other.pid) === other.began;
  const found = await stat(path).catch(() => undefined);
  return found !== undefined && Date.now() - found.mtimeMs < STALE_AFTER;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It runs, but is another's.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function busy(path: string, other: Owner | undefined): string {
  const who = other ? ` (process ${other.pid} on ${other.place.split(" ", 1)[0]})` : "";
  return `another owabi watch${who} is at work on it; wait for its end, or use a file of its own. If it runs no more, remove ${path}`;
}

/** The machine since its last start, and the container, as far as the system tells. */
function thisPlace(): string {
  return [
    hostname(),
    told(() => readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()),
    told(() => readlinkSync("/proc/self/ns/pid")),
  ].join(" ");
}

/** The 22nd field of `stat`, counted behind the name in parentheses, which may hold anything. */
function beginningOf(pid: number): string {
  return told(() => {
    const status = readFileSync(`/proc/${pid}/stat`, "utf8");
    return status.slice(status.lastIndexOf(")") + 2).split(" ")[19]!;
  });
}

function told(tell: () => string): string {
  try {
    return tell();
  } catch {
    return "";
  }
}
