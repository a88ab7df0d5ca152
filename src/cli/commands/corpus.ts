import { type Command, Option } from "commander";
import { checkCorpus } from "../../corpus/check";
import { readJsonLines } from "../../io/jsonl";
import { type Reading, reading } from "../../schemas/reading";
import { LABELLED } from "../arguments";
import { formatCorpus } from "../format-corpus";
import { ANY_LABEL, readAllNotices } from "../labelled";
import { Complaints, EXIT, printLine } from "../output";

interface CorpusOptions {
  second?: string;
  format: "table" | "json";
}

export function addCorpus(program: Command): void {
  program
    .command("corpus")
    .description(
      "what is wrong with labelled notices before a model is trained on them; exit code 1 if anything is",
    )
    .argument("<labelled...>", LABELLED)
    .option(
      "--second <file>",
      "a second reader's labels and evidence (JSON Lines with id, label, evidence …)",
    )
    .addOption(new Option("--format <format>").choices(["table", "json"]).default("table"))
    .action(corpus);
}

async function corpus(sources: string[], { second, format }: CorpusOptions): Promise<void> {
  const complaints = new Complaints();
  const notices = await readAllNotices(sources, complaints, ANY_LABEL);
  const readings = second ? await readReadings(second, complaints) : [];
  const report = checkCorpus(notices, readings);
  await printLine(format === "json" ? JSON.stringify(report, null, 2) : formatCorpus(report));
  complaints.close({ done: notices.length });
  if (report.complaints.length > 0) process.exitCode = EXIT.someUnread;
}

async function readReadings(source: string, complaints: Complaints): Promise<Reading[]> {
  const readings: Reading[] = [];
  for await (const read of readJsonLines(source, reading)) {
    if (read.ok) readings.push(read.value);
    else complaints.add(read.error);
  }
  return readings;
}
