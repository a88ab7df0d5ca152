/** Predictions of millions of notices: the probabilities in one block, and objects only of those that are looked at. */
import type { Prediction } from "./metrics";

/** The blocks grow by so many predictions. */
const BLOCK = 4096;

/** As predictions they cost some 300 bytes each for 23 labels; as arrays of objects four times as many. */
export class PredictionStore {
  readonly predictions: Prediction[] = [];
  private readonly numbers = new Map<string, number>();
  private readonly labels: string[] = [];
  private block: Block | undefined;

  /** Every ranking must be of the same labels. O(labels). */
  add({ label, right, secondary, others, ranking }: Prediction): void {
    const at = this.predictions.length % BLOCK;
    if (at === 0 || !this.block) this.block = new Block(ranking.length, this.labels);
    const { block } = this;
    ranking.forEach(({ cause, probability }, rank) => {
      block.causes[at * ranking.length + rank] = this.numberOf(cause);
      block.probabilities[at * ranking.length + rank] = probability;
    });
    this.predictions.push(new StoredPrediction(block, at, label, right, secondary, nonEmpty(others)));
  }

  private numberOf(cause: string): number {
    const known = this.numbers.get(cause);
    if (known !== undefined) return known;
    this.numbers.set(cause, this.labels.length);
    return this.labels.push(cause) - 1;
  }
}

const NONE: readonly string[] = [];

function nonEmpty(labels: readonly string[] | undefined): readonly string[] | undefined {
  return labels?.length === 0 ? NONE : labels;
}

class Block {
  readonly causes: Uint16Array;
  readonly probabilities: Float64Array;

  constructor(
    readonly width: number,
    readonly labels: readonly string[],
  ) {
    this.causes = new Uint16Array(BLOCK * width);
    this.probabilities = new Float64Array(BLOCK * width);
  }
}

class StoredPrediction implements Prediction {
  constructor(
    private readonly block: Block,
    private readonly at: number,
    readonly label: string,
    readonly right: readonly string[] | undefined,
    readonly secondary: readonly string[] | undefined,
    readonly others: readonly string[] | undefined,
  ) {}

  get best(): { cause: string; probability: number } {
    return this.rankedAt(0);
  }

  get ranking(): Prediction["ranking"] {
    return Array.from({ length: this.block.width }, (_, rank) => this.rankedAt(rank));
  }

  private rankedAt(rank: number): { cause: string; probability: number } {
    const { width, labels, causes, probabilities } = this.block;
    const place = this.at * width + rank;
    return { cause: labels[causes[place]!]!, probability: probabilities[place]! };
  }
}
