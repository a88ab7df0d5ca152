/** A run of `tag`: from sources to records, and where they go. */
import type { Classifier, Mode } from "../classify";
import { STDIN } from "../io/bytes";
import type { TagRecord } from "../schemas/tag";
import { type ReadingOptions, readTextsOptions } from "./arguments";
import { readEntries } from "./entries";
import type { Inputs } from "./input-files";
import { untilAborted } from "./interrupt";
import { type KnownLayout, type Layout, layoutOf } from "./layout";
import { type Complaints, printLine } from "./output";
import type { Meter } from "./progress";
import type { Field } from "./record-fields";
import { notYetDone, passHead } from "./resume";
import { FileSink, type Sink, stdoutSink } from "./sink";
import { rowOf, tagTable } from "./tag-table";
import { optionsOf, type TagSettings, tagHere, tagInThreads, tagOne, threadsOf, type Work } from "./tagger";

export const FORMATS = ["table", "jsonl", "csv", "veris"] as const;
export type Format = (typeof FORMATS)[number];

export interface TagOptions extends ReadingOptions {
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

/** What the ways to write have in common. */
export interface Run {
  works: AsyncIterable<Work>;
  classifier: Classifier | undefined;
  complaints: Complaints;
  meter: Meter;
  tally: { done: number; before: number; leftOut: number };
  signal: AbortSignal;
}

/** What is to be tagged, in order, until the signal comes; complains of what cannot be read. */
export async function* worksOf(
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

/** Writes all records, as the options say. */
export async function write(run: Run, format: Format, options: TagOptions, naming: boolean): Promise<void> {
  if (format === "table") await writeTable(run, options, naming);
  else if (options.out === undefined) await writeOut(run, layoutOf(format, options), options);
  else await writeFile(run, layoutOf(format as "jsonl" | "csv", options), { ...options, out: options.out });
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
