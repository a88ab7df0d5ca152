/** Which of the lines of a web page are its text. */
import type { Banner, Shown } from "./html-elements";
import type { PageLine } from "./html-lines";

/** Of the page's text so much at least is in what is marked as the main part, or the mark is not believed. */
const LEAST_SHARE_OF_MAIN = 0.5;
/** What holds so much of the page's text is no cookie banner, whatever it is called. */
const LEAST_SHARE_OF_WRAPPER = 0.5;
/** Where what is kept says less than this share of what is left out, the wrong part was left out. */
const LEAST_SHARE_OF_KEPT = 0.2;
/** What is hidden is worth showing only if it is no trifle beside the headings and menus that are seen. */
const LEAST_SHARE_OF_HIDDEN = 0.2;
/** What stands in the margins is the text only if it is longer than all else. */
const LEAST_SHARE_OF_MARGINS = 1;

/**
 * Ends a sentence: lines with one say something, where menus and buttons only name it. The full stop of a number or of an
 * initial ends none.
 */
const SENTENCE_END = /。|[ぁ-ヶ一-鿿]．|[a-z]{2}\.(?=\s|$)/i;

/** What has been read of a page. */
export interface PageLines {
  title: string;
  lines: readonly PageLine[];
  /** In hidden elements and in cookie banners. */
  concealed: readonly PageLine[];
  banners: readonly Banner[];
}

export const NOTHING_SHOWN: Shown = { banners: new Set(), isHiddenShown: false };

/**
 * What looks like a banner but is not: it holds the main part, or half of the page. Pages note in the class of a wrapper that
 * they have a banner. O(n).
 */
export function mistakenBanners({ lines, concealed, banners }: PageLines): ReadonlySet<number> {
  if (banners.length === 0) return new Set();
  const sizes = sizesOfBanners(concealed, banners);
  const most = sizeOf([...lines, ...concealed].filter(isContent)) * LEAST_SHARE_OF_WRAPPER;
  const isMistaken = (banner: Banner): boolean =>
    !banner.isCertain && (banner.holdsMain || sizes.get(banner)! >= most);
  return new Set(banners.flatMap((banner, index) => (isMistaken(banner) ? [index + 1] : [])));
}

function sizesOfBanners(
  concealed: readonly PageLine[],
  banners: readonly Banner[],
): ReadonlyMap<Banner, number> {
  const sizes = new Map(banners.map((banner) => [banner, 0]));
  const add = (banner: Banner | null | undefined, size: number): void => {
    if (banner) sizes.set(banner, sizes.get(banner)! + size);
  };
  for (const line of concealed.filter(isContent)) add(banners[line.place.banner - 1], line.text.length);
  // One within another comes after it, so that each is whole when it is added to the outer one.
  for (const banner of banners.toReversed()) add(banner.outer, sizes.get(banner)!);
  return sizes;
}

/** Whether the text is in what is hidden, which scripts show when the page has loaded or when a heading is clicked. O(n). */
export function isTextHidden({ lines, concealed }: PageLines): boolean {
  const hidden = concealed.filter((line) => line.place.concealment === "hidden" && isContent(line));
  const content = lines.filter(isContent);
  // Where only the margins are seen, what is longer than they are is the page, if it is but a table.
  if (sizeOf(content) === 0 && sizeOf(hidden) > sizeOf(lines)) return true;
  return outweighs(hidden, content, LEAST_SHARE_OF_HIDDEN);
}

/** The main part with the heading of the page; all lines, where nothing else says anything. O(n). */
export function chooseLines(lines: readonly PageLine[]): readonly PageLine[] {
  const content = lines.filter(isContent);
  const margins = lines.filter((line) => !isContent(line));
  if (sizeOf(content) === 0 || outweighs(margins, content, LEAST_SHARE_OF_MARGINS)) return lines;
  const articles = new Set(content.map(({ place }) => place.article).filter((article) => article > 0));
  const parts = [
    content.filter(({ place }) => place.isMain),
    articles.size === 1 ? content.filter(({ place }) => place.article > 0) : [],
  ];
  const main = parts.find((part) => sizeOf(part) >= sizeOf(content) * LEAST_SHARE_OF_MAIN) ?? content;
  if (main.some(({ place, text }) => place.isTop && text !== "")) return main;
  const chosen = new Set(main);
  return lines.filter((line) => chosen.has(line) || (line.place.isTop && line.place.margin !== "other"));
}

function isContent({ place }: PageLine): boolean {
  return place.margin === "none";
}

/** Whether the others say much more than those kept, and are at least this share of them in size. */
function outweighs(others: readonly PageLine[], kept: readonly PageLine[], leastShare: number): boolean {
  const said = sizeOf(others.filter(isSentence));
  return (
    said > 0 &&
    said >= sizeOf(kept) * leastShare &&
    sizeOf(kept.filter(isSentence)) < said * LEAST_SHARE_OF_KEPT
  );
}

function isSentence({ text }: PageLine): boolean {
  return SENTENCE_END.test(text);
}

function sizeOf(lines: readonly PageLine[]): number {
  return lines.reduce((size, { text }) => size + text.length, 0);
}
