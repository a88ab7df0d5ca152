/**
 * `npm run audit`: how many labels that were made wrong on purpose the audit finds, on the whole corpus.
 *
 * Every label is exchanged for another, drawn by chance among the causes, with the same probability.
 */
import { auditLabels } from "../src/evaluate/audit";
import type { LabelledNotice } from "../src/schemas/notice";
import { type CauseId, causeIds } from "../src/taxonomy/taxonomy";
import { crossValidate } from "../src/train/cross-validate";
import { readCorpus } from "./corpus";
import { publish } from "./publish";

const FOLDS = 5;
const SHARES = [0.05, 0.1];
const SEED = 11;

/** A linear congruential generator (Park and Miller 1988), so that each run exchanges the same labels. */
function randomNumbers(): () => number {
  let state = SEED;
  return () => {
    state = (state * 16807) % 2147483647;
    return state / 2147483647;
  };
}

function exchanged(notices: readonly LabelledNotice[], share: number): LabelledNotice[] {
  const random = randomNumbers();
  return notices.map((notice) => {
    if (random() >= share) return notice;
    const others = causeIds.filter((cause): cause is CauseId => cause !== notice.label);
    // Passages marked for the cause that was would give the exchange away.
    return { ...notice, label: others[Math.floor(random() * others.length)]!, evidence: [] };
  });
}

async function main(): Promise<void> {
  const notices = await readCorpus();
  const rows = SHARES.map((share) => {
    const spoilt = exchanged(notices, share);
    const wrong = new Set(
      spoilt.flatMap(({ label }, index) => (label === notices[index]!.label ? [] : [index])),
    );
    const { doubts, noise } = auditLabels(crossValidate(spoilt, FOLDS).predictions);
    const found = doubts.filter(({ index }) => wrong.has(index)).length;
    const surest = doubts.slice(0, wrong.size).filter(({ index }) => wrong.has(index)).length;
    const restored = doubts.filter(
      ({ index, suggested }) => wrong.has(index) && suggested === notices[index]!.label,
    );
    return [
      share.toFixed(2).padStart(9),
      String(wrong.size).padStart(7),
      String(doubts.length).padStart(10),
      (found / doubts.length).toFixed(3).padStart(11),
      (found / wrong.size).toFixed(3).padStart(8),
      (surest / wrong.size).toFixed(3).padStart(15),
      (restored.length / wrong.size).toFixed(3).padStart(10),
      noise.toFixed(3).padStart(13),
    ].join("");
  });
  const head = "exchanged  labels  in doubt  precision  recall  first as many  restored  noise guessed";
  publish(
    "audit.md",
    "Labels made wrong and found again, by `npm run audit`",
    `${head}\n${rows.join("\n")}\n`,
  );
}

await main();
