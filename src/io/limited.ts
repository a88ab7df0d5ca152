/** Streams of a bounded length, whatever is sent. */
import { FetchError } from "../errors";

/** Unless told otherwise. The PDF of a report, scanned, has some ten million bytes; no page of text comes near. */
export const MOST_BYTES = 20_000_000;

/**
 * A stream that may not become longer than so many bytes.
 *
 * @throws FetchError if it does.
 */
export async function* limited(
  parts: AsyncIterable<Buffer>,
  maxBytes: number,
  source: string,
): AsyncGenerator<Buffer> {
  let size = 0;
  for await (const part of parts) {
    size += part.length;
    if (size > maxBytes)
      throw new FetchError(
        `larger than ${maxBytes} bytes; fetch it yourself and give the file`,
        source,
        false,
      );
    yield part;
  }
}

/** The first so many bytes of a stream; the rest is not read. */
export async function* firstOf(parts: AsyncIterable<Buffer>, maxBytes: number): AsyncGenerator<Buffer> {
  let left = maxBytes;
  for await (const part of parts) {
    yield part.subarray(0, left);
    left -= part.length;
    if (left <= 0) return;
  }
}
