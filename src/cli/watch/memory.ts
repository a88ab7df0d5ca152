/** Which entries of feeds have been seen, and which wait for their pages. */
import type { Validators } from "../../io/fetch";
import type { WaitingEntry, WatchChange, WatchState } from "../../schemas/watch";
import type { KnownEntry } from "./keys";

/** What is known of one feed. */
interface FeedMemory {
  etag: string | null;
  lastModified: string | null;
  /** As in the state. */
  seen: Map<string, string | null>;
  waiting: Map<string, WaitingEntry>;
  unnamed: string | null;
}

/** A feed that was broken for a while, or lists old entries again for a day, repeats nothing for so long. */
const REMEMBERED_DAYS = 90;
const DAY = 86_400_000;

export class Memory {
  private readonly feeds: Map<string, FeedMemory>;
  /** Of all feeds: an entry that two feeds list is known by the one as by the other. */
  private readonly known: Set<string>;

  constructor(feeds: WatchState["feeds"]) {
    this.feeds = new Map(
      Object.entries(feeds).map(([name, { seen, waiting, ...rest }]) => [
        name,
        { ...rest, seen: new Map(Object.entries(seen)), waiting: new Map(Object.entries(waiting)) },
      ]),
    );
    this.known = new Set([...this.feeds.values()].flatMap(({ seen }) => [...seen.keys()]));
  }

  /** As the state has it. O(n) in all that is known. */
  toState(): WatchState["feeds"] {
    return Object.fromEntries(
      [...this.feeds].map(([name, { seen, waiting, ...rest }]) => [
        name,
        { ...rest, seen: Object.fromEntries(seen), waiting: Object.fromEntries(waiting) },
      ]),
    );
  }

  validatorsOf(feed: string): Validators {
    const { etag, lastModified } = this.of(feed);
    return { etag, lastModified };
  }

  isSeen({ keys }: Pick<KnownEntry, "keys">): boolean {
    return keys.some((key) => this.known.has(key));
  }

  /** What waits for its page, in all feeds; what has been tried least comes first, lest one page stand in the way of others. */
  waiting(): { feed: string; key: string; waiting: WaitingEntry }[] {
    return [...this.feeds]
      .flatMap(([feed, memory]) => [...memory.waiting].map(([key, waiting]) => ({ feed, key, waiting })))
      .sort((a, b) => a.waiting.tries - b.waiting.tries);
  }

  apply({ feed, seen, waiting }: WatchChange): void {
    const memory = this.of(feed);
    this.addSeen(memory, seen);
    if (waiting?.entry) memory.waiting.set(waiting.key, waiting.entry);
    else if (waiting) memory.waiting.delete(waiting.key);
  }

  /** The keys of the known entries of a listing that are not known of the feed yet: those of an entry whose id has changed, say. */
  newKeys(feed: string, listing: readonly KnownEntry[]): string[] {
    const { seen } = this.of(feed);
    return this.keysOfSeen(listing).filter((key) => !seen.has(key));
  }

  /** Notes that a feed has been read in full: what it lists no more is forgotten after 90 days. O(n). */
  noteListing(feed: string, listing: readonly KnownEntry[], validators: Validators, now: Date): void {
    const memory = this.of(feed);
    memory.etag = validators.etag ?? null;
    memory.lastModified = validators.lastModified ?? null;
    const listed = this.keysOfSeen(listing);
    const isListed = new Set(listed);
    this.addSeen(memory, listed);
    for (const [key, since] of memory.seen) {
      if (isListed.has(key)) continue;
      if (isOver(since, now)) memory.seen.delete(key);
      else if (since === null) memory.seen.set(key, dayOf(now));
    }
  }

  /** Notes which feeds a run was for: the others are forgotten after 90 days, once nothing of theirs waits. */
  noteNamed(named: ReadonlySet<string>, now: Date): void {
    for (const [name, memory] of this.feeds) {
      if (named.has(name)) memory.unnamed = null;
      else if (isOver(memory.unnamed, now) && memory.waiting.size === 0) this.feeds.delete(name);
      else memory.unnamed ??= dayOf(now);
    }
  }

  private keysOfSeen(listing: readonly KnownEntry[]): string[] {
    return listing.filter((entry) => this.isSeen(entry)).flatMap(({ keys }) => keys);
  }

  private addSeen(memory: FeedMemory, keys: readonly string[]): void {
    for (const key of keys) {
      memory.seen.set(key, null);
      this.known.add(key);
    }
  }

  private of(feed: string): FeedMemory {
    const found = this.feeds.get(feed);
    if (found) return found;
    const empty = { etag: null, lastModified: null, seen: new Map(), waiting: new Map(), unnamed: null };
    this.feeds.set(feed, empty);
    return empty;
  }
}

function isOver(since: string | null, now: Date): boolean {
  return since !== null && now.getTime() - Date.parse(since) > REMEMBERED_DAYS * DAY;
}

function dayOf(date: Date): string {
  return date.toISOString().slice(0, "2024-01-01".length);
}
