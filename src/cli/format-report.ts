/** The evaluation report as text: the same on a terminal and in a document. */
import type { EvaluationReport, LeftOut } from "../schemas/report";
import { oneLine } from "./display";
import { formatCurve } from "./format-curve";

export function formatReport(report: EvaluationReport): string {
  const parts = [summaryOf(report), perCauseOf(report), confusionsOf(report)];
  if (report.comparison) parts.push(comparisonOf(report.comparison));
  if (report.learningCurve) parts.push(formatCurve(report.learningCurve));
  if (report.leftOut) parts.push(leftOutOf(report.leftOut));
  return parts.join("\n\n");
}

/** The facts in the order of the report, with what is measured of them. */
const FACTS: readonly [keyof NonNullable<EvaluationReport["features"]>, string][] = [
  ["people", "number of people, exact"],
  ["dataKinds", "kinds of data, micro-F1"],
  ["services", "services, micro-F1"],
  ["published", "day of publication, exact"],
  ["occurred", "day of the incident, exact"],
  ["discovered", "day of discovery, exact"],
  ["exposure", "period of exposure, exact"],
  ["discoveredBy", "who noticed, exact"],
  ["protection", "protection of media, exact"],
  ["organisation", "organisation in the title, exact"],
];

const share = (value: number) => value.toFixed(3);

function summaryOf({ n, features, ...report }: EvaluationReport): string {
  const lines: [string, string][] = [
    ["notices", String(n)],
    ["accuracy", share(report.accuracy)],
    ["macro-F1", share(report.macroF1)],
    ["accuracy, secondary cause counts too", share(report.lenientAccuracy)],
    ["accuracy of the family", share(report.familyAccuracy)],
    ["expected calibration error", share(report.ece)],
    ["Brier score", share(report.brier)],
    ["coverage at 90% precision", share(report.coverageAtPrecision90)],
    ["coverage at 98% precision", share(report.coverageAtPrecision98)],
  ];
  if (report.secondary) lines.push(["secondary causes, F1", share(report.secondary.f1)]);
  for (const [fact, name] of FACTS) {
    const value = features?.[fact];
    if (value != null) lines.push([name, share(value)]);
  }
  return lines.map(([name, value]) => `${name.padEnd(38)}${value.padStart(6)}`).join("\n");
}

function comparisonOf({
  model,
  onlyFirst,
  onlySecond,
  p,
  ...figures
}: NonNullable<EvaluationReport["comparison"]>): string {
  return [
    `compared with ${oneLine(model)}`,
    `its accuracy                          ${share(figures.accuracy)}`,
    `its macro-F1                          ${share(figures.macroF1)}`,
    `right here only, right there only      ${onlyFirst}, ${onlySecond}`,
    `McNemar's p                           ${p < 0.001 ? "< 0.001" : share(p)}`,
  ].join("\n");
}

export function leftOutOf(leftOut: readonly LeftOut[]): string {
  const rows = leftOut.map(({ label, notices, why }) => `  ${oneLine(label)} (${notices}): ${why}`);
  return ["left out", ...rows].join("\n");
}

function perCauseOf({ perCause }: EvaluationReport): string {
  const head = `${"cause".padEnd(26)}${["precision", "recall", "F1", "support"].map((name) => name.padStart(10)).join("")}`;
  const rows = Object.entries(perCause).map(([cause, { precision, recall, f1, support }]) =>
    [
      cause.padEnd(26),
      ...[precision, recall, f1].map((value) => share(value).padStart(10)),
      String(support).padStart(10),
    ].join(""),
  );
  return [head, ...rows].join("\n");
}

const CONFUSIONS_SHOWN = 10;

/** The pairs that are mixed up most; the whole matrix is in the JSON. */
function confusionsOf({ confusion }: EvaluationReport): string {
  const pairs = Object.entries(confusion)
    .flatMap(([label, row]) => Object.entries(row).map(([guess, count]) => ({ label, guess, count })))
    .filter(({ label, guess }) => label !== guess)
    .sort((a, b) => b.count - a.count)
    .slice(0, CONFUSIONS_SHOWN);
  const rows = pairs.map(
    ({ label, guess, count }) => `${String(count).padStart(4)}  ${label} taken for ${guess}`,
  );
  return ["mixed up most", ...rows].join("\n");
}
