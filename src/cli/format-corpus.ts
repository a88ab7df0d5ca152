/** The corpus report as text. */
import type { CorpusReport } from "../corpus/check";
import { LENGTHS } from "../corpus/traits";

export function formatCorpus(report: CorpusReport): string {
  return [totals(report), spread(report), likeness(report), giveaways(report), verdict(report)].join("\n\n");
}

function totals({ notices, incidents, agreement, nearDuplicates }: CorpusReport): string {
  const lines = [
    `notices                                  ${notices}`,
    `incidents                                ${incidents}`,
    `near-duplicates                          ${nearDuplicates.length}`,
  ];
  if (agreement) {
    lines.push(
      `read a second time                       ${agreement.n}`,
      `Cohen's kappa of the label               ${agreement.kappa.toFixed(3)}`,
      `F1 of the characters marked as evidence  ${agreement.evidenceF1.toFixed(3)}`,
    );
  }
  return lines.join("\n");
}

const share = (part: number, whole: number) => `${Math.round((100 * part) / whole)}%`;

function spread({ spread }: CorpusReport): string {
  const row = (cells: readonly string[]) =>
    cells.map((cell, i) => (i === 0 ? cell.padEnd(26) : cell.padStart(10))).join("");
  const head = row([
    "cause",
    "notices",
    ...LENGTHS,
    "official",
    "noisy",
    "decades",
    "org.kinds",
    "plain-less",
  ]);
  const rows = spread.map((one) =>
    row([
      one.label,
      String(one.notices),
      ...LENGTHS.map((name) => share(one.lengths[name], one.notices)),
      share(one.genres.official ?? 0, one.notices),
      share(one.noisy, one.notices),
      String(one.decades),
      String(one.organisations),
      share(one.withoutObviousWords, one.notices),
    ]),
  );
  return [head, ...rows, "plain-less: texts without the usual words of their cause"].join("\n");
}

function likeness({ sharedRuns }: CorpusReport): string {
  const rows = sharedRuns.map(
    ({ ids, runs, example }) => `${String(runs).padStart(5)}  ${ids.join("  ")}  「${example}」`,
  );
  return ["runs of 15 characters that two incidents share, fixed phrases left out", ...rows].join("\n");
}

function giveaways({ giveaways }: CorpusReport): string {
  const rows = giveaways.map(
    ({ trait, notices, bits, label, lift }) =>
      `${bits.toFixed(3).padStart(7)}  ${trait.padEnd(30)}${String(notices).padStart(6)}  ${lift.toFixed(1)} times as often under ${label}`,
  );
  return ["traits that tell the cause, in bits of mutual information", ...rows].join("\n");
}

function verdict({ complaints }: CorpusReport): string {
  return complaints.length === 0
    ? "nothing to complain of"
    : ["complaints", ...complaints.map((one) => `  ${one}`)].join("\n");
}
