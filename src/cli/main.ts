#!/usr/bin/env node
/** The command `owabi`. */
import { Command, CommanderError } from "commander";
import { version } from "../../package.json";
import { InputError, OutputError, UsageError } from "../errors";
import { complain, EXIT } from "./output";

type Add = (program: Command) => void;

/** In the order of the help. */
const COMMANDS: Readonly<Record<string, () => Promise<Add>>> = {
  tag: async () => (await import("./commands/tag")).addTag,
  split: async () => (await import("./commands/split")).addSplit,
  explain: async () => (await import("./commands/explain")).addExplain,
  watch: async () => (await import("./commands/watch")).addWatch,
  evaluate: async () => (await import("./commands/evaluate")).addEvaluate,
  audit: async () => (await import("./commands/audit")).addAudit,
  agreement: async () => (await import("./commands/agreement")).addAgreement,
  train: async () => (await import("./commands/train")).addTrain,
  curve: async () => (await import("./commands/curve")).addCurve,
  corpus: async () => (await import("./commands/corpus")).addCorpus,
  causes: async () => (await import("./commands/causes")).addCauses,
};

async function buildProgram(): Promise<Command> {
  const program = new Command("owabi")
    .description("Reads data-breach notices in Japanese and says what went wrong, and which words say so.")
    .version(version)
    .option("--color", "colours even without a terminal")
    .option("--no-color", "no colours")
    .showHelpAfterError("(owabi --help tells the usage)")
    .exitOverride();
  for (const load of wanted()) (await load())(program);
  for (const command of program.commands) {
    command.exitOverride().showHelpAfterError(`(owabi ${command.name()} --help tells the usage)`);
  }
  return program;
}

/** The command that is called; all of them where it is not the first word, so that the help names them. */
function wanted(): (() => Promise<Add>)[] {
  const name = process.argv[2] ?? "";
  return Object.hasOwn(COMMANDS, name) ? [COMMANDS[name]!] : Object.values(COMMANDS);
}

process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  // A reader that has seen enough (`owabi tag … | head`) is no error.
  if (error.code === "EPIPE") process.exit(process.exitCode ?? EXIT.ok);
  complain(`the results cannot be written: ${error.message}`);
  process.exit(EXIT.usage);
});
// Nobody is left to be told; the results still have a reader.
process.stderr.on("error", () => {});

let isOver = false;
// Work that waits for what never comes leaves nothing to do, and would end as if all were well.
process.once("beforeExit", () => {
  if (isOver) return;
  complain("the work came to a stand, by a fault of owabi; please report it with what you called");
  process.exit(EXIT.fault);
});

try {
  const program = await buildProgram();
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  } else if (error instanceof InputError || error instanceof OutputError || error instanceof UsageError) {
    complain(error.message);
    process.exitCode = EXIT.usage;
  } else {
    complain(`a fault of owabi itself, please report it: ${(error as Error)?.stack ?? error}`);
    process.exitCode = EXIT.fault;
  }
} finally {
  isOver = true;
  // What is still to come on it is of no use, and would keep the process waiting.
  process.stdin.destroy();
}
