/** Doubtful labels as text. */
import type { AuditReport } from "../schemas/doubt";
import { oneLine } from "./display";
import { leftOutOf } from "./format-report";

const SHOWN = 50;
const TEXT_SHOWN = 70;

export function formatAudit({
  n,
  folds,
  noise,
  doubts,
  undecided,
  contradictions,
  leftOut,
}: AuditReport): string {
  const lines: [string, string][] = [
    ["notices", String(n)],
    ["models, each without one part", String(folds)],
    ["labels in doubt", String(doubts.length)],
    ["estimated share of wrong labels", noise.toFixed(3)],
    ["notices that no label fits clearly", String(undecided.length)],
    ["near-duplicates of different labels", String(contradictions.length)],
  ];
  const parts = [lines.map(([name, value]) => `${name.padEnd(38)}${value.padStart(6)}`).join("\n")];
  if (doubts.length > 0) parts.push(`in doubt, most doubtful first\n${listOf(doubts.map(doubtOf))}`);
  if (contradictions.length > 0)
    parts.push(`alike, but labelled differently\n${listOf(contradictions.map(pairOf))}`);
  if (undecided.length > 0) parts.push(`no label fits clearly\n${listOf(undecided.map(undecidedOf))}`);
  if (leftOut) parts.push(leftOutOf(leftOut));
  return parts.join("\n\n");
}

function listOf(items: readonly string[]): string {
  const rest = items.length - SHOWN;
  return [...items.slice(0, SHOWN), ...(rest > 0 ? [`  and ${rest} more (--format json has all)`] : [])].join(
    "\n",
  );
}

function nameOf({ id, index }: { id?: string | undefined; index: number }): string {
  return oneLine(id ?? `notice ${index + 1}`);
}

function doubtOf(doubt: AuditReport["doubts"][number]): string {
  const { label, suggested, wrong, why, text } = doubt;
  return `  ${nameOf(doubt)}  ${label} → ${suggested}  (wrong: ${(100 * wrong).toFixed(1)}%)\n      ${why}\n      ${oneLine(text).slice(0, TEXT_SHOWN)}`;
}

function pairOf({ indexes, labels, jaccard }: AuditReport["contradictions"][number]): string {
  return `  notices ${indexes[0] + 1} and ${indexes[1] + 1}  ${labels.join(" and ")}  (likeness ${jaccard.toFixed(2)})`;
}

function undecidedOf(item: AuditReport["undecided"][number]): string {
  return `  ${nameOf(item)}  ${item.label}\n      ${oneLine(item.text).slice(0, TEXT_SHOWN)}`;
}
