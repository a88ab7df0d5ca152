/** The entries to classify: each notice of each source. */
import { InputError } from "../errors";
import type { Read } from "../io/read";
import { type ReadTextsOptions, readTexts } from "../io/read-texts";
import type { SourceText } from "../io/source-text";
import { splitNotices } from "../text/split";
import { clip } from "./display";

const LONGEST_TITLE = 200;
/** In UTF-16 code units. Notices have some thousand; what is so much longer is something else, and takes the time of all. */
export const LONGEST_ENTRY = 1_000_000;
/** Pages of a year's notices stay below. */
export const LONGEST_PAGE = 20_000_000;

export interface Entry {
  id?: string | undefined;
  /** Counts the entries of its source from 0. */
  index: number;
  title: string | null;
  text: string;
}

/** Pages are split where `split` says so; `undefined` splits text files and leaves records whole. */
export async function* readEntries(
  sources: readonly string[],
  split: boolean | undefined,
  reading: ReadTextsOptions,
): AsyncGenerator<Read<Entry>> {
  const counts = new Map<string, number>();
  for await (const read of readTexts(sources, reading)) {
    if (!read.ok) {
      yield read;
      continue;
    }
    const { source, value } = read;
    if (value.text.length > LONGEST_PAGE) {
      yield { ok: false, error: tooLong(read, LONGEST_PAGE) };
      continue;
    }
    for (const entry of entriesOf(value.text, split ?? value.isPage)) {
      if (entry.text.length > LONGEST_ENTRY) {
        yield { ok: false, error: tooLong(read, LONGEST_ENTRY) };
        continue;
      }
      const index = counts.get(source) ?? 0;
      counts.set(source, index + 1);
      yield { ...read, value: { ...entry, id: value.id, index } };
    }
  }
}

/** What to say of a text of more than so many UTF-16 code units. */
export function tooLong({ source, line, value: { id } }: Found, most: number): InputError {
  const problem = `a text of more than ${most.toLocaleString("en")} characters, as no notice is; cut out the notice`;
  return new InputError(problem, source, { line, id });
}

type Found = Extract<Read<SourceText>, { ok: true }>;

/** A page without any entry (blank, or menus only) is one entry itself, so that nothing given goes without an answer. */
function entriesOf(text: string, split: boolean): { title: string | null; text: string }[] {
  const entries = split ? splitNotices(text).filter(({ kind }) => kind === "entry") : [];
  return entries.length > 0 ? entries : [{ title: firstLine(text), text }];
}

/** What stands for the title of a text that has none. */
export function firstLine(text: string): string | null {
  const line = text.trimStart().split("\n", 1)[0]!.trim();
  return line === "" ? null : clip(line, LONGEST_TITLE);
}
