/**
 * `npm run audit`: how many labels that were made wrong on purpose the audit finds, on the whole corpus.
 *
 * Labels are exchanged for others with the same probability each: for any other cause by chance, or, as people err, for one
 * with which a model that has not seen the notice confuses its cause.
 */
import { auditLabels } from "../src/evaluate/audit";
import { confusionMatrix } from "../src/evaluate/metrics";
import { randomNumbers } from "../src/random";
import type { LabelledNotice } from "../src/schemas/notice";
import { causeIds } from "../src/taxonomy/taxonomy";
import { crossValidate } from "../src/train/cross-validate";
import { readCorpus } from "./corpus";
import { publish } from "./publish";

const FOLDS = 5;

interface Trial {
  /** How probably a label is exchanged. */
  share: number;
  /** The same seed exchanges the same labels. */
  seed: number;
  kind: "by chance" | "confused";
}

const TRIALS: readonly Trial[] = [
  { share: 0.05, seed: 11, kind: "by chance" },
  { share: 0.05, seed: 23, kind: "by chance" },
  { share: 0.05, seed: 37, kind: "by chance" },
  { share: 0.1, seed: 11, kind: "by chance" },
  { share: 0.05, seed: 11, kind: "confused" },
  { share: 0, seed: 11, kind: "by chance" },
];

/** How often a cause is taken for each other one; once more than seen, so that none is left out. */
type Likeness = ReadonlyMap<string, readonly { cause: string; weight: number }[]>;

function likenessOf(notices: readonly LabelledNotice[]): Likeness {
  const { predictions } = crossValidate(notices, FOLDS, { calibration: "shared" });
  const confusion = confusionMatrix(predictions, causeIds);
  return new Map(
    causeIds.map((label) => [
      label,
      causeIds
        .filter((cause) => cause !== label)
        .map((cause) => ({ cause, weight: 1 + (confusion[label]?.[cause] ?? 0) })),
    ]),
  );
}

const EVEN: Likeness = new Map(
  causeIds.map((label) => [
    label,
    causeIds.filter((cause) => cause !== label).map((cause) => ({ cause, weight: 1 })),
  ]),
);

function exchanged(
  notices: readonly LabelledNotice[],
  { share, seed }: Trial,
  likeness: Likeness,
): LabelledNotice[] {
  const random = randomNumbers(seed);
  return notices.map((notice) => {
    if (random() >= share) return notice;
    // Passages marked for the cause that was would give the exchange away.
    return { ...notice, label: drawn(likeness.get(notice.label)!, random()), evidence: [] };
  });
}

function drawn(causes: readonly { cause: string; weight: number }[], at: number): string {
  let left = at * causes.reduce((sum, { weight }) => sum + weight, 0);
  for (const { cause, weight } of causes) {
    left -= weight;
    if (left < 0) return cause;
  }
  return causes.at(-1)!.cause;
}

function rowOf(notices: readonly LabelledNotice[], trial: Trial, likeness: Likeness): string {
  const spoilt = exchanged(notices, trial, likeness);
  const wrong = new Set(
    spoilt.flatMap(({ label }, index) => (label === notices[index]!.label ? [] : [index])),
  );
  const { doubts, noise } = auditLabels(crossValidate(spoilt, FOLDS, { calibration: "shared" }).predictions);
  const found = doubts.filter(({ index }) => wrong.has(index));
  const surest = doubts.slice(0, wrong.size).filter(({ index }) => wrong.has(index));
  const restored = found.filter(({ index, suggested }) => suggested === notices[index]!.label);
  return [
    trial.share.toFixed(2).padStart(9),
    trial.kind.padStart(11),
    String(trial.seed).padStart(6),
    String(wrong.size).padStart(8),
    String(doubts.length).padStart(10),
    shareOf(found.length, doubts.length).padStart(11),
    shareOf(found.length, wrong.size).padStart(8),
    shareOf(surest.length, wrong.size).padStart(15),
    shareOf(restored.length, wrong.size).padStart(10),
    noise.toFixed(3).padStart(15),
  ].join("");
}

function shareOf(part: number, whole: number): string {
  return whole === 0 ? "–" : (part / whole).toFixed(3);
}

const HEAD =
  "exchanged        how  seed  labels  in doubt  precision  recall  first as many  restored  noise guessed";

async function main(): Promise<void> {
  const notices = await readCorpus();
  const likeness = { "by chance": EVEN, confused: likenessOf(notices) };
  const rows = TRIALS.map((trial) => rowOf(notices, trial, likeness[trial.kind]));
  publish(
    "audit.md",
    "Labels made wrong and found again, by `npm run audit`",
    `${[HEAD, ...rows].join("\n")}\n`,
  );
}

await main();
