import { resolve } from "node:path";
import { type Command, InvalidArgumentError, Option } from "commander";
import type { Mode } from "../../classify";
import { InputError } from "../../errors";
import type { Read } from "../../io/read";
import type { TagRecord } from "../../schemas/tag";
import { nameOf } from "../../taxonomy/taxonomy";
import { addReadingOptions, type ReadingOptions, readTextsOptions, wholeNumber } from "../arguments";
import { loadClassifier } from "../classifier";
import { colours } from "../colours";
import { oneLine } from "../display";
import { type Entry, readEntries } from "../entries";
import { filesOf, sizesOf } from "../input-files";
import { Interrupt, untilAborted } from "../interrupt";
import { type Layout, layoutOf } from "../layout";
import { Complaints, defaultFormat, printLine } from "../output";
import { type Meter, NO_METER, openMeter } from "../progress";
import { type Field, parseFields } from "../record-fields";
import { FileSink, notYetDone, passHead, type Sink, stdoutSink } from "../sink";
import { formatTable } from "../table";
import { tagHere, tagInThreads, threadsOf, type Work } from "../tagger";

const FORMATS = ["table", "jsonl", "csv", "veris"] as const;
type Format = (typeof FORMATS)[number];

interface TagOptions extends ReadingOptions {
  format?: Format;
  bom?: boolean;
  mode: Mode;
  split?: boolean;
  model?: string;
  evidence: number;
  fields?: Field[];
  jobs: number;
  out?: string;
  resume?: boolean;
  rejects?: string;
  quiet?: boolean;
  jsonErrors?: boolean;
}

export function addTag(program: Command): void {
  const command = program
    .command("tag")
    .description("tag each notice of texts and pages with its cause; one record for each entry found")
    .argument(
      "[source...]",
      "files of text, HTML, PDF, Word, mail, tables, feeds, JSON Lines; folders, patterns, addresses of the web; - for standard input",
      ["-"],
    );
  addReadingOptions(command)
    .addOption(
      new Option(
        "--format <format>",
        "a table for a terminal, JSON Lines for programs, CSV, or VERIS incidents as JSON Lines",
      ).choices(FORMATS),
    )
    .option("--bom", "begin CSV with a byte order mark, by which Excel knows UTF-8")
    .option(
      "--fields <names>",
      "only these fields of the record, parted by commas, as keys or columns in this order (features.people.value, or a column of CSV)",
      parseFields,
    )
    .addOption(
      new Option("--mode <mode>", "how sure an answer has to be")
        .choices(["best-guess", "balanced", "high-precision"])
        .default("best-guess"),
    )
    .option("--split", "split records of .jsonl files too")
    .option("--no-split", "take each text file for one notice")
    .option("--evidence <count>", "how many passages of evidence at most", wholeNumber, 3)
    .option("--model <file>", "a model of your own, from owabi train")
    .option("--jobs <count>", "how many threads work, each with a model in memory; 0: all cores", jobs, 1)
    .option("--out <file>", "write JSON Lines or CSV there, in place of what the file holds")
    .option(
      "--resume",
      "go on with the file of --out where an interrupted run left it; needs the same sources, unchanged, and the same options",
    )
    .option(
      "--rejects <file>",
      "write each record that could not be read there, with the reason, as JSON Lines",
    )
    .option("--quiet", "nothing on stderr but what is wrong with the usage; the exit code tells the rest")
    .addOption(
      new Option(
        "--json-errors",
        "each complaint and a last summary as one JSON object a line on stderr",
      ).conflicts("quiet"),
    )
    .action(tag);
}

/** More threads than any machine has cores are a slip of the hand, and each takes the memory of a model. */
const MOST_JOBS = 256;

function jobs(value: string): number {
  const count = wholeNumber(value);
  if (count > MOST_JOBS) throw new InvalidArgumentError(`Expected ${MOST_JOBS} at most.`);
  return count;
}

async function tag(sources: string[], options: TagOptions): Promise<void> {
  const format = options.format ?? (options.out === undefined ? defaultFormat() : "jsonl");
  checkUsage(format, options);
  await checkFiles(sources, options);
  // Threads load it themselves, but what is wrong with it is told before any begins.
  const { classifier } = await loadClassifier(options.model);
  const meter = isWatched(format, options) ? openMeter("tagging", await sizesOf(sources)) : NO_METER;
  const complaints = new Complaints({
    quiet: options.quiet,
    json: options.jsonErrors,
    rejects: options.rejects,
    beforeSaying: meter.clear,
  });
  const interrupt = new Interrupt();
  const tally = { done: 0, before: 0, leftOut: 0 };
  try {
    const threads = threadsOf(options.jobs);
    const { mode, evidence, model } = options;
    const settings = { mode, evidence, model };
    const tagWorks = (works: AsyncIterable<Work>) =>
      threads > 1
        ? tagInThreads(works, settings, threads, interrupt.signal)
        : tagHere(works, settings, classifier, interrupt.signal);
    const entries = untilAborted(
      readEntries(sources, options.split, readTextsOptions(options)),
      interrupt.signal,
    );
    const run: Run = {
      works: worksOf(entries, complaints),
      tagWorks,
      meter,
      tally,
      signal: interrupt.signal,
    };
    if (format === "table") await writeTable(run, sources.length > 1);
    else await writeLines(run, layoutOf(format, options), options);
  } finally {
    meter.stop();
  }
  const { done, before, leftOut } = tally;
  if (leftOut > 0)
    complaints.tell(
      `${leftOut} without an incident, without an answer, or of a label that is no cause of the taxonomy, left out`,
    );
  complaints.close({
    done,
    ...(before > 0 && { before }),
    ...(leftOut > 0 && { leftOut }),
    ...(interrupt.name && { interrupted: interrupt.name }),
  });
  await interrupt.close();
}

