/**
 * Compares recipes on the corpus: by cross-validation grouped by writer and incident, and trained without the grounded notices on
 * them. `npm run experiment` runs all and writes results.md; with words behind it, those whose names hold one, and prints.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { groupedFolds } from "../src/evaluate/folds";
import {
  accuracy,
  expectedCalibrationError,
  macroF1,
  type Prediction,
  perLabelScores,
} from "../src/evaluate/metrics";
import { causeIds } from "../src/taxonomy/taxonomy";
import { prepare } from "../src/train/fit";
import { DEFAULT_FIT } from "../src/train/options";
import { readCorpus } from "./corpus";
import type { Answer, Example, Recipe } from "./recipe";
import { recipes } from "./recipes";

const FOLDS = 5;
/** The four patterns that the library was first asked for. */
const FIRST_ASKED = ["form-results-exposed", "public-bucket", "bcc-mistake", "usb-loss"];

interface Row {
  name: string;
  crossValidated: Prediction[];
  grounded: Prediction[];
}

async function readExamples(): Promise<{ examples: Example[]; grounded: Set<string> }> {
  const notices = await readCorpus();
  const prepared = prepare(notices, DEFAULT_FIT.shape);
  return {
    examples: prepared.map((example, index) => ({ ...example, id: String(index) })),
    grounded: new Set(
      prepared.filter((_, index) => notices[index]!.origin === "grounded").map(({ incident }) => incident),
    ),
  };
}

function predictionsOf(test: readonly Example[], answers: readonly Answer[]): Prediction[] {
  return answers.map(({ label, probability }, index) => ({
    label: test[index]!.label,
    ranking: [{ cause: label, probability: probability ?? Number.NaN }],
  }));
}

function runRecipe(recipe: Recipe, examples: readonly Example[], grounded: ReadonlySet<string>): Row {
  const folds = groupedFolds(examples, FOLDS, "writer");
  const split = (isTest: (example: Example, index: number) => boolean) => {
    const test = examples.filter(isTest);
    const training = examples.filter((example, index) => !isTest(example, index));
    return predictionsOf(test, recipe.run(training, test));
  };
  return {
    name: recipe.name,
    crossValidated: Array.from({ length: FOLDS }, (_, fold) =>
      split((_, index) => folds[index] === fold),
    ).flat(),
    grounded: split(({ incident }) => grounded.has(incident)),
  };
}

const HEAD = [
  "recipe",
  "macro-F1",
  "accuracy",
  "ECE",
  "worst of the four",
  "grounded macro-F1",
  "grounded accuracy",
];

function cellsOf({ name, crossValidated, grounded }: Row): string[] {
  const scores = perLabelScores(crossValidated, causeIds);
  const answersAreSure = crossValidated.every(({ ranking: [guess] }) => Number.isFinite(guess!.probability));
  const worst = Math.min(...FIRST_ASKED.map((label) => scores[label]?.f1 ?? 0));
  return [
    name,
    figure(macroF1(scores)),
    figure(accuracy(crossValidated)),
    figure(answersAreSure ? expectedCalibrationError(crossValidated) : Number.NaN),
    figure(worst),
    figure(macroF1(perLabelScores(grounded, causeIds))),
    figure(accuracy(grounded)),
  ];
}

function figure(value: number): string {
  return Number.isFinite(value) ? value.toFixed(3) : "–";
}

function markdown(rows: readonly string[][]): string {
  return [HEAD, HEAD.map((_, at) => (at === 0 ? "---" : "---:")), ...rows]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");
}

function tableOf(
  examples: readonly Example[],
  grounded: ReadonlySet<string>,
  rows: readonly string[][],
): string {
  return `${examples.length} notices, ${grounded.size} grounded incidents.\n\n${markdown(rows)}\n`;
}

async function main(words: readonly string[]): Promise<void> {
  const { examples, grounded } = await readExamples();
  const chosen = recipes.filter(
    ({ name }) => words.length === 0 || words.some((word) => name.includes(word)),
  );
  const rows: string[][] = [];
  for (const recipe of chosen) {
    const started = Date.now();
    rows.push(cellsOf(runRecipe(recipe, examples, grounded)));
    // After each recipe, so that an interrupted run has something to show.
    if (words.length === 0) {
      writeFileSync(
        join(import.meta.dirname, "results.md"),
        `${INTRODUCTION}\n${tableOf(examples, grounded, rows)}`,
      );
    }
    process.stderr.write(`${rows.at(-1)!.join("  ")}  (${Math.round((Date.now() - started) / 1000)} s)\n`);
  }
  process.stdout.write(tableOf(examples, grounded, rows));
}

const INTRODUCTION = `# What was tried

Written by \`npm run experiment\`. Macro-F1, accuracy, expected calibration error and the worst F1 of the four patterns
first asked for are of five-fold cross-validation grouped by writer and incident; the last two columns are of models trained without
the grounded notices, tested on them.
`;

await main(process.argv.slice(2));
