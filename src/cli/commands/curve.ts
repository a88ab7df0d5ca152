import { type Command, Option } from "commander";
import { ORIGINS } from "../../schemas/notice";
import { readAllNotices } from "../labelled";
import { Complaints, printLine } from "../output";
import { withProgress } from "../progress";

interface CurveOptions {
  test: (typeof ORIGINS)[number];
  format: "table" | "json";
}

export function addCurve(program: Command): void {
  program
    .command("curve")
    .description(
      "the learning curve: tested on the notices of one origin, trained on more and more of the others",
    )
    .argument("<labelled...>", "JSON Lines files with text, label and origin, or corpus directories")
    .addOption(new Option("--test <origin>", "the origin to test on").choices(ORIGINS).default("grounded"))
    .addOption(new Option("--format <format>").choices(["table", "json"]).default("table"))
    .action(curve);
}

async function curve(sources: string[], { test, format }: CurveOptions): Promise<void> {
  const { learningCurve } = await import("../../train/learning-curve");
  const complaints = new Complaints();
  const notices = await readAllNotices(sources, complaints);
  const points = await withProgress("learning", (onProgress) =>
    learningCurve(
      notices.filter(({ origin }) => origin !== test),
      notices.filter(({ origin }) => origin === test),
      onProgress,
    ),
  );
  if (format === "json") printLine(JSON.stringify(points, null, 2));
  else printLine([HEAD, ...points.map(rowOf)].join("\n"));
  complaints.close(notices.length);
}

const WIDTH = 50;
const HEAD = "trained on  accuracy  macro-F1";

function rowOf(point: { notices: number; accuracy: number; macroF1: number }): string {
  const bar = "█".repeat(Math.round(point.macroF1 * WIDTH));
  return `${String(point.notices).padStart(10)}${point.accuracy.toFixed(3).padStart(10)}${point.macroF1.toFixed(3).padStart(10)}  ${bar}`;
}
