/** Pages and feeds from the web, fetched politely, and safely where others choose the addresses. */
import type { Readable } from "node:stream";
import { pipeline } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { createBrotliDecompress, createGunzip } from "node:zlib";
import { Agent, type Dispatcher, request } from "undici";
import { version } from "../../package.json";
import { FetchError } from "../errors";
import { PrivateAddressError, publicConnector } from "./addresses";
import { joinBytes } from "./bytes";
import { charsetOf } from "./content-type";
import { FETCH_DEFAULTS, type FetchOptions } from "./fetch-options";
import { limited } from "./limited";
import { ALL_ALLOWED, LONGEST_ROBOTS, parseRobots, ROBOT, type Robots } from "./robots";

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
/** Too many requests, and a server behind the server that is not there just now. */
const PASSING: ReadonlySet<number> = new Set([429, 502, 503, 504]);
/** A server that asks to wait longer is to be asked in another run. */
const LONGEST_WAIT = 60_000;
/** A site that asks for more is obeyed so far. */
const LONGEST_CRAWL_DELAY = 30_000;
const NOT_MODIFIED = 304;

/**
 * Fetches one resource at a time, whoever asks, with a pause between requests to one host. It knows the robots.txt of each
 * site that it has met, so one serves for a whole run; `close` it after that.
 */
export class Fetcher {
  private readonly options: Required<FetchOptions>;
  private readonly agent: Agent;
  private readonly robots = new Map<string, Promise<Robots>>();
  private readonly lastAsked = new Map<string, number>();
  private queue: Promise<unknown> = Promise.resolve();

