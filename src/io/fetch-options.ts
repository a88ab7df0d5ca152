/** How to fetch. Apart from the fetching, so that who only names it loads no library. */
import { MOST_BYTES } from "./limited";

/** All times in milliseconds. */
export interface FetchOptions {
  /** Also from private, loopback and link-local addresses: of a site within, or of tests. */
  allowPrivate?: boolean;
  /** For one attempt, from the first request to the last byte, redirects included. */
  timeout?: number;
  /** How long a server may say nothing; not told: 15 s, or as long as `timeout` if that is longer. */
  silence?: number;
  /** As sent, and once more as unpacked. */
  maxBytes?: number;
  /** Between two requests to one host. */
  delay?: number;
  /** After a failure that may pass. */
  retries?: number;
  /** Before the first retry; twice as long before each further one. */
  backoff?: number;
  /** Whether a host that failed, after all retries, is asked nothing more by this fetcher: for those who come again. */
  restAfterFailure?: boolean;
}

/** What is not told otherwise. */
export const FETCH_DEFAULTS: Readonly<Required<FetchOptions>> = {
  allowPrivate: false,
  timeout: 30_000,
  silence: 15_000,
  maxBytes: MOST_BYTES,
  delay: 1000,
  retries: 3,
  backoff: 1000,
  restAfterFailure: false,
};
