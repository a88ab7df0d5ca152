/**
 * A page with many notices, cut into its entries and what stands around them.
 *
 * 1. page-lines.ts, page.ts: the lines that are not blank, each with its kind (line-kinds.ts)
 * 2. candidates.ts: the lines that may be titles, with points for wording and place (titles.ts, markers.ts)
 * 3. separators.ts: the rules, label lines and gaps that part entries on this page
 * 4. choose-titles.ts: one title for each entry
 * 5. entry-starts.ts: whether there are several entries, and where they begin
 * 6. here: the letterheads above the titles, and what of the site stands around the entries
 */
import lexicon from "../../data/lexicon/titles.json";
import { type EntryStart, findEntryStarts } from "./entry-starts";
import { isAroundEntries, isLinkList, LineKind, LONGEST_ENTRY_TITLE } from "./line-kinds";
import { bodyBetween, foldedLine, hasBody, type Page, readPage } from "./page";
import { lineLength, lineText } from "./page-lines";
import { mayBeTitle, titlePoints } from "./titles";

export interface NoticeSegment {
  /** "other" is what stands around entries: menus, label lines, share links, footers. */
  kind: "entry" | "other";
  /** The title line without the blanks at its ends; null where there is none, and for "other". */
  title: string | null;
  text: string;
  /** UTF-16 offsets into the text as given. */
  start: number;
  end: number;
}

/** A title stands among so many first lines of an entry. */
const TITLE_WITHIN = 8;
/** A date, an addressee and a sender above a title fill no more lines than this. */
const LONGEST_LETTERHEAD = 6;
/** Lines of a letterhead are short. In code units. */
const LETTERHEAD_LINE = 32;
/** A page puts dates above its titles if at least this share of the titles has one there. */
const DATES_LEAD = 0.5;
/** Text above the first title with at least this much running text is an entry whose title was not recognised. */
const UNTITLED_BODY = 80;
/** A sidebar holds less running text than this share of what stands above it. */
const SIDEBAR_SHARE = 0.5;

/** A range of written lines. */
interface EntryRange {
  from: number;
  to: number;
  title: number | null;
}

/**
 * Cuts a page into its entries.
 *
 * The segments tile the text: in order, without gap or overlap, and their `text`s together are the text as given, for
 * any string; of the empty string there are none. A page is taken for one notice unless its titles together speak
 * clearly for several; blank text is one segment of the kind "other".
 *
 * O(n) time and memory. Lines are judged by their first 140 code units only.
 */
export function splitNotices(text: string): NoticeSegment[] {
  if (text === "") return [];
  const page = readPage(text);
  return segmentsOf(page, entryRanges(page));
}

function entryRanges(page: Page): EntryRange[] {
  const starts = findEntryStarts(page);
  if (starts.length === 0)
    return withoutSurroundings(page, [{ from: 0, to: page.kinds.length, title: titleNear(page, 0) }]);
  const datesLead = datesStandAbove(page, starts);
  const ranges = starts.map(({ from, title, separated }) => ({
    from: separated ? from : letterheadStart(page, from, datesLead),
    to: page.kinds.length,
    title,
  }));
  const first = ranges[0]!.from;
  if (bodyBetween(page, 0, first) >= UNTITLED_BODY)
    ranges.unshift({ from: 0, to: first, title: titleNear(page, 0) });
  ranges.forEach((range, i) => {
    range.to = ranges[i + 1]?.from ?? page.kinds.length;
  });
  return withoutSurroundings(page, ranges);
}

/** The best title among the first lines of an entry, above its running text. */
function titleNear(page: Page, from: number): number | null {
  let best: number | null = null;
  let most = 0;
  for (let w = from, seen = 0; w < page.kinds.length && seen < TITLE_WITHIN; w++) {
    if (isAroundEntries(page.kinds[w]!)) continue;
    if (page.kinds[w] === LineKind.Body) break;
    seen++;
    if (!mayBeTitle(page, w)) continue;
    const points = titlePoints(page, w);
    if (points > most) {
      best = w;
      most = points;
    }
  }
  return best;
}

