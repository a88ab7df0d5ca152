/** Unlabelled texts from files of all kinds and from standard input. */
import { z } from "zod";
import { InputError } from "../errors";
import { recordId } from "../schemas/record-id";
import { joinBytes, readBytes, STDIN } from "./bytes";
import { readCsv } from "./csv";
import { declaredEncoding, decodeBytes } from "./decode";
import { expandSources } from "./expand-sources";
import { gunzipped, peek } from "./gunzip";
import { failure, readJsonLines } from "./jsonl";
import { type Kind, kindByContent, kindByName, TELLING } from "./kinds";
import type { Read } from "./read";
import { readSheet } from "./read-sheet";

export interface SourceText {
  text: string;
  /** The record's own id, where it has one. */
  id?: string | undefined;
  /** Whether the text may be a page of many notices; a record of a table, a feed or JSON Lines is one notice. */
  isPage: boolean;
}

type Parts = AsyncIterable<Buffer>;
type Reader = (parts: Parts, source: string) => AsyncGenerator<Read<SourceText>>;

/** Each loads its library when it is first asked for. */
const READERS: Readonly<Record<Kind, Reader>> = {
  text: pageReader(async (bytes, source) => decodeBytes(bytes, source).text),
  html: pageReader(textOfWebPage),
  pdf: pageReader(async (bytes, source) => (await import("./readers/pdf")).textOfPdf(bytes, source)),
  docx: pageReader(async (bytes, source) => (await import("./readers/docx")).textOfDocx(bytes, source)),
  mail: pageReader(textOfMessage),
  records: readRecords,
  table: readTable,
  sheet: readWorkbook,
  feed: readFeed,
  json: readJson,
};

/**
 * The texts of files, in order: plain text, web pages, PDF, Word, mail, JSON Lines, CSV and TSV, Excel, feeds, and each of them
 * gzipped, told by their names, or by how they begin where the name tells nothing; of folders and patterns all files of these
 * kinds; of standard input ("-"). Encodings are found out, but JSON Lines are UTF-8. What cannot be read is yielded as an
 * error, and reading goes on; nothing is thrown.
 */
export async function* readTexts(sources: readonly string[]): AsyncGenerator<Read<SourceText>> {
  for (const [index, source] of sources.entries()) {
    if (source === STDIN && sources.indexOf(STDIN) < index) {
      yield { ok: false, error: new InputError("standard input can be read once only", source) };
      continue;
    }
    for await (const { source: file, error } of expandSources([source])) {
      if (error) yield { ok: false, error };
      else yield* readSource(file);
    }
  }
}

async function* readSource(source: string): AsyncGenerator<Read<SourceText>> {
  try {
    const { head, parts } = await peek(gunzipped(readBytes(source), source), TELLING);
    yield* READERS[kindByName(source) ?? kindByContent(head)](parts, source);
  } catch (error) {
    yield failure(error);
  }
}

/** A file that is one text. */
function pageReader(textOf: (bytes: Buffer, source: string) => Promise<string>): Reader {
  return async function* (parts, source) {
    try {
      const text = await textOf(await joinBytes(parts), source);
      yield { ok: true, source, value: { text, isPage: true } };
    } catch (error) {
      yield failure(error);
    }
  };
}

async function textOfWebPage(bytes: Buffer, source: string): Promise<string> {
  return plainText(decodeBytes(bytes, source, declaredEncoding(bytes)).text);
}

async function plainText(html: string): Promise<string> {
  const { textOfHtml } = await import("./readers/html");
  return textOfHtml(html).text;
}

async function textOfMessage(bytes: Buffer, source: string): Promise<string> {
  const { textOfMail } = await import("./readers/mail");
  const { title, text, html } = await textOfMail(bytes, source);
  return titled(title, html === null ? text : await plainText(html));
}

/** With its title above it, unless it begins with that itself. */
function titled(title: string | null, text: string): string {
  return title === null || text.trimStart().startsWith(title) ? text : `${title}\n\n${text}`;
}

const textRecord = z.object({ text: z.string(), id: recordId });

function asNotice(read: Read<z.infer<typeof textRecord>>): Read<SourceText> {
  return read.ok ? { ...read, value: { ...read.value, isPage: false } } : read;
}

async function* readRecords(parts: Parts, source: string): AsyncGenerator<Read<SourceText>> {
  for await (const read of readJsonLines(source, textRecord, parts)) yield asNotice(read);
}

async function* readTable(parts: Parts, source: string): AsyncGenerator<Read<SourceText>> {
  for await (const read of readCsv(source, textRecord, withoutBlankId, { required: ["text"], parts }))
    yield asNotice(read);
}

async function* readWorkbook(parts: Parts, source: string): AsyncGenerator<Read<SourceText>> {
  for await (const read of readSheet(source, textRecord, withoutBlankId, ["text"], parts))
    yield asNotice(read);
}

/** An empty cell is no id. */
function withoutBlankId({ text, id }: Readonly<Record<string, string>>): Record<string, string | undefined> {
  return { text, ...(id?.trim() && { id: id.trim() }) };
}

async function* readFeed(parts: Parts, source: string): AsyncGenerator<Read<SourceText>> {
  const bytes = await joinBytes(parts);
  const { entriesOfFeed } = await import("./readers/feed");
  for (const { id, title, html } of await entriesOfFeed(
    decodeBytes(bytes, source, declaredEncoding(bytes)).text,
    source,
  )) {
    yield { ok: true, source, value: { text: titled(title, await plainText(html)), id, isPage: false } };
  }
}

const JSON_ADVICE = "is JSON, not text; give JSON Lines, one record a line, in a file that ends in .jsonl";

/** Of JSON in one piece only feeds are read. */
async function* readJson(parts: Parts, source: string): AsyncGenerator<Read<SourceText>> {
  const { head, parts: whole } = await peek(parts, TELLING);
  if (head.includes("https://jsonfeed.org/version/")) yield* readFeed(whole, source);
  else yield { ok: false, error: new InputError(JSON_ADVICE, source) };
}
