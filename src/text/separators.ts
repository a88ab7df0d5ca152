/** What parts the entries of a page beside their titles: rules, label lines, wide gaps. */
import { SURE_TITLE, type TitleCandidate } from "./candidates";
import { isAroundEntries, LineKind } from "./line-kinds";
import { foldedLine, hasBody, type Page } from "./page";

export interface Separator {
  /** Separators of one look have the same series. */
  series: string;
  /** The first written line behind it that is neither rule nor label. */
  next: number;
  /** The best title between it and the running text, or null. */
  title: TitleCandidate | null;
  /** Whether running text stands between it and the separator of its series before it. */
  parts: boolean;
}

/** Behind a separator a line with so many points may be a title. */
export const SEPARATED_TITLE = 2.5;

/** The separators of the series that part entries on this page, in order. O(n). */
export function findSeparators(page: Page, candidates: TitleCandidate[]): Separator[] {
  const proven = ofProvenSeries(allSeparators(page, candidates));
  return proven.filter(({ next }, i) => next !== proven[i - 1]?.next);
}

/** A series parts entries if it stands before at least so many sure titles, and before little but titles. */
const PROVEN_BY = 2;
const PROVEN_SHARE = 0.6;

function ofProvenSeries(separators: Separator[]): Separator[] {
  const counts = new Map<string, { all: number; likely: number; sure: number }>();
  for (const { series, title, parts } of separators) {
    const count = counts.get(series) ?? { all: 0, likely: 0, sure: 0 };
    count.all++;
    if (title && parts && title.points >= SEPARATED_TITLE) count.likely++;
    if (title && parts && title.points >= SURE_TITLE) count.sure++;
    counts.set(series, count);
  }
  return separators.filter(({ series }) => {
    const { all, likely, sure } = counts.get(series)!;
    return sure >= PROVEN_BY && likely >= all * PROVEN_SHARE;
  });
}

/** Whatever looks like a separator, with what stands behind it. O(n): each line is passed once. */
function allSeparators(page: Page, candidates: TitleCandidate[]): Separator[] {
  const separators: Separator[] = [];
  const lastOf = new Map<string, number>();
  let candidate = 0;
  let next = 0;
  for (let w = 0; w < page.kinds.length; w++) {
    const series = seriesAt(page, w);
    if (series === null) continue;
    next = Math.max(next, w);
    while (next < page.kinds.length && isAroundEntries(page.kinds[next]!)) next++;
    while (candidate < candidates.length && candidates[candidate]!.w < next) candidate++;
    const parts = hasBody(page, lastOf.get(series) ?? 0, next);
    lastOf.set(series, next);
    if (next < page.kinds.length) {
      separators.push({ series, next, title: bestTitle(page, candidates, candidate, next), parts });
    }
  }
  return separators;
}

/** The look of the separator that the written line is, or that stands before it; null where there is none. */
function seriesAt(page: Page, w: number): string | null {
  if (page.kinds[w] === LineKind.Rule) return `rule ${foldedLine(page, w).slice(0, 3)}`;
  if (page.kinds[w] === LineKind.Label) return `label ${foldedLine(page, w).replace(/\d+/g, "0")}`;
  return w > 0 && page.written.gaps[w]! > page.usualGap ? "gap" : null;
}

/** At most so many candidates stand between a separator and the running text. */
const HEAD_LINES = 8;

/** The candidate with the most points from the `first` on that no running text parts from the line `next`. */
function bestTitle(
  page: Page,
  candidates: TitleCandidate[],
  first: number,
  next: number,
): TitleCandidate | null {
  let best: TitleCandidate | null = null;
  for (let i = first; i < candidates.length && i < first + HEAD_LINES; i++) {
    const candidate = candidates[i]!;
    if (hasBody(page, next, candidate.w)) break;
    if (!best || candidate.points > best.points) best = candidate;
  }
  return best;
}
