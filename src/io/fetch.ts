/** Pages and feeds from the web, fetched politely, and safely where others choose the addresses. */
import type { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { Agent, type Dispatcher, request } from "undici";
import { version } from "../../package.json";
import { FetchError } from "../errors";
import { publicConnector } from "./addresses";
import { joinBytes } from "./bytes";
import { charsetOf } from "./content-type";
import { FETCH_DEFAULTS, type FetchOptions } from "./fetch-options";
import { failed, NetworkError, NOT_MODIFIED, PASSING, refused } from "./fetch-problems";
import { firstOf, limited } from "./limited";
import { Rests } from "./rests";
import { ALL_ALLOWED, LONGEST_ROBOTS, parseRobots, ROBOT, type Robots } from "./robots";
import { unpacked } from "./unpack";

/** What tells a server which version of a resource is known already. */
export interface Validators {
  etag?: string | null | undefined;
  lastModified?: string | null | undefined;
}

/** A resource as it came. */
export interface Fetched {
  bytes: Buffer;
  /** After redirects. */
  url: string;
  contentType: string | null;
  /** As Content-Type names it. */
  charset: string | undefined;
  etag: string | null;
  lastModified: string | null;
}

const USER_AGENT = `${ROBOT}/${version} (+https://www.npmjs.com/package/owabi)`;
/** The connection itself is refused or made within seconds, or not at all. */
const CONNECT_TIMEOUT = 10_000;
const MOST_REDIRECTS = 5;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
/** A server that asks to wait longer is to be asked in another run. */
const LONGEST_WAIT = 60_000;
/** A site that asks for more is obeyed so far. */
const LONGEST_CRAWL_DELAY = 30_000;
/** No page has a longer address; rules of robots.txt are matched against it letter by letter. In characters. */
const LONGEST_ADDRESS = 8192;

/**
 * Fetches one resource at a time, whoever asks, with a pause between requests to one host. It knows the robots.txt of each
 * site that it has met, so one serves for a whole run; `close` it after that.
 */
export class Fetcher {
  private readonly options: Required<FetchOptions>;
  private readonly agent: Agent;
  private readonly robots = new Map<string, Promise<Robots>>();
  /** In seconds, of those origins whose rules are known. */
  private readonly crawlDelays = new Map<string, number>();
  private readonly lastAsked = new Map<string, number>();
  private queue: Promise<unknown> = Promise.resolve();

  /** `rests` are the hosts that are left alone from the beginning; it learns of more. */
  constructor(
    options: FetchOptions = {},
    private readonly rests = new Rests(),
  ) {
    // Who waits longer for the whole waits as long for its beginning.
    const silence = Math.max(FETCH_DEFAULTS.silence, options.timeout ?? 0);
    const given = { ...FETCH_DEFAULTS, silence, ...options };
    // What counts the time takes whole milliseconds only.
    this.options = { ...given, timeout: Math.ceil(given.timeout), silence: Math.ceil(given.silence) };
    const { allowPrivate } = this.options;
    this.agent = new Agent({
      connect: allowPrivate ? { timeout: CONNECT_TIMEOUT } : publicConnector(CONNECT_TIMEOUT),
      headersTimeout: this.options.silence,
      bodyTimeout: this.options.silence,
    });
  }

  /**
   * The resource of an address; null if it is still the one that the validators tell of.
   *
   * @throws FetchError if it cannot be had, or must not; `isPassing` tells whether another try later may have more luck.
   */
  async fetch(url: string, known: Validators = {}): Promise<Fetched | null> {
    const turn = this.queue.then(() => this.fetchPolitely(url, known));
    this.queue = turn.catch(() => {});
    return turn;
  }

  /** Lets go of all connections. */
  async close(): Promise<void> {
    await this.agent.destroy();
  }

  private async fetchPolitely(url: string, known: Validators): Promise<Fetched | null> {
    const wish: Wish = {
      source: url,
      known: { etag: sendable(known.etag), lastModified: sendable(known.lastModified) },
      bounded: (layer) => limited(layer, this.options.maxBytes, url),
      whole: (body) => body,
      check: (address) => this.checkAllowed(address, url),
    };
    const answer = await this.withRetries(url, () => this.follow(wish));
    if (answer.status === NOT_MODIFIED && (wish.known.etag || wish.known.lastModified)) return null;
    if (answer.status < 200 || answer.status > 299) throw refused(answer, url);
    const contentType = header(answer, "content-type");
    return {
      bytes: answer.bytes,
      url: answer.url.href,
      contentType,
      charset: charsetOf(contentType),
      etag: sendable(header(answer, "etag")),
      lastModified: sendable(header(answer, "last-modified")),
    };
  }

  private async checkAllowed(address: URL, source: string): Promise<void> {
    const { origin } = address;
    const known = this.robots.get(origin) ?? this.fetchRobots(origin);
    this.robots.set(origin, known);
    const robots = await known.catch((error: unknown) => {
      if (!(error instanceof FetchError)) throw error;
      throw new FetchError(
        `${origin}/robots.txt is not to be had, so nothing of the site may be: ${error.problem}`,
        source,
        true,
      );
    });
    if (!robots.isAllowed(address.href))
      throw new FetchError(
        `${origin}/robots.txt forbids robots to fetch it; save the page yourself and give the file`,
        source,
        false,
      );
  }

  /**
   * A site that has none, or hides it, allows all, and so does one whose robots.txt cannot be made sense of; one that is out of
   * order is not to be bothered, says the standard.
   */
  private async fetchRobots(origin: string): Promise<Robots> {
    const url = `${origin}/robots.txt`;
    try {
      const answer = await this.withRetries(url, () => this.follow(wishForRobots(url)));
      if (answer.status >= 500) throw refused(answer, url);
      const isThere = answer.status >= 200 && answer.status <= 299;
      const robots = isThere ? parseRobots(url, answer.bytes) : ALL_ALLOWED;
      this.crawlDelays.set(origin, robots.crawlDelay ?? 0);
      return robots;
    } catch (error) {
      if (!(error instanceof FetchError)) throw error;
      if (!error.isPassing) return ALL_ALLOWED;
      if (this.options.restAfterFailure) this.rests.giveUp(new URL(origin).host);
      throw error;
    }
  }

  /**
   * Tries again what may pass within seconds: faults of the network, and answers that say so. A library would do for the
   * backing off, but not for servers that say how long to wait.
   */
  private async withRetries(url: string, attempt: () => Promise<Answer>): Promise<Answer> {
    const { retries, backoff } = this.options;
    for (let tried = 0; ; tried++) {
      const outcome = await attempt().catch((error: unknown) => {
        if (error instanceof NetworkError && error.isPassing) return error;
        throw error;
      });
      const isFailure = outcome instanceof NetworkError;
      if (!isFailure && !PASSING.has(outcome.status)) return outcome;
      // Jitter, lest all that failed together come back together.
      const wait = isFailure ? undefined : retryAfter(header(outcome, "retry-after"));
      const pause = wait ?? backoff * 2 ** tried * (0.5 + Math.random());
      if (tried < retries && pause <= LONGEST_WAIT) {
        await sleep(pause);
        continue;
      }
      if (wait !== undefined) this.rests.ask((outcome as Answer).url.host, wait);
      else if (isFailure && this.options.restAfterFailure) this.rests.giveUp(outcome.host);
      throw isFailure ? outcome : refused(outcome, url);
    }
  }

  private async follow(wish: Wish): Promise<Answer> {
    const { source } = wish;
    const visited = new Set<string>();
    let left = this.options.timeout;
    let address = checked(source, source);
    while (visited.size <= MOST_REDIRECTS) {
      visited.add(address.href);
      this.rests.check(address.host, source);
      await wish.check(address);
      await this.pause(address);
      // Only what the server takes counts: neither the rules of the site nor the pauses that they ask for.
      const begun = Date.now();
      const answer = await this.ask(address, wish, Math.max(1, left));
      left -= Date.now() - begun;
      this.lastAsked.set(address.host, Date.now());
      const location = header(answer, "location");
      if (!REDIRECTS.has(answer.status) || location === null) return answer;
      address = checked(location, source, address);
      if (visited.has(address.href))
        throw new FetchError(`redirected in a circle, by way of ${address.href}`, source, false);
    }
    throw new FetchError(
      `redirected more than ${MOST_REDIRECTS} times; give the final address`,
      source,
      false,
    );
  }

  private async pause({ host, origin }: URL): Promise<void> {
    const last = this.lastAsked.get(host);
    if (last === undefined) return;
    // Not from the rules themselves: those that are on their way would wait for their own request.
    const asked = this.crawlDelays.get(origin) ?? 0;
    const delay = Math.max(this.options.delay, Math.min(asked * 1000, LONGEST_CRAWL_DELAY));
    const wait = last + delay - Date.now();
    if (wait > 0) await sleep(wait);
  }

  private async ask(address: URL, wish: Wish, timeout: number): Promise<Answer> {
    const { known } = wish;
    const signal = AbortSignal.timeout(timeout);
    try {
      const { statusCode, headers, body } = await request(address, {
        dispatcher: this.agent,
        signal,
        headers: {
          "user-agent": USER_AGENT,
          accept: "*/*",
          "accept-encoding": "gzip, br",
          ...(known.etag && { "if-none-match": known.etag }),
          ...(known.lastModified && { "if-modified-since": known.lastModified }),
        },
      });
      const answer = { status: statusCode, headers, url: address };
      const isWanted = statusCode >= 200 && statusCode <= 299;
      if (isWanted) return { ...answer, bytes: await bytesOf(body, headers["content-encoding"], wish) };
      // The connection is not worth reading an error page of any length for.
      body.on("error", () => {}).destroy();
      return { ...answer, bytes: Buffer.alloc(0) };
    } catch (error) {
      this.lastAsked.set(address.host, Date.now());
      if (!signal.aborted) throw failed(error, address, wish.source);
      const problem = `not there after ${this.options.timeout / 1000} s; allow more time, or try later`;
      throw new NetworkError(problem, wish.source, true, address.host);
    }
  }
}

/** What is wanted, and how. */
interface Wish {
  source: string;
  known: Validators;
  /** Refuses what is too long, packed or not. */
  bounded: (layer: AsyncIterable<Buffer>) => AsyncIterable<Buffer>;
  /** So much of the body as is wanted. */
  whole: (body: AsyncIterable<Buffer>) => AsyncIterable<Buffer>;
  /** Refuses what must not be fetched. */
  check: (address: URL) => Promise<void>;
}

/** Of a robots.txt that is too long the beginning counts, says the standard. */
function wishForRobots(url: string): Wish {
  return {
    source: url,
    known: {},
    bounded: (layer) => limited(layer, 2 * LONGEST_ROBOTS, url),
    whole: (body) => firstOf(body, LONGEST_ROBOTS),
    check: async () => {},
  };
}

interface Answer {
  status: number;
  headers: Dispatcher.ResponseData["headers"];
  url: URL;
  bytes: Buffer;
}

function header({ headers }: Answer, name: string): string | null {
  const value = headers[name];
  return (Array.isArray(value) ? value[0] : value) ?? null;
}

/** A validator that can be sent back; others are as good as none. */
function sendable(value: string | null | undefined): string | null {
  return value && /^[\t\x20-\x7e]*$/.test(value) ? value : null;
}

/** An address to fetch from, perhaps relative to that which led to it; without what is for browsers only. */
function checked(address: string, source: string, base?: URL): URL {
  if (!URL.canParse(address, base)) throw new FetchError(`no address of the web: ${address}`, source, false);
  const url = new URL(address, base);
  if (url.protocol !== "http:" && url.protocol !== "https:")
    throw new FetchError(`only http and https are fetched, not ${url.protocol}`, source, false);
  if (url.username || url.password)
    throw new FetchError(
      "holds a user's name or password; fetch it yourself and give the file",
      source,
      false,
    );
  url.hash = "";
  if (url.href.length > LONGEST_ADDRESS)
    throw new FetchError(
      `an address of more than ${LONGEST_ADDRESS} characters, which is none of a page`,
      source.slice(0, LONGEST_ADDRESS),
      false,
    );
  return url;
}

/** The body as it was before it was packed for the way; neither packed nor unpacked larger than is allowed. */
async function bytesOf(
  body: Readable,
  encoding: string | string[] | undefined,
  { source, bounded, whole }: Wish,
): Promise<Buffer> {
  try {
    return await joinBytes(whole(unpacked(body, String(encoding ?? ""), bounded)), source);
  } finally {
    // What is not wanted any more might come without end.
    body.on("error", () => {}).destroy();
  }
}

/** A time to wait, as seconds or as a date; undefined if there is none. */
function retryAfter(value: string | null): number | undefined {
  if (value === null) return undefined;
  const wait = /^\s*\d+\s*$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return Number.isNaN(wait) ? undefined : Math.max(0, wait);
}
