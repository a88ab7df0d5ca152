/** Addresses of the web among sources. */

/** Whether a source is an address of the web. */
export function isUrl(source: string): boolean {
  return /^https?:\/\//i.test(source);
}
