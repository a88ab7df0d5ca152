/** What the header Content-Type says. */
import type { Kind } from "./kinds";

const BY_TYPE: Readonly<Record<string, Kind>> = {
  "text/html": "html",
  "application/xhtml+xml": "html",
  "application/pdf": "pdf",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
  "message/rfc822": "mail",
  "application/jsonl": "jsonl",
  "application/x-ndjson": "jsonl",
  "text/csv": "csv",
  "text/tab-separated-values": "tsv",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
  "application/rss+xml": "feed",
  "application/atom+xml": "feed",
  "application/rdf+xml": "feed",
  "application/feed+json": "feed",
  "application/json": "json",
};

/**
 * The kind that a Content-Type stands for; undefined for those that say too little: `text/xml` may be a page or a feed,
 * and servers say `text/plain` or `application/octet-stream` of whatever they do not know.
 */
export function kindByType(contentType: string | null): Kind | undefined {
  const type = (contentType ?? "").replace(/;.*/s, "").trim().toLowerCase();
  return Object.hasOwn(BY_TYPE, type) ? BY_TYPE[type] : undefined;
}

const CHARSET = /;\s{0,20}charset\s{0,20}=\s{0,20}["']?([^\s"';]{1,40})/i;

/** The encoding that a Content-Type names, in its own words. */
export function charsetOf(contentType: string | null): string | undefined {
  return contentType === null ? undefined : CHARSET.exec(contentType)?.[1];
}
