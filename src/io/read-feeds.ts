/** Feeds: one notice an entry. */
import { InputError } from "../errors";
import { joinBytes } from "./bytes";
import { declaredEncoding, decodeBytes } from "./decode";
import { leave, peek } from "./gunzip";
import { TELLING } from "./kinds";
import type { Read } from "./read";
import { plainText, titled } from "./read-pages";
import type { FeedEntry } from "./readers/feed";
import type { Manner, Parts, Reader, SourceText } from "./source-text";

export const FEED_READERS = { feed: readFeed, json: readJson } as const satisfies Readonly<
  Record<string, Reader>
>;

const NO_ENTRIES = "is a feed without entries; give one with some, or the pages themselves";

/** Of a feed that was cut off the whole entries, and an error for the rest. */
async function* readFeed(
  parts: Parts,
  source: string,
  { charset }: Manner,
): AsyncGenerator<Read<SourceText>> {
  const { wholeEntriesOfFeed } = await import("./readers/feed");
  const { entries, error } = await wholeEntriesOfFeed(
    textOfFeed(await joinBytes(parts, source), source, charset),
    source,
  );
  for (const entry of entries) {
    yield { ok: true, source, value: { text: await textOfEntry(entry), id: entry.id, isPage: false } };
  }
  if (error) yield { ok: false, error };
  else if (entries.length === 0) yield { ok: false, error: new InputError(NO_ENTRIES, source) };
}

function textOfFeed(bytes: Buffer, source: string, declared?: string): string {
  return decodeBytes(bytes, source, declared ?? declaredEncoding(bytes)).text;
}

/**
 * The entries of a feed in any encoding.
 *
 * @throws InputError if it is no feed, or a broken one.
 */
export async function entriesIn(bytes: Buffer, source: string, declared?: string): Promise<FeedEntry[]> {
  const { entriesOfFeed } = await import("./readers/feed");
  return entriesOfFeed(textOfFeed(bytes, source, declared), source);
}

/** What a feed itself says of an entry, as plain text. O(n). */
export async function textOfEntry({
  title,
  html,
  isPlain,
}: Pick<FeedEntry, "title" | "html" | "isPlain">): Promise<string> {
  if (isPlain) return titled(title, html.replace(/\r\n?/g, "\n").trim());
  // Without any tag only its line feeds are left to tell its paragraphs.
  return titled(title, await plainText(TAG.test(html) ? html : `<pre>${html}</pre>`));
}

/** The beginning or end of an element, or a comment. */
const TAG = /<[a-z!/]/i;

const JSON_ADVICE = "is JSON, not text; give JSON Lines, one record a line, in a file that ends in .jsonl";

/** Of JSON in one piece only feeds are read. */
async function* readJson(parts: Parts, source: string, manner: Manner): AsyncGenerator<Read<SourceText>> {
  const { head, parts: whole } = await peek(parts, TELLING);
  if (head.includes("https://jsonfeed.org/version/")) {
    yield* readFeed(whole, source, manner);
    return;
  }
  await leave(whole);
  yield { ok: false, error: new InputError(JSON_ADVICE, source) };
}
