/** Hosts that are to be left alone for a while. */
import { FetchError } from "../errors";

/** What was not even asked for, since its host is left alone. */
export class RestingError extends FetchError {
  constructor(problem: string, source: string) {
    super(problem, source, true);
  }
}

/** Who asks for more is asked again after a day all the same, lest a slip of its keeper shut it out for ever. */
const LONGEST_REST = 86_400_000;

/** Which hosts are left alone, and until when. */
export class Rests {
  private readonly until = new Map<string, number>();
  private readonly silent = new Set<string>();

  /** From the beginning these, not before the moments given, in milliseconds since 1970. */
  constructor(hosts: readonly (readonly [host: string, until: number])[] = []) {
    for (const [host, until] of hosts) this.set(host, until);
  }

  /** Not before so many milliseconds have passed, as the host has asked for; a day at most. */
  ask(host: string, wait: number): void {
    this.set(host, Date.now() + wait);
  }

  /** Not before a moment, in milliseconds since 1970. */
  set(host: string, until: number): void {
    this.until.set(host, Math.min(until, Date.now() + LONGEST_REST));
  }

  /** Not as long as this object lives. */
  giveUp(host: string): void {
    this.silent.add(host);
  }

  /** @throws RestingError if the host is to be left alone now. */
  check(host: string, source: string): void {
    if (this.silent.has(host))
      throw new RestingError(`${host} is out of order, and is not asked again in this run`, source);
    const until = this.until.get(host) ?? 0;
    if (until > Date.now())
      throw new RestingError(
        `${host} wants to be asked no more before ${new Date(until).toISOString()}`,
        source,
      );
  }

  /** The hosts that have asked for it, and until when in milliseconds since 1970; without what is over. */
  entries(): [host: string, until: number][] {
    return [...this.until].filter(([, until]) => until > Date.now());
  }
}
