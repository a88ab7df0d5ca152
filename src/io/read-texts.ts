/** Unlabelled texts from files of all kinds and from standard input. */
import * as z from "zod";
import { InputError } from "../errors";
import { recordId } from "../schemas/record-id";
import { joinBytes, once, readBytes, STDIN } from "./bytes";
import type { Required } from "./columns";
import { kindByType } from "./content-type";
import { type Row, readCsv } from "./csv";
import { declaredEncoding, decodeBytes } from "./decode";
import { expandSources, type OnPassedOver } from "./expand-sources";
import type { Fetched, Fetcher } from "./fetch";
import type { FetchOptions } from "./fetch-options";
import { gunzipped, peek } from "./gunzip";
import { failure, readJsonLines } from "./jsonl";
import { type Kind, kindByContent, kindByMark, kindByName, plainName, TELLING } from "./kinds";
import { limited, MOST_BYTES } from "./limited";
import type { Read } from "./read";
import { readSheet } from "./read-sheet";
import type { FeedEntry } from "./readers/feed";
import { isUrl } from "./urls";
import { utf16AsUtf8 } from "./utf-16";

export interface SourceText {
  text: string;
  /** The record's own id, where it has one. */
  id?: string | undefined;
  /** Whether the text may be a page of many notices; a record of a table, a feed or JSON Lines is one notice. */
  isPage: boolean;
}

/** Which columns of a table, or keys of a record, are read. */
export interface Columns {
  /** Default `text`. */
  text: string;
  /** Default `id`, where there is one. One that is named has to be there. */
  id?: string | undefined;
}

export interface ReadTextsOptions extends FetchOptions {
  /** Of what kind all sources are, whatever their names, contents and Content-Type say. */
  kind?: Kind | undefined;
  columns?: Columns | undefined;
  /** Told of each folder how many of its files are passed over for their names, before it is read. */
  onPassedOver?: OnPassedOver | undefined;
}

type Parts = AsyncIterable<Buffer>;

interface Manner {
  /** The encoding that came with the bytes from the web. */
  charset?: string | undefined;
  columns: Columns;
}

type Reader = (parts: Parts, source: string, manner: Manner) => AsyncGenerator<Read<SourceText>>;

/** Each loads its library when it is first asked for. */
const READERS: Readonly<Record<Kind, Reader>> = {
  text: pageReader(async (bytes, source, { charset }) => decodeBytes(bytes, source, charset).text),
  html: pageReader(textOfWebPage),
  pdf: pageReader(async (bytes, source, _, tell) =>
    (await import("./readers/pdf")).textOfPdf(bytes, source, tell),
  ),
  docx: pageReader(async (bytes, source) => (await import("./readers/docx")).textOfDocx(bytes, source)),
  mail: pageReader(textOfMessage),
  jsonl: readRecords,
  csv: tableReader(","),
  tsv: tableReader("\t"),
  xlsx: readWorkbook,
  feed: readFeed,
  json: readJson,
};

/**
 * The texts of files and of addresses of the web (http and https), in order: plain text, web pages, PDF, Word, mail, JSON
 * Lines, CSV and TSV, Excel, feeds, and each of them gzipped, told by their names, or by how they begin where the name tells
 * nothing or is wrong (a PDF, an office file and a whole web page bear marks of their own); of folders and patterns all files of
 * these kinds; of standard input ("-"), which may be empty. Encodings are found out, but JSON Lines are UTF-8, or UTF-16 with
 * its mark. What cannot be read, or holds no text, is yielded as an error, and reading goes on; nothing is thrown. What comes
 * from the web is of the kind that its Content-Type tells, if it tells any and its marks do not belie it, and no larger than
 * `maxBytes`, packed or not; addresses that are not public are refused unless `allowPrivate`.
 */
export async function* readTexts(
  sources: readonly string[],
  options: ReadTextsOptions = {},
): AsyncGenerator<Read<SourceText>> {
  if (!sources.some(isUrl)) {
    yield* readAll(sources, options);
    return;
  }
  const { Fetcher } = await import("./fetch");
  const fetcher = new Fetcher(options);
  try {
    yield* readAll(sources, options, fetcher);
  } finally {
    await fetcher.close();
  }
}

