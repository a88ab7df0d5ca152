import { type Command, Option } from "commander";
import { ORIGINS } from "../../schemas/notice";
import { LABELLED } from "../arguments";
import { formatCurve } from "../format-curve";
import { ANY_LABEL, readAllNotices } from "../labelled";
import { Complaints } from "../output";
import { withProgress } from "../progress";
import { addReportOptions, checkOutput, type ReportOptions, subjectOf, writeReport } from "../report-output";

interface CurveOptions extends ReportOptions {
  test?: (typeof ORIGINS)[number];
}

export function addCurve(program: Command): void {
  const command = program
    .command("curve")
    .description(
      "the learning curve: models that learn from more and more notices, tested on the same others",
    )
    .argument("<labelled...>", LABELLED);
  addReportOptions(command)
    .addOption(
      new Option("--test <origin>", "the origin to test on; default: a fifth of the incidents").choices(
        ORIGINS,
      ),
    )
    .action(curve);
}

/** A fifth of the incidents is held out where nothing else is said. */
const FOLDS = 5;

async function curve(sources: string[], options: CurveOptions): Promise<void> {
  const { learningCurve, heldOutCurve } = await import("../../train/learning-curve");
  const complaints = new Complaints();
  await checkOutput(options, sources);
  const { test } = options;
  const notices = await readAllNotices(sources, complaints, ANY_LABEL);
  const points = await withProgress("learning", (onProgress) =>
    test === undefined
      ? heldOutCurve(notices, FOLDS, { onProgress })
      : learningCurve(
          notices.filter(({ origin }) => origin !== test),
          notices.filter(({ origin }) => origin === test),
          onProgress,
        ),
  );
  await writeReport(points, options, {
    table: formatCurve,
    html: async (points, wording) => {
      const { renderCurve } = await import("../../report");
      return renderCurve(points, subjectOf(sources), wording);
    },
  });
  complaints.close({ done: notices.length });
}
