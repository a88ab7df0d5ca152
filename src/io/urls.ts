/** Addresses of the web among sources. */

/** Whether a source is an address of the web. */
export function isUrl(source: string): boolean {
  return /^https?:\/\//i.test(source);
}

/** Whether it is an address of another kind, which nothing here fetches. */
export function isForeign(source: string): boolean {
  return /^[a-z][a-z0-9+.-]{1,20}:\/\//i.test(source) && !isUrl(source);
}
