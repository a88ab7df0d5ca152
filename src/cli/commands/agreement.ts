import type { Command } from "commander";
import { InputError } from "../../errors";
import { type Ratings, reportAgreement } from "../../evaluate/agreement";
import { type AnyRecord, readRows } from "../../io/read-rows";
import { type DisputedItem, formatAgreement } from "../format-agreement";
import { Complaints } from "../output";
import { addReportOptions, checkOutput, type ReportOptions, subjectOf, writeReport } from "../report-output";

interface AgreementOptions extends ReportOptions {
  columns?: string[];
}

export function addAgreement(program: Command): void {
  const command = program
    .command("agreement")
    .description("how far annotators agree: a column of labels for each, in CSV, TSV or JSON Lines")
    .argument("<file...>", "files with a row for each notice");
  addReportOptions(command)
    .option(
      "--columns <names>",
      "the annotators' columns, parted by commas; default: those that begin with label, rater or annotator",
      (names: string) => names.split(",").map((name) => name.trim()),
    )
    .action(agreement);
}

async function agreement(sources: string[], options: AgreementOptions): Promise<void> {
  const complaints = new Complaints();
  await checkOutput(options);
  const rows: AnyRecord[] = [];
  for (const source of sources) {
    for await (const read of readRows(source)) {
      if (read.ok) rows.push(read.value);
      else complaints.add(read.error);
    }
  }
  const raters = options.columns ?? ratersOf(rows);
  checkColumns(rows, raters, sources);
  const report = reportAgreement(
    rows.map((row) => ratingsOf(row, raters)),
    raters,
  );
  const disputed = report.disagreements.map((index): DisputedItem => describe(rows[index]!, index, raters));
  await writeReport({ ...report, disagreements: disputed }, options, {
    table: () => formatAgreement(report, disputed),
    html: async (_, wording) => {
      const { renderAgreement } = await import("../../report");
      const disputes = disputed.map((item) => ({ ...item, name: item.id ?? `#${item.index + 1}` }));
      return renderAgreement({ report, subject: subjectOf(sources), disputes }, wording);
    },
  });
  complaints.close(rows.length);
}

const RATER_COLUMN = /^(?:label|rater|annotator)/i;

function ratersOf(rows: readonly AnyRecord[]): string[] {
  return [...new Set(rows.flatMap((row) => Object.keys(row)))].filter((column) => RATER_COLUMN.test(column));
}

/** @throws InputError if there are too few columns, or one that no row has. */
function checkColumns(
  rows: readonly AnyRecord[],
  raters: readonly string[],
  sources: readonly string[],
): void {
  const known = new Set(rows.flatMap((row) => Object.keys(row)));
  const missing = raters.filter((column) => !known.has(column));
  const have = `the columns are ${[...known].join(", ") || "none"}`;
  if (missing.length > 0)
    throw new InputError(`no column ${missing.join(", ")}; ${have}`, sources.join(", "));
  if (raters.length < 2) {
    throw new InputError(
      `two columns of labels at least; name them with --columns; ${have}`,
      sources.join(", "),
    );
  }
}

/** A blank cell, and a field that is left out, is no rating. */
function ratingsOf(row: AnyRecord, raters: readonly string[]): Ratings {
  return raters.map((column) => {
    const label = row[column];
    return label === null || label === undefined || String(label).trim() === "" ? null : String(label).trim();
  });
}

function describe(row: AnyRecord, index: number, raters: readonly string[]): DisputedItem {
  const ratings = ratingsOf(row, raters);
  return {
    index,
    id: typeof row.id === "string" || typeof row.id === "number" ? String(row.id) : null,
    ratings: Object.fromEntries(raters.map((rater, at) => [rater, ratings[at] ?? null])),
    text: typeof row.text === "string" ? row.text : null,
  };
}
