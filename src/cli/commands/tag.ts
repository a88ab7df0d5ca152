import { type Command, InvalidArgumentError, Option } from "commander";
import type { Classifier, Mode } from "../../classify";
import { InputError, OutputError } from "../../errors";
import { STDIN } from "../../io/bytes";
import type { TagRecord } from "../../schemas/tag";
import { addReadingOptions, type ReadingOptions, readTextsOptions, wholeNumber } from "../arguments";
import { loadClassifier } from "../classifier";
import { readEntries } from "../entries";
import { checkTargets, type Inputs, inputsOf, sizesOf } from "../input-files";
import { Interrupt, untilAborted } from "../interrupt";
import { type KnownLayout, type Layout, layoutOf } from "../layout";
import { Complaints, defaultFormat, printLine } from "../output";
import { type Meter, NO_METER, openMeter } from "../progress";
import { type Field, parseFields } from "../record-fields";
import { notYetDone, passHead } from "../resume";
import { FileSink, type Sink, stdoutSink } from "../sink";
import { rowOf, tagTable } from "../tag-table";
import { optionsOf, type TagSettings, tagHere, tagInThreads, tagOne, threadsOf, type Work } from "../tagger";

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

async function tag(named: string[], options: TagOptions): Promise<void> {
  const format = options.format ?? (options.out === undefined ? defaultFormat() : "jsonl");
  checkUsage(format, options);
  const { out, rejects, model, quiet, jsonErrors } = options;
  const inputs = await inputsOf(named);
  const { sources } = inputs;
  await checkTargets(
    { "--out": out, "--rejects": rejects },
    named,
    model === undefined ? sources : [...sources, model],
  );
  // Threads load it themselves, but what is wrong with it is told before any begins.
  const { classifier } = await loadClassifier(model);
  const meter = isWatched(format, options) ? openMeter("tagging", await sizesOf(sources)) : NO_METER;
  const complaints = new Complaints({ quiet, json: jsonErrors, beforeSaying: meter.clear });
  const interrupt = new Interrupt();
  const tally = { done: 0, before: 0, leftOut: 0 };
  const summary = () => ({
    done: tally.done,
    ...(tally.before > 0 && { before: tally.before }),
    ...(tally.leftOut > 0 && { leftOut: tally.leftOut }),
    ...(interrupt.name && { interrupted: interrupt.name }),
  });
  try {
    const run: Run = {
      works: worksOf(inputs, options, complaints, interrupt.signal),
      classifier,
      complaints,
      meter,
      tally,
      signal: interrupt.signal,
    };
    if (format === "table") await writeTable(run, options, sources.length > 1);
    else if (out === undefined) await writeOut(run, layoutOf(format, options), options);
    else await writeFile(run, layoutOf(format as "jsonl" | "csv", options), { ...options, out });
    meter.stop();
    if (tally.leftOut > 0) complaints.tell(`${tally.leftOut} ${LEFT_OUT}`);
    complaints.close(summary());
  } catch (error) {
    meter.stop();
    if (!(error instanceof InputError || error instanceof OutputError)) throw error;
    complaints.fail(error, summary());
  } finally {
    await interrupt.close();
  }
}

const LEFT_OUT =
  "without an incident, without an answer, or of a label that is no cause of the taxonomy, left out";

/** Refuses options that do not go together, before anything is written. */
function checkUsage(format: Format, { bom, fields, out, resume }: TagOptions): void {
  if (bom && format !== "csv") throw new RangeError("--bom goes with --format csv");
  const isPlain = format === "jsonl" || format === "csv";
  if (fields && !isPlain) throw new RangeError("--fields goes with --format jsonl or csv");
  if (out !== undefined && !isPlain) throw new RangeError("--out goes with --format jsonl or csv");
  if (resume && out === undefined) throw new RangeError("--resume goes with --out");
}

/** A bar would be in the way of lines on the same terminal, and of programs. */
function isWatched(format: Format, { out, quiet, jsonErrors }: TagOptions): boolean {
  const isApart = format === "table" || out !== undefined || !process.stdout.isTTY;
  return process.stderr.isTTY === true && isApart && !quiet && !jsonErrors;
}

