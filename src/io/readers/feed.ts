/** The entries of a feed: RSS of all versions, Atom, JSON Feed. */
import { createHash } from "node:crypto";
import type { AtomFeed, JsonFeed, parseFeed, RdfFeed, RssFeed } from "feedsmith";
import { InputError } from "../../errors";
import { textOfHtml } from "./html";
import { inJapaneseTime } from "./japanese-time";

export interface FeedEntry {
  /** As the feed gives it, else the link if no other entry has it, else a hash of title and content. */
  id: string;
  /** Set where the feed gives no id. */
  isIdMade?: true | undefined;
  /** Absolute, if the feed says what it is relative to. */
  link: string | null;
  /** As the feed writes it, on one line. */
  title: string | null;
  /** The whole content where the feed has it, else its summary; may be plain text. */
  html: string;
  /** Whether the feed says that it is plain text: then `<` and `&` in it mean themselves. */
  isPlain?: boolean | undefined;
  /** As ISO 8601 in Japanese time; a day alone stays one. */
  published: string | null;
}

type Parsed = ReturnType<typeof parseFeed<string>>;

/** What the kinds of feeds have in common, each in the order in which it is to be tried. */
interface Written {
  ids: (string | undefined)[];
  links: (string | undefined)[];
  title: string | undefined;
  contents: (string | undefined)[];
  /** Those of the contents that are plain text for certain. */
  plain?: (string | undefined)[];
  dates: (string | undefined)[];
  /** What the links of the entry are relative to, itself perhaps relative to that of the feed. */
  base: string | undefined;
}

const HASH_DIGITS = 32;

/**
 * The entries of a feed, in its order. Entities that a feed defines itself are not expanded, so that none can swell; those of
 * XML and HTML are. O(n).
 *
 * @throws InputError if it is no feed, or a broken one.
 */
export async function entriesOfFeed(text: string, source: string): Promise<FeedEntry[]> {
  return entriesIn(await parse(text, source));
}

/** Entries, and what is to be said of those that are missing. */
interface WholeEntries {
  entries: FeedEntry[];
  error: InputError | null;
}

/**
 * The entries of a feed as `entriesOfFeed` gives them; of one that was cut off those that are whole. O(n).
 *
 * @throws InputError if it is no feed, or one broken otherwise.
 */
export async function wholeEntriesOfFeed(text: string, source: string): Promise<WholeEntries> {
  const whole = untilLastEntry(text);
  const parsed = whole === undefined ? undefined : await parse(whole, source).catch(() => undefined);
  if (!parsed) return { entries: await entriesOfFeed(text, source), error: null };
  const entries = entriesIn(parsed);
  const problem = `is a feed that was cut off after ${entries.length} whole entries; fetch it again for the rest`;
  return { entries, error: new InputError(problem, source) };
}

/** What the entries of a feed may be in, outermost first. */
const OUTER_ELEMENT = /<((?:\w{1,40}:)?(?:rss|rdf|feed|channel))[\s>]/gi;
const OUTER_CLOSED = /<\/((?:\w{1,40}:)?(?:rss|rdf|feed|channel))\s{0,20}>/gi;
const OUTER_END = /<\/(?:\w{1,40}:)?(?:rss|rdf|feed)\s{0,20}>/i;
const ENTRY_BEGIN = /<(?:\w{1,40}:)?(?:item|entry)[\s>]/i;
const ENTRY_END = /<\/(?:\w{1,40}:)?(?:item|entry)\s{0,20}>/gi;

/** A feed without its end, up to the end of its last whole entry and closed there; undefined for any other. */
function untilLastEntry(text: string): string | undefined {
  const last = text.trimStart().startsWith("<") ? [...text.matchAll(ENTRY_END)].at(-1) : undefined;
  if (!last) return undefined;
  const end = last.index + last[0].length;
  if (OUTER_END.test(text.slice(end))) return undefined;
  const whole = text.slice(0, end);
  const head = whole.slice(0, whole.search(ENTRY_BEGIN));
  const opened = [...head.matchAll(OUTER_ELEMENT)].flatMap(([, name]) => name ?? []);
  const closed = new Set([...head.matchAll(OUTER_CLOSED)].map(([, name]) => name));
  const open = opened.filter((name) => !closed.has(name));
  return [whole, ...open.reverse().map((name) => `</${name}>`)].join("");
}

