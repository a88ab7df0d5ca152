/** A half-open range of UTF-16 offsets. */
export interface Span {
  start: number;
  end: number;
}

/**
 * Where the units of a rewritten text came from, run by run. Run `r` begins at `at[r]` of the rewritten text and at
 * `start[r]` of the original. Where `lump[r]` is 0 its units came one from each unit of the original; else each of them
 * came from all of the `lump[r]` units there. Texts are mostly taken over as they are, so runs are few.
 */
interface Runs {
  at: number[];
  start: number[];
  lump: number[];
}

/**
 * A rewritten text that remembers where each of its characters came from: offsets are UTF-16, into the text as first
 * given. They never decrease, so a range of the rewritten text is always a range of the original.
 */
export class MappedText {
  constructor(
    readonly text: string,
    private readonly runs: Runs,
  ) {}

  /** The range of the original that `[start, end)` of this text came from; empty ranges stay empty. O(log runs). */
  originalSpan(start: number, end: number): Span {
    if (start < end) return { start: this.startOf(start), end: this.endOf(end - 1) };
    const at =
      start < this.text.length
        ? this.startOf(start)
        : this.text === ""
          ? 0
          : this.endOf(this.text.length - 1);
    return { start: at, end: at };
  }

  /** The range of this text that came from `[start, end)` of the original. O(log n × log runs). */
  mappedSpan(start: number, end: number): Span {
    const { length } = this.text;
    return {
      start: firstOver(length, (unit) => this.endOf(unit), start),
      end: firstOver(length, (unit) => this.startOf(unit), end - 1),
    };
  }

  /** Hands `[from, to)` to `out` run by run, as it is. */
  copyTo(out: MappedTextBuilder, from: number, to: number): void {
    const { at, start, lump } = this.runs;
    for (let run = this.runAt(from), next = from; next < to; run++) {
      const end = Math.min(to, at[run + 1] ?? to);
      const first = start[run]!;
      const written = this.text.slice(next, end);
      if (lump[run] === 0) out.keep(written, first + next - at[run]!);
      else out.lump(written, first, first + lump[run]!);
      next = end;
    }
  }

  private startOf(unit: number): number {
    const { at, start, lump } = this.runs;
    const run = this.runAt(unit);
    return start[run]! + (lump[run] === 0 ? unit - at[run]! : 0);
  }

  private endOf(unit: number): number {
    const { at, start, lump } = this.runs;
    const run = this.runAt(unit);
    return start[run]! + (lump[run] || unit - at[run]! + 1);
  }

  private runAt(unit: number): number {
    const { at } = this.runs;
    return firstOver(at.length, (run) => at[run]!, unit) - 1;
  }
}

/** The first index below `length` whose value is over `limit`, the values being in ascending order; else `length`. */
function firstOver(length: number, valueAt: (index: number) => number, limit: number): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (valueAt(middle) > limit) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Collects the parts of a rewritten text together with where they came from. */
export class MappedTextBuilder {
  private text = "";
  private readonly runs: Runs = { at: [], start: [], lump: [] };

  /** Each unit of `written` came from one unit of the original, the first one from that at `start`. */
  keep(written: string, start: number): void {
    if (written === "") return;
    const { runs } = this;
    const last = runs.at.length - 1;
    const continues =
      last >= 0 && runs.lump[last] === 0 && runs.start[last]! + this.text.length - runs.at[last]! === start;
    if (!continues) this.openRun(start, 0);
    this.text += written;
  }

  /** Every unit of `written` came from the whole of `[start, end)`. */
  lump(written: string, start: number, end: number): void {
    if (written === "") return;
    this.openRun(start, end - start);
    this.text += written;
  }

  /** Takes `[from, to)` of another mapped text over as it is. */
  copy(source: MappedText, from: number, to: number): void {
    if (from < to) source.copyTo(this, from, to);
  }

  build(): MappedText {
    return new MappedText(this.text, this.runs);
  }

  private openRun(start: number, lump: number): void {
    this.runs.at.push(this.text.length);
    this.runs.start.push(start);
    this.runs.lump.push(lump);
  }
}
