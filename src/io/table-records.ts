/** The records of a table: lines, put together where quotes span them. */
import type { TableLine } from "./table-lines";

export interface TableRecord {
  /** One at least. */
  lines: [TableLine, ...TableLine[]];
  /** Whether a quote is open that no line below closes; there is one line then. */
  isOpen: boolean;
}

export function textOf({ lines }: TableRecord): string {
  return lines.map(({ text }) => text).join("\n");
}

/** So many characters may stand within one pair of quotes over several lines; no notice has a tenth of it. */
const LONGEST_QUOTED = 10_000_000;
const QUOTES = /"/g;

interface CountedLine extends TableLine {
  /** Whether its quotes open one that is not open, or close one that is: within well-formed cells each quote does either. */
  turns: boolean;
}

/**
 * Reads records one after another. Each needs as many lines as it takes for every quote to be closed; what is torn can be read
 * again from its second line on, so that a stray quote costs no record but its own. O(n) even so: a line with an even number of
 * quotes ends as it begins, within quotes or outside, hence none but those with an odd number look further, to the next of these.
 */
export class TableRecords {
  readonly #lines: AsyncIterator<TableLine>;
  /** Read, and not yet passed. */
  #ahead: CountedLine[] = [];
  #next = 0;
  /** How many lines the record had that was read last. */
  #taken = 0;

  constructor(lines: AsyncIterable<TableLine>) {
    this.#lines = lines[Symbol.asyncIterator]();
  }

  /** Empty lines between records are passed over. */
  async read(): Promise<TableRecord | undefined> {
    this.#forgetPassed();
    let first = await this.#at(0);
    for (; first?.text === ""; first = await this.#at(0)) {
      this.#next++;
      this.#forgetPassed();
    }
    if (!first) return undefined;
    const lines = await this.#linesFrom(first);
    this.#taken = lines?.length ?? 1;
    this.#next += this.#taken;
    return { lines: lines ?? [first], isOpen: lines === undefined };
  }

  /** Closes the source of the lines. */
  async close(): Promise<void> {
    await this.#lines.return?.();
  }

  /** Leaves all lines but the first of the record that was read last to be read again. */
  rereadAfterFirst(): void {
    this.#next -= this.#taken - 1;
    this.#taken = 1;
  }

  /** As many as it takes to close every quote; undefined if that takes too many. */
  async #linesFrom(first: CountedLine): Promise<TableRecord["lines"] | undefined> {
    const lines: TableRecord["lines"] = [first];
    let size = first.text.length;
    for (let isOpen = first.turns && !first.isCut; isOpen; ) {
      const line = await this.#at(lines.length);
      if (!line || line.isCut || size > LONGEST_QUOTED) return undefined;
      lines.push(line);
      size += line.text.length + 1;
      isOpen = !line.turns;
    }
    return lines;
  }

  async #at(index: number): Promise<CountedLine | undefined> {
    while (this.#next + index >= this.#ahead.length) {
      const { done, value: line } = await this.#lines.next();
      if (done) return undefined;
      const quotes = line.text.match(QUOTES)?.length ?? 0;
      this.#ahead.push({ ...line, turns: quotes % 2 === 1 });
    }
    return this.#ahead[this.#next + index];
  }

  /** Only when it is the larger part, so that each line is moved a few times at most. */
  #forgetPassed(): void {
    if (this.#next * 2 < this.#ahead.length) return;
    this.#ahead.splice(0, this.#next);
    this.#next = 0;
  }
}
