/** Bytes as they were before gzip, and their beginning without losing it. */
import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import { InputError } from "../errors";

const GZIP = Buffer.from([0x1f, 0x8b]);

/** The first bytes of a stream, `length` at least if there are so many, and the whole of it. */
export async function peek(
  parts: AsyncIterable<Buffer>,
  length: number,
): Promise<{ head: Buffer; parts: AsyncIterable<Buffer> }> {
  const iterator = parts[Symbol.asyncIterator]();
  const begun: Buffer[] = [];
  let size = 0;
  let done = false;
  while (size < length && !done) {
    const next = await iterator.next();
    if (next.done) done = true;
    else {
      begun.push(next.value);
      size += next.value.length;
    }
  }
  return { head: Buffer.concat(begun), parts: chain(begun, done ? undefined : iterator) };
}

/** No generator: one that is left before it has begun would not close the rest. */
function chain(begun: Buffer[], rest: AsyncIterator<Buffer> | undefined): AsyncIterable<Buffer> {
  const end = { done: true, value: undefined } as const;
  const iterator: AsyncIterator<Buffer> = {
    next: async () => {
      const value = begun.shift();
      return value ? { done: false, value } : ((await rest?.next()) ?? end);
    },
    return: async () => (await rest?.return?.()) ?? end,
  };
  return { [Symbol.asyncIterator]: () => iterator };
}

/** Closes what is not read to its end. */
export async function leave(parts: AsyncIterable<Buffer>): Promise<void> {
  await parts[Symbol.asyncIterator]().return?.();
}

/** Files are gzipped twice by mistake; what is packed more often is made to be. */
const MOST_LAYERS = 3;

/**
 * What a gzipped stream holds, if need be gzipped up to three times over; any other as it is. In constant memory, whatever it
 * grows to.
 *
 * @throws InputError if what begins as gzip is damaged or cut off.
 */
export async function* gunzipped(
  parts: AsyncIterable<Buffer>,
  source: string,
  layers = MOST_LAYERS,
): AsyncGenerator<Buffer> {
  const { head, parts: whole } = await peek(parts, GZIP.length);
  if (layers === 0 || !head.subarray(0, GZIP.length).equals(GZIP)) yield* whole;
  else yield* gunzipped(unpacked(whole, source), source, layers - 1);
}

async function* unpacked(parts: AsyncIterable<Buffer>, source: string): AsyncGenerator<Buffer> {
  let reading: unknown;
  const stream = pipeline(
    rethrowing(parts, (error) => (reading = error)),
    createGunzip(),
    () => {},
  );
  try {
    for await (const part of stream) yield part as Buffer;
  } catch (error) {
    throw reading ?? new InputError(`damaged gzip: ${(error as Error).message}`, source);
  }
}

/** What goes wrong in reading is told as such, and not as damage. */
async function* rethrowing(
  parts: AsyncIterable<Buffer>,
  onError: (error: unknown) => void,
): AsyncGenerator<Buffer> {
  try {
    yield* parts;
  } catch (error) {
    onError(error);
    throw error;
  }
}
