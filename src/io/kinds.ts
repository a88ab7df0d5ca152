/** Of what kind a source is: by its name, or by how it begins. */
import { utf16Of } from "./utf-16";

/** One text each. */
export const PAGE_KINDS = ["text", "html", "pdf", "docx", "mail"] as const;

export const KINDS = [...PAGE_KINDS, "jsonl", "csv", "tsv", "xlsx", "feed", "json"] as const;
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

/** The name without `.gz`, which may stand there three times: by this a gzipped file is known. */
export function plainName(name: string): string {
  return name.replace(/(?:\.gz){1,3}$/i, "");
}

/** By the ending of the name; undefined if that is not known. */
export function kindByName(name: string): Kind | undefined {
  const ending = /\.([a-z]{2,6})$/i.exec(plainName(name))?.[1];
  return ending === undefined ? undefined : BY_ENDING[ending.toLowerCase()];
}

/** Marks that no other kind begins with, so that they say more than a name; undefined if there is none. */
export function kindByMark(head: Buffer): Kind | undefined {
  if (head.subarray(0, 5).toString("latin1") === "%PDF-") return "pdf";
  if (head.subarray(0, 4).toString("latin1") === "PK\u0003\u0004") return officeKind(head);
  return WHOLE_PAGE.test(withoutProlog(beginningOf(head))) ? "html" : undefined;
}

/** By the first bytes; what looks like nothing else is text. */
export function kindByContent(head: Buffer): Kind {
  // Archives are read as Word files, whose reader says what is wrong with others.
  if (head.subarray(0, 4).toString("latin1") === "PK\u0003\u0004") return officeKind(head) ?? "docx";
  return kindByMark(head) ?? kindOfText(beginningOf(head));
}

/** An archive lists what it holds; files of Excel and of Word hold folders by these names. */
function officeKind(head: Buffer): Kind | undefined {
  if (head.includes("xl/")) return "xlsx";
  return head.includes("word/") ? "docx" : undefined;
}

/** By its byte order mark, else in bytes: what is told here is told by ASCII. */
function beginningOf(head: Buffer): string {
  const encoding = utf16Of(head) ?? "latin1";
  const begins = new TextDecoder(encoding).decode(head.subarray(0, TELLING));
  return begins.replace(/^(?:\ufeff|\u00ef\u00bb\u00bf)/, "").trimStart();
}

const WHOLE_PAGE = /^<(?:!doctype\s{1,20}html|html)[\s>]/i;
/** What a part of a page begins with, as it is copied out of one. */
const PART_OF_PAGE =
  /^<(?:head|body|meta|title|link|script|style|base|div|p|article|section|main|header|footer|nav|aside|table|ul|ol|dl|h[1-6]|center|font|span|a|b|strong|em|br|hr|img|form|frameset|iframe|pre|blockquote|figure|noscript|svg)[\s/>]/i;
const FEED_ROOT = /^<(?:\w{1,40}:)?(?:rss|feed|rdf)[\s/>]/i;
/** The version of a JSON Feed is the address of its rules. */
const JSON_FEED = /"version"\s{0,20}:\s{0,20}"https?:\/\/jsonfeed\.org\/version\//;
const LIST_OF_RECORDS = /^\[\s{0,200}\{/;
/** A record on more than one line. */
const OPEN_RECORD = /^\{[ \t\r]{0,200}(?:\n|$)/;
const RECORD = /^\s{0,200}\{\s{0,200}"/;
/** A record is known by one of so many lines, should the first be damaged. */
const LINES_WITH_RECORDS = 5;

function kindOfText(text: string): Kind {
  if (text.startsWith("<")) return kindOfMarkup(text);
  if (/^[[{]/.test(text)) return kindOfJson(text);
  if (isMail(text)) return "mail";
  return hasRecords(text) ? "jsonl" : "text";
}

function kindOfMarkup(text: string): Kind {
  const root = withoutProlog(text);
  if (FEED_ROOT.test(root)) return "feed";
  // A comment without end, too, or one alone.
  if (PART_OF_PAGE.test(root) || (root === "" && text.startsWith("<!--"))) return "html";
  // Of other XML the reader of feeds says that it is none.
  return text.startsWith("<?xml") ? "feed" : "text";
}

function kindOfJson(text: string): Kind {
  if (JSON_FEED.test(text)) return "json";
  if (LIST_OF_RECORDS.test(text)) return "json";
  if (hasRecords(text)) return "jsonl";
  if (OPEN_RECORD.test(text)) return "json";
  // No notice begins with a brace, and a record does.
  return text.startsWith("{") ? "jsonl" : "text";
}

function hasRecords(text: string): boolean {
  return text.split("\n", LINES_WITH_RECORDS).some((line) => RECORD.test(line));
}

/** Without what may stand before the root of a page or a feed: `<?...?>`, comments, and document types other than that of HTML. */
function withoutProlog(text: string): string {
  let rest = text;
  for (;;) {
    const end = endOfProlog(rest);
    if (end === undefined) return rest;
    rest = rest.slice(end).trimStart();
  }
}

/** Where the first part of a prolog ends; undefined if there is none. */
function endOfProlog(text: string): number | undefined {
  if (text.startsWith("<?")) return endAfter(text, "?>");
  if (text.startsWith("<!--")) return endAfter(text, "-->");
  if (!/^<!doctype\s/i.test(text) || WHOLE_PAGE.test(text)) return undefined;
  const subset = text.indexOf("[");
  const end = text.indexOf(">");
  return subset >= 0 && subset < end ? endAfter(text, "]>") : endAfter(text, ">");
}

function endAfter(text: string, mark: string): number {
  const start = text.indexOf(mark);
  return start < 0 ? text.length : start + mark.length;
}

const HEADER = /^([!-9;-~]{1,76}):(?:\s|$)/;
/** Every mail has one of these. */
export const MAIL_HEADERS: ReadonlySet<string> = new Set([
  "date",
  "delivered-to",
  "from",
  "message-id",
  "mime-version",
  "received",
  "return-path",
  "subject",
  "to",
]);

/** Whether it begins with the headers of a mail: two at least, or one alone above a blank line, and one that all mails have. */
function isMail(text: string): boolean {
  const lines = text.split("\n").map((line) => line.trimEnd());
  const isContinued = (line: string): boolean => HEADER.test(line) || /^[ \t]/.test(line);
  const after = lines.findIndex((line) => !isContinued(line));
  const headers = (after < 0 ? lines : lines.slice(0, after)).flatMap((line) => HEADER.exec(line)?.[1] ?? []);
  const isEnded = after < 0 || lines[after] === "";
  return headers.some((name) => MAIL_HEADERS.has(name.toLowerCase())) && (headers.length > 1 || isEnded);
}
