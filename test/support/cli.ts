/** The command as its users run it, from dist. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { ROOT } from "./corpus";

export const CLI = join(ROOT, "dist", "cli.js");

const { FORCE_COLOR, NO_COLOR, ...rest } = process.env;

/** Without what would decide on colours. */
export const ENVIRONMENT: NodeJS.ProcessEnv = rest;

export interface Ended {
  status: number | null;
  stdout: string;
  stderr: string;
}

/** Runs it to its end. */
export function owabi(args: readonly string[], input: string | Buffer = ""): Ended {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], {
    env: ENVIRONMENT,
    input,
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  return { status, stdout, stderr };
}

export function jsonLines<T = Record<string, unknown>>(text: string): T[] {
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));
}
