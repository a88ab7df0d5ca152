import { type Command, Option } from "commander";
import { GROUPINGS, type Grouping } from "../../evaluate/folds";
import { writeWhole } from "../../io/write";
import { GROUP_BY, LABELLED } from "../arguments";
import { ANY_LABEL, readAllNotices, tellOfRare } from "../labelled";
import { Complaints, complain, printLine } from "../output";
import { withProgress } from "../progress";
import { checkOutput } from "../report-output";

export function addTrain(program: Command): void {
  program
    .command("train")
    .description("a model of your own from labelled notices; the labels may be causes or any others")
    .argument("<labelled...>", LABELLED)
    .requiredOption("--out <file>", "where to write the model")
    .option("--name <name>", "the name that the model's answers carry", "custom")
    .addOption(new Option("--group-by <unit>", GROUP_BY).choices(GROUPINGS).default("incident"))
    .action(trainModel);
}

interface TrainCommandOptions {
  out: string;
  name: string;
  groupBy: Grouping;
}

async function trainModel(sources: string[], { out, name, groupBy }: TrainCommandOptions): Promise<void> {
  const { train } = await import("../../train/train");
  const complaints = new Complaints();
  await checkOutput({ out }, sources);
  const notices = await readAllNotices(sources, complaints, ANY_LABEL);
  tellOfRare(notices, groupBy);
  const model = await withProgress("training", (onProgress) => train(notices, { name, groupBy, onProgress }));
  await writeWhole(out, `${JSON.stringify(model, null, 1)}\n`);
  const { accuracy, macroF1 } = model.training.heldOut;
  complain(`held-out accuracy ${accuracy.toFixed(3)}, macro-F1 ${macroF1.toFixed(3)}`);
  await printLine(out);
  complaints.close({ done: notices.length });
}
