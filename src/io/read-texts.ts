/** Unlabelled texts from files of all kinds, from the web and from standard input. */
import { InputError } from "../errors";
import { once, readBytes, STDIN } from "./bytes";
import { kindByType } from "./content-type";
import { expandSources, type OnPassedOver } from "./expand-sources";
import type { Fetched, Fetcher } from "./fetch";
import type { FetchOptions } from "./fetch-options";
import { gunzipped, peek } from "./gunzip";
import { type Kind, kindByContent, kindByMark, kindByName, TELLING } from "./kinds";
import { limited, MOST_BYTES } from "./limited";
import type { Read } from "./read";
import { FEED_READERS } from "./read-feeds";
import { PAGE_READERS } from "./read-pages";
import { RECORD_READERS } from "./read-records";
import type { Columns, Reader, SourceText } from "./source-text";
import { isTableWith } from "./table-header";
import { isForeign, isUrl } from "./urls";

export interface ReadTextsOptions extends FetchOptions {
  /** Of what kind all sources are, whatever their names, contents and Content-Type say. */
  kind?: Kind | undefined;
  columns?: Columns | undefined;
  /** Told of each folder how many of its files are passed over for their names, before it is read. */
  onPassedOver?: OnPassedOver | undefined;
}

const READERS: Readonly<Record<Kind, Reader>> = { ...PAGE_READERS, ...RECORD_READERS, ...FEED_READERS };

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
    if (isForeign(source)) {
      yield { ok: false, error: new InputError("of the web only http and https are fetched", source) };
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
  { kind, columns = {} }: ReadTextsOptions,
): AsyncGenerator<Read<SourceText>> {
  try {
    // Who says of what kind it is need not wait for more than has come.
    const telling = kind === undefined ? TELLING : 1;
    const { head, parts } = await peek(gunzipped(readBytes(source), source), telling);
    // A filter that is given nothing has nothing to say.
    if (source === STDIN && head.length === 0) return;
    yield* READERS[kind ?? kindOf(head, kindByName(source), columns, source)](parts, source, { columns });
  } catch (error) {
    yield { ok: false, error: problemOf(error, source) };
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
    yield { ok: false, error: problemOf(error, source) };
  }
}

/** The texts of what was fetched; errors are yielded. `maxBytes` bounds what it may grow to if it is gzipped itself. */
export async function* readFetched(
  { bytes, url, contentType, charset }: Fetched,
  source: string,
  { kind: told, columns = {}, maxBytes = MOST_BYTES }: ReadTextsOptions = {},
): AsyncGenerator<Read<SourceText>> {
  try {
    const unpacked = limited(gunzipped(once(bytes), source), maxBytes, source);
    const { head, parts } = await peek(unpacked, TELLING);
    const kind =
      told ?? kindOf(head, kindByType(contentType) ?? kindByName(new URL(url).pathname), columns, source);
    yield* READERS[kind](parts, source, { charset, columns });
  } catch (error) {
    yield { ok: false, error: problemOf(error, source) };
  }
}

/** A file on which a reader fails as nobody foresaw is no reason to give up all others. */
function problemOf(error: unknown, source: string): InputError {
  if (error instanceof InputError) return error;
  return new InputError(`cannot be read, by a fault of owabi; please report it: ${error}`, source);
}

/** A name may be wrong where the bytes bear the mark of something else. */
function kindOf(head: Buffer, named: Kind | undefined, columns: Columns, source: string): Kind {
  const known = kindByMark(head) ?? named;
  if (known) return known;
  const kind = kindByContent(head);
  return kind === "text" && isTableWith(columns, head, source) ? "csv" : kind;
}
