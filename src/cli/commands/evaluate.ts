import { type Command, Option } from "commander";
import { evaluate, evaluatePredictions, predictAll } from "../../evaluate/evaluate";
import { reportOnFeatures } from "../../evaluate/features";
import { GROUPINGS, type Grouping } from "../../evaluate/folds";
import { mcNemar } from "../../evaluate/intervals";
import { accuracy } from "../../evaluate/metrics";
import { reportOn } from "../../evaluate/report";
import { readLabelMap } from "../../io/label-map";
import { checkWritable, writeWhole } from "../../io/write";
import type { LabelledNotice } from "../../schemas/notice";
import type { EvaluationReport } from "../../schemas/report";
import { GROUP_BY, wholeNumber } from "../arguments";
import { loadClassifier } from "../classifier";
import { formatReport } from "../format-report";
import { readAllNotices } from "../labelled";
import { Complaints, printLine } from "../output";
import { reportProgress } from "../progress";

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
  const notices = await readAllNotices(
    sources,
    complaints,
    options.map ? await readLabelMap(options.map) : undefined,
  );
  const report = await reportFor(notices, options);
  const format = options.format ?? (process.stdout.isTTY ? "table" : "json");
  const text = format === "json" ? JSON.stringify(report, null, 2) : formatReport(report);
  if (options.out) await writeWhole(options.out, `${text}\n`);
  else printLine(text);
  complaints.close(notices.length);
}

async function reportFor(notices: LabelledNotice[], options: EvaluateOptions): Promise<EvaluationReport> {
  if (options.groupBy && options.crossValidate === undefined) {
    throw new RangeError("--group-by says what folds keep together; it needs --cross-validate");
  }
  if (options.compare) return compare(notices, options.model, options.compare);
  if (options.crossValidate === undefined) return evaluate(notices, await loadClassifier(options.model));
  const { crossValidate } = await import("../../train/cross-validate");
  const { predictions } = crossValidate(notices, options.crossValidate, {
    groupBy: options.groupBy ?? "incident",
    onProgress: reportProgress("fold"),
  });
  return evaluatePredictions(predictions);
}

async function compare(
  notices: readonly LabelledNotice[],
  model: string | undefined,
  other: string,
): Promise<EvaluationReport> {
  const [ours, theirs] = [await loadClassifier(model), await loadClassifier(other)];
  const first = predictAll(notices, ours.classifier);
  const second = predictAll(notices, theirs.classifier);
  const features = reportOnFeatures(notices);
  return {
    ...reportOn(first),
    ...(features && { features }),
    comparison: {
      model: other,
      accuracy: accuracy(second),
      macroF1: reportOn(second).macroF1,
      ...mcNemar(first, second),
    },
  };
}
