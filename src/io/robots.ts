/** What a site lets robots fetch, by its robots.txt (RFC 9309). */
import robotsParser from "robots-parser";

/** By this name owabi looks for its rules. */
export const ROBOT = "owabi";
/** The standard bids to read so much at least; more of it is no list of rules. In bytes. */
export const LONGEST_ROBOTS = 512 * 1024;

/** The rules of one site. */
export interface Robots {
  isAllowed(url: string): boolean;
  /** Seconds between two requests, where the site asks for it. */
  crawlDelay: number | undefined;
}

/** Without a robots.txt all is allowed. */
export const ALL_ALLOWED: Robots = { isAllowed: () => true, crawlDelay: undefined };

/** The rules of a robots.txt that was found under `url`. O(n); what is no rule is passed over. */
export function parseRobots(url: string, text: string): Robots {
  const robots = robotsParser(url, text);
  const delay = robots.getCrawlDelay(ROBOT);
  return {
    // Undefined is the answer for addresses of another site, for which these are no rules.
    isAllowed: (address) => robots.isAllowed(address, ROBOT) !== false,
    crawlDelay: delay !== undefined && Number.isFinite(delay) && delay > 0 ? delay : undefined,
  };
}
