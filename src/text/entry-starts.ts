/** Where the entries of a page begin: at titles, and behind what separates them. */
import { findCandidates, SURE_TITLE, type TitleCandidate } from "./candidates";
import { chooseTitles, isSerial } from "./choose-titles";
import { LineKind } from "./line-kinds";
import { hasBody, type Page } from "./page";
import { findSeparators, SEPARATED_TITLE, type Separator } from "./separators";
import { titlePoints } from "./titles";

export interface EntryStart {
  /** The first written line, where it is known to stand right behind a separator; else that of the title. */
  from: number;
  title: number | null;
  /** Whether a separator stands before `from`, so that nothing above it belongs to the entry. */
  separated: boolean;
}

/** A line with fewer points opens no entry. */
const LIKELY_TITLE = 3;
/** All titles but the first have together so many points above the threshold of one, or the page is one notice. */
const PAGE_POINTS = 3;

/** In order; none where the page is to be read as one notice. O(n). */
export function findEntryStarts(page: Page): EntryStart[] {
  const candidates = findCandidates(page);
  const separators = findSeparators(page, candidates);
  const likely = chooseTitles(page, candidates, separators, LIKELY_TITLE);
  const evidence = evidenceOf(page, likely, separators);
  if (evidence < PAGE_POINTS) return [];
  const least = leastPoints(page, candidates, separators, evidence);
  const titles = chooseTitles(page, candidates, separators, least);
  return withBodies(page, mergeStarts(page, titles, separators));
}

/** What a title says for the page having several entries that just reaches the threshold of one. */
const THRESHOLD_POINTS = 0.5;
/** What a separator says. */
const SEPARATOR_POINTS = 1;

/** How sure it is that the page has several entries. */
function evidenceOf(page: Page, titles: TitleCandidate[], separators: Separator[]): number {
  let evidence = 0;
  for (const { w, points } of titles) {
    if (hasBody(page, 0, w)) evidence += points - LIKELY_TITLE + THRESHOLD_POINTS;
  }
  return evidence + separators.length * SEPARATOR_POINTS;
}

/** With so much evidence the page is a list of entries, and a line with fewer points than else may open one. */
const MANY_POINTS = 8;
const TITLE_AMONG_MANY = 2;
/** A page numbers its titles if so many lines bear a number of a series. */
const SERIES_OF = 2;

/** The points that open an entry on a page of several: few suffice where only the wording tells titles from the rest. */
function leastPoints(
  page: Page,
  candidates: TitleCandidate[],
  separators: Separator[],
  evidence: number,
): number {
  const serial = candidates.filter(({ w }) => isSerial(page, w)).length;
  if (separators.length > 0 || serial >= SERIES_OF) return SURE_TITLE;
  return evidence >= MANY_POINTS ? TITLE_AMONG_MANY : LIKELY_TITLE;
}

/** The starts behind separators, and those of titles that stand elsewhere, in order. */
function mergeStarts(page: Page, titles: TitleCandidate[], separators: Separator[]): EntryStart[] {
  const starts: EntryStart[] = separators.map(({ next, title }) => ({
    from: next,
    title: title && title.points >= SEPARATED_TITLE ? title.w : ifPlain(page, next),
    separated: true,
  }));
  const taken = new Set(separators.flatMap(({ title }) => (title ? [title.w] : [])));
  for (const { w } of titles) if (!taken.has(w)) starts.push({ from: w, title: w, separated: false });
  return starts.sort((a, b) => a.from - b.from);
}

function ifPlain(page: Page, w: number): number | null {
  return page.kinds[w] === LineKind.Plain ? w : null;
}

/** Drops starts with no running text before the next one. */
function withBodies(page: Page, starts: EntryStart[]): EntryStart[] {
  const kept: EntryStart[] = [];
  for (const start of starts) {
    const last = kept.at(-1);
    if (!last || hasBody(page, headEnd(last), start.from)) kept.push(start);
    else kept[kept.length - 1] = joined(page, last, start);
  }
  const last = kept.at(-1);
  if (last && !hasBody(page, headEnd(last), page.kinds.length)) kept.pop();
  return kept;
}

/** The written line below the title. */
function headEnd({ from, title }: EntryStart): number {
  return (title ?? from - 1) + 1;
}

/** Two starts with nothing between are one: the letterhead behind a separator, and the title below it. */
function joined(page: Page, first: EntryStart, second: EntryStart): EntryStart {
  if (first.separated && first.title === null) return { ...first, title: second.title };
  return second.separated && !first.separated && !isSureTitle(page, first) ? second : first;
}

function isSureTitle(page: Page, { title }: EntryStart): boolean {
  return title !== null && titlePoints(page, title) >= SURE_TITLE;
}
