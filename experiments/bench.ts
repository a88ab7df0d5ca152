/**
 * `npm run bench`: how fast notices are classified, beside other libraries trained on the same notices, in one run. The
 * figures to read are the ratios; the times are of this machine, now.
 */
import NaturalBayes from "natural/lib/natural/classifiers/bayes_classifier";
import TokenizerJa from "natural/lib/natural/tokenizers/tokenizer_ja";
import { Bench } from "tinybench";
import winkBayes from "wink-naive-bayes-text-classifier";
import { classify, extractFeatures } from "../src/index";
import { readCorpus } from "./corpus";

/** Peers learn from one notice in so many: they are slower the more they have seen, so this is in their favour. */
const PEERS_LEARN_ONE_IN = 24;
const TIMED_ONE_IN = 97;

function bareLoop(text: string): number {
  let sum = 0;
  for (let at = 0; at < text.length; at++) sum += text.charCodeAt(at);
  return sum;
}

async function main(): Promise<void> {
  const notices = await readCorpus();
  const timed = notices.filter((_, index) => index % TIMED_ONE_IN === 0).map(({ text }) => text);
  const tokenizer = new TokenizerJa();
  const natural = new NaturalBayes();
  const wink = winkBayes();
  wink.defineConfig({ considerOnlyPresence: true, smoothingFactor: 0.5 });
  wink.definePrepTasks([]);
  for (const { text, label } of notices.filter((_, index) => index % PEERS_LEARN_ONE_IN === 0)) {
    const words = tokenizer.tokenize(text);
    natural.addDocument(words, label);
    wink.learn(words, label);
  }
  natural.train();
  wink.consolidate();
  const each = (work: (text: string) => unknown) => () => {
    for (const text of timed) work(text);
  };
  const bench = new Bench({ time: 1000, iterations: 3, warmupTime: 300, warmupIterations: 1 })
    .add("a bare loop over the characters", each(bareLoop))
    .add(
      "owabi, the cause",
      each((text) => classify(text, { evidence: 0 })),
    )
    .add(
      "owabi, the cause and its evidence",
      each((text) => classify(text)),
    )
    .add(
      "owabi, the features",
      each((text) => extractFeatures(text)),
    )
    .add(
      "natural's tokenizer alone",
      each((text) => tokenizer.tokenize(text)),
    )
    .add(
      "natural BayesClassifier",
      each((text) => natural.classify(tokenizer.tokenize(text))),
    )
    .add(
      "wink-naive-bayes-text-classifier",
      each((text) => wink.predict(tokenizer.tokenize(text))),
    );
  await bench.run();
  const characters = timed.reduce((sum, text) => sum + text.length, 0);
  const medianOf = (name: string) => {
    const result = bench.getTask(name)?.result;
    if (!result || !("latency" in result)) throw new Error(`${name} gave no result`);
    return result.latency.p50;
  };
  const own = medianOf("owabi, the cause");
  process.stdout.write(
    "                                    notices/s   million characters/s   times owabi's time\n",
  );
  for (const { name } of bench.tasks) {
    const time = medianOf(name);
    const cells = [
      Math.round((timed.length / time) * 1000)
        .toString()
        .padStart(9),
      (characters / time / 1000).toFixed(2).padStart(22),
      (time / own).toFixed(3).padStart(20),
    ];
    process.stdout.write(`${name.padEnd(36)}${cells.join(" ")}\n`);
  }
}

await main();
