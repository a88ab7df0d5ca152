/** How much a line of a page looks like the title of an entry: points for its wording and for where it stands. */

import lexicon from "../../data/lexicon/titles.json";
import { lazy } from "../lazy";
import { alternatives } from "./alternatives";
import { LineKind, LONGEST_ENTRY_TITLE } from "./line-kinds";
import { markerOf } from "./markers";
import { foldedLine, type Page } from "./page";
import { indentOf, lineLength } from "./page-lines";

/** A page with blank lines after fewer than this share of its lines does not part its paragraphs by blank lines. */
const FEW_GAPS = 0.1;
/** The line that tells how the text begins is at most so many written lines below the title: date, sender, addressee. */
const OPENING_WITHIN = 6;
/** How far into a paragraph its opening words, and the date of a news lead, are looked for. In code units. */
const OPENING_WORDS = 14;
const LEAD = 110;
/** A heading is seldom longer. */
const LONGEST_HEADING = 26;

const POINTS = {
  /** Of the length that titles have. */
  length: 1,
  tooShort: -2.5,
  tooLong: -1,
  /** お詫び, について, お知らせ: the words that titles of notices end with. */
  ending: 2,
  /** Names the mishap or the data. */
  incident: 1,
  /** 第2報, (続報): only titles say so. */
  report: 1,
  /** Opens with 【注意喚起】 or another word in brackets. */
  bracket: 0.5,
  /** The prefix numbers entries, and the page has the series at least twice. */
  serial: 6,
  /** The prefix comes back on the page, but such prefixes also stand before parts of one text. */
  series: 1.5,
  /** Opens like a list item or is a heading in brackets. */
  item: -5,
  /** Opens with words that section headings open with. */
  section: -2.5,
  sectionLong: -0.5,
  /** Breaks off in mid sentence: ends with を, が, は, て. */
  particle: -2.5,
  /** A full sentence, polite form, without its full stop; or a question. */
  sentence: -1.5,
  /** Ends with what senders end with: 部, 課, 院長, 株式会社. */
  sender: -2.5,
  /** Indented as the first line of a paragraph is. */
  indent: -1,
  /** A quotation or a line of speech. */
  quoted: -1.5,
  first: 2,
  afterRule: 2.5,
  afterPageBreak: 1,
  afterLabel: 2,
  afterDate: 1.5,
  /** What stands before has come to its end: a full stop, 以上, an address. */
  afterEnd: 0.5,
  /** What stands before has not. */
  afterUnended: -1,
  /** No blank line before it though the page has them between paragraphs. */
  noGap: -2.5,
  /** More blank lines before or after it than the page has between paragraphs. */
  wideGap: 2,
  dateBelow: 2,
  /** この度, 平素, 当社は: how notices begin. */
  opening: 2,
  /** …は3日、… or …と発表した: how news begins. */
  lead: 1.5,
  longBody: 1,
  /** Followed by list items or by another short line. */
  noBody: -1,
} as const;

const REPORT = /第\s?[\d一二三四五六七八九]{1,2}\s?報|続報|最終報|追報/;
const PARTICLE = /[をがはてでし、,・]$/;
const SENTENCE = /(?:ます|です|ました|でした|ません|ください|下さい|ましょう|[?？])$/;
const SENDER =
  /(?:株式会社|有限会社|法人|[^件全一部]部|課|係|室|局|署|庁|省|委員会|協会|組合|機構|財団|センター|支店|支社|本部|病院|大学|学校|銀行|金庫|事務所|事務局|[院学社理事長市町村区会校園所館局部課室団署代表取締役]長|知事|社長|代表取締役.{0,12}|代表|担当|グループ)$/;
const QUOTED = /^[「『“"].*[」』”"]$|^[-―─]/;
/** …は3日、 and …は20日(水)、 */
const NEWS_LEAD =
  /(?:は|が|で)(?:\d{4}年)?(?:\d{1,2}月)?[\d一二三四五六七八九十]{1,3}日(?:\(.\))?(?:まで|付|夜|午)?|発表した|公表した|明らかにした|が?[分わ]かった|と?みられる|によると|によれば|そうです/;
/** Words at the end of a title in brackets, which hide how it ends. */
const LAST_BRACKET = /[(【[〔<〈「][^()【】[\]〔〕<>〈〉「」]{0,24}[)】\]〕>〉」]$/;

/** A regular expression for each list of the lexicon that judges titles. */
const patterns = lazy(buildPatterns);

function buildPatterns() {
  return {
    ending: new RegExp(`(?:${alternatives(lexicon.titleEndings)})$`),
    incident: new RegExp(alternatives(lexicon.incidentWords)),
    opening: new RegExp(alternatives(lexicon.openings)),
    section: new RegExp(`^[■◆●【<〈\\[(]?\\s?(?:${alternatives(lexicon.sectionHeadings)})`),
  };
}

/** The points of the written line `w`: those of its wording and of its place. O(1), lines being cut to a fixed length. */
export function titlePoints(page: Page, w: number): number {
  return wordingPoints(page, w) + placePoints(page, w);
}

function wordingPoints(page: Page, w: number): number {
  const folded = foldedLine(page, w);
  const bare = folded.trimEnd().replace(LAST_BRACKET, "").trimEnd();
  const { ending, incident, section } = patterns();
  let points = lengthPoints(folded) + markerPoints(page, folded);
  if (ending.test(folded) || ending.test(bare)) points += POINTS.ending;
  if (incident.test(folded)) points += POINTS.incident;
  if (REPORT.test(folded)) points += POINTS.report;
  if (page.kinds[w] === LineKind.Item && page.markers.get(markerOf(folded)?.series ?? "") === undefined) {
    points += POINTS.item;
  }
  if (section.test(folded)) points += folded.length <= LONGEST_HEADING ? POINTS.section : POINTS.sectionLong;
  if (PARTICLE.test(folded)) points += POINTS.particle;
  if (SENTENCE.test(bare)) points += POINTS.sentence;
  if (SENDER.test(bare) && !incident.test(folded)) points += POINTS.sender;
  if (QUOTED.test(folded)) points += POINTS.quoted;
  const indent = indentOf(page.lines, page.written.numbers[w]!);
  if (indent === 1 || indent === 2) points += POINTS.indent;
  return points;
}