  constructor(options: FetchOptions = {}) {
    this.options = { ...FETCH_DEFAULTS, ...options };
    const { allowPrivate, silence } = this.options;
    this.agent = new Agent({
      connect: allowPrivate ? { timeout: CONNECT_TIMEOUT } : publicConnector(CONNECT_TIMEOUT),
      headersTimeout: silence,
      bodyTimeout: silence,
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
    const { maxBytes } = this.options;
    const check = (address: URL) => this.checkAllowed(address, url);
    const answer = await this.withRetries(url, () => this.follow(url, known, maxBytes, check));
    if (answer.status === NOT_MODIFIED) return null;
    if (answer.status < 200 || answer.status > 299) throw refused(answer, url);
    const contentType = header(answer, "content-type");
    return {
      bytes: answer.bytes,
      url: answer.url.href,
      contentType,
      charset: charsetOf(contentType),
      etag: header(answer, "etag"),
      lastModified: header(answer, "last-modified"),
    };
  }

  private async checkAllowed(address: URL, source: string): Promise<void> {
    const { origin } = address;
    const known = this.robots.get(origin) ?? this.fetchRobots(origin);
    this.robots.set(origin, known);
    if (!(await known).isAllowed(address.href))
      throw new FetchError(
        `${origin}/robots.txt forbids robots to fetch it; save the page yourself and give the file`,
        source,
        false,
      );
  }

  /** A site that has none, or hides it, allows all; one that is out of order is not to be bothered, says the standard. */
  private async fetchRobots(origin: string): Promise<Robots> {
    const url = `${origin}/robots.txt`;
    const answer = await this.withRetries(url, () => this.follow(url, {}, LONGEST_ROBOTS, async () => {}));
    if (answer.status >= 500) throw refused(answer, url);
    return answer.status >= 200 && answer.status <= 299
      ? parseRobots(url, answer.bytes.toString("utf8"))
      : ALL_ALLOWED;
  }

  /**
   * Tries again what may pass within seconds: faults of the network, and answers that say so. A library would do for the
   * backing off, but not for servers that say how long to wait.
   */
  private async withRetries(url: string, attempt: () => Promise<Answer>): Promise<Answer> {
    const { retries, backoff } = this.options;
    for (let tried = 0; ; tried++) {
      const outcome = await attempt().catch((error: unknown) => failed(error, url));
      const isFailure = outcome instanceof FetchError;
      if (!isFailure && !PASSING.has(outcome.status)) return outcome;
      // Jitter, lest all that failed together come back together.
      const wait = isFailure ? undefined : retryAfter(header(outcome, "retry-after"));
      const pause = wait ?? backoff * 2 ** tried * (0.5 + Math.random());
      if (tried >= retries || pause > LONGEST_WAIT) throw isFailure ? outcome : refused(outcome, url);
      await sleep(pause);
    }
  }

  private async follow(
    source: string,
    known: Validators,
    maxBytes: number,
    check: (address: URL) => Promise<void>,
  ): Promise<Answer> {
    const visited = new Set<string>();
    let left = this.options.timeout;
    let address = checked(source, source);
    while (visited.size <= MOST_REDIRECTS) {
      visited.add(address.href);
      await check(address);
      await this.pause(address);
      // Only what the server takes counts: neither the rules of the site nor the pauses that they ask for.
      const begun = Date.now();
      const answer = await this.ask(address, { source, known, maxBytes, timeout: Math.max(1, left) });
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
    const asked = (await this.robots.get(origin)?.catch(() => ALL_ALLOWED))?.crawlDelay ?? 0;
    const delay = Math.max(this.options.delay, Math.min(asked * 1000, LONGEST_CRAWL_DELAY));
    const wait = last + delay - Date.now();
    if (wait > 0) await sleep(wait);
  }

  private async ask(address: URL, { source, known, maxBytes, timeout }: Ask): Promise<Answer> {
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
      if (isWanted)
        return { ...answer, bytes: await bytesOf(body, headers["content-encoding"], maxBytes, source) };
      // The connection is not worth reading an error page of any length for.
      body.on("error", () => {}).destroy();
      return { ...answer, bytes: Buffer.alloc(0) };
    } catch (error) {
      this.lastAsked.set(address.host, Date.now());
      if (signal.aborted)
        throw new FetchError(
          `not there after ${this.options.timeout / 1000} s; allow more time, or try later`,
          source,
          true,
        );
      throw error;
    }
  }
}

interface Ask {
  source: string;
  known: Validators;
  maxBytes: number;
  timeout: number;
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
  return url;
}

/** The body as it was before it was packed for the way; neither packed nor unpacked larger than is allowed. */
async function bytesOf(
  body: Readable,
  encoding: string | string[] | undefined,
  maxBytes: number,
  source: string,
): Promise<Buffer> {
  const unpacked = unpack(limited(body, maxBytes, source), String(encoding ?? ""), source);
  try {
    return await joinBytes(limited(unpacked, maxBytes, source));
  } finally {
    // What is not wanted any more might come without end.
    body.on("error", () => {}).destroy();
  }
}

async function* unpack(
  parts: AsyncIterable<Buffer>,
  encoding: string,
  source: string,
): AsyncGenerator<Buffer> {
  const name = encoding.trim().toLowerCase();
  if (name === "" || name === "identity") {
    yield* parts;
    return;
  }
  if (name !== "br" && name !== "gzip" && name !== "x-gzip")
    throw new FetchError(`packed as ${name}, which was not asked for`, source, false);
  const decompressor = name === "br" ? createBrotliDecompress() : createGunzip();
  let reading: unknown;
  const packed = async function* (): AsyncGenerator<Buffer> {
    try {
      yield* parts;
    } catch (error) {
      reading = error;
      throw error;
    }
  };
  try {
    for await (const part of pipeline(packed(), decompressor, () => {})) yield part as Buffer;
  } catch (error) {
    // What ended the reading is the cause, where there is one; else the data is damaged, perhaps on its way.
    throw reading ?? error;
  }
}

/** A time to wait, as seconds or as a date; undefined if there is none. */
function retryAfter(value: string | null): number | undefined {
  if (value === null) return undefined;
  const wait = /^\s*\d+\s*$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return Number.isNaN(wait) ? undefined : Math.max(0, wait);
}

function refused({ status, url }: Answer, source: string): FetchError {
  const where = url.href === source ? "" : ` for ${url.href}`;
  return new FetchError(
    `the server answered ${status}${where}; ${ADVICE[status] ?? "open it in a browser to see why"}`,
    source,
    // What is not there, or not for us, will not be so the next hour.
    status >= 500 || status === 429,
  );
}

const ADVICE: Readonly<Record<number, string>> = {
  401: "it asks for a password, fetch it yourself and give the file",
  403: "it refuses programs, save the page yourself and give the file",
  404: "there is no such page",
  410: "the page has been removed",
  429: "it wants fewer requests, try later or with a longer delay",
  503: "try later",
};

const PROBLEMS: Readonly<Record<string, string>> = {
  ENOTFOUND: "no such host",
  EAI_AGAIN: "the name of the host cannot be looked up; is there a network?",
  ECONNREFUSED: "the server refuses connections",
  ECONNRESET: "the server broke off",
  EHOSTUNREACH: "the host cannot be reached",
  ENETUNREACH: "there is no network",
  UND_ERR_CONNECT_TIMEOUT: "the server cannot be connected to",
  UND_ERR_HEADERS_TIMEOUT: "the server does not answer",
  UND_ERR_BODY_TIMEOUT: "the server fell silent midway",
  UND_ERR_SOCKET: "the server broke off",
};

/**
 * What the network says, as an error of ours that may be worth another try.
 *
 * @throws what is not: what is no fault of the network, or judged already.
 */
function failed(error: unknown, source: string): FetchError {
  if (error instanceof FetchError) throw error;
  const secret = causeIn(error, (cause) => cause instanceof PrivateAddressError);
  if (secret)
    throw new FetchError(`${secret.message}; --allow-private fetches it all the same`, source, false);
  const coded = causeIn(error, (cause) => typeof (cause as NodeJS.ErrnoException).code === "string");
  if (!coded) throw error;
  const code = (coded as NodeJS.ErrnoException).code!;
  return new FetchError(PROBLEMS[code] ?? `cannot be fetched: ${coded.message || code}`, source, true);
}

/** The first of an error and its causes that is meant; attempts at several addresses fail together. */
function causeIn(error: unknown, isMeant: (cause: Error) => boolean): Error | undefined {
  if (!(error instanceof Error)) return undefined;
  if (isMeant(error)) return error;
  const within = error instanceof AggregateError ? error.errors : [];
  for (const cause of [error.cause, ...within]) {
    const found = causeIn(cause, isMeant);
    if (found) return found;
  }
  return undefined;
}
