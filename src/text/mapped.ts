/** A half-open range of UTF-16 offsets. */
export interface Span {
  start: number;
  end: number;
}

/**
 * A rewritten text that remembers where each of its characters came from.
 *
 * `starts[i]` and `ends[i]` are the UTF-16 offsets, in the text as first given, of what became the code unit `i`.
 * Both never decrease, so a range of the rewritten text is always a range of the original.
 */
export class MappedText {
  constructor(
    readonly text: string,
    readonly starts: Uint32Array,
    readonly ends: Uint32Array,
  ) {}

  /** The range of the original that `[start, end)` of this text came from; empty ranges stay empty. O(1). */
  originalSpan(start: number, end: number): Span {
    if (start >= end) {
      const at = start < this.starts.length ? this.starts[start]! : (this.ends.at(-1) ?? 0);
      return { start: at, end: at };
    }
    return { start: this.starts[start]!, end: this.ends[end - 1]! };
  }

  /** The range of this text that came from `[start, end)` of the original. O(log n). */
  mappedSpan(start: number, end: number): Span {
    return { start: firstOver(this.ends, start), end: firstOver(this.starts, end - 1) };
  }
}

/** The index of the first value over `limit` in an ascending array; its length where there is none. */
function firstOver(ascending: Uint32Array, limit: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ascending[middle]! > limit) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** How many code units are turned into a string at once; larger arguments overflow the call stack. */
const CHUNK = 8192;

/** Collects the code units of a rewritten text together with where they came from. */
export class MappedTextBuilder {
  private codes: Uint16Array;
  private starts: Uint32Array;
  private ends: Uint32Array;
  length = 0;

  constructor(capacity: number) {
    this.codes = new Uint16Array(capacity);
    this.starts = new Uint32Array(capacity);
    this.ends = new Uint32Array(capacity);
  }

  push(code: number, start: number, end: number): void {
    if (this.length === this.codes.length) this.grow();
    this.codes[this.length] = code;
    this.starts[this.length] = start;
    this.ends[this.length] = end;
    this.length++;
  }

  /** Every code unit of `written` is said to come from the whole of `[start, end)`. */
  pushAll(written: string, start: number, end: number): void {
    for (let i = 0; i < written.length; i++) this.push(written.charCodeAt(i), start, end);
  }

  /** Takes `[from, to)` of another mapped text over as it is. */
  copy(source: MappedText, from: number, to: number): void {
    for (let i = from; i < to; i++) this.push(source.text.charCodeAt(i), source.starts[i]!, source.ends[i]!);
  }

  build(): MappedText {
    const parts: string[] = [];
    for (let i = 0; i < this.length; i += CHUNK) {
      // `apply`, because spreading a typed array goes through its iterator.
      const chunk = this.codes.subarray(i, Math.min(i + CHUNK, this.length));
      parts.push(String.fromCharCode.apply(null, chunk as unknown as number[]));
    }
    return new MappedText(parts.join(""), this.starts.slice(0, this.length), this.ends.slice(0, this.length));
  }

  private grow(): void {
    const capacity = Math.max(64, this.codes.length * 2);
    this.codes = enlarge(this.codes, new Uint16Array(capacity));
    this.starts = enlarge(this.starts, new Uint32Array(capacity));
    this.ends = enlarge(this.ends, new Uint32Array(capacity));
  }
}

function enlarge<T extends Uint16Array | Uint32Array>(old: T, larger: T): T {
  larger.set(old);
  return larger;
}