function lengthPoints(folded: string): number {
  if (folded.length < 10) return POINTS.tooShort;
  return folded.length > 80 ? POINTS.tooLong : POINTS.length;
}

function markerPoints(page: Page, folded: string): number {
  const marker = markerOf(folded);
  if (!marker) return 0;
  const often = (page.markers.get(marker.series) ?? 0) >= 2;
  if (!often) return POINTS.bracket;
  return marker.serial ? POINTS.serial : POINTS.series;
}

function placePoints(page: Page, w: number): number {
  return pointsBefore(page, w) + pointsAfter(page, w);
}

/** A date above the title belongs to it: what counts is then what stands above the date. */
function pointsBefore(page: Page, w: number): number {
  const top = topOf(page, w);
  const dated = top < w ? POINTS.afterDate : 0;
  if (top === 0) return dated + POINTS.first;
  const kind = page.kinds[top - 1]!;
  const gap = page.written.gaps[top]!;
  let points = dated;
  if (kind !== LineKind.Rule && kind !== LineKind.Label && dated === 0) points += gapPoints(page, gap);
  else if (gap > page.usualGap) points += POINTS.wideGap;
  if (pageBreakBefore(page, top)) points += POINTS.afterPageBreak;
  return points + END_POINTS[kind]!;
}

const END_POINTS: Readonly<Record<number, number>> = {
  [LineKind.Rule]: POINTS.afterRule,
  [LineKind.Label]: POINTS.afterLabel,
  [LineKind.Body]: POINTS.afterEnd,
  [LineKind.Closing]: POINTS.afterEnd,
  [LineKind.Contact]: POINTS.afterEnd,
  [LineKind.Date]: POINTS.afterEnd,
  [LineKind.Plain]: POINTS.afterUnended,
  [LineKind.Item]: POINTS.afterUnended,
  [LineKind.Addressee]: POINTS.afterUnended,
};

/** The written line at which a title begins: that of the date above it, or its own. */
export function topOf(page: Page, w: number): number {
  return w > 0 && page.kinds[w - 1] === LineKind.Date ? w - 1 : w;
}

function gapPoints(page: Page, gap: number): number {
  if (gap === 0) return noGapPoints(page);
  return gap > page.usualGap ? POINTS.wideGap : 0;
}

function noGapPoints(page: Page): number {
  return page.gapShare < FEW_GAPS ? 0 : POINTS.noGap;
}

function pageBreakBefore(page: Page, w: number): boolean {
  const { lines, written } = page;
  const until = lines.from[written.numbers[w]!]!;
  for (let i = lines.to[written.numbers[w - 1]!]!; i < until; i++)
    if (lines.text.charCodeAt(i) === 0x0c) return true;
  return false;
}

function pointsAfter(page: Page, w: number): number {
  const { kinds, written } = page;
  let points = 0;
  const gapAfter = written.gaps[w + 1] ?? 0;
  if (gapAfter > page.usualGap) points += POINTS.wideGap;
  if (kinds[w + 1] === LineKind.Date || (kinds[w + 2] === LineKind.Date && kinds[w + 1] !== LineKind.Body)) {
    points += POINTS.dateBelow;
  }
  const body = firstBodyAfter(page, w);
  if (body < 0) return points + POINTS.noBody;
  if (lineLength(page.lines, written.numbers[body]!) >= 50) points += POINTS.longBody;
  const start = foldedLine(page, body);
  if (patterns().opening.test(start.slice(0, OPENING_WORDS))) points += POINTS.opening;
  else if (NEWS_LEAD.test(start.slice(0, LEAD))) points += POINTS.lead;
  if (kinds[w + 1] === LineKind.Item) points += POINTS.noBody;
  return points;
}

/** The first line of running text below the line, or -1 if another kind of text stands between. */
function firstBodyAfter(page: Page, w: number): number {
  const last = Math.min(w + OPENING_WITHIN, page.kinds.length - 1);
  for (let i = w + 1; i <= last; i++) {
    if (page.kinds[i] === LineKind.Body) return i;
    if (page.kinds[i] === LineKind.Item) return -1;
    // A paragraph in a narrow column: its first line has no full stop yet.
    if (lineLength(page.lines, page.written.numbers[i]!) >= 30 && page.written.gaps[i + 1] === 0) return i;
  }
  return -1;
}

/** Whether the line can be a title at all. Cheap, asked of every line. */
export function mayBeTitle(page: Page, w: number): boolean {
  const kind = page.kinds[w];
  if (kind !== LineKind.Plain && kind !== LineKind.Item) return false;
  const length = lineLength(page.lines, page.written.numbers[w]!);
  return length >= 6 && length <= LONGEST_ENTRY_TITLE;
}

/** The title without what changes from report to report: brackets, numbers, 第2報, 続報. */
export function titleCore(folded: string): string {
  return folded
    .replace(/[【[(〔<〈][^】\])〕>〉]{0,24}[】\])〕>〉]/g, "")
    .replace(/第?\s?[\d一二三四五六七八九]{0,2}\s?報|続報|最終|[\s\d・、]/g, "");
}

export function isLaterReport(folded: string): boolean {
  return REPORT.test(folded);
}