function datesStandAbove(page: Page, starts: EntryStart[]): boolean {
  const dated = starts.filter(
    ({ title }) => title !== null && page.kinds[title - 1] === LineKind.Date,
  ).length;
  return dated >= starts.length * DATES_LEAD;
}

/** Where the entry begins whose title is given: above the title may stand its date, addressee and sender. */
function letterheadStart(page: Page, title: number, datesLead: boolean): number {
  let start = datesLead && page.kinds[title - 1] === LineKind.Date ? title - 1 : title;
  let addressed = false;
  for (let w = title - 1; w >= 0 && w >= title - LONGEST_LETTERHEAD && isLetterhead(page, w); w--) {
    if (page.kinds[w] === LineKind.Addressee) addressed = true;
    if (addressed && page.kinds[w] !== LineKind.Plain) start = w;
  }
  return start;
}

function isLetterhead(page: Page, w: number): boolean {
  const kind = page.kinds[w];
  if (kind === LineKind.Date || kind === LineKind.Addressee) return true;
  return kind === LineKind.Plain && lineLength(page.lines, page.written.numbers[w]!) <= LETTERHEAD_LINE;
}

/** Leaves the menus above, and the label lines, share links and footers below out of each range. */
function withoutSurroundings(page: Page, ranges: EntryRange[]): EntryRange[] {
  return ranges.flatMap((range, i) => {
    const isLast = i === ranges.length - 1;
    const from = withoutMenu(page, range);
    const to = withoutFooter(page, { ...range, to: isLast ? sidebarStart(page, range) : range.to });
    return from < to ? [{ ...range, from, to }] : [];
  });
}

function withoutMenu(page: Page, { from, to }: EntryRange): number {
  let w = from;
  while (w < to && isAroundEntries(page.kinds[w]!)) w++;
  return w;
}

/** Cuts at the first label line below the running text, unless an address or a closing word stands below it. */
function withoutFooter(page: Page, { from, to, title }: EntryRange): number {
  let end = to;
  for (let w = to - 1; w > (title ?? from) && page.kinds[w] !== LineKind.Body; w--) {
    const kind = page.kinds[w]!;
    if (kind === LineKind.Contact || kind === LineKind.Closing) break;
    if (isAroundEntries(kind)) end = w;
  }
  return end;
}

/** Where the sidebar or footer of the site begins that runs to the end of the page. */
function sidebarStart(page: Page, { from, to, title }: EntryRange): number {
  for (let w = title ?? from; w < to; w++) {
    if (page.kinds[w] !== LineKind.Label || !opensSidebar(foldedLine(page, w))) continue;
    const most = bodyBetween(page, from, w) * SIDEBAR_SHARE;
    if (hasBody(page, from, w) && bodyBetween(page, w, to) <= most) return w;
  }
  return to;
}

function opensSidebar(folded: string): boolean {
  return lexicon.sidebarLines.includes(folded) || isLinkList(folded);
}

/** Blank lines go with what stands above them, at the head of the page with what stands below. */
function segmentsOf(page: Page, ranges: EntryRange[]): NoticeSegment[] {
  const { text } = page.lines;
  const segments: NoticeSegment[] = [];
  let end = 0;
  const add = (kind: NoticeSegment["kind"], title: string | null, until: number) => {
    if (until > end) segments.push({ kind, title, text: text.slice(end, until), start: end, end: until });
    end = until;
  };
  for (const range of ranges) {
    if (range.from > 0) add("other", null, offsetOf(page, range.from));
    add("entry", titleText(page, range.title), offsetOf(page, range.to));
  }
  add("other", null, text.length);
  return segments;
}

function offsetOf(page: Page, w: number): number {
  return w < page.kinds.length ? page.lines.starts[page.written.numbers[w]!]! : page.lines.text.length;
}

function titleText(page: Page, w: number | null): string | null {
  return w === null ? null : lineText(page.lines, page.written.numbers[w]!, LONGEST_ENTRY_TITLE);
}
