/** The agreement of annotators as text. */
import type { AgreementReport } from "../evaluate/agreement";
import { oneLine } from "./display";

/** An item on which not all agree; counts from 0. */
export interface DisputedItem {
  index: number;
  id: string | null;
  ratings: Readonly<Record<string, string | null>>;
  text: string | null;
}

const CONFUSIONS_SHOWN = 10;
const DISPUTES_SHOWN = 20;
const TEXT_SHOWN = 60;

export function formatAgreement(report: AgreementReport, disputed: readonly DisputedItem[]): string {
  const parts = [summaryOf(report), pairsOf(report), labelsOf(report)];
  if (report.confused.length > 0) parts.push(confusedOf(report));
  if (disputed.length > 0) parts.push(disputesOf(disputed));
  return parts.join("\n\n");
}

function figure(value: number | null): string {
  // -0.000 is 0.000.
  return value === null ? "–" : (Math.round(value * 1000) / 1000 || 0).toFixed(3);
}

function summaryOf({
  items,
  raters,
  fleissKappa,
  krippendorffAlpha,
  disagreements,
}: AgreementReport): string {
  const lines: [string, string][] = [
    ["items", String(items)],
    ["annotators", String(raters.length)],
    ["items on which not all agree", String(disagreements.length)],
    ["Fleiss' kappa, of items rated by all", figure(fleissKappa)],
    ["Krippendorff's alpha", figure(krippendorffAlpha)],
  ];
  return lines.map(([name, value]) => `${name.padEnd(38)}${value.padStart(6)}`).join("\n");
}

function pairsOf({ pairs }: AgreementReport): string {
  const width = Math.max(...pairs.map(({ raters }) => raters.join(" – ").length));
  const rows = pairs.map(({ raters, items, agreement, kappa }) =>
    [
      raters.join(" – ").padEnd(width),
      String(items).padStart(7),
      figure(agreement).padStart(11),
      figure(kappa).padStart(15),
    ].join(""),
  );
  return [
    `${"".padEnd(width)}${"items".padStart(7)}${"agreement".padStart(11)}${"Cohen's kappa".padStart(15)}`,
    ...rows,
  ].join("\n");
}

function labelsOf({ perLabel }: AgreementReport): string {
  const rows = perLabel.map(
    ({ label, given, agreement, kappa }) =>
      `${oneLine(label).padEnd(26)}${String(given).padStart(7)}${figure(agreement).padStart(11)}${figure(kappa).padStart(15)}`,
  );
  return [
    `${"label".padEnd(26)}${"given".padStart(7)}${"agreement".padStart(11)}${"Fleiss' kappa".padStart(15)}`,
    ...rows,
  ].join("\n");
}

function confusedOf({ confused }: AgreementReport): string {
  const rows = confused
    .slice(0, CONFUSIONS_SHOWN)
    .map(({ labels, count }) => `${String(count).padStart(4)}  ${labels.map(oneLine).join(" and ")}`);
  return ["mixed up most", ...rows].join("\n");
}

function disputesOf(disputed: readonly DisputedItem[]): string {
  const rows = disputed.slice(0, DISPUTES_SHOWN).map(({ index, id, ratings, text }) => {
    const said = Object.entries(ratings).map(([rater, label]) => `${rater}: ${oneLine(label ?? "–")}`);
    const words = text === null ? "" : `\n      ${oneLine(text).slice(0, TEXT_SHOWN)}`;
    return `  ${id ?? `row ${index + 1}`}  ${said.join(", ")}${words}`;
  });
  const rest = disputed.length - rows.length;
  return [
    "where they part",
    ...rows,
    ...(rest > 0 ? [`  and ${rest} more (--format json has all)`] : []),
  ].join("\n");
}
