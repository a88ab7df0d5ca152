import type { Command } from "commander";
import { type Classification, classify } from "../../classify";
import type { Evidence } from "../../model/evidence";
import { nameOf } from "../../taxonomy/taxonomy";
import {
  addReadingOptions,
  addSplitOptions,
  evidenceOption,
  modelOption,
  type ReadingOptions,
  readTextsOptions,
} from "../arguments";
import { because } from "../because";
import { loadClassifier } from "../classifier";
import { colours } from "../colours";
import { harmless, oneLine } from "../display";
import { readEntries } from "../entries";
import { Complaints, printLine } from "../output";

interface ExplainOptions extends ReadingOptions {
  split?: boolean;
  model?: string;
  evidence: number;
}

export function addExplain(program: Command): void {
  const command = program
    .command("explain")
    .description(
      "the text with its evidence marked, how the causes compare, and why this one and not the next",
    )
    .argument("[source...]", "files, folders, patterns, addresses of the web, or - for standard input", [
      "-",
    ]);
  addSplitOptions(addReadingOptions(command))
    .addOption(evidenceOption())
    .addOption(modelOption())
    .action(explain);
}

async function explain(
  sources: string[],
  { split, model, evidence, ...reading }: ExplainOptions,
): Promise<void> {
  // The sentence that gives the reason needs a passage, whether passages are to be marked or not.
  const settings = { evidence: Math.max(1, evidence), ...(await loadClassifier(model)) };
  const complaints = new Complaints();
  let done = 0;
  for await (const read of readEntries(sources, split, readTextsOptions(reading))) {
    if (!read.ok) {
      complaints.add(read.error);
      continue;
    }
    if (done++ > 0) await printLine(`\n${"─".repeat(40)}\n`);
    const { text } = read.value;
    const classification = classify(text, settings);
    const marked = classification.evidence.slice(0, evidence);
    await printLine(`${markEvidence(text, marked).trim()}\n\n${verdict(classification, marked)}`);
  }
  complaints.close({ done });
}

const ALTERNATIVES = 3;

function verdict(classification: Classification, marked: readonly Evidence[]): string {
  const { ranking, reason } = classification;
  const lines = ranking.slice(0, 1 + ALTERNATIVES).map(({ cause, probability }, index) => {
    const line = `${(100 * probability).toFixed(1).padStart(5)}%  ${named(cause)}`;
    return index === 0 ? colours.bold(line) : colours.dim(line);
  });
  const reasons = marked.map(({ text, weight }) => `+${weight.toFixed(1)}  「${oneLine(text)}」`);
  const answered = reason === "answered" ? [] : [`(${reason})`];
  return [...answered, ...lines, "", because(classification), "", ...reasons].join("\n");
}

/** The name and the id, once where they are the same. */
function named(cause: string): string {
  const name = nameOf(cause);
  return name === cause ? oneLine(cause) : `${name} (${cause})`;
}

/** The best passage stands out most; without colour the passages stand in ⟦ ⟧, which notices do not use. */
function markEvidence(text: string, evidence: readonly Evidence[]): string {
  const best = evidence[0];
  const inOrder = [...evidence].sort((a, b) => a.start - b.start);
  let marked = "";
  let at = 0;
  for (const passage of inOrder) {
    marked += harmless(text.slice(at, passage.start)) + mark(harmless(passage.text), passage === best);
    at = passage.end;
  }
  return marked + harmless(text.slice(at));
}

function mark(text: string, best: boolean): string {
  if (!colours.isColorSupported) return `⟦${text}⟧`;
  return best ? colours.bold(colours.black(colours.bgYellow(text))) : colours.black(colours.bgCyan(text));
}
