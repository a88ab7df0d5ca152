/** Types of what comes without; natural's main entry is not used because it loads .env files and database drivers. */
declare module "natural/lib/natural/tokenizers/tokenizer_ja" {
  class TokenizerJa {
    tokenize(text: string): string[];
  }
  export default TokenizerJa;
}

declare module "ml-naivebayes" {
  export class MultinomialNB {
    train(trainingSet: number[][], labels: number[]): void;
    predict(rows: number[][]): number[];
    conditionalProbability: { get(row: number, column: number): number };
  }
}
