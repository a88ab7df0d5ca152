/** What is read of a source, and how. */
import type { Read } from "./read";

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
  text?: string | undefined;
  /** Default `id`, where there is one. One that is named has to be there. */
  id?: string | undefined;
}

export type Parts = AsyncIterable<Buffer>;

/** What is known of a source beside its bytes. */
export interface Manner {
  /** The encoding that came with the bytes from the web. */
  charset?: string | undefined;
  columns: Columns;
}

/** Yields what cannot be read as errors. */
export type Reader = (parts: Parts, source: string, manner: Manner) => AsyncGenerator<Read<SourceText>>;
