import { type Command, Option } from "commander";
import type { Mode } from "../../classify";
import type { TagRecord } from "../../schemas/tag";
import { causeOf } from "../../taxonomy/taxonomy";
import { wholeNumber } from "../arguments";
import { loadClassifier } from "../classifier";
import { colours } from "../colours";
import { oneLine } from "../display";
import { readEntries } from "../entries";
import { Complaints, defaultFormat, printLine } from "../output";
import { formatTable } from "../table";
import { tagEntry } from "../tag-record";

interface TagOptions {
  format?: "table" | "jsonl";
  mode: Mode;
  split?: boolean;
  model?: string;
  evidence: number;
}

export function addTag(program: Command): void {
  program
    .command("tag")
    .description("tag each notice of texts and pages with its cause; one record for each entry found")
    .argument(
      "[source...]",
      "text files (pages of many notices too), .jsonl files, or - for standard input",
      ["-"],
    )
    .addOption(
      new Option("--format <format>", "a table for a terminal, JSON Lines for programs").choices([
        "table",
        "jsonl",
      ]),
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
    .action(tag);
}

async function tag(sources: string[], options: TagOptions): Promise<void> {
  const { classifier } = await loadClassifier(options.model);
  const settings = { mode: options.mode, evidence: options.evidence, ...(classifier && { classifier }) };
  const format = options.format ?? defaultFormat();
  const complaints = new Complaints();
  const rows: string[][] = [];
  let done = 0;
  for await (const read of readEntries(sources, options.split)) {
    if (!read.ok) {
      complaints.add(read.error);
      continue;
    }
    const record = tagEntry(read.source, read.value, settings);
    done++;
    if (format === "jsonl") printLine(JSON.stringify(record));
    else rows.push(rowOf(record, done, sources.length > 1));
  }
  if (rows.length > 0) printLine(formatTable(COLUMNS, rows));
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
  if (record.cause && record.name) return `${colours.bold(record.name)}\n${colours.dim(record.cause)}`;
  const guess = record.alternatives[0];
  return `(${record.reason})${guess ? `\n${colours.dim(`perhaps ${causeOf(guess.cause).name.ja}`)}` : ""}`;
}
