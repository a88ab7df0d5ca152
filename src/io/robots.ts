/** What a site lets robots fetch, by its robots.txt (RFC 9309). */
import robotsParser from "robots-parser";

/** By this name owabi looks for its rules. */
export const ROBOT = "owabi";
/** The standard bids to read so much at least; more of it is no list of rules. In bytes. */
export const LONGEST_ROBOTS = 512 * 1024;

/**
 * Each letter of a pattern with wildcards may be compared with each letter of an address. So much is done for any site: no rule
 * that people write is longer or has more wildcards, and all of a site together are not. In characters.
 */
const LONGEST_PATTERN = 2048;
const MOST_WILDCARDS = 8;
const MOST_WILD = 32_768;

/** The rules of one site. */
export interface Robots {
  isAllowed(url: string): boolean;
  /** Seconds between two requests, where the site asks for it. */
  crawlDelay: number | undefined;
}

/** Without a robots.txt all is allowed. */
export const ALL_ALLOWED: Robots = { isAllowed: () => true, crawlDelay: undefined };

/** The rules of a robots.txt that was found under `url`, or its beginning. O(n); what is no rule is passed over. */
export function parseRobots(url: string, bytes: Buffer): Robots {
  const robots = robotsParser(url, tamed(wholeLines(bytes)));
  const delay = robots.getCrawlDelay(ROBOT);
  return {
    // Undefined is the answer for addresses of another site, for which these are no rules.
    isAllowed: (address) => robots.isAllowed(address, ROBOT) !== false,
    crawlDelay: delay !== undefined && Number.isFinite(delay) && delay > 0 ? delay : undefined,
  };
}

/** A rule that is cut off midway would forbid more than it means. */
function wholeLines(bytes: Buffer): string {
  const text = bytes.toString("utf8");
  return bytes.length < LONGEST_ROBOTS ? text : text.slice(0, text.lastIndexOf("\n") + 1);
}

/** Without the rules that would take too long to look up. */
function tamed(text: string): string {
  let wild = 0;
  const isTame = (pattern: string): boolean => {
    const wildcards = pattern.split("*").length - 1;
    const { length } = encodeURI(pattern);
    if (wildcards > 0) wild += length;
    return length <= LONGEST_PATTERN && wildcards <= MOST_WILDCARDS && (wildcards === 0 || wild <= MOST_WILD);
  };
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => {
      const [name = "", pattern] = line.split("#", 1)[0]!.split(/:(.*)/s);
      const isRule = /^(?:dis)?allow$/i.test(name.trim());
      // A rule that forbids nothing: without it the groups of robots before and after it would be one.
      return isRule && !isTame(pattern ?? "") ? "Disallow:" : line;
    })
    .join("\n");
}