/** What the ways to write have in common. */
interface Run {
  works: AsyncIterable<Work>;
  classifier: Classifier | undefined;
  complaints: Complaints;
  meter: Meter;
  tally: { done: number; before: number; leftOut: number };
  signal: AbortSignal;
}

async function* worksOf(
  { sources, errors, notes }: Inputs,
  options: TagOptions,
  complaints: Complaints,
  signal: AbortSignal,
): AsyncGenerator<Work> {
  for (const note of notes) complaints.tell(note);
  for (const error of errors) complaints.add(error);
  if (sources.includes(STDIN) && process.stdin.isTTY) complaints.tell("reading what you type, up to Ctrl-D");
  for await (const read of untilAborted(
    readEntries(sources, options.split, readTextsOptions(options)),
    signal,
  )) {
    if (read.ok) yield { source: read.source, entry: read.value };
    else complaints.add(read.error);
  }
}

/** The records of the works, in their order; complains of those of which there is none. */
async function* tagAll(
  { works, classifier, complaints, meter, signal }: Run,
  settings: TagSettings & { jobs: number },
): AsyncGenerator<TagRecord> {
  const threads = threadsOf(settings.jobs);
  const reads =
    threads > 1
      ? tagInThreads(works, settings, threads, signal)
      : tagHere(works, settings, classifier, signal);
  for await (const read of reads) {
    if (read.ok) yield read.value;
    else complaints.add(read.error);
    meter.count();
  }
}

async function writeTable(run: Run, options: TagOptions, naming: boolean): Promise<void> {
  if (options.rejects !== undefined) run.complaints.keepIn(options.rejects);
  const rows: string[][] = [];
  for await (const record of tagAll(run, options)) rows.push(rowOf(record, ++run.tally.done, naming));
  run.meter.stop();
  if (rows.length > 0) await printLine(tagTable(rows));
}

async function writeOut(run: Run, layout: Layout, options: TagOptions): Promise<void> {
  if (options.rejects !== undefined) run.complaints.keepIn(options.rejects);
  await writeRecords(run, layout, stdoutSink, options);
}

async function writeFile(
  run: Run,
  layout: KnownLayout,
  options: TagOptions & { out: string },
): Promise<void> {
  const { out: path, resume = false, rejects } = options;
  const sink = await FileSink.open(path, { keep: resume });
  try {
    const lines = sink.lines();
    const isBegun = resume && (await passHead(sink, lines, { path, layout }));
    // Not before: what is refused above leaves it as it is.
    if (rejects !== undefined) run.complaints.keepIn(rejects);
    if (isBegun)
      await writeRecords(goOn(run, layout, lines, options), { ...layout, head: "" }, sink, options);
    else await writeRecords(run, layout, sink, options);
  } finally {
    await sink.close();
  }
}

function goOn(
  run: Run,
  layout: KnownLayout,
  lines: AsyncIterator<string>,
  options: TagOptions & { out: string },
): Run {
  const { classifier, tally, signal } = run;
  const settings = optionsOf(options, classifier);
  const works = notYetDone(run.works, lines, {
    path: options.out,
    layout,
    signal,
    tag: (work) => tagOne(work, settings),
    onDone: () => tally.before++,
  });
  return { ...run, works };
}

async function writeRecords(
  run: Run,
  { head, lineOf }: Layout,
  sink: Sink,
  options: TagOptions,
): Promise<void> {
  const { tally, complaints } = run;
  let above = head;
  for await (const record of tagAll(run, options)) {
    const line = lineOf(record);
    if (line === null) {
      tally.leftOut++;
      continue;
    }
    await sink.write(above + line);
    above = "";
    tally.done++;
  }
  // Nothing to say is a result; nothing that could be read is none, and leaves what a file holds.
  if (tally.done + tally.before === 0 && complaints.count === 0 && !run.signal.aborted)
    await sink.write(above);
}
