/**
 * `npm run bench`: how fast notices are classified, beside other libraries, in one run. The figures to read are the ratios
 * of the time per character; the times are of this machine, now.
 */
import NaturalBayes from "natural/lib/natural/classifiers/bayes_classifier";
import TokenizerJa from "natural/lib/natural/tokenizers/tokenizer_ja";
import { Bench } from "tinybench";
import winkBayes from "wink-naive-bayes-text-classifier";
import { classify, extractFeatures } from "../src/index";
import { readCorpus } from "./corpus";
import { learnMlNaiveBayes } from "./peers";
import { publish } from "./publish";

/** Peers learn from one notice in so many: they are slower the more they have seen, so this is in their favour. */
const PEERS_LEARN_ONE_IN = 24;
const TIMED_ONE_IN = 97;

function bareLoop(text: string): number {
  let sum = 0;
  for (let at = 0; at < text.length; at++) sum += text.charCodeAt(at);
  return sum;
}

const OWN = "owabi, the cause";

interface Contender {
  name: string;
  texts: readonly string[];
  work: (text: string) => unknown;
}

/** In UTF-16 code units: as long as a text of so many bytes in UTF-8. */
const LONG = 20e6 / 3;

async function main(): Promise<void> {
  const notices = await readCorpus();
  const timed = notices.filter((_, index) => index % TIMED_ONE_IN === 0).map(({ text }) => text);
  const long = longText(notices.map(({ text }) => text));
  const tokenizer = new TokenizerJa();
  const learnt = notices
    .filter((_, index) => index % PEERS_LEARN_ONE_IN === 0)
    .map(({ text, label }) => ({ words: tokenizer.tokenize(text), label }));
  const natural = new NaturalBayes();
  const wink = winkBayes();
  wink.defineConfig({ considerOnlyPresence: true, smoothingFactor: 0.5 });
  wink.definePrepTasks([]);
  for (const { words, label } of learnt) {
    natural.addDocument(words, label);
    wink.learn(words, label);
  }
  natural.train();
  wink.consolidate();
  const mlNaiveBayes = learnMlNaiveBayes(learnt, 1);
  const contenders: Contender[] = [
    { name: "a bare loop over the characters", texts: timed, work: bareLoop },
    { name: OWN, texts: timed, work: (text) => classify(text, { evidence: 0 }) },
    { name: "owabi, the cause and its evidence", texts: timed, work: (text) => classify(text) },
    { name: "owabi, the features", texts: timed, work: extractFeatures },
    {
      name: "owabi, the cause of one text of 20 MB",
      texts: [long],
      work: (text) => classify(text, { evidence: 0 }),
    },
    { name: "natural's tokenizer alone", texts: timed, work: (text) => tokenizer.tokenize(text) },
    {
      name: "natural BayesClassifier",
      texts: timed,
      work: (text) => natural.classify(tokenizer.tokenize(text)),
    },
    {
      name: "wink-naive-bayes-text-classifier",
      texts: timed,
      work: (text) => wink.predict(tokenizer.tokenize(text)),
    },
    {
      name: "ml-naivebayes MultinomialNB",
      texts: timed,
      work: (text) => mlNaiveBayes(tokenizer.tokenize(text)),
    },
  ];
  const bench = new Bench({ time: 1000, iterations: 3, warmupTime: 300, warmupIterations: 1 });
  for (const { name, texts, work } of contenders) {
    bench.add(name, () => {
      for (const text of texts) work(text);
    });
  }
  await bench.run();
  /** Nanoseconds a character. */
  const timeOf = ({ name, texts }: Contender) => {
    const result = bench.getTask(name)?.result;
    if (!result || !("latency" in result)) throw new Error(`${name} gave no result`);
    return (result.latency.p50 * 1e6) / texts.reduce((sum, text) => sum + text.length, 0);
  };
  const own = timeOf(contenders.find(({ name }) => name === OWN)!);
  const length = timed.reduce((sum, text) => sum + text.length, 0) / timed.length;
  const rows = contenders.map((contender) => {
    const time = timeOf(contender);
    const cells = [
      Math.round(1e9 / (time * length))
        .toString()
        .padStart(9),
      (1000 / time).toFixed(2).padStart(22),
      (time / own).toFixed(3).padStart(20),
    ];
    return `${contender.name.padEnd(38)}${cells.join(" ")}\n`;
  });
  publish(
    "bench.md",
    "Times beside other libraries, by `npm run bench`",
    `${"".padEnd(38)}notices/s   million characters/s   times owabi's time\n${rows.join("")}
A notice has ${Math.round(length)} characters here; peers learnt from ${learnt.length} of ${notices.length} notices.\n`,
  );
}

function longText(texts: readonly string[]): string {
  const all = texts.join("\n");
  return all.repeat(Math.ceil(LONG / all.length)).slice(0, LONG);
}

await main();