function entriesIn(parsed: Parsed): FeedEntry[] {
  const base = [...basesOf(parsed)].find((link) => link !== undefined && URL.canParse(link));
  const entries = writtenIn(parsed).map((written) => {
    const entry = entryOf(written, base);
    return written.plain?.includes(entry.html) ? { ...entry, isPlain: true } : entry;
  });
  return withIds(entries);
}

type Nameless = Omit<FeedEntry, "id" | "isIdMade"> & { id: string | undefined };

/** A link that several entries have, such as that of a page of news, tells none of them from the others. */
function withIds(entries: readonly Nameless[]): FeedEntry[] {
  const counts = new Map<string | null, number>();
  for (const { link } of entries) counts.set(link, (counts.get(link) ?? 0) + 1);
  return entries.map(({ id, ...entry }) => {
    if (id !== undefined) return { id, ...entry };
    const { link, title, html } = entry;
    const isOwn = link !== null && counts.get(link) === 1;
    return { id: isOwn ? link : hashOf(`${title ?? ""}\n${html}`), isIdMade: true, ...entry };
  });
}

async function parse(text: string, source: string): Promise<Parsed> {
  const { detectRdfFeed, parseFeed } = await import("feedsmith");
  const bare = withoutDoctype(text);
  try {
    return parseFeed(detectRdfFeed(bare) ? withoutContents(bare) : bare);
  } catch (error) {
    throw new InputError(problemOf(error as Error, text), source);
  }
}

function problemOf({ cause }: Error, text: string): string {
  if (cause instanceof Error) return `a broken feed: ${cause.message}`;
  if (/^\s*<(?:!doctype )?html\b/i.test(text))
    return "a web page, not a feed; read the page itself, or the feed that it links to";
  return "not a feed: neither RSS nor Atom nor JSON Feed, or without anything in it";
}

/**
 * Without its document type declaration: old templates of RSS name entities of the web there, which the parser refuses, and
 * hostile ones entities that grow without end.
 */
