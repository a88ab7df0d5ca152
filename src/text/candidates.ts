/** The lines of a page that may be titles of entries, each with points for how much it looks like one. */
import { LineKind } from "./line-kinds";
import { bodyBetween, type Page } from "./page";
import { mayBeTitle, titlePoints, topOf } from "./titles";

export interface TitleCandidate {
  /** The written line. */
  w: number;
  points: number;
}

/** A line with so many points is a title whatever the page looks like otherwise. */
export const SURE_TITLE = 4.5;

/** In the order of the page. O(n). */
export function findCandidates(page: Page): TitleCandidate[] {
  return withPlacePoints(page, linesAboveText(page));
}

/** Running text follows a title within so many written lines. */
const BODY_WITHIN = 14;

function linesAboveText(page: Page): TitleCandidate[] {
  const candidates: TitleCandidate[] = [];
  for (let w = 0; w < page.kinds.length; w++) {
    if (!mayBeTitle(page, w)) continue;
    if (bodyBetween(page, w + 1, Math.min(w + 1 + BODY_WITHIN, page.kinds.length)) === 0) continue;
    candidates.push({ w, points: titlePoints(page, w) });
  }
  return candidates;
}

/** Titles of one page stand in the same surroundings: points for lines that do, where most clear titles do. */
const SAME_PLACE = 1.5;
const OTHER_PLACE = -1.5;
const CLEAR_IN_PLACE = 0.6;

function withPlacePoints(page: Page, candidates: TitleCandidate[]): TitleCandidate[] {
  const places = placesOfTitles(page, candidates);
  const clear = candidates.filter(({ w, points }) => w > 0 && points >= SURE_TITLE);
  const inPlace = clear.filter(({ w }) => places.has(placeOf(page, w))).length;
  if (inPlace === 0 || inPlace < clear.length * CLEAR_IN_PLACE) return candidates;
  return candidates.map(({ w, points }) => ({ w, points: points + placePoints(page, w, places) }));
}

function placePoints(page: Page, w: number, places: ReadonlySet<number>): number {
  if (w === 0 || page.kinds[w] === LineKind.Item) return 0;
  return places.has(placeOf(page, w)) ? SAME_PLACE : OTHER_PLACE;
}

/** So many lines in the same surroundings, with so many points on average, show where the page has its titles. */
const PLACE_LINES = 3;
const PLACE_MEAN = 4;

function placesOfTitles(page: Page, candidates: TitleCandidate[]): Set<number> {
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
