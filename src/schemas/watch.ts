/** What `watch` writes, one record a line, and what it remembers from run to run. */
import * as z from "zod";
import { tagRecord } from "./tag";

/** The record of `tag`, with `source` the link of the entry (or its feed, if it has none) and `id` that of the entry. */
export const watchRecord = tagRecord.extend({
  id: z.string(),
  /** The feed: its address in the usual spelling (that of `URL`), without a fragment, or its file as it was named. */
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
  isIdMade: z.literal(true).optional(),
  link: z.string().nullable(),
  title: z.string().nullable(),
  html: z.string(),
  isPlain: z.boolean().optional(),
  published: z.string().nullable(),
});

/** An entry whose page could not be had yet, whole, since the feed may drop it meanwhile. */
const waitingEntry = z.object({
  entry: feedEntry,
  /** How often its page has been asked for. */
  tries: z.number().int().nonnegative(),
  since: z.iso.datetime(),
});

export type WaitingEntry = z.infer<typeof waitingEntry>;

const feedMemory = z.object({
  etag: z.string().nullable(),
  lastModified: z.string().nullable(),
  /** By the keys of entries: since which day the feed no longer lists them; null while it does. */
  seen: z.record(z.string(), z.iso.date().nullable()),
  /** By the first keys of entries. */
  waiting: z.record(z.string(), waitingEntry),
  /** Since which day no run has named the feed; null while runs do. */
  unnamed: z.iso.date().nullable(),
});

/** The file `--state`. */
export const watchState = z.object({
  version: z.literal(2),
  /** Counts how often it was written. */
  generation: z.number().int().nonnegative(),
  /** By the names of feeds. */
  feeds: z.record(z.string(), feedMemory),
  /** Hosts that asked to be left alone, and until when. */
  hosts: z.record(z.string(), z.iso.datetime()),
});

export type WatchState = z.infer<typeof watchState>;

/** A line of the journal, which holds what has changed since the state was written. */
export const watchChange = z.object({
  /** Of the state that it follows; with another one it says nothing. */
  generation: z.number().int().nonnegative(),
  feed: z.string(),
  /** Keys that are known from now on. */
  seen: z.array(z.string()),
  /** An entry that waits from now on, or, null, no more. */
  waiting: z.object({ key: z.string(), entry: waitingEntry.nullable() }).nullable(),
  /** The line that was about to be appended to the output when this was written; it may or may not have got there. */
  record: z.string().nullable(),
});

export type WatchChange = Omit<z.infer<typeof watchChange>, "generation">;
