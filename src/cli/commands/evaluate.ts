import { type Command, Option } from "commander";
import { shippedClassifier } from "../../classify";
import { Evaluation } from "../../evaluate/evaluate";
import { GROUPINGS, type Grouping } from "../../evaluate/folds";
import { reportOn } from "../../evaluate/report";
import { readLabelMap } from "../../io/label-map";
import { checkWritable, writeWhole } from "../../io/write";
import type { EvaluationReport } from "../../schemas/report";
import { GROUP_BY, wholeNumber } from "../arguments";
import { loadClassifier } from "../classifier";
import { formatReport } from "../format-report";
import { ANY_LABEL, eachNotice, leaveOutRare, readAllNotices } from "../labelled";
import { Complaints, printLine } from "../output";
import { withProgress } from "../progress";

interface EvaluateOptions {
  format?: "table" | "json";
  out?: string;
  model?: string;
  map?: string;
  compare?: string;
  crossValidate?: number;
  groupBy?: Grouping;
}

export function addEvaluate(program: Command): void {
  program
    .command("evaluate")
    .description("how well the model agrees with labels")
    .argument("<labelled...>", "JSON Lines or CSV files with text and label, or corpus directories")
    .addOption(
      new Option("--format <format>", "default: a table on a terminal, JSON when piped").choices([
        "table",
        "json",
      ]),
    )
    .option(
      "--map <file>",
      "CSV of label and cause: what labels of another vocabulary mean; any of its causes is right",
    )
    .option("--out <file>", "write the report to a file")
    .addOption(new Option("--model <file>", "a model of your own").conflicts("crossValidate"))
    .addOption(
      new Option("--compare <file>", "another model on the same notices, with McNemar's test").conflicts(
        "crossValidate",
      ),
    )
    .option("--cross-validate <folds>", "train on the other folds for each", wholeNumber)
    .addOption(new Option("--group-by <unit>", `${GROUP_BY}; default: incident`).choices(GROUPINGS))
    .action(evaluateLabels);
}

async function evaluateLabels(sources: string[], options: EvaluateOptions): Promise<void> {
  const complaints = new Complaints();
  if (options.out) await checkWritable(options.out);
  if (options.groupBy && options.crossValidate === undefined) {
    throw new RangeError("--group-by says what folds keep together; it needs --cross-validate");
  }
  const report =
    options.crossValidate === undefined
      ? await evaluateModel(sources, options, complaints)
      : await crossValidated(sources, options.crossValidate, options, complaints);
  const format = options.format ?? (process.stdout.isTTY ? "table" : "json");
  const text = format === "json" ? JSON.stringify(report, null, 2) : formatReport(report);
  if (options.out) await writeWhole(options.out, `${text}\n`);
  else printLine(text);
  complaints.close(report.n);
}

/** One notice after the other: collections may be larger than the memory. */
async function evaluateModel(
  sources: string[],
  { model, map, compare }: EvaluateOptions,
  complaints: Complaints,
): Promise<EvaluationReport> {
  const { classifier = shippedClassifier() } = await loadClassifier(model);
  const { classifier: compareWith } = await loadClassifier(compare);
  const { labels } = classifier;
  const known = {
    ...(map && { map: await readLabelMap(map, labels) }),
    ...(model && { labels }),
  };
  const evaluation = new Evaluation({ classifier, ...(compareWith && { compareWith }) });
  for await (const notice of eachNotice(sources, complaints, known)) evaluation.add(notice);
  const report = evaluation.report();
  return report.comparison ? { ...report, comparison: { ...report.comparison, model: compare! } } : report;
}

async function crossValidated(
  sources: string[],
  folds: number,
  { map, groupBy = "incident" }: EvaluateOptions,
  complaints: Complaints,
): Promise<EvaluationReport> {
  const { crossValidate } = await import("../../train/cross-validate");
  const notices = await readAllNotices(
    sources,
    complaints,
    map ? { map: await readLabelMap(map) } : ANY_LABEL,
  );
  const { kept, leftOut } = leaveOutRare(notices, folds, groupBy);
  const { predictions } = await withProgress("cross-validating", (onProgress) =>
    crossValidate(kept, folds, { groupBy, onProgress }),
  );
  return { ...reportOn(predictions), ...(leftOut.length > 0 && { leftOut }) };
}
