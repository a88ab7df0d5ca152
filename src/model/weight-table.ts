/** So many signed bytes add up within 16 bits, whatever they are. */
const MOST_ROWS = 256;
const LANE = 16;

/**
 * A weight for each feature and column, as signed bytes in units of `scale`, and a bias for each column in the units of
 * the scores.
 */
export class WeightTable {
  readonly columns: number;
  /** Two columns of a row in each number, the first in its lower half: one addition adds both. */
  private readonly pairs: Int32Array;
  private readonly width: number;
  private readonly sums: Int32Array;

  /** `data` is row-major, `features × columns`. */
  constructor(
    readonly data: Int8Array,
    readonly scale: number,
    readonly bias: Float64Array,
  ) {
    this.columns = bias.length;
    this.width = (this.columns + 1) >> 1;
    this.pairs = pairUp(data, this.columns);
    this.sums = new Int32Array(this.width);
  }

  /** Adds `factor` times the rows of these features to `into`, exactly but for the factor. O(features × columns). */
  addRows(features: readonly number[], factor: number, into: Float64Array): void {
    for (let from = 0; from < features.length; from += MOST_ROWS) {
      this.sumRows(features, from, Math.min(features.length, from + MOST_ROWS));
      this.unpack(factor, into);
    }
  }

  private sumRows(features: readonly number[], from: number, to: number): void {
    const { pairs, width, sums } = this;
    sums.fill(0);
    for (let at = from; at < to; at++) {
      const row = features[at]! * width;
      for (let pair = 0; pair < width; pair++) sums[pair] = (sums[pair]! + pairs[row + pair]!) | 0;
    }
  }

  private unpack(factor: number, into: Float64Array): void {
    for (let pair = 0; pair < this.width; pair++) {
      const both = this.sums[pair]!;
      const lower = (both << LANE) >> LANE;
      const column = 2 * pair;
      into[column]! += factor * lower;
      if (column + 1 < this.columns) into[column + 1]! += factor * ((both - lower) >> LANE);
    }
  }
}

function pairUp(data: Int8Array, columns: number): Int32Array {
  const width = (columns + 1) >> 1;
  const rows = data.length / columns;
  const pairs = new Int32Array(rows * width);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      pairs[row * width + (column >> 1)]! += data[row * columns + column]! << (column % 2 === 0 ? 0 : LANE);
    }
  }
  return pairs;
}
