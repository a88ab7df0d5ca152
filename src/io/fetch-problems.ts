/** What goes wrong on the web, in our words, and whether it may pass. */
import { isNativeError } from "node:util/types";
import { FetchError } from "../errors";
import { PrivateAddressError } from "./addresses";

export const NOT_MODIFIED = 304;

/** Too slow or too early, too many requests, and a server behind the server that is not there just now. */
export const PASSING: ReadonlySet<number> = new Set([408, 425, 429, 502, 503, 504]);

/** A fault between us and a host, as far as a retry may mend it. */
export class NetworkError extends FetchError {
  constructor(
    problem: string,
    source: string,
    isPassing: boolean,
    readonly host: string,
  ) {
    super(problem, source, isPassing);
  }
}

/** The answer of a server that did not give what was asked for. */
export function refused({ status, url }: { status: number; url: URL }, source: string): FetchError {
  const where = url.href === source ? "" : ` for ${url.href}`;
  return new FetchError(
    `the server answered ${status}${where}; ${ADVICE[status] ?? "open it in a browser to see why"}`,
    source,
    // What is not there, or not for us, will not be so the next hour.
    status >= 500 || PASSING.has(status) || status === NOT_MODIFIED,
  );
}

const ADVICE: Readonly<Record<number, string>> = {
  304: "it is as before, but nothing of it is known here; try later",
  401: "it asks for a password, fetch it yourself and give the file",
  403: "it refuses programs, save the page yourself and give the file",
  404: "there is no such page",
  410: "the page has been removed",
  429: "it wants fewer requests; try later",
  503: "try later",
};

/** What may be over within the hour. */
const PASSING_PROBLEMS: Readonly<Record<string, string>> = {
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

const UNKNOWN_SIGNER =
  "nobody known here vouches for the certificate of the server; if you trust it, name its issuer in NODE_EXTRA_CA_CERTS";

/** What the keeper of the server has to mend. */
const LASTING_PROBLEMS: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: "the certificate of the server has expired",
  CERT_NOT_YET_VALID: "the certificate of the server is not valid yet; is the clock right?",
  ERR_TLS_CERT_ALTNAME_INVALID: "the certificate of the server is that of another host",
  DEPTH_ZERO_SELF_SIGNED_CERT: UNKNOWN_SIGNER,
  SELF_SIGNED_CERT_IN_CHAIN: UNKNOWN_SIGNER,
  UNABLE_TO_GET_ISSUER_CERT: UNKNOWN_SIGNER,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: UNKNOWN_SIGNER,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: UNKNOWN_SIGNER,
  CERT_REVOKED: "the certificate of the server has been withdrawn",
  EPROTO: "the server speaks no encryption that is safe today, or none at all",
  UND_ERR_INVALID_ARG: "cannot be asked for; is the address right?",
};

/** Of the many faults of encryption OpenSSL names each by itself. */
function lastingProblem(code: string): string | undefined {
  return LASTING_PROBLEMS[code.startsWith("ERR_SSL_") ? "EPROTO" : code];
}

/**
 * What the network says, as an error of ours that tells whether it may be worth another try.
 *
 * @throws what is no fault of the network, or judged already.
 */
export function failed(error: unknown, { host }: URL, source: string): NetworkError {
  if (error instanceof FetchError) throw error;
  const secret = causeIn(error, (cause) => cause instanceof PrivateAddressError);
  if (secret)
    return new NetworkError(
      `${secret.message}; --allow-private fetches it all the same`,
      source,
      false,
      host,
    );
  const coded = causeIn(error, (cause) => typeof (cause as NodeJS.ErrnoException).code === "string");
  if (!coded) throw error;
  const code = (coded as NodeJS.ErrnoException).code!;
  const lasting = lastingProblem(code);
  const problem = lasting ?? PASSING_PROBLEMS[code] ?? `cannot be fetched: ${coded.message || code}`;
  return new NetworkError(problem, source, lasting === undefined, host);
}

/** The first of an error and its causes that is meant; attempts at several addresses fail together. */
function causeIn(error: unknown, isMeant: (cause: Error) => boolean): Error | undefined {
  if (!isNativeError(error)) return undefined;
  if (isMeant(error)) return error;
  const within = "errors" in error && Array.isArray(error.errors) ? error.errors : [];
  for (const cause of [error.cause, ...within]) {
    const found = causeIn(cause, isMeant);
    if (found) return found;
  }
  return undefined;
}
