/** Other libraries' naive Bayes as they come, and a list of keywords, on the same notices. */
import { MultinomialNB } from "ml-naivebayes";
import NaturalBayes from "natural/lib/natural/classifiers/bayes_classifier";
import TokenizerJa from "natural/lib/natural/tokenizers/tokenizer_ja";
import winkBayes from "wink-naive-bayes-text-classifier";
import lexicon from "../data/lexicon/corpus.json";
import type { Example, Recipe } from "./recipe";

const tokenizer = new TokenizerJa();
const known = new Map<string, string[]>();

/** The words of a notice, each once, by natural's tokenizer for Japanese. */
export function wordsOf({ id, parsed }: Pick<Example, "id" | "parsed">): string[] {
  const words = known.get(id) ?? [...new Set(tokenizer.tokenize(parsed.mapped.text))];
  known.set(id, words);
  return words;
}

export const naturalBayes: Recipe = {
  name: "natural BayesClassifier",
  run(training, test) {
    // Words are given as such: its own stemmer is for English.
    const classifier = new NaturalBayes();
    for (const example of training) classifier.addDocument(wordsOf(example), example.label);
    classifier.train();
    return test.map((example) => ({ label: classifier.classify(wordsOf(example)), probability: null }));
  },
};

export const winkNaiveBayes: Recipe = {
  name: "wink-naive-bayes-text-classifier",
  run(training, test) {
    const classifier = winkBayes();
    classifier.defineConfig({ considerOnlyPresence: true, smoothingFactor: 0.5 });
    classifier.definePrepTasks([]);
    for (const example of training) classifier.learn(wordsOf(example), example.label);
    classifier.consolidate();
    return test.map((example) => ({ label: classifier.predict(wordsOf(example)), probability: null }));
  },
};

/** Its matrices are dense: words of fewer notices would not fit into memory. */
const FEWEST_NOTICES = 6;

export interface WordsOfLabel {
  words: readonly string[];
  label: string;
}

export const mlNaiveBayes: Recipe = {
  name: "ml-naivebayes MultinomialNB",
  run(training, test) {
    const answer = learnMlNaiveBayes(
      training.map((example) => ({ words: wordsOf(example), label: example.label })),
      FEWEST_NOTICES,
    );
    return test.map((example) => ({ label: answer(wordsOf(example)), probability: null }));
  },
};

/** Learns from words, each once in a notice, that stand in so many notices; answers with a label. */
export function learnMlNaiveBayes(
  training: readonly WordsOfLabel[],
  fewestNotices: number,
): (words: readonly string[]) => string {
  const columns = columnsOf(training, fewestNotices);
  const labels = [...new Set(training.map(({ label }) => label))];
  const rowOf = (words: readonly string[]) => {
    const row = new Array<number>(columns.size).fill(0);
    for (const word of words) {
      const column = columns.get(word);
      if (column !== undefined) row[column] = 1;
    }
    return row;
  };
  const classifier = new MultinomialNB();
  classifier.train(
    training.map(({ words }) => rowOf(words)),
    training.map(({ label }) => labels.indexOf(label)),
  );
  return (words) => labels[classifier.predict([rowOf(words)])[0]!]!;
}

function columnsOf(training: readonly WordsOfLabel[], fewestNotices: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { words } of training) {
    for (const word of new Set(words)) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const frequent = [...counts].filter(([, count]) => count >= fewestNotices);
  return new Map(frequent.map(([word], column) => [word, column]));
}

/** The cause whose usual words the text has most of. */
export const keywords: Recipe = {
  name: "keywords",
  run(_, test) {
    return test.map(({ parsed }) => {
      const counts = Object.entries(lexicon.obvious).map(
        ([label, words]) =>
          [label, words.filter((word) => parsed.mapped.text.includes(word)).length] as const,
      );
      const [label, count] = counts.reduce((best, next) => (next[1] > best[1] ? next : best));
      return { label: count > 0 ? label : "not-a-notice", probability: null };
    });
  },
};
