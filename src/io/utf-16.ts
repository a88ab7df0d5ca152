/** UTF-16, told by its byte order mark. */
import { peek } from "./gunzip";

/** The encoding by the name that `TextDecoder` gives it; undefined if there is no such mark. */
export function utf16Of(head: Buffer): "utf-16le" | "utf-16be" | undefined {
  if (head[0] === 0xff && head[1] === 0xfe) return "utf-16le";
  return head[0] === 0xfe && head[1] === 0xff ? "utf-16be" : undefined;
}

/** Text in UTF-16 as UTF-8, piece by piece; any other bytes as they are. */
export async function* utf16AsUtf8(parts: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const { head, parts: whole } = await peek(parts, 2);
  const encoding = utf16Of(head);
  if (!encoding) {
    yield* whole;
    return;
  }
  const decoder = new TextDecoder(encoding);
  for await (const part of whole) yield Buffer.from(decoder.decode(part, { stream: true }));
  yield Buffer.from(decoder.decode());
}
