/** Which lines of a page open an entry. */
import { LineKind } from "./line-kinds";
import { markerOf } from "./markers";
import { foldedLine, type Page } from "./page";
import { isLaterReport, mayBeTitle, titleCore, titlePoints, topOf } from "./titles";

/** A line with fewer points opens no entry. */
const LIKELY_TITLE = 3;
/** A line with so many points is a title whatever the page looks like otherwise. */
const SURE_TITLE = 4.5;
/** All titles but the first have together so many points above the threshold of one, or the page is one notice. */
const PAGE_POINTS = 3;
/** With so many points the page is a list of entries, and a line with fewer points than else may open one. */
const MANY_POINTS = 8;
const TITLE_AMONG_MANY = 2;
/** A page numbers its titles if so many lines bear a number of a series. */
const SERIES_OF = 2;
/** An entry holds at least this much running text; two titles with less between belong to one entry. In code units. */
export const SHORTEST_BODY = 40;
/** A second line right below a title is its subtitle unless it has so many points more. */
const SUBTITLE = 2;
/** Further below it may be the notice's own title under that of the page: the first is kept unless clearly weaker. */
const SECOND_TITLE = 1;
/** Running text follows a title within so many written lines. */
const BODY_WITHIN = 14;
/** Titles of one page stand in the same surroundings: points for those that do, once so many clear titles show which. */
const SAME_PLACE = 1.5;
const OTHER_PLACE = -1.5;
const PLACE_LINES = 3;
const PLACE_MEAN = 4;
const PLACE_SHARE = 0.6;
/** A line with so many points may be a title where a separator says so. */
const LIKELY_POINTS = 2.5;
/** A page whose separators part its entries has a title elsewhere only if it is a clear one. */
const LONE_POINTS = 7;
/** What a proven separator says for the page having several entries. */
const SEPARATOR_POINTS = 1;
/** At most so many candidates stand between a separator and the running text. */
const HEAD_LINES = 8;
/** A kind of separator parts entries if it stands before at least so many titles, and before little else. */
const PROVEN_BY = 2;
const PROVEN_SHARE = 0.6;

export interface EntryStart {
  /** The first written line, where it is known to stand right behind a separator; else that of the title. */
  from: number;
  title: number | null;
  /** Whether a separator stands before `from`, so that nothing above it belongs to the entry. */
  separated: boolean;
}

interface Candidate {
  w: number;
  points: number;
}

/** The entries of the page in order, or none where the page is to be read as one notice. O(n). */
export function chooseEntries(page: Page): EntryStart[] {
  const candidates = withPlacePoints(page, findCandidates(page));
  const separators = provenSeparators(separatorsOf(page, candidates));
  const titles = titlesFrom(page, candidates, separators, LIKELY_TITLE);
  const evidence = evidenceOf(page, titles) + separators.length * SEPARATOR_POINTS;
  if (evidence < PAGE_POINTS) return [];
  const all = titlesFrom(page, candidates, separators, leastAmong(page, candidates, separators, evidence));
  return withBodies(page, mergeStarts(page, all, separators));
}

/** The points that open an entry on a page of several: few suffice where only the wording tells titles from the rest. */
function leastAmong(page: Page, candidates: Candidate[], separators: Separator[], evidence: number): number {
  const serial = candidates.filter(({ w }) => isSerial(page, w)).length;
  if (separators.length > 0 || serial >= SERIES_OF) return SURE_TITLE;
  return evidence >= MANY_POINTS ? TITLE_AMONG_MANY : LIKELY_TITLE;
}

function titlesFrom(
  page: Page,
  candidates: Candidate[],
  separators: Separator[],
  least: number,
): Candidate[] {
  const titles = candidates.filter(({ points }) => points >= least);
  return onePerEntry(page, withoutDoubtful(titles, separators));
}

/** Where separators part the entries, leaves out titles elsewhere unless they are clear. */
function withoutDoubtful(titles: Candidate[], separators: Separator[]): Candidate[] {
  const separated = new Set(separators.flatMap(({ title }) => (title ? [title.w] : [])));
  const covered = titles.filter(({ w }) => separated.has(w)).length;
  if (covered < titles.length * PROVEN_SHARE) return titles;
  return titles.filter(({ w, points }) => separated.has(w) || points >= LONE_POINTS);
}

export function bodyBetween(page: Page, from: number, to: number): number {
  return page.bodyBefore[to]! - page.bodyBefore[from]!;
}

