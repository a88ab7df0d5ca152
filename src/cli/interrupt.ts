/** Ctrl-C and SIGTERM: the work ends where it can be gone on with. */

/** As shells count: 128 and the number of the signal. */
const EXIT_CODES = { SIGINT: 130, SIGTERM: 143 } as const;
type Ending = keyof typeof EXIT_CODES;

/** Knows whether the user wants the work to end. */
export class Interrupt {
  readonly #controller = new AbortController();
  #name: Ending | undefined;

  /** From here on the first signal asks for an end, the second ends the process at once. */
  constructor() {
    for (const name of Object.keys(EXIT_CODES) as Ending[]) process.on(name, this.#onSignal);
  }

  readonly #onSignal = (name: NodeJS.Signals): void => {
    if (this.#name) process.exit(EXIT_CODES[name as Ending]);
    this.#name = name as Ending;
    this.#controller.abort();
  };

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** The signal that came, if one came. */
  get name(): Ending | undefined {
    return this.#name;
  }

  /** Signals do again what they did before. If one came the process ends here, for what it reads may never end. */
  async close(): Promise<void> {
    if (this.#name) {
      await flushed(process.stdout);
      await flushed(process.stderr);
      process.exit(EXIT_CODES[this.#name]);
    }
    for (const name of Object.keys(EXIT_CODES)) process.off(name, this.#onSignal);
  }
}

function flushed(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => stream.write("", () => resolve()));
}

/** The items until the signal comes, even while the next one is being waited for. */
export async function* untilAborted<T>(items: AsyncIterable<T>, signal: AbortSignal): AsyncGenerator<T> {
  const iterator = items[Symbol.asyncIterator]();
  let wake = () => {};
  signal.addEventListener("abort", () => wake(), { once: true });
  try {
    while (!signal.aborted) {
      // Not Promise.race: with a promise that outlives it, it would keep each item of a million in memory.
      const next = await new Promise<IteratorResult<T> | undefined>((resolve, reject) => {
        wake = () => resolve(undefined);
        iterator.next().then(resolve, reject);
      });
      if (!next || next.done) return;
      yield next.value;
    }
  } finally {
    // A source that is being waited for would not close before it has given its next item.
    if (!signal.aborted) await iterator.return?.();
  }
}
