/**
 * `npm run memory`: how much memory `owabi tag` takes at most, by how many notices it is given, after `npm run build`.
 * The figure that counts is that it does not grow. Linux only. `npm run memory -- 1000000` takes another number of them.
 */
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { readCorpus } from "./corpus";
import { publish } from "./publish";

const CLI = join(import.meta.dirname, "..", "dist", "cli.js");
const SIZES = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [10, 1000, 10_000, 100_000];

async function main(): Promise<void> {
  const texts = (await readCorpus()).map(({ text }) => text);
  const rows: string[] = [];
  for (const size of SIZES) {
    const { peak, records } = await run(texts, size);
    if (records !== size) throw new Error(`${records} records of ${size} notices`);
    rows.push(`${size.toLocaleString("en").padStart(9)}${peak.toFixed(0).padStart(9)}`);
  }
  publish(
    "memory.md",
    "Memory of `owabi tag`, by `npm run memory`",
    `  notices  peak MB\n${rows.join("\n")}

The corpus over and over, as JSON Lines by standard input; peak resident set of the process (VmHWM), Node and the model included.
`,
  );
}

/** The peak in 10^6 bytes, and how many records came out. */
async function run(texts: readonly string[], size: number): Promise<{ peak: number; records: number }> {
  const child = spawn(process.execPath, [CLI, "tag", "-", "--input", "jsonl"], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  let peak = 0;
  const watching = setInterval(() => (peak = Math.max(peak, peakOf(child.pid!))), 20);
  let records = 0;
  const counting = (async () => {
    for await (const part of child.stdout) for (const byte of part as Buffer) if (byte === 0x0a) records++;
  })();
  await pipeline(Readable.from(linesOf(texts, size)), child.stdin);
  await counting;
  clearInterval(watching);
  return { peak, records };
}

function* linesOf(texts: readonly string[], size: number): Generator<string> {
  for (let index = 0; index < size; index++)
    yield `${JSON.stringify({ id: String(index), text: texts[index % texts.length] })}\n`;
}

/** What the kernel noted as the most; 0 once the process has ended. */
function peakOf(pid: number): number {
  try {
    const kilobytes = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    return (Number(kilobytes ?? 0) * 1024) / 1e6;
  } catch {
    return 0;
  }
}

await main();
