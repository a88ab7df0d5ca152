import { type Command, InvalidArgumentError, Option } from "commander";
import { InputError, OutputError, UsageError } from "../../errors";
import {
  addReadingOptions,
  addSplitOptions,
  evidenceOption,
  modelOption,
  modeOption,
  wholeNumber,
} from "../arguments";
import { loadClassifier } from "../classifier";
import { checkTargets, inputsOf, sizesOf } from "../input-files";
import { Interrupt } from "../interrupt";
import { Complaints, defaultFormat } from "../output";
import { NO_METER, openMeter } from "../progress";
import { parseFields } from "../record-fields";
import { FORMATS, type Format, type Run, type TagOptions, worksOf, write } from "../tag-run";

export function addTag(program: Command): void {
  const command = program
    .command("tag")
    .description("tag each notice of texts and pages with its cause; one record for each entry found")
    .argument(
      "[source...]",
      "files of text, HTML, PDF, Word, mail, tables, feeds, JSON Lines; folders, patterns, addresses of the web; - for standard input",
      ["-"],
    );
  addSplitOptions(addReadingOptions(command))
    .addOption(
      new Option(
        "--format <format>",
        "a table for a terminal, JSON Lines for programs, CSV, or VERIS incidents as JSON Lines",
      ).choices(FORMATS),
    )
    .option("--bom", "begin CSV with a byte order mark, by which Excel knows UTF-8")
    .option(
      "--fields <names>",
      "only these fields of the record, parted by commas, as keys or columns in this order (features.people.value, or a column of CSV)",
      parseFields,
    )
    .addOption(modeOption())
    .addOption(evidenceOption())
    .addOption(modelOption())
    .option("--jobs <count>", "how many threads work, each with a model in memory; 0: all cores", jobs, 1)
    .option("--out <file>", "write JSON Lines or CSV there, in place of what the file holds")
    .option(
      "--resume",
      "go on with the file of --out where an interrupted run left it; needs the same sources, unchanged, and the same options",
    )
    .option(
      "--rejects <file>",
      "write each record that could not be read there, with the reason, as JSON Lines",
    )
    .option("--quiet", "nothing on stderr but what ends the run; the exit code tells the rest")
    .addOption(
      new Option(
        "--json-errors",
        "each complaint and a last summary as one JSON object a line on stderr",
      ).conflicts("quiet"),
    )
    .action(tag);
}

/** More threads than any machine has cores are a slip of the hand, and each takes the memory of a model. */
const MOST_JOBS = 256;

function jobs(value: string): number {
  const count = wholeNumber(value);
  if (count > MOST_JOBS) throw new InvalidArgumentError(`Expected ${MOST_JOBS} at most.`);
  return count;
}

async function tag(named: string[], options: TagOptions): Promise<void> {
  const format = options.format ?? (options.out === undefined ? defaultFormat() : "jsonl");
  checkUsage(format, options);
  const { out, rejects, model, quiet, jsonErrors } = options;
  const inputs = await inputsOf(named);
  const { sources } = inputs;
  await checkTargets(
    { "--out": out, "--rejects": rejects },
    named,
    model === undefined ? sources : [...sources, model],
  );
  // Threads load it themselves, but what is wrong with it is told before any begins.
  const { classifier } = await loadClassifier(model);
  const meter = isWatched(format, options) ? openMeter("tagging", await sizesOf(sources)) : NO_METER;
  const complaints = new Complaints({ quiet, json: jsonErrors, beforeSaying: meter.clear });
  const interrupt = new Interrupt();
  const tally = { done: 0, before: 0, leftOut: 0 };
  const summary = () => ({
    done: tally.done,
    ...(tally.before > 0 && { before: tally.before }),
    ...(tally.leftOut > 0 && { leftOut: tally.leftOut }),
    ...(interrupt.name && { interrupted: interrupt.name }),
  });
  try {
    const run: Run = {
      works: worksOf(inputs, options, complaints, interrupt.signal),
      classifier,
      complaints,
      meter,
      tally,
      signal: interrupt.signal,
    };
    await write(run, format, options, sources.length > 1);
    meter.stop();
    if (tally.leftOut > 0) complaints.tell(`${tally.leftOut} ${LEFT_OUT}`);
    complaints.close(summary());
  } catch (error) {
    meter.stop();
    if (!(error instanceof InputError || error instanceof OutputError)) throw error;
    complaints.fail(error, summary());
  } finally {
    await interrupt.close();
  }
}

const LEFT_OUT =
  "without an incident, without an answer, or of a label that is no cause of the taxonomy, left out";

/** Refuses options that do not go together, before anything is written. */
function checkUsage(format: Format, { bom, fields, out, resume }: TagOptions): void {
  if (bom && format !== "csv") throw new UsageError("--bom goes with --format csv");
  const isPlain = format === "jsonl" || format === "csv";
  if (fields && !isPlain) throw new UsageError("--fields goes with --format jsonl or csv");
  if (out !== undefined && !isPlain) throw new UsageError("--out goes with --format jsonl or csv");
  if (resume && out === undefined) throw new UsageError("--resume goes with --out");
}

/** A bar would be in the way of lines on the same terminal, and of programs. */
function isWatched(format: Format, { out, quiet, jsonErrors }: TagOptions): boolean {
  const isApart = format === "table" || out !== undefined || !process.stdout.isTTY;
  return process.stderr.isTTY === true && isApart && !quiet && !jsonErrors;
}
