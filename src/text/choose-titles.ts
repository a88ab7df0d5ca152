/** Which of the lines that may be titles are those of entries. */
import type { TitleCandidate } from "./candidates";
import { markerOf } from "./markers";
import { foldedLine, hasBody, type Page } from "./page";
import type { Separator } from "./separators";
import { isLaterReport, titleCore } from "./titles";

/** The candidates with at least so many points, one for each entry. O(n). */
export function chooseTitles(
  page: Page,
  candidates: TitleCandidate[],
  separators: Separator[],
  least: number,
): TitleCandidate[] {
  const titles = candidates.filter(({ points }) => points >= least);
  return onePerEntry(page, withoutDoubtful(titles, separators));
}

/** Separators part the entries of a page if they stand before this share of its titles. */
const SEPARATED_SHARE = 0.6;
/** Such a page has a title elsewhere only if it is a clear one. */
const LONE_POINTS = 7;

/** Where separators part the entries, leaves out titles elsewhere unless they are clear. */
function withoutDoubtful(titles: TitleCandidate[], separators: Separator[]): TitleCandidate[] {
  const separated = new Set(separators.flatMap(({ title }) => (title ? [title.w] : [])));
  const covered = titles.filter(({ w }) => separated.has(w)).length;
  if (covered < titles.length * SEPARATED_SHARE) return titles;
  return titles.filter(({ w, points }) => separated.has(w) || points >= LONE_POINTS);
}

/** Of titles with no running text between, keeps one; drops those with none below, and later reports on the same case. */
function onePerEntry(page: Page, titles: TitleCandidate[]): TitleCandidate[] {
  const kept: TitleCandidate[] = [];
  for (const title of titles) {
    const last = kept.at(-1);
    if (last && !hasBody(page, last.w + 1, title.w)) {
      if (title.points > last.points + headStart(page, last.w, title.w)) kept[kept.length - 1] = title;
    } else if (!last || !continuesReport(page, last.w, title.w)) kept.push(title);
  }
  const last = kept.at(-1);
  if (last && !hasBody(page, last.w + 1, page.kinds.length)) kept.pop();
  return kept;
}

/** A second line right below a title is its subtitle unless it has so many points more. */
const SUBTITLE = 2;
/** Further below it may be the notice's own title under that of the page: the first is kept unless clearly weaker. */
const SECOND_TITLE = 1;

/** How many points the second of two titles of one entry must have over the first. */
function headStart(page: Page, first: number, second: number): number {
  if (isSerial(page, first) !== isSerial(page, second)) return isSerial(page, first) ? Infinity : -Infinity;
  return second === first + 1 && page.written.gaps[second] === 0 ? SUBTITLE : SECOND_TITLE;
}

/** With less left of a title than this, nothing tells which case it is about. In code units. */
const SHORTEST_CORE = 4;

/** Whether the second title is that of a further report in the same notice (第2報 below 第1報). */
function continuesReport(page: Page, first: number, second: number): boolean {
  const title = foldedLine(page, second);
  if (!isLaterReport(title) || isSerial(page, second)) return false;
  const core = titleCore(title);
  const earlier = titleCore(foldedLine(page, first));
  return core.length < SHORTEST_CORE || earlier.includes(core) || core.includes(earlier);
}

/** Whether a number of a series opens the line. */
export function isSerial(page: Page, w: number): boolean {
  return markerOf(foldedLine(page, w))?.serial ?? false;
}