async function* readAll(
  sources: readonly string[],
  options: ReadTextsOptions,
  fetcher?: Fetcher,
): AsyncGenerator<Read<SourceText>> {
  for (const [index, source] of sources.entries()) {
    if (source === STDIN && sources.indexOf(STDIN) < index) {
      yield { ok: false, error: new InputError("standard input can be read once only", source) };
      continue;
    }
    if (fetcher && isUrl(source)) {
      yield* readUrl(source, options, fetcher);
      continue;
    }
    for await (const { source: file, error } of expandSources([source], options.onPassedOver)) {
      if (error) yield { ok: false, error };
      else yield* readSource(file, options);
    }
  }
}

async function* readSource(
  source: string,
  { kind, columns = USUAL_COLUMNS }: ReadTextsOptions,
): AsyncGenerator<Read<SourceText>> {
  try {
    // Who says of what kind it is need not wait for more than has come.
    const telling = kind === undefined ? TELLING : 1;
    const { head, parts } = await peek(gunzipped(readBytes(source), source), telling);
    // A filter that is given nothing has nothing to say.
    if (source === STDIN && head.length === 0) return;
    yield* READERS[kind ?? kindOf(head, kindByName(source))](parts, source, { columns });
  } catch (error) {
    yield failure(error);
  }
}

async function* readUrl(
  source: string,
  options: ReadTextsOptions,
  fetcher: Fetcher,
): AsyncGenerator<Read<SourceText>> {
  try {
    const fetched = await fetcher.fetch(source);
    if (fetched) yield* readFetched(fetched, source, options);
  } catch (error) {
    yield failure(error);
  }
}

/** The texts of what was fetched; errors are yielded. `maxBytes` bounds what it may grow to if it is gzipped itself. */
export async function* readFetched(
  { bytes, url, contentType, charset }: Fetched,
  source: string,
  { kind: told, columns = USUAL_COLUMNS, maxBytes = MOST_BYTES }: ReadTextsOptions = {},
): AsyncGenerator<Read<SourceText>> {
  try {
    const unpacked = limited(gunzipped(once(bytes), source), maxBytes, source);
    const { head, parts } = await peek(unpacked, TELLING);
    const kind = told ?? kindOf(head, kindByType(contentType) ?? kindByName(new URL(url).pathname));
    yield* READERS[kind](parts, source, { charset, columns });
  } catch (error) {
    yield failure(error);
  }
}

/** A name may be wrong where the bytes bear the mark of something else. */
function kindOf(head: Buffer, named: Kind | undefined): Kind {
  return kindByMark(head) ?? named ?? kindByContent(head);
}

type TextOf = (
  bytes: Buffer,
  source: string,
  manner: Manner,
  tell: (error: InputError) => void,
) => Promise<string>;

const NO_TEXT = "holds no text; give a file with some";

/** A file that is one text. What it is told of, parts that cannot be read, follows the text. */
function pageReader(textOf: TextOf): Reader {
  return async function* (parts, source, manner) {
    const errors: InputError[] = [];
    try {
      const text = await textOf(await joinBytes(parts, source), source, manner, (error) =>
        errors.push(error),
      );
      if (text.trim() === "") throw new InputError(NO_TEXT, source);
      yield { ok: true, source, value: { text, isPage: true } };
      for (const error of errors) yield { ok: false, error };
    } catch (error) {
      yield failure(error);
    }
  };
}

/** What the server says goes before what the page says, as in browsers. */
async function textOfWebPage(bytes: Buffer, source: string, { charset }: Manner): Promise<string> {
  const { textOfHtml } = await import("./readers/html");
  const html = decodeBytes(bytes, source, charset ?? declaredEncoding(bytes)).text;
  const { text } = textOfHtml(html, /\.xhtml$/i.test(plainName(source)) || undefined);
  if (text !== "") return text;
  const { whyBlank } = await import("./readers/html-blank");
  throw new InputError(whyBlank(html), source);
}

async function plainText(html: string): Promise<string> {
  const { textOfHtml } = await import("./readers/html");
  return textOfHtml(html).text;
}

async function textOfMessage(bytes: Buffer, source: string): Promise<string> {
  const { textOfMail } = await import("./readers/mail");
  const { title, text } = await textOfMail(bytes, source);
  return titled(title, text);
}

/** With its title above it, unless it begins with that itself. */
function titled(title: string | null, text: string): string {
  return title === null || text.trimStart().startsWith(title) ? text : `${title}\n\n${text}`;
}

