/** What `watch` writes, one record a line, and what it remembers from run to run. */
import { z } from "zod";
import { tagRecord } from "./tag";

/** The record of `tag`, with `source` the link of the entry (or its feed, if it has none) and `id` that of the entry. */
export const watchRecord = tagRecord.extend({
  id: z.string(),
  /** The feed, as it was named. */
  feed: z.string(),
  link: z.string().nullable(),
  /** As the feed says it, in Japanese time; a day alone stays one. */
  published: z.string().nullable(),
  /** When the text was taken, in UTC. */
  fetched: z.iso.datetime(),
  /** Whether the text is that of the page behind the link, or what the feed says itself. */
  textFrom: z.enum(["page", "feed"]),
  /** Why it is not that of the page. */
  pageProblem: z.string().nullable(),
});

export type WatchRecord = z.infer<typeof watchRecord>;

const feedEntry = z.object({
  id: z.string(),
  link: z.string().nullable(),
  title: z.string().nullable(),
  html: z.string(),
  published: z.string().nullable(),
});

const feedMemory = z.object({
  etag: z.string().nullable(),
  lastModified: z.string().nullable(),
  /** By the keys of entries: since which day the feed no longer lists them; null while it does. */
  seen: z.record(z.string(), z.iso.date().nullable()),
  /** Entries whose page could not be had yet, whole, since the feed may drop them meanwhile. */
  waiting: z.array(z.object({ entry: feedEntry, tries: z.number().int().positive() })),
});

export type FeedMemory = z.infer<typeof feedMemory>;

/** The file `--state`. */
export const watchState = z.object({
  version: z.literal(1),
  /** The line that was being appended when this was written; it may or may not have got there. */
  pending: z.string().nullable(),
  /** By the names of feeds. */
  feeds: z.record(z.string(), feedMemory),
});

export type WatchState = z.infer<typeof watchState>;
