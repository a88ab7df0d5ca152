/** Bodies of the web as they were before they were packed for the way. */
import { pipeline, type Transform } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from "node:zlib";
import { peek } from "./gunzip";
import type { Parts } from "./source-text";

/** So many bytes tell how something is packed. */
const TELLING = 2;

/** What unpacks each encoding, by how the body begins; undefined if it is not packed, whatever the server says. */
const DECOMPRESSORS: Readonly<Record<string, (head: Buffer) => Transform | undefined>> = {
  br: () => createBrotliDecompress(),
  gzip: gunzipOf,
  "x-gzip": gunzipOf,
  deflate: (head) => (isZlib(head) ? createInflate() : createInflateRaw()),
};

/** No server packs more often; each layer is a stream of its own. */
const MOST_LAYERS = 5;

/**
 * A body as it was before each of the encodings of a Content-Encoding, the last of which was put on last. Names that stand for
 * none ("none", "utf-8") are passed over, as in browsers. Each layer goes through `bounded`, lest one swell unseen.
 */
export function unpacked(parts: Parts, encodings: string, bounded: (layer: Parts) => Parts): Parts {
  const names = encodings.split(",", MOST_LAYERS).map((name) => name.trim().toLowerCase());
  return names.reduceRight<Parts>((layer, name) => {
    const decompressor = Object.hasOwn(DECOMPRESSORS, name) ? DECOMPRESSORS[name] : undefined;
    return decompressor ? bounded(layerOf(layer, decompressor)) : layer;
  }, bounded(parts));
}

async function* layerOf(
  packed: Parts,
  decompressorOf: (head: Buffer) => Transform | undefined,
): AsyncGenerator<Buffer> {
  const { head, parts } = await peek(packed, TELLING);
  const decompressor = head.length > 0 ? decompressorOf(head) : undefined;
  if (!decompressor) {
    yield* parts;
    return;
  }
  let reading: unknown;
  const watched = async function* (): AsyncGenerator<Buffer> {
    try {
      yield* parts;
    } catch (error) {
      reading = error;
      throw error;
    }
  };
  try {
    for await (const part of pipeline(watched(), decompressor, () => {})) yield part as Buffer;
  } catch (error) {
    // What ended the reading is the cause, where there is one; else the data is damaged, perhaps on its way.
    throw reading ?? error;
  }
}

function gunzipOf(head: Buffer): Transform | undefined {
  return head[0] === 0x1f && head[1] === 0x8b ? createGunzip() : undefined;
}

/** Some servers take "deflate" at its word, and leave out the frame of zlib (RFC 1950) that is meant. */
function isZlib(head: Buffer): boolean {
  return head.length >= TELLING && (head[0]! & 0x0f) === 8 && head.readUInt16BE(0) % 31 === 0;
}
