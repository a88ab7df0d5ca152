/** Of what kind a source is: by its name, or by how it begins. */

export const KINDS = [
  "text",
  "html",
  "pdf",
  "docx",
  "mail",
  "jsonl",
  "csv",
  "tsv",
  "xlsx",
  "feed",
  "json",
] as const;
export type Kind = (typeof KINDS)[number];

const BY_ENDING: Readonly<Record<string, Kind>> = {
  txt: "text",
  md: "text",
  html: "html",
  htm: "html",
  xhtml: "html",
  pdf: "pdf",
  docx: "docx",
  eml: "mail",
  jsonl: "jsonl",
  ndjson: "jsonl",
  csv: "csv",
  tsv: "tsv",
  xlsx: "xlsx",
  rss: "feed",
  atom: "feed",
  rdf: "feed",
  xml: "feed",
  json: "json",
};

/** How many bytes tell the kind. */
export const TELLING = 4096;

/** The name without `.gz`: by this a gzipped file is known. */
export function plainName(name: string): string {
  return name.replace(/\.gz$/i, "");
}

/** By the ending of the name; undefined if that is not known. */
export function kindByName(name: string): Kind | undefined {
  const ending = /\.([a-z]{2,6})$/i.exec(plainName(name))?.[1];
  return ending === undefined ? undefined : BY_ENDING[ending.toLowerCase()];
}

const MAIL = /^(?:from|received|return-path|delivered-to|mime-version|message-id|subject|date|to): /i;
const HTML = /^(?:<!doctype html|<html|<head|<body|<meta|<title)\b/i;
const FEED = /^(?:<\?xml[^>]{0,200}\?>\s{0,200})?(?:<!--[^>]{0,500}-->\s{0,200})?<(?:rss|feed|rdf:rdf)\b/i;
const XHTML = /^<\?xml[^>]{0,200}\?>\s{0,200}(?:<!doctype html|<html)/i;

/** By the first bytes; what looks like nothing else is text. */
export function kindByContent(head: Buffer): Kind {
  const begins = head.subarray(0, TELLING).toString("latin1");
  if (begins.startsWith("%PDF-")) return "pdf";
  if (begins.startsWith("PK\u0003\u0004")) return head.includes("xl/") ? "xlsx" : "docx";
  const text = begins.replace(/^\xef\xbb\xbf/, "").trimStart();
  // No notice begins with a brace, and a record does.
  if (text.startsWith("{")) return "jsonl";
  if (XHTML.test(text) || HTML.test(text)) return "html";
  if (FEED.test(text)) return "feed";
  return MAIL.test(text) ? "mail" : "text";
}
