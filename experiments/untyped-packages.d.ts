/** Types of the peers' parts in use. */
declare module "natural/lib/natural/classifiers/bayes_classifier" {
  class BayesClassifier {
    addDocument(words: string[], label: string): void;
    train(): void;
    classify(words: string[]): string;
  }
  export default BayesClassifier;
}

declare module "wink-naive-bayes-text-classifier" {
  interface NaiveBayesTextClassifier {
    defineConfig(config: { considerOnlyPresence: boolean; smoothingFactor: number }): boolean;
    definePrepTasks(tasks: []): number;
    learn(words: string[], label: string): boolean;
    consolidate(): boolean;
    predict(words: string[]): string;
  }
  export default function winkNaiveBayes(): NaiveBayesTextClassifier;
}
