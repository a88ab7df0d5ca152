import { type Command, Option } from "commander";
import { shippedClassifier } from "../../classify";
import { UsageError } from "../../errors";
import { Evaluation } from "../../evaluate/evaluate";
import { GROUPINGS, type Grouping } from "../../evaluate/folds";
import { reportOn } from "../../evaluate/report";
import { readLabelMap } from "../../io/label-map";
import type { Mistake } from "../../report/evaluation-page";
import type { Wording } from "../../report/words";
import type { CurvePoint } from "../../schemas/curve";
import type { LabelledNotice } from "../../schemas/notice";
import type { EvaluationReport } from "../../schemas/report";
import { GROUP_BY, LABELLED, wholeNumber } from "../arguments";
import { loadClassifier } from "../classifier";
import { oneLine } from "../display";
import { formatReport } from "../format-report";
import { ANY_LABEL, eachNotice, leaveOutRare, readAllNotices } from "../labelled";
import { EVIDENCE, evidenceBy, SurestMistakes } from "../mistakes";
import { Complaints, complain } from "../output";
import { withProgress } from "../progress";
import { addReportOptions, checkOutput, type ReportOptions, subjectOf, writeReport } from "../report-output";

interface EvaluateOptions extends ReportOptions {
  model?: string;
  map?: string;
  compare?: string;
  crossValidate?: number;
  groupBy?: Grouping;
  learningCurve?: boolean;
}

export function addEvaluate(program: Command): void {
  const command = program
    .command("evaluate")
    .description("how well the model agrees with labels")
    .argument("<labelled...>", LABELLED);
  addReportOptions(command)
    .option(
      "--map <file>",
      "CSV of label and cause: what labels of another vocabulary mean; any of its causes is right",
    )
    .addOption(new Option("--model <file>", "a model of your own").conflicts("crossValidate"))
    .addOption(
      new Option("--compare <file>", "another model on the same notices, with McNemar's test").conflicts(
        "crossValidate",
      ),
    )
    .option("--cross-validate <folds>", "train on the other folds for each", wholeNumber)
    .option(
      "--learning-curve",
      "also models that learn from more and more of the notices, tested on one fold",
    )
    .addOption(new Option("--group-by <unit>", `${GROUP_BY}; default: incident`).choices(GROUPINGS))
    .action(evaluateLabels);
}

/** The report, and what only its page shows. */
interface Evaluated {
  report: EvaluationReport;
  /** Worked out where they are asked for only. */
  mistakes(): Mistake[];
  /** What answered. */
  model(wording: Wording): string;
}

async function evaluateLabels(sources: string[], options: EvaluateOptions): Promise<void> {
  const complaints = new Complaints();
  await checkOutput(options, [...sources, options.map, options.model, options.compare]);
  for (const option of ["groupBy", "learningCurve"] as const) {
    if (options[option] && options.crossValidate === undefined)
      throw new UsageError(`--${DASHED[option]} is of folds that are held out; it needs --cross-validate`);
  }
  const { report, mistakes, model } =
    options.crossValidate === undefined
      ? await evaluateModel(sources, options, complaints)
      : await crossValidated(sources, options.crossValidate, options, complaints);
  await writeReport(report, options, {
    table: formatReport,
    html: async (_, wording) => {
      const { renderEvaluation } = await import("../../report");
      const subject = subjectOf(sources, model(wording));
      return renderEvaluation({ report, subject, mistakes: mistakes() }, wording);
    },
  });
  complaints.close({ done: report.n });
}

const DASHED = { groupBy: "group-by", learningCurve: "learning-curve" } as const;

/** One notice after the other: collections may be larger than the memory. */
async function evaluateModel(
  sources: string[],
  { model, map, compare }: EvaluateOptions,
  complaints: Complaints,
): Promise<Evaluated> {
  const { classifier = shippedClassifier() } = await loadClassifier(model);
  const { classifier: compareWith } = await loadClassifier(compare);
  const { labels } = classifier;
  if (compareWith) tellOfUnanswered(labels, compareWith.labels, compare!);
  const known = {
    ...(map && { map: await readLabelMap(map, labels) }),
    ...(model && { labels }),
  };
  const evaluation = new Evaluation({ classifier, ...(compareWith && { compareWith }) });
  const mistakes = new SurestMistakes();
  for await (const notice of eachNotice(sources, complaints, known))
    mistakes.add(notice, evaluation.add(notice));
  const report = evaluation.report();
  return {
    report: report.comparison ? { ...report, comparison: { ...report.comparison, model: compare! } } : report,
    mistakes: () => mistakes.list(evidenceBy(classifier)),
    model: () => `${classifier.model.name} ${classifier.model.version}`,
  };
}

/** A comparison is of what both can answer; of the rest the other is always wrong. */
function tellOfUnanswered(labels: readonly string[], others: readonly string[], name: string): void {
  const unanswered = labels.filter((label) => !others.includes(label));
  if (unanswered.length > 0) complain(`${name} never answers ${unanswered.map(oneLine).join(", ")}`);
}

async function crossValidated(
  sources: string[],
  folds: number,
  { map, groupBy = "incident", learningCurve, format }: EvaluateOptions,
  complaints: Complaints,
): Promise<Evaluated> {
  const { crossValidate } = await import("../../train/cross-validate");
  const notices = await readAllNotices(
    sources,
    complaints,
    map ? { map: await readLabelMap(map) } : ANY_LABEL,
  );
  const { kept: places, leftOut } = leaveOutRare(notices, folds, groupBy);
  const kept = places.map((place) => notices[place]!);
  const { predictions, evidence } = await withProgress("cross-validating", (onProgress) =>
    // Only the page shows passages, and each costs a pass over the clauses.
    crossValidate(kept, folds, { groupBy, evidence: format === "html" ? EVIDENCE : 0, onProgress }),
  );
  const mistakes = new SurestMistakes();
  kept.forEach((notice, index) => {
    mistakes.add(notice, predictions[index]!);
  });
  return {
    report: {
      ...reportOn(predictions),
      ...(learningCurve && { learningCurve: await curveOf(kept, folds, groupBy) }),
      ...(leftOut.length > 0 && { leftOut }),
    },
    mistakes: () => mistakes.list((_, number) => evidence[number - 1]!),
    model: ({ words }) => `${folds}${words.crossValidation} (${groupBy})`,
  };
}

async function curveOf(
  notices: readonly LabelledNotice[],
  folds: number,
  groupBy: Grouping,
): Promise<CurvePoint[]> {
  const { heldOutCurve } = await import("../../train/learning-curve");
  return withProgress("learning", (onProgress) => heldOutCurve(notices, folds, { groupBy, onProgress }));
}