/** Refuses options that do not go together, before anything is written. */
function checkUsage(format: Format, { bom, fields, out, resume }: TagOptions): void {
  if (bom && format !== "csv") throw new RangeError("--bom goes with --format csv");
  const isPlain = format === "jsonl" || format === "csv";
  if (fields && !isPlain) throw new RangeError("--fields goes with --format jsonl or csv");
  if (out !== undefined && !isPlain) throw new RangeError("--out goes with --format jsonl or csv");
  if (resume && out === undefined) throw new RangeError("--resume goes with --out");
}

/** What is read must not be written over. */
async function checkFiles(sources: readonly string[], { out, rejects }: TagOptions): Promise<void> {
  if (out === undefined && rejects === undefined) return;
  if (out !== undefined && rejects !== undefined && resolve(out) === resolve(rejects))
    throw new RangeError("--out and --rejects need a file each");
  const inputs = new Set((await filesOf(sources)).map((file) => resolve(file)));
  for (const path of [out, rejects]) {
    if (path !== undefined && inputs.has(resolve(path)))
      throw new InputError("is read as a source too; name another file to write to", path);
  }
}

/** A bar would be in the way of lines on the same terminal, and of programs. */
function isWatched(format: Format, { out, quiet, jsonErrors }: TagOptions): boolean {
  const isApart = format === "table" || out !== undefined || !process.stdout.isTTY;
  return process.stderr.isTTY === true && isApart && !quiet && !jsonErrors;
}

/** What the ways to write have in common. */
interface Run {
  works: AsyncIterable<Work>;
  tagWorks(works: AsyncIterable<Work>): AsyncIterable<TagRecord>;
  meter: Meter;
  tally: { done: number; before: number; leftOut: number };
  signal: AbortSignal;
}

async function* worksOf(entries: AsyncIterable<Read<Entry>>, complaints: Complaints): AsyncGenerator<Work> {
  for await (const read of entries) {
    if (read.ok) yield { source: read.source, entry: read.value };
    else complaints.add(read.error);
  }
}

async function writeTable({ works, tagWorks, meter, tally }: Run, naming: boolean): Promise<void> {
  const rows: string[][] = [];
  for await (const record of tagWorks(works)) {
    rows.push(rowOf(record, ++tally.done, naming));
    meter.count();
  }
  meter.stop();
  if (rows.length > 0) await printLine(formatTable(COLUMNS, rows));
}

async function writeLines(run: Run, layout: Layout, { out, resume }: TagOptions): Promise<void> {
  if (out === undefined) {
    await stdoutSink.write(layout.head);
    await writeRecords(run, layout, stdoutSink);
    return;
  }
  const sink = await FileSink.open(out, { keep: resume === true });
  try {
    await writeRecords(
      resume ? await goOn(run, layout, sink, out) : await begin(run, layout, sink),
      layout,
      sink,
    );
  } finally {
    await sink.close();
  }
}

async function begin(run: Run, { head }: Layout, sink: Sink): Promise<Run> {
  await sink.write(head);
  return run;
}

async function goOn(run: Run, layout: Layout, sink: FileSink, path: string): Promise<Run> {
  const { tally, signal } = run;
  const lines = sink.lines();
  if (!(await passHead(lines, layout, path))) return begin(run, layout, sink);
  const works = notYetDone(run.works, lines, { path, layout, signal, onDone: () => tally.before++ });
  return { ...run, works };
}

async function writeRecords(
  { works, tagWorks, meter, tally }: Run,
  layout: Layout,
  sink: Sink,
): Promise<void> {
  for await (const record of tagWorks(works)) {
    const line = layout.lineOf(record);
    if (line === null) tally.leftOut++;
    else await sink.write(line);
    tally.done++;
    meter.count();
  }
}

const COLUMNS = [
  { title: "#", width: 5, align: "right" },
  { title: "title", width: { share: 3 } },
  { title: "cause", width: 30 },
  { title: "p", width: 6, align: "right" },
  { title: "people", width: 11, align: "right" },
  { title: "the words that decided", width: { share: 4 } },
] as const;

function rowOf(record: TagRecord, number: number, naming: boolean): string[] {
  const title = oneLine(record.title ?? "");
  return [
    String(number),
    naming ? `${title}\n${colours.dim(oneLine(record.source))}` : title,
    causeCell(record),
    record.probability.toFixed(2),
    record.features.people?.value.toLocaleString("en") ?? "",
    record.evidence.map(({ text }) => `「${oneLine(text)}」`).join("\n"),
  ];
}

function causeCell(record: TagRecord): string {
  if (record.cause && record.name) {
    const name = colours.bold(oneLine(record.name));
    return record.name === record.cause ? name : `${name}\n${colours.dim(record.cause)}`;
  }
  const guess = record.alternatives[0];
  return `(${record.reason})${guess ? `\n${colours.dim(`perhaps ${oneLine(nameOf(guess.cause))}`)}` : ""}`;
}
