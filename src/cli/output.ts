/** Where results and complaints go: stdout holds results only, stderr the rest. */
import { InputError } from "../errors";

/** The exit codes of the command. */
export const EXIT = { ok: 0, someUnread: 1, usage: 2 } as const;

export function print(text: string): void {
  process.stdout.write(text);
}

export function printLine(text: string): void {
  process.stdout.write(`${text}\n`);
}

export function complain(text: string): void {
  process.stderr.write(`owabi: ${text}\n`);
}

/** Names what could not be read and remembers it for the exit code. */
export class Complaints {
  count = 0;

  add(error: InputError): void {
    this.count++;
    complain(error.message);
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

  /** Sets the exit code, and sums up where there is something to sum up. */
  close(done: number): void {
    if (this.count === 0) return;
    complain(`${this.count} could not be read, ${done} done`);
    process.exitCode = EXIT.someUnread;
  }
}

/** A table for people at a terminal, JSON Lines for programs behind a pipe. */
export function defaultFormat(): "table" | "jsonl" {
  return process.stdout.isTTY ? "table" : "jsonl";
}
