/** The archives (zip) that Word and Excel files are. */
import type JSZip from "jszip";
import { InputError } from "../../errors";

/** No notice comes near, and few tables of notices; what is larger is made to fill the memory. */
const MOST_UNPACKED_BYTES = 200_000_000;

/**
 * Opens an archive when it is known to be no larger than 200 MB unpacked. O(n).
 *
 * @param tooLarge what to say if it is larger
 * @throws InputError if it is too large; an Error if it is no archive.
 */
export async function openArchive(bytes: Buffer, source: string, tooLarge: string): Promise<JSZip> {
  const { default: Zip } = await import("jszip");
  const archive = await Zip.loadAsync(bytes);
  let left = MOST_UNPACKED_BYTES;
  for (const part of Object.values(archive.files)) {
    if (!part.dir) left -= await unpackedSize(part, left);
    if (left < 0) throw new InputError(tooLarge, source);
  }
  return archive;
}

/** Unpacked and counted piece by piece until over the limit, since the size that an archive states may be a lie. */
function unpackedSize(part: JSZip.JSZipObject, limit: number): Promise<number> {
  return new Promise((resolve, reject) => {
    let size = 0;
    const stream = part.nodeStream();
    stream.on("data", (piece: Buffer) => {
      size += piece.length;
      if (size <= limit) return;
      stream.pause();
      resolve(size);
    });
    stream.on("error", reject);
    stream.on("end", () => resolve(size));
  });
}
