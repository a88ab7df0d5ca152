import { type Command, Option } from "commander";
import type { Mode } from "../../classify";
import { csvHeader, csvLine } from "../../export/csv";
import { toVeris } from "../../export/veris";
import type { TagRecord } from "../../schemas/tag";
import { nameOf } from "../../taxonomy/taxonomy";
import { allowPrivate, wholeNumber } from "../arguments";
import { loadClassifier } from "../classifier";
import { colours } from "../colours";
import { oneLine } from "../display";
import { readEntries } from "../entries";
import { Complaints, complain, defaultFormat, print, printLine } from "../output";
import { formatTable } from "../table";
import { tagEntry } from "../tag-record";

const FORMATS = ["table", "jsonl", "csv", "veris"] as const;
type Format = (typeof FORMATS)[number];

interface TagOptions {
  format?: Format;
  bom?: boolean;
  mode: Mode;
  split?: boolean;
  model?: string;
  evidence: number;
  allowPrivate: boolean;
}

export function addTag(program: Command): void {
  program
    .command("tag")
    .description("tag each notice of texts and pages with its cause; one record for each entry found")
    .argument(
      "[source...]",
      "text files (pages of many notices too), .jsonl files, addresses of the web, or - for standard input",
      ["-"],
    )
    .addOption(
      new Option(
        "--format <format>",
        "a table for a terminal, JSON Lines for programs, CSV, or VERIS incidents as JSON Lines",
      ).choices(FORMATS),
    )
    .option("--bom", "begin CSV with a byte order mark, by which Excel knows UTF-8")
    .addOption(
      new Option("--mode <mode>", "how sure an answer has to be")
        .choices(["best-guess", "balanced", "high-precision"])
        .default("best-guess"),
    )
    .option("--split", "split records of .jsonl files too")
    .option("--no-split", "take each text file for one notice")
    .option("--evidence <count>", "how many passages of evidence at most", wholeNumber, 3)
    .option("--model <file>", "a model of your own, from owabi train")
    .addOption(allowPrivate())
    .action(tag);
}

async function tag(sources: string[], options: TagOptions): Promise<void> {
  const { classifier } = await loadClassifier(options.model);
  const settings = { mode: options.mode, evidence: options.evidence, ...(classifier && { classifier }) };
  const format = options.format ?? defaultFormat();
  if (options.bom && format !== "csv") throw new RangeError("--bom goes with --format csv");
  const complaints = new Complaints();
  const rows: string[][] = [];
  let done = 0;
  let withoutIncident = 0;
  if (format === "csv") print(csvHeader(options));
  for await (const read of readEntries(sources, options.split, { allowPrivate: options.allowPrivate })) {
    if (!read.ok) {
      complaints.add(read.error);
      continue;
    }
    const record = tagEntry(read.source, read.value, settings);
    done++;
    if (format === "table") rows.push(rowOf(record, done, sources.length > 1));
    else if (format === "csv") print(csvLine(record));
    else {
      const value = format === "veris" ? toVeris(record) : record;
      if (value) printLine(JSON.stringify(value));
      else withoutIncident++;
    }
  }
  if (rows.length > 0) printLine(formatTable(COLUMNS, rows));
  if (withoutIncident > 0)
    complain(
      `${withoutIncident} without an incident, without an answer, or of a label that is no cause of the taxonomy, left out`,
    );
  complaints.close(done);
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
