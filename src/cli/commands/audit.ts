import { type Command, Option } from "commander";
import { nearDuplicates } from "../../corpus/similarity";
import { auditLabels, type Doubt } from "../../evaluate/audit";
import { GROUPINGS, type Grouping } from "../../evaluate/folds";
import { readLabelMap } from "../../io/label-map";
import type { Evidence } from "../../model/evidence";
import { whyDoubted } from "../../report/why";
import { wordingOf } from "../../report/words";
import type { AuditReport } from "../../schemas/doubt";
import type { LabelledNotice } from "../../schemas/notice";
import { GROUP_BY, LABELLED, wholeNumber } from "../arguments";
import { formatAudit } from "../format-audit";
import { ANY_LABEL, leaveOutRare, readAllNotices } from "../labelled";
import { EVIDENCE } from "../mistakes";
import { Complaints } from "../output";
import { withProgress } from "../progress";
import { addReportOptions, checkOutput, type ReportOptions, subjectOf, writeReport } from "../report-output";

interface AuditOptions extends ReportOptions {
  folds: number;
  groupBy: Grouping;
  map?: string;
}

export function addAudit(program: Command): void {
  const command = program
    .command("audit")
    .description("labels that look wrong, most doubtful first, by models that have not seen the notice")
    .argument("<labelled...>", LABELLED);
  addReportOptions(command)
    .option("--folds <number>", "how many models, each trained without one part", wholeNumber, 5)
    .addOption(new Option("--group-by <unit>", GROUP_BY).choices(GROUPINGS).default("incident"))
    .option("--map <file>", "CSV of label and cause: what labels of another vocabulary mean")
    .action(audit);
}

async function audit(sources: string[], options: AuditOptions): Promise<void> {
  const complaints = new Complaints();
  await checkOutput(options, sources);
  const notices = await readAllNotices(
    sources,
    complaints,
    options.map ? { map: await readLabelMap(options.map) } : ANY_LABEL,
  );
  const report = await auditReportOf(notices, options);
  await writeReport(report, options, {
    table: formatAudit,
    html: async (report, wording) => {
      const { renderAudit } = await import("../../report");
      const noticeOf = (index: number) => notices[index]!;
      return renderAudit({ report, subject: subjectOf(sources), noticeOf }, wording);
    },
  });
  complaints.close({ done: notices.length });
}

async function auditReportOf(
  notices: readonly LabelledNotice[],
  { folds, groupBy }: AuditOptions,
): Promise<AuditReport> {
  const { crossValidate } = await import("../../train/cross-validate");
  const { kept, leftOut } = leaveOutRare(notices, folds, groupBy);
  const judged = kept.map((index) => notices[index]!);
  const { predictions, evidence } = await withProgress("cross-validating", (onProgress) =>
    crossValidate(judged, folds, { groupBy, evidence: EVIDENCE, calibration: "shared", onProgress }),
  );
  const { doubts, undecided, noise } = auditLabels(
    judged.map(({ label, alsoRight }, index) => ({
      label,
      alsoRight,
      ranking: predictions[index]!.ranking,
    })),
  );
  return {
    n: judged.length,
    folds,
    ...(leftOut.length > 0 && { leftOut }),
    noise,
    doubts: doubts.map((doubt) => ({
      ...describe(doubt, judged[doubt.index]!, evidence[doubt.index]!),
      index: kept[doubt.index]!,
    })),
    undecided: undecided.map((index) => ({ index: kept[index]!, ...identify(judged[index]!) })),
    contradictions: contradictionsOf(notices),
  };
}

function identify({ id, label, text }: LabelledNotice): { id?: string; label: string; text: string } {
  return { ...(id !== undefined && { id }), label, text };
}

function describe(
  doubt: Doubt,
  notice: LabelledNotice,
  evidence: readonly Evidence[],
): AuditReport["doubts"][number] {
  const quotes = evidence.map(({ text }) => text);
  return {
    ...doubt,
    ...identify(notice),
    evidence: quotes,
    why: whyDoubted({ ...doubt, label: notice.label, evidence: quotes }, wordingOf("ja")),
  };
}

/** Texts less alike are not one text told twice. */
const ALIKE = 0.6;

function contradictionsOf(notices: readonly LabelledNotice[]): AuditReport["contradictions"] {
  const compared = notices.map(({ text }, index) => ({
    id: String(index),
    incident: `notice ${index}`,
    text,
  }));
  return nearDuplicates(compared, ALIKE).flatMap(({ ids, jaccard }) => {
    const indexes: [number, number] = [Number(ids[0]), Number(ids[1])];
    const labels: [string, string] = [notices[indexes[0]]!.label, notices[indexes[1]]!.label];
    const agree = labelsOf(notices[indexes[0]]!).some((label) =>
      labelsOf(notices[indexes[1]]!).includes(label),
    );
    return agree ? [] : [{ indexes, labels, jaccard }];
  });
}

/** All that would be right. */
function labelsOf({ label, alsoRight = [] }: LabelledNotice): string[] {
  return [label, ...alsoRight];
}
