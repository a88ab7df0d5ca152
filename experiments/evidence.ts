/**
 * `npm run evidence`: how good the quoted evidence is, on the grounded notices, with a model that has not seen them.
 *
 * Plausibility is its overlap with the passages that the notice's reader marked; faithfulness, how often an answer is less
 * sure without it than, on average, without as many and as long passages from the rest (DeYoung et al. 2020, "ERASER").
 */
import TokenizerJa from "natural/lib/natural/tokenizers/tokenizer_ja";
import { type Classifier, createClassifier } from "../src/classify";
import type { LabelledNotice } from "../src/schemas/notice";
import type { Span } from "../src/text/mapped";
import { train } from "../src/train/train";
import { readCorpus } from "./corpus";
import { publish } from "./publish";

const RANDOM_DELETIONS = 5;
const MOST_ATTEMPTS = 50;
const SEED = 7;

const tokenizer = new TokenizerJa();

/** Words with where they stand; what the tokenizer leaves out, punctuation and blanks, belongs to none. */
function wordsOf(text: string): Span[] {
  let from = 0;
  return tokenizer.tokenize(text).flatMap((word) => {
    const start = text.indexOf(word, from);
    if (start < 0) return [];
    from = start + word.length;
    return [{ start, end: from }];
  });
}

function overlap(words: readonly Span[], found: readonly Span[], marked: readonly Span[]): number {
  const within = (spans: readonly Span[]) =>
    words.map((word) => spans.some(({ start, end }) => word.start < end && word.end > start));
  const [a, b] = [within(found), within(marked)];
  const common = a.filter((inside, index) => inside && b[index]).length;
  const size = a.filter(Boolean).length + b.filter(Boolean).length;
  return size === 0 ? 0 : (2 * common) / size;
}

function without(text: string, spans: readonly Span[]): string {
  let rest = "";
  let from = 0;
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    rest += text.slice(from, Math.max(from, start));
    from = Math.max(from, end);
  }
  return rest + text.slice(from);
}

/** A linear congruential generator (Park and Miller 1988), so that each run deletes the same. */
function randomNumbers(): () => number {
  let state = SEED;
  return () => {
    state = (state * 16807) % 2147483647;
    return state / 2147483647;
  };
}

/** As many passages as long as the evidence, none of them in it nor in each other, where the text has room for them. */
function passagesElsewhere(text: string, evidence: readonly Span[], random: () => number): Span[] {
  const taken: Span[] = [...evidence];
  for (const { start, end } of evidence) {
    const length = end - start;
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      const at = Math.floor(random() * (text.length - length));
      const meets = taken.some((span) => at < span.end && at + length > span.start);
      if (meets && attempt < MOST_ATTEMPTS - 1) continue;
      taken.push({ start: at, end: at + length });
      break;
    }
  }
  return taken.slice(evidence.length);
}

interface Outcome {
  right: boolean;
  tokenF1: number;
  firstHits: boolean;
  faithful: boolean;
}

function judge(classifier: Classifier, notice: LabelledNotice, random: () => number): Outcome {
  const { text, label } = notice;
  const { guess, evidence } = classifier.classify(text);
  const marked = (notice.evidence ?? [])
    .map((quote) => ({ start: text.indexOf(quote), end: text.indexOf(quote) + quote.length }))
    .filter(({ start }) => start >= 0);
  const sureness = (rest: string) =>
    classifier.classify(rest, { evidence: 0 }).ranking.find(({ cause }) => cause === guess.cause)!
      .probability;
  const elsewhere = Array.from({ length: RANDOM_DELETIONS }, () =>
    sureness(without(text, passagesElsewhere(text, evidence, random))),
  );
  const first = evidence[0];
  return {
    right: guess.cause === label,
    tokenF1: overlap(wordsOf(text), evidence, marked),
    firstHits: first !== undefined && marked.some(({ start, end }) => start < first.end && end > first.start),
    faithful: sureness(without(text, evidence)) < elsewhere.reduce((a, b) => a + b, 0) / elsewhere.length,
  };
}

async function main(): Promise<void> {
  const notices = await readCorpus();
  const grounded = notices.filter(({ origin }) => origin === "grounded");
  const tested = new Set(grounded.map(({ incident }) => incident));
  const classifier = createClassifier(
    train(
      notices.filter(({ incident }) => incident === undefined || !tested.has(incident)),
      { groupBy: "writer" },
    ),
  );
  const random = randomNumbers();
  const outcomes = grounded.map((notice) => judge(classifier, notice, random));
  const right = outcomes.filter((outcome) => outcome.right);
  const mean = (of: readonly Outcome[], value: (outcome: Outcome) => number) =>
    (of.reduce((sum, outcome) => sum + value(outcome), 0) / of.length).toFixed(3);
  const figures = `grounded notices                          ${grounded.length}
answered right                            ${right.length}
plausibility, token F1, all               ${mean(outcomes, ({ tokenF1 }) => tokenF1)}
plausibility, token F1, right answers     ${mean(right, ({ tokenF1 }) => tokenF1)}
first passage meets a marked one, right   ${mean(right, ({ firstHits }) => Number(firstHits))}
faithful, all                             ${mean(outcomes, ({ faithful }) => Number(faithful))}
`;
  publish("evidence.md", "Evidence of notices not trained on, by `npm run evidence`", figures);
}

await main();