function findCandidates(page: Page): Candidate[] {
  const candidates: Candidate[] = [];
  for (let w = 0; w < page.kinds.length; w++) {
    if (!mayBeTitle(page, w)) continue;
    if (bodyBetween(page, w + 1, Math.min(w + 1 + BODY_WITHIN, page.kinds.length)) === 0) continue;
    candidates.push({ w, points: titlePoints(page, w) });
  }
  return candidates;
}

/** Adds points to lines that stand where most lines look like titles, and takes some from others if titles have such a place. */
function withPlacePoints(page: Page, candidates: Candidate[]): Candidate[] {
  const good = goodPlaces(page, candidates);
  const clear = candidates.filter(({ w, points }) => w > 0 && points >= SURE_TITLE);
  const inPlace = clear.filter(({ w }) => good.has(placeOf(page, w))).length;
  if (inPlace === 0 || inPlace < clear.length * PLACE_SHARE) return candidates;
  return candidates.map(({ w, points }) => ({
    w,
    points:
      points +
      (w === 0 || page.kinds[w] === LineKind.Item
        ? 0
        : good.has(placeOf(page, w))
          ? SAME_PLACE
          : OTHER_PLACE),
  }));
}

function goodPlaces(page: Page, candidates: Candidate[]): Set<number> {
  const places = new Map<number, { lines: number; points: number }>();
  for (const { w, points } of candidates) {
    if (w === 0 || page.kinds[w] !== LineKind.Plain) continue;
    const place = placeOf(page, w);
    const seen = places.get(place) ?? { lines: 0, points: 0 };
    seen.lines++;
    seen.points += points;
    places.set(place, seen);
  }
  const good = new Set<number>();
  for (const [place, { lines, points }] of places) {
    if (lines >= PLACE_LINES && points >= lines * PLACE_MEAN) good.add(place);
  }
  return good;
}

/** The surroundings of a line as one number: the gaps before and after, and whether a date stands beside it. */
function placeOf(page: Page, w: number): number {
  const top = topOf(page, w);
  const before = page.written.gaps[top] ?? 0;
  const after = page.written.gaps[w + 1] ?? 0;
  const dated = page.kinds[w + 1] === LineKind.Date ? 2 : top < w ? 1 : 0;
  return (before * 10 + after) * 3 + dated;
}

/** Of titles with no running text between, keeps one; drops those with none below, and later reports on the same case. */
function onePerEntry(page: Page, candidates: Candidate[]): Candidate[] {
  const kept: Candidate[] = [];
  for (const candidate of candidates) {
    const last = kept.at(-1);
    if (last && bodyBetween(page, last.w + 1, candidate.w) < SHORTEST_BODY) {
      if (candidate.points > last.points + headStart(page, last.w, candidate.w))
        kept[kept.length - 1] = candidate;
    } else if (!last || !continuesReport(page, last.w, candidate.w)) kept.push(candidate);
  }
  const last = kept.at(-1);
  if (last && bodyBetween(page, last.w + 1, page.kinds.length) < SHORTEST_BODY) kept.pop();
  return kept;
}

function isSerial(page: Page, w: number): boolean {
  return markerOf(foldedLine(page, w))?.serial ?? false;
}

/** How many points the second of two titles of one entry must have over the first. */
function headStart(page: Page, first: number, second: number): number {
  if (isSerial(page, first) !== isSerial(page, second)) return isSerial(page, first) ? Infinity : -Infinity;
  return second === first + 1 && page.written.gaps[second] === 0 ? SUBTITLE : SECOND_TITLE;
}

/** Whether the second title is that of a further report in the same notice (第2報 below 第1報). */
function continuesReport(page: Page, first: number, second: number): boolean {
  const title = foldedLine(page, second);
  if (!isLaterReport(title) || isSerial(page, second)) return false;
  const core = titleCore(title);
  const earlier = titleCore(foldedLine(page, first));
  return core.length < 4 || earlier.includes(core) || core.includes(earlier);
}

/** How sure it is that the page has several entries. */
function evidenceOf(page: Page, titles: Candidate[]): number {
  let evidence = 0;
  for (const { w, points } of titles) {
    if (page.bodyBefore[w]! >= SHORTEST_BODY) evidence += points - LIKELY_TITLE + 0.5;
  }
  return evidence;
}

interface Separator {
  /** Separators of one look have the same series. */
  series: string;
  /** The first written line behind it that is neither separator nor label. */
  next: number;
  /** The best title between it and the running text, or null. */
  title: Candidate | null;
  /** Whether running text stands between it and the separator of its series before it. */
  parts: boolean;
}

