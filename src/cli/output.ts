/** Where results and complaints go: stdout holds results only, stderr the rest. */
import { closeSync, openSync, writeSync } from "node:fs";
import { InputError, OutputError } from "../errors";
import { harmless, oneLine } from "./display";

/** The exit codes of the command. */
export const EXIT = { ok: 0, someUnread: 1, usage: 2, fault: 70 } as const;

/**
 * Writes to stdout, and waits where its reader is slower than we are: else what waits for him would fill the memory.
 *
 * A reader that has gone ends the process (see main.ts), so nothing waits for ever.
 */
export async function print(text: string): Promise<void> {
  if (process.stdout.write(text)) return;
  await new Promise<void>((resolve) => process.stdout.once("drain", () => resolve()));
}

/** As `print`, with a line feed. */
export async function printLine(text: string): Promise<void> {
  await print(`${text}\n`);
}

/** Says something to the user, on stderr. */
export function complain(text: string): void {
  process.stderr.write(`owabi: ${harmless(text)}\n`);
}

/** What a run comes to. */
interface Summary {
  /** Records written by this run, or read. */
  done: number;
  /** Records that an earlier run had written. */
  before?: number;
  /** Records left out because the format cannot say what they are. */
  leftOut?: number;
  /** The signal that ended the run. */
  interrupted?: NodeJS.Signals | undefined;
}

/** How complaints are made. */
interface ComplaintOptions {
  /** Nothing on stderr but what ends the run; the exit code tells. */
  quiet?: boolean | undefined;
  /** Each complaint, and the summary, as one JSON object a line. */
  json?: boolean | undefined;
  /** Called before something is said, so that a bar can make room. */
  beforeSaying?: () => void;
}

/** Names what could not be read and remembers it for the exit code. */
export class Complaints {
  count = 0;
  readonly #options: ComplaintOptions;
  #rejects: Rejects | undefined;

  constructor(options: ComplaintOptions = {}) {
    this.#options = options;
  }

  /**
   * Keeps each record that cannot be read in a file from here on, one JSON object a line, in place of what it holds.
   *
   * @throws OutputError if it cannot be opened.
   */
  keepIn(path: string): void {
    this.#rejects = new Rejects(path);
  }

  /** @throws OutputError if the file of rejects cannot be written. */
  add(error: InputError): void {
    this.count++;
    // At once: a reader of the results who leaves ends the process.
    process.exitCode = EXIT.someUnread;
    this.#rejects?.add(error);
    if (this.#options.json) this.#say(JSON.stringify(complaintOf(error)));
    else this.tell(error.message);
  }

  /** Says what is worth knowing and no fault of a record. */
  tell(text: string): void {
    if (!this.#options.json) this.#say(`owabi: ${oneLine(text)}`);
  }

  /** Tells of what ended the run before its time, and sums up. */
  fail(error: InputError | OutputError, summary: Summary): void {
    const complaint =
      error instanceof InputError ? complaintOf(error) : { source: error.target, problem: error.problem };
    if (this.#options.json) this.#say(JSON.stringify({ ...complaint, fatal: true }));
    else complain(error.message);
    this.close(summary);
    process.exitCode = EXIT.usage;
  }

  /** Does what may find that a record cannot be used. */
  unless(work: () => void): void {
    try {
      work();
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      this.add(error);
    }
  }

  /** Sets the exit code, and sums up where there is something to sum up; in JSON always, for programs rely on it. */
  close(summary: Summary): void {
    this.#rejects?.close();
    if (this.#options.json) this.#say(JSON.stringify({ summary: { ...summary, unread: this.count } }));
    else if (this.count > 0 || summary.interrupted) this.tell(sentenceOf(summary, this.count));
  }

  #say(line: string): void {
    if (this.#options.quiet) return;
    this.#options.beforeSaying?.();
    process.stderr.write(`${line}\n`);
  }
}

function sentenceOf({ done, before = 0, interrupted }: Summary, unread: number): string {
  return [
    ...(interrupted ? [`ended by ${interrupted}`] : []),
    ...(unread > 0 ? [`${unread} could not be read`] : []),
    `${done} done`,
    ...(before > 0 ? [`${before} done before`] : []),
  ].join(", ");
}

function complaintOf({ source, where: { line, id }, problem }: InputError) {
  return { source, line, id, problem };
}

/** The file of `--rejects`. Written at once, line by line: there are few, and a run that is killed has told of all. */
class Rejects {
  readonly #path: string;
  readonly #file: number;

  constructor(path: string) {
    this.#path = path;
    this.#file = this.#trying(() => openSync(path, "w"));
  }

  add(error: InputError): void {
    const line = JSON.stringify({ ...complaintOf(error), raw: error.where.raw });
    this.#trying(() => writeSync(this.#file, `${line}\n`));
  }

  close(): void {
    closeSync(this.#file);
  }

  #trying<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw new OutputError((error as Error).message, this.#path);
    }
  }
}

/** A table for people at a terminal, JSON Lines for programs behind a pipe. */
export function defaultFormat(): "table" | "jsonl" {
  return process.stdout.isTTY ? "table" : "jsonl";
}
