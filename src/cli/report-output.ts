/** What all commands that report have alike: the formats, and where the report goes. */
import { type Command, Option } from "commander";
import { checkWritable, writeWhole } from "../io/write";
import { LANGUAGES, type Language, type Wording, wordingOf } from "../report/words";
import { checkTargets } from "./input-files";
import { printLine } from "./output";

const FORMATS = ["table", "json", "html"] as const;

export interface ReportOptions {
  format?: (typeof FORMATS)[number];
  out?: string;
  lang: Language;
}

export function addReportOptions(command: Command): Command {
  return command
    .addOption(
      new Option(
        "--format <format>",
        "default: a table on a terminal, JSON when piped; html is one file with charts that opens offline",
      ).choices(FORMATS),
    )
    .addOption(
      new Option("--lang <language>", "language of the HTML report").choices(LANGUAGES).default("en"),
    )
    .option("--out <file>", "write the report to a file");
}

/** Looks whether the report could be written, and over nothing that is read for it, before it is worked out. */
export async function checkOutput(
  { out }: Pick<ReportOptions, "out">,
  read: readonly (string | undefined)[],
): Promise<void> {
  if (out === undefined) return;
  const named = read.filter((source) => source !== undefined);
  await checkTargets({ "--out": out }, named, named);
  await checkWritable(out);
}

interface Renderings<Report> {
  table(report: Report): string;
  html(report: Report, wording: Wording): string | Promise<string>;
}

export async function writeReport<Report>(
  report: Report,
  { format = process.stdout.isTTY ? "table" : "json", out, lang }: ReportOptions,
  { table, html }: Renderings<Report>,
): Promise<void> {
  const renderings = {
    table: () => table(report),
    json: () => JSON.stringify(report, null, 2),
    html: () => html(report, wordingOf(lang)),
  };
  const text = await renderings[format]();
  if (out) await writeWhole(out, `${text}\n`);
  else await printLine(text);
}

/** What a report is on, for its head. */
export function subjectOf(sources: readonly string[], model?: string): string {
  return [sources.map((source) => (source === "-" ? "standard input" : source)).join(", "), model]
    .filter(Boolean)
    .join(" · ");
}