/** Rules, label lines and wide gaps, with what stands behind them. O(n): each line is passed once. */
function separatorsOf(page: Page, candidates: Candidate[]): Separator[] {
  const separators: Separator[] = [];
  const lastOf = new Map<string, number>();
  let c = 0;
  let next = 0;
  for (let w = 0; w < page.kinds.length; w++) {
    const series = seriesAt(page, w);
    if (series === null) continue;
    next = Math.max(next, w);
    while (next < page.kinds.length && isSeparator(page.kinds[next]!)) next++;
    while (c < candidates.length && candidates[c]!.w < next) c++;
    const parts = bodyBetween(page, lastOf.get(series) ?? 0, next) >= SHORTEST_BODY;
    lastOf.set(series, next);
    if (next < page.kinds.length)
      separators.push({ series, next, title: bestTitle(page, candidates, c, next), parts });
  }
  return separators;
}

/** The look of the separator that the written line is, or that stands before it; null where there is none. */
function seriesAt(page: Page, w: number): string | null {
  if (page.kinds[w] === LineKind.Rule) return `rule ${foldedLine(page, w).slice(0, 3)}`;
  if (page.kinds[w] === LineKind.Label) return `label ${foldedLine(page, w).replace(/\d+/g, "0")}`;
  return w > 0 && page.written.gaps[w]! > page.usualGap ? "gap" : null;
}

function isSeparator(kind: number): boolean {
  return kind === LineKind.Rule || kind === LineKind.Label;
}

/** The candidate with the most points from the `c`-th on that no running text parts from the line `next`. */
function bestTitle(page: Page, candidates: Candidate[], c: number, next: number): Candidate | null {
  let best: Candidate | null = null;
  for (let i = c; i < candidates.length && i < c + HEAD_LINES; i++) {
    const candidate = candidates[i]!;
    if (bodyBetween(page, next, candidate.w) >= SHORTEST_BODY) break;
    if (!best || candidate.points > best.points) best = candidate;
  }
  return best;
}

/** Those of the series that stand before titles, and before little else. */
function provenSeparators(separators: Separator[]): Separator[] {
  const counts = new Map<string, { all: number; likely: number; sure: number }>();
  for (const { series, title, parts } of separators) {
    const count = counts.get(series) ?? { all: 0, likely: 0, sure: 0 };
    count.all++;
    if (title && parts && title.points >= LIKELY_POINTS) count.likely++;
    if (title && parts && title.points >= SURE_TITLE) count.sure++;
    counts.set(series, count);
  }
  const proven = separators.filter(({ series }) => {
    const { all, likely, sure } = counts.get(series)!;
    return sure >= PROVEN_BY && likely >= all * PROVEN_SHARE;
  });
  return proven.filter(({ next }, i) => next !== proven[i - 1]?.next);
}

/** The starts behind separators, and those of titles that stand elsewhere, in order. */
function mergeStarts(page: Page, titles: Candidate[], separators: Separator[]): EntryStart[] {
  const starts: EntryStart[] = separators.map(({ next, title }) => ({
    from: next,
    title: title && title.points >= LIKELY_POINTS ? title.w : firstPlain(page, next),
    separated: true,
  }));
  const taken = new Set(separators.flatMap(({ title }) => (title ? [title.w] : [])));
  for (const { w } of titles) if (!taken.has(w)) starts.push({ from: w, title: w, separated: false });
  return starts.sort((a, b) => a.from - b.from);
}

function firstPlain(page: Page, w: number): number | null {
  return page.kinds[w] === LineKind.Plain ? w : null;
}

function isSureTitle(page: Page, { title }: EntryStart): boolean {
  return title !== null && titlePoints(page, title) >= SURE_TITLE;
}

/** Drops starts with no running text before the next one. */
function withBodies(page: Page, starts: EntryStart[]): EntryStart[] {
  const kept: EntryStart[] = [];
  for (const start of starts) {
    const last = kept.at(-1);
    // Two starts with nothing between are one: the letterhead behind a separator, and the title below it.
    if (last && bodyBetween(page, (last.title ?? last.from - 1) + 1, start.from) < SHORTEST_BODY) {
      if (last.separated && start.title !== null && last.title === null) last.title = start.title;
      else if (start.separated && !last.separated && !isSureTitle(page, last)) kept[kept.length - 1] = start;
      continue;
    }
    kept.push(start);
  }
  const last = kept.at(-1);
  if (last && bodyBetween(page, (last.title ?? last.from - 1) + 1, page.kinds.length) < SHORTEST_BODY)
    kept.pop();
  return kept;
}
