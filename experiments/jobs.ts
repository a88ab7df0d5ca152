/**
 * `npm run jobs`: how much sooner `owabi tag` is done with two threads than with one, in one run, after `npm run build`. The
 * figures to read are the ratios; the times are of this machine, now.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { readCorpus } from "./corpus";
import { publish } from "./publish";

const CLI = join(import.meta.dirname, "..", "dist", "cli.js");
const JOBS = [1, 2];
/** Enough that starting the threads is little beside the work. */
const NOTICES = 3000;
/** Turn and turn about, so that what else the machine does falls on all alike; the quickest round counts. */
const ROUNDS = 2;

async function main(): Promise<void> {
  const notices = (await readCorpus()).slice(0, NOTICES);
  const folder = mkdtempSync(join(tmpdir(), "owabi-jobs-"));
  try {
    const source = join(folder, "notices.jsonl");
    writeFileSync(source, notices.map(({ text }) => `${JSON.stringify({ text })}\n`).join(""));
    publish("jobs.md", "Threads of `owabi tag`, by `npm run jobs`", figures(source, notices.length, folder));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function figures(source: string, notices: number, folder: string): string {
  const times = new Map(JOBS.map((jobs) => [jobs, Number.POSITIVE_INFINITY]));
  const outputs = new Set<string>();
  for (let round = 0; round < ROUNDS; round++) {
    for (const jobs of JOBS) {
      const out = join(folder, "tagged.jsonl");
      times.set(jobs, Math.min(times.get(jobs)!, timeOf(source, jobs, out)));
      outputs.add(readFileSync(out, "utf8"));
    }
  }
  if (outputs.size !== 1) throw new Error("the results differ with the number of threads");
  const one = times.get(1)!;
  const rows = [...times].map(([jobs, time]) =>
    [
      String(jobs).padStart(4),
      Math.round(notices / time)
        .toString()
        .padStart(11),
      (one / time).toFixed(2).padStart(10),
    ].join(""),
  );
  return `jobs  notices/s  speed-up
${rows.join("\n")}

${notices} notices on ${availableParallelism()} cores, the quickest of ${ROUNDS} rounds; starting is counted. The results are the same bytes.
`;
}

/** In seconds. */
function timeOf(source: string, jobs: number, out: string): number {
  const begun = performance.now();
  const { status, stderr } = spawnSync(
    process.execPath,
    [CLI, "tag", source, "--jobs", String(jobs), "--out", out],
    { encoding: "utf8" },
  );
  if (status !== 0) throw new Error(`owabi tag --jobs ${jobs} failed: ${stderr}`);
  return (performance.now() - begun) / 1000;
}

await main();
