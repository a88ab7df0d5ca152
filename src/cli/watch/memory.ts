/** Which entries of a feed have been seen. */
import { createHash } from "node:crypto";
import type { FeedEntry } from "../../io/readers/feed";
import type { FeedMemory } from "../../schemas/watch";

/** An entry, and by what it is known again: any of the keys. */
export interface KnownEntry {
  entry: FeedEntry;
  keys: string[];
}

/** Shorter contents, such as a title alone, come again with other notices of the same writer. In characters. */
const LEAST_TELLING = 200;
/** 128 bits: no two keys meet by chance. */
const KEY_DIGITS = 32;
/** A feed that was broken for a while, or lists old entries again for a day, repeats nothing for so long. */
const REMEMBERED_DAYS = 90;
const DAY = 86_400_000;

export function emptyMemory(): FeedMemory {
  return { etag: null, lastModified: null, seen: {}, waiting: [] };
}

/**
 * The entries of a feed with their keys: the id; the link and the content, unless they tell nothing because several entries have
 * them (a feed may link to the same page of news throughout). O(n).
 */
export function withKeys(entries: readonly FeedEntry[]): KnownEntry[] {
  const keysOf = entries.map(({ id, link, title, html }) => ({
    id: keyOf("id", id),
    others: [
      ...(link === null ? [] : [keyOf("link", link)]),
      ...(html.length < LEAST_TELLING ? [] : [keyOf("content", `${title ?? ""}\n${html}`)]),
    ],
  }));
  const counts = new Map<string, number>();
  for (const key of keysOf.flatMap(({ others }) => others)) counts.set(key, (counts.get(key) ?? 0) + 1);
  return entries.map((entry, index) => {
    const { id, others } = keysOf[index]!;
    return { entry, keys: [id, ...others.filter((key) => counts.get(key) === 1)] };
  });
}

function keyOf(kind: string, value: string): string {
  return createHash("sha256").update(`${kind}\n${value}`).digest("hex").slice(0, KEY_DIGITS);
}

export function isSeen({ seen }: FeedMemory, { keys }: KnownEntry): boolean {
  return keys.some((key) => Object.hasOwn(seen, key));
}

/** As it is once an entry has been seen. O(n). */
export function withSeen(memory: FeedMemory, { keys }: Pick<KnownEntry, "keys">): FeedMemory {
  return { ...memory, seen: { ...memory.seen, ...Object.fromEntries(keys.map((key) => [key, null])) } };
}

/**
 * As it is once the feed has been read in full: of the entries listed that are known all keys are (an entry whose id has changed is
 * known by the new one too), and those not listed for 90 days are forgotten. O(n).
 */
export function withListing(memory: FeedMemory, listing: readonly KnownEntry[], now: Date): FeedMemory {
  const listed = listing.filter((entry) => isSeen(memory, entry)).flatMap(({ keys }) => keys);
  const isListed = new Set(listed);
  const gone = Object.entries(memory.seen)
    .filter(([key, since]) => !isListed.has(key) && !isForgotten(since, now))
    .map(([key, since]) => [key, since ?? now.toISOString().slice(0, 10)] as const);
  return { ...memory, seen: Object.fromEntries([...gone, ...listed.map((key) => [key, null] as const)]) };
}

function isForgotten(since: string | null, now: Date): boolean {
  return since !== null && now.getTime() - Date.parse(since) > REMEMBERED_DAYS * DAY;
}
