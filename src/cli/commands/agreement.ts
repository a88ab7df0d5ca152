import type { Command } from "commander";
import { reportAgreement } from "../../evaluate/agreement";
import { readRows } from "../../io/read-rows";
import { formatAgreement } from "../format-agreement";
import { Complaints } from "../output";
import { RatedRows } from "../rated-rows";
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
      (names: string) =>
        names
          .split(",")
          .map((name) => name.trim())
          .filter((name) => name !== ""),
    )
    .action(agreement);
}

async function agreement(sources: string[], options: AgreementOptions): Promise<void> {
  const complaints = new Complaints();
  await checkOutput(options, sources);
  const rows = new RatedRows(options.columns);
  for (const source of sources) {
    for await (const read of readRows(source)) {
      if (!read.ok) complaints.add(read.error);
      else complaints.unless(() => rows.add(read.value, read.source, read.line));
    }
  }
  const raters = rows.raters(sources.join(", "));
  const report = reportAgreement(rows.ratings(raters), raters);
  const disputed = report.disagreements.map((index) => rows.describe(index, raters));
  await writeReport({ ...report, disagreements: disputed }, options, {
    table: () => formatAgreement(report, disputed),
    html: async (_, wording) => {
      const { renderAgreement } = await import("../../report");
      const disputes = disputed.map((item) => ({ ...item, name: item.id ?? `#${item.index + 1}` }));
      return renderAgreement({ report, subject: subjectOf(sources), disputes }, wording);
    },
  });
  complaints.close({ done: rows.size });
}