const USUAL_COLUMNS: Columns = { text: "text" };

/** The columns of a record, under our names for them. */
function schemaOf({ text, id = "id" }: Columns): z.ZodType<{ text: string; id?: string | undefined }> {
  return z
    .object({ [text]: z.string(), [id]: recordId })
    .transform((record) => ({ text: record[text] as string, id: record[id] as string | undefined }));
}

function required({ text, id }: Columns): Required {
  return {
    columns: id === undefined ? [text] : [text, id],
    optional: ["id"],
    advice: "say which hold the text and the id (--text-column, --id-column)",
  };
}

/** An empty cell is no id. */
function cellsFor({ text, id = "id" }: Columns): (row: Row) => Record<string, string | undefined> {
  return (row) => ({ [text]: row[text], ...(row[id]?.trim() && { [id]: row[id].trim() }) });
}

async function* asNotices(
  reads: AsyncIterable<Read<{ text: string; id?: string | undefined }>>,
): AsyncGenerator<Read<SourceText>> {
  for await (const read of reads) yield read.ok ? { ...read, value: { ...read.value, isPage: false } } : read;
}

function readRecords(parts: Parts, source: string, { columns }: Manner): AsyncGenerator<Read<SourceText>> {
  return asNotices(readJsonLines(source, schemaOf(columns), utf16AsUtf8(parts)));
}

function tableReader(delimiter: "," | "\t"): Reader {
  return (parts, source, { columns }) => {
    const options = { required: required(columns), delimiter, parts };
    return asNotices(readCsv(source, schemaOf(columns), cellsFor(columns), options));
  };
}

function readWorkbook(parts: Parts, source: string, { columns }: Manner): AsyncGenerator<Read<SourceText>> {
  return asNotices(readSheet(source, schemaOf(columns), cellsFor(columns), required(columns), parts));
}

const NO_ENTRIES = "is a feed without entries; give one with some, or the pages themselves";

/** Of a feed that was cut off the whole entries, and an error for the rest. */
async function* readFeed(
  parts: Parts,
  source: string,
  { charset }: Manner,
): AsyncGenerator<Read<SourceText>> {
  const { wholeEntriesOfFeed } = await import("./readers/feed");
  const { entries, error } = await wholeEntriesOfFeed(
    textOfFeed(await joinBytes(parts, source), source, charset),
    source,
  );
  for (const entry of entries) {
    yield { ok: true, source, value: { text: await textOfEntry(entry), id: entry.id, isPage: false } };
  }
  if (error) yield { ok: false, error };
  else if (entries.length === 0) yield { ok: false, error: new InputError(NO_ENTRIES, source) };
}

function textOfFeed(bytes: Buffer, source: string, declared?: string): string {
  return decodeBytes(bytes, source, declared ?? declaredEncoding(bytes)).text;
}

/**
 * The entries of a feed in any encoding.
 *
 * @throws InputError if it is no feed, or a broken one.
 */
export async function entriesIn(bytes: Buffer, source: string, declared?: string): Promise<FeedEntry[]> {
  const { entriesOfFeed } = await import("./readers/feed");
  return entriesOfFeed(textOfFeed(bytes, source, declared), source);
}

/** What a feed itself says of an entry, as plain text. O(n). */
export async function textOfEntry({
  title,
  html,
  isPlain,
}: Pick<FeedEntry, "title" | "html" | "isPlain">): Promise<string> {
  if (isPlain) return titled(title, html.replace(/\r\n?/g, "\n").trim());
  // Without any tag only its line feeds are left to tell its paragraphs.
  return titled(title, await plainText(TAG.test(html) ? html : `<pre>${html}</pre>`));
}

/** The beginning or end of an element, or a comment. */
const TAG = /<[a-z!/]/i;

const JSON_ADVICE = "is JSON, not text; give JSON Lines, one record a line, in a file that ends in .jsonl";

/** Of JSON in one piece only feeds are read. */
async function* readJson(parts: Parts, source: string, manner: Manner): AsyncGenerator<Read<SourceText>> {
  const { head, parts: whole } = await peek(parts, TELLING);
  if (head.includes("https://jsonfeed.org/version/")) yield* readFeed(whole, source, manner);
  else yield { ok: false, error: new InputError(JSON_ADVICE, source) };
}
