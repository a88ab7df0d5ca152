#!/usr/bin/env node
/** The command `owabi`. */
import { Command, CommanderError } from "commander";
import { version } from "../../package.json";
import { InputError, OutputError } from "../errors";
import { addAgreement } from "./commands/agreement";
import { addAudit } from "./commands/audit";
import { addCauses } from "./commands/causes";
import { addCorpus } from "./commands/corpus";
import { addCurve } from "./commands/curve";
import { addEvaluate } from "./commands/evaluate";
import { addExplain } from "./commands/explain";
import { addSplit } from "./commands/split";
import { addTag } from "./commands/tag";
import { addTrain } from "./commands/train";
import { addWatch } from "./commands/watch";
import { complain, EXIT } from "./output";

const COMMANDS = [
  addTag,
  addSplit,
  addExplain,
  addWatch,
  addEvaluate,
  addAudit,
  addAgreement,
  addTrain,
  addCurve,
  addCorpus,
  addCauses,
];

function buildProgram(): Command {
  const program = new Command("owabi")
    .description("Reads data-breach notices in Japanese and says what went wrong, and which words say so.")
    .version(version)
    .option("--color", "colours even without a terminal")
    .option("--no-color", "no colours")
    .showHelpAfterError("(owabi --help tells the usage)")
    .exitOverride();
  for (const add of COMMANDS) add(program);
  for (const command of program.commands) {
    command.exitOverride().showHelpAfterError(`(owabi ${command.name()} --help tells the usage)`);
  }
  return program;
}

process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  // A reader that has seen enough (`owabi tag … | head`) is no error.
  if (error.code === "EPIPE") process.exit(process.exitCode ?? EXIT.ok);
  complain(`the results cannot be written: ${error.message}`);
  process.exit(EXIT.usage);
});
// Nobody is left to be told; the results still have a reader.
process.stderr.on("error", () => {});

try {
  await buildProgram().parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  } else if (error instanceof InputError || error instanceof OutputError || error instanceof RangeError) {
    complain(error.message);
    process.exitCode = EXIT.usage;
  } else {
    complain(`a fault of owabi itself, please report it: ${(error as Error)?.stack ?? error}`);
    process.exitCode = EXIT.fault;
  }
} finally {
  // What is still to come on it is of no use, and would keep the process waiting.
  process.stdin.destroy();
}
