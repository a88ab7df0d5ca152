/** Values of options, checked. */
import { type Command, InvalidArgumentError, Option } from "commander";
import { KINDS, type Kind } from "../io/kinds";
import type { ReadTextsOptions } from "../io/read-texts";

export const GROUP_BY =
  "what held-out folds never part: the notices of an incident, or also those of a writer (their field `writer`)";

export function wholeNumber(value: string): number {
  if (!/^\d{1,9}$/.test(value)) throw new InvalidArgumentError("Expected a whole number from 0.");
  return Number(value);
}

/** A time in seconds, with a fraction where a second is too coarse. */
export function seconds(value: string): number {
  if (!/^\d{1,6}(?:\.\d{1,3})?$/.test(value)) throw new InvalidArgumentError("Expected seconds, from 0.");
  return Number(value);
}

/** For every command that fetches. */
export function allowPrivate(): Option {
  return new Option(
    "--allow-private",
    "fetch from private, loopback and link-local addresses too: of a site of your own network",
  ).default(false);
}

export const LABELLED =
  "JSON Lines, CSV, TSV or Excel with text and label, each gzipped or not, or corpus directories";

export function modelOption(): Option {
  return new Option("--model <file>", "a model of your own, from owabi train");
}

export function evidenceOption(): Option {
  return new Option("--evidence <count>", "how many passages of evidence at most")
    .argParser(wholeNumber)
    .default(3);
}

export function modeOption(): Option {
  return new Option("--mode <mode>", "how sure an answer has to be")
    .choices(["best-guess", "balanced", "high-precision"])
    .default("best-guess");
}

/** For every command that parts pages into notices. */
export function addSplitOptions(command: Command): Command {
  return command
    .option("--split", "split records of tables, feeds and JSON Lines too")
    .option("--no-split", "take each page for one notice");
}

/** What commands are told of the texts that they read. */
export interface ReadingOptions {
  input?: Kind;
  textColumn?: string;
  idColumn?: string;
  allowPrivate: boolean;
}

/** Of JSON in one piece only feeds are read. */
const INPUT_KINDS = KINDS.filter((kind) => kind !== "json");

/** For every command that reads texts of all kinds. */
export function addReadingOptions(command: Command): Command {
  return command
    .addOption(
      new Option(
        "--input <kind>",
        "take every source for one of this kind, whatever its name and its beginning say",
      ).choices(INPUT_KINDS),
    )
    .option(
      "--text-column <name>",
      "the column of tables, or key of JSON Lines, that holds the text; default text",
    )
    .option(
      "--id-column <name>",
      "the column or key that holds the id; if it is not told: id, where there is one",
    )
    .addOption(allowPrivate());
}

export function readTextsOptions({
  input,
  textColumn,
  idColumn,
  allowPrivate,
}: ReadingOptions): ReadTextsOptions {
  return { kind: input, columns: { text: textColumn, id: idColumn }, allowPrivate };
}
