/** By what entries of feeds are known again. */
import { createHash } from "node:crypto";
import type { FeedEntry } from "../../io/readers/feed";

/** An entry of a listing, and by what it is known again: any of the keys. */
export interface KnownEntry {
  entry: FeedEntry;
  /** Of this entry and no other, the first of the keys. */
  key: string;
  keys: readonly string[];
  /** Whether other entries of the listing stand on the same page. */
  isPageShared: boolean;
}

/** Shorter contents, such as a title alone, come again with other notices of the same writer. In characters. */
const LEAST_TELLING = 200;
/** 128 bits: no two keys meet by chance. */
const KEY_DIGITS = 32;

/**
 * The entries of a feed with their keys, except those keys that tell nothing because several entries have them: a feed may link
 * to the same page of news throughout, or give one id to all. O(n).
 */
export function withKeys(feed: string, entries: readonly FeedEntry[]): KnownEntry[] {
  const known = new Map(entries.map((entry) => [ownKey(feed, entry), entry]));
  const telling = new Map([...known].map(([key, entry]) => [key, tellingKeys(feed, entry)]));
  const counts = countsOf([...telling.values()].flat());
  const pages = countsOf([...known.values()].flatMap(({ link }) => (link === null ? [] : [pageOf(link)])));
  return [...known].map(([key, entry]) => ({
    entry,
    key,
    keys: [key, ...telling.get(key)!.filter((other) => counts.get(other) === 1)],
    isPageShared: entry.link !== null && pages.get(pageOf(entry.link))! > 1,
  }));
}

function ownKey(feed: string, { id, isIdMade, link, title, html }: FeedEntry): string {
  return keyOf("entry", feed, isIdMade ? null : id, link, title, html);
}

/** Keys that other entries may have as well. Ids mean something within their feed only, links and contents everywhere. */
function tellingKeys(feed: string, { id, isIdMade, link, title, html, published }: FeedEntry): string[] {
  return [
    ...(isIdMade ? [] : [keyOf("id", feed, id)]),
    ...(link === null ? [] : linkKeys({ link, title, html, published, isIdMade })),
    ...(html.length < LEAST_TELLING ? [] : [keyOf("content", title, html)]),
  ];
}

/**
 * A link alone is no proof: a feed may keep its latest notice only, always under the link of the page of news. An entry under a
 * known link is known if it has the same title, content or time too. If the feed gives ids, and gave it a new one, its day has to
 * be the same as well, for titles such as 「お知らせ」 come again; if it gives none, days may be those of the making of the feed.
 */
function linkKeys({
  link,
  title,
  html,
  published,
  isIdMade,
}: Pick<FeedEntry, "link" | "title" | "html" | "published" | "isIdMade">): string[] {
  const day = published?.slice(0, "2024-01-01".length) ?? null;
  return [
    ...(title === null ? [] : [keyOf("title", link, title, day)]),
    ...(html === "" ? [] : [keyOf("html", link, html, day)]),
    ...(published !== null && isMoment(published) ? [keyOf("time", link, published)] : []),
    ...(isIdMade && title !== null ? [keyOf("any title", link, title)] : []),
    ...(isIdMade && html !== "" ? [keyOf("any html", link, html)] : []),
  ];
}

/** Midnight, here or in Greenwich, is how many feeds write a day. */
function isMoment(published: string): boolean {
  return published.includes("T") && !/T(?:00|09):00:00/.test(published);
}

function pageOf(link: string): string {
  return link.split("#", 1)[0]!;
}

function countsOf(values: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

function keyOf(...parts: (string | null)[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, KEY_DIGITS);
}
