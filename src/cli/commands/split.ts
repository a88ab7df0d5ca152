import { type Command, Option } from "commander";
import { readTexts } from "../../io/read-texts";
import type { SourceText } from "../../io/source-text";
import { type NoticeSegment, splitNotices } from "../../text/split";
import { addReadingOptions, type ReadingOptions, readTextsOptions } from "../arguments";
import { clip, oneLine } from "../display";
import { LONGEST_PAGE, tooLong } from "../entries";
import { Complaints, defaultFormat, printLine } from "../output";
import { formatTable } from "../table";

export function addSplit(program: Command): void {
  const command = program
    .command("split")
    .description("the notices of a page, and what stands around them; the segments together are the page")
    .argument("[source...]", "files, folders, patterns, addresses of the web, or - for standard input", [
      "-",
    ]);
  addReadingOptions(command)
    .addOption(new Option("--format <format>", "default as for tag").choices(["table", "jsonl"]))
    .action(split);
}

interface SplitOptions extends ReadingOptions {
  format?: "table" | "jsonl";
}

async function split(sources: string[], options: SplitOptions): Promise<void> {
  const format = options.format ?? defaultFormat();
  const complaints = new Complaints();
  let done = 0;
  for await (const read of readTexts(sources, readTextsOptions(options))) {
    if (!read.ok) {
      complaints.add(read.error);
      continue;
    }
    if (read.value.text.length > LONGEST_PAGE) {
      complaints.add(tooLong(read, LONGEST_PAGE));
      continue;
    }
    done++;
    if (format === "table") await printLine(tableOf(read.value.text));
    else for (const line of linesOf(read.source, read.value)) await printLine(line);
  }
  complaints.close({ done });
}

function tableOf(text: string): string {
  return formatTable(COLUMNS, splitNotices(text).map(rowOf));
}

/** `index` counts the segments of one text; texts of tables, feeds and JSON Lines have an id of their own where it has one. */
function linesOf(source: string, { id, text }: SourceText): string[] {
  const place = { source, ...(id !== undefined && { id }) };
  return splitNotices(text).map((segment, index) => JSON.stringify({ ...place, index, ...segment }));
}

const FIRST_WORDS = 60;

const COLUMNS = [
  { title: "#", width: 5, align: "right" },
  { title: "kind", width: 8 },
  { title: "from", width: 10, align: "right" },
  { title: "length", width: 10, align: "right" },
  { title: "title or first words", width: { share: 1 } },
] as const;

function rowOf({ kind, title, text, start, end }: NoticeSegment, index: number): string[] {
  const words = oneLine(title ?? clip(text.trim(), FIRST_WORDS));
  return [String(index), kind, String(start), String(end - start), words];
}
