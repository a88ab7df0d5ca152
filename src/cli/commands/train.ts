import type { Command } from "commander";
import { checkWritable, writeWhole } from "../../io/write";
import { readAllNotices } from "../labelled";
import { Complaints, complain, printLine } from "../output";
import { reportProgress } from "../progress";

export function addTrain(program: Command): void {
  program
    .command("train")
    .description("a model of your own from labelled notices")
    .argument("<labelled...>", "JSON Lines files with text and label, or corpus directories")
    .requiredOption("--out <file>", "where to write the model")
    .option("--name <name>", "the name that the model's answers carry", "custom")
    .action(trainModel);
}

async function trainModel(sources: string[], { out, name }: { out: string; name: string }): Promise<void> {
  const { train } = await import("../../train/train");
  const complaints = new Complaints();
  await checkWritable(out);
  const notices = await readAllNotices(sources, complaints);
  const model = train(notices, { name, onProgress: reportProgress("training") });
  await writeWhole(out, `${JSON.stringify(model, null, 1)}\n`);
  const { accuracy, macroF1 } = model.training.heldOut;
  complain(`held-out accuracy ${accuracy.toFixed(3)}, macro-F1 ${macroF1.toFixed(3)}`);
  printLine(out);
  complaints.close(notices.length);
}
