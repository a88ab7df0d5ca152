/** The text of an entry of a feed: that of its page, or what the feed says itself. */
import { FetchError, InputError } from "../../errors";
import type { Fetcher } from "../../io/fetch";
import { textOfEntry } from "../../io/read-feeds";
import { readFetched } from "../../io/read-texts";
import type { FeedEntry } from "../../io/readers/feed";
import { RestingError } from "../../io/rests";
import { isUrl } from "../../io/urls";
import { clip } from "../display";
import { LONGEST_ENTRY } from "../entries";

export interface EntryText {
  text: string;
  textFrom: "page" | "feed";
  /** Why it is not that of the page. */
  pageProblem: string | null;
  /** The same, where it is worth a word to who runs the command. */
  error: InputError | null;
  /** Whether the page may be had another time. */
  isPassing: boolean;
  /** Whether the page has been asked for, or would have been but for the host, which is to be left alone. */
  isAsked: boolean;
}

/** A page with less than this share of the characters of the feed is no page of the notice, or one that scripts fill. */
const LEAST_SHARE = 0.5;

/** The text of an entry; of whatever goes wrong with its page the result tells. At most `LONGEST_ENTRY` characters. */
export async function textOf(
  entry: FeedEntry,
  isPageShared: boolean,
  fetcher: Fetcher,
  maxBytes: number,
): Promise<EntryText> {
  const own = await ownTextOf(entry);
  const ownText = (pageProblem: string, error: InputError | null): EntryText => {
    const isPassing = error instanceof FetchError && error.isPassing;
    const isAsked = !(error instanceof RestingError);
    return { text: own, textFrom: "feed", pageProblem, error: isAsked ? error : null, isPassing, isAsked };
  };
  const { link } = entry;
  if (link === null) return ownText("the entry has no link", null);
  if (isPageShared) return ownText("the page is shared by several entries", null);
  try {
    if (!isUrl(link)) throw new InputError("the link of an entry is no address of the web", link);
    const page = await textOfPage(link, fetcher, maxBytes);
    if (lengthOf(page) < LEAST_SHARE * lengthOf(own))
      return ownText("the page says less than the feed", null);
    const found = { error: null, isPassing: false, isAsked: true };
    return { text: page, textFrom: "page", pageProblem: null, ...found };
  } catch (caught) {
    // A page can be broken in ways that no reader of it foresaw; that is no reason to give up all others.
    const error = caught instanceof InputError ? caught : new InputError(`cannot be read: ${caught}`, link);
    return ownText(error.message, error);
  }
}

async function ownTextOf(entry: FeedEntry): Promise<string> {
  return clip(await textOfEntry({ ...entry, html: clip(entry.html, LONGEST_ENTRY) }), LONGEST_ENTRY);
}

async function textOfPage(link: string, fetcher: Fetcher, maxBytes: number): Promise<string> {
  const fetched = await fetcher.fetch(link);
  if (fetched) {
    for await (const read of readFetched(fetched, link, { maxBytes })) {
      if (!read.ok) throw read.error;
      if (read.value.isPage) return checkLength(read.value.text, link);
      break;
    }
  }
  throw new InputError("is no page, but a list of records; the feed is to link to notices", link);
}

function checkLength(text: string, link: string): string {
  if (text.length <= LONGEST_ENTRY) return text;
  throw new InputError(`has more than ${LONGEST_ENTRY} characters, as no notice has`, link);
}

function lengthOf(text: string): number {
  return text.replace(/\s/g, "").length;
}