function withoutDoctype(text: string): string {
  const start = text.indexOf("<!DOCTYPE");
  // What stands within the document is no declaration.
  if (start < 0 || /<[a-z]/i.test(text.slice(0, start))) return text;
  const rest = text.slice(start);
  const subset = /^[^>[]*\[/.test(rest);
  const end = /\]\s*>/.exec(rest);
  if (subset && !end) return text;
  return text.slice(0, start) + rest.slice(subset && end ? end.index + end[0].length : rest.indexOf(">") + 1);
}

/**
 * RSS 1.0 lists the addresses of its items in `items`. The parser leaves out the items that it does not find there, such as
 * all with an ampersand in their address; under another name it does not see the list, and reads the items as they stand.
 */
function withoutContents(text: string): string {
  return text.replace(/(<\/?(?:\w{1,20}:)?)items\b/gi, "$1contents");
}

/** What the links of a feed are relative to, the likeliest first. */
function* basesOf(parsed: Parsed): Generator<string | undefined> {
  yield "xml" in parsed.feed ? parsed.feed.xml?.base : undefined;
  if (parsed.format === "json") {
    yield parsed.feed.home_page_url;
    yield parsed.feed.feed_url;
  } else {
    const links = parsed.format === "atom" ? parsed.feed.links : parsed.feed.atom?.links;
    if (parsed.format !== "atom") yield parsed.feed.link;
    yield pageOf(links);
    yield links?.find(({ rel }) => rel === "self")?.href;
  }
}

function writtenIn(parsed: Parsed): Written[] {
  if (parsed.format === "rss") return (parsed.feed.items ?? []).map(ofRss);
  if (parsed.format === "rdf") return (parsed.feed.items ?? []).map(ofRdf);
  if (parsed.format === "atom") return (parsed.feed.entries ?? []).map(ofAtom);
  return (parsed.feed.items ?? []).map(ofJson);
}

function ofRss({ guid, link, title, description, content, pubDate, dc, dcterms, xml }: RssItem): Written {
  return {
    ids: [guid?.value],
    links: [link, guid?.isPermaLink === false ? undefined : absolute(guid?.value)],
    title: title ?? dc?.titles?.[0],
    contents: [content?.encoded, description],
    dates: [pubDate, dc?.dates?.[0], dcterms?.issued?.[0], dcterms?.created?.[0]],
    base: xml?.base,
  };
}

function ofRdf({ rdf, link, title, description, content, dc, dcterms, xml }: RdfItem): Written {
  return {
    ids: [rdf?.about],
    links: [link, absolute(rdf?.about)],
    title: title ?? dc?.titles?.[0],
    contents: [content?.encoded, description],
    dates: [dc?.dates?.[0], dcterms?.issued?.[0], dcterms?.created?.[0]],
    base: xml?.base,
  };
}

function ofAtom({ id, links, title, summary, content, published, updated, xml }: AtomEntry): Written {
  return {
    ids: [id],
    links: [pageOf(links)],
    title: titleOf(title),
    contents: [content?.value, summary?.value],
    plain: [content, summary].filter((one) => isPlainType(one?.type)).map((one) => one?.value),
    dates: [published, updated],
    base: xml?.base,
  };
}

function ofJson(item: JsonItem): Written {
  return {
    ids: [item.id],
    links: [item.url, item.external_url],
    title: item.title,
    contents: [item.content_html, item.content_text, item.summary],
    plain: item.content_html?.trim() ? [] : [item.content_text, item.summary],
    dates: [item.date_published, item.date_modified],
    base: undefined,
  };
}

/** Atom says of a title whether it is HTML; tags in it are none of its text. */
function titleOf(title: AtomEntry["title"]): string | undefined {
  return /html$/i.test(title?.type ?? "") ? textOfHtml(title?.value ?? "").text : title?.value;
}

function isPlainType(type: string | undefined): boolean {
  return type === "text" || type === "text/plain";
}

type RssItem = NonNullable<RssFeed.Feed<string>["items"]>[number];
type RdfItem = NonNullable<RdfFeed.Feed<string>["items"]>[number];
type AtomEntry = NonNullable<AtomFeed.Feed<string>["entries"]>[number];
type JsonItem = NonNullable<JsonFeed.Feed<string>["items"]>[number];

/** The page that an entry or a feed of Atom stands for, among its links to other things. */
function pageOf(links: readonly { href?: string; rel?: string }[] | undefined): string | undefined {
  return links?.find(({ rel = "alternate" }) => rel === "alternate")?.href;
}

/** An identifier may or may not be an address. */
function absolute(id: string | undefined): string | undefined {
  return id && /^https?:/i.test(id) ? id : undefined;
}

function entryOf(
  { ids, links, title, contents, dates, base }: Written,
  feedBase: string | undefined,
): Nameless {
  const link = resolve(firstOf(links), resolve(base, feedBase) ?? feedBase);
  const line = title?.replace(/\s+/g, " ").trim() || null;
  const html = firstOf(contents) ?? "";
  const published = dates.map((date) => inJapaneseTime(date ?? "")).find((date) => date !== null);
  return {
    id: firstOf(ids),
    link: link ?? null,
    title: line,
    html,
    published: published ?? null,
  };
}

function firstOf(candidates: readonly (string | undefined)[]): string | undefined {
  return candidates.find((candidate) => candidate !== undefined && candidate.trim() !== "");
}

/** As it stands where there is nothing to resolve it against. */
function resolve(link: string | undefined, base: string | undefined): string | undefined {
  return link !== undefined && URL.canParse(link, base) ? new URL(link, base).href : link;
}

function hashOf(text: string): string {
  return `sha256:${createHash("sha256").update(text).digest("hex").slice(0, HASH_DIGITS)}`;
}
