import { type Command, Option } from "commander";
import { borders, causes, families } from "../../taxonomy/taxonomy";
import { printLine } from "../output";
import { formatTable } from "../table";

export function addCauses(program: Command): void {
  program
    .command("causes")
    .description("the taxonomy: what each cause means and what to do about it")
    .addOption(
      new Option("--format <format>", "default: a table on a terminal, JSON when piped").choices([
        "table",
        "json",
      ]),
    )
    .addOption(new Option("--lang <language>", "language of the table").choices(["ja", "en"]).default("ja"))
    .action(printCauses);
}

async function printCauses({
  format,
  lang,
}: {
  format?: "table" | "json";
  lang: "ja" | "en";
}): Promise<void> {
  const chosen = format ?? (process.stdout.isTTY ? "table" : "json");
  await printLine(
    chosen === "json" ? JSON.stringify({ families, causes, borders }, null, 2) : causeTable(lang),
  );
}

function causeTable(lang: "ja" | "en"): string {
  const rows = causes.map(({ id, name, definition, advice }) => [
    id,
    name[lang],
    definition[lang],
    advice[lang],
  ]);
  return formatTable(COLUMNS, rows);
}

const COLUMNS = [
  { title: "id", width: 26 },
  { title: "name", width: 24 },
  { title: "what went wrong", width: { share: 3 } },
  { title: "what to do", width: { share: 2 } },
] as const;
