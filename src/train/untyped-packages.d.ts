/** natural has no types for its parts; its main entry is not used because it loads .env files and database drivers. */
declare module "natural/lib/natural/tokenizers/tokenizer_ja" {
  class TokenizerJa {
    tokenize(text: string): string[];
  }
  export default TokenizerJa;
}

declare module "ml-naivebayes" {
  interface Rows {
    get(row: number, column: number): number;
    rows: number;
    columns: number;
  }
  export class MultinomialNB {
    train(trainingSet: number[][] | Float64Array[], labels: number[]): void;
    conditionalProbability: Rows;
    priorProbability: Rows;
  }
}
