/** What a line of a page is for, judged from the line alone. */

import lexicon from "../../data/lexicon/titles.json";
import { lazy } from "../lazy";
import { alternatives } from "./alternatives";

export const LineKind = {
  /** May be a title: none of the kinds below. */
  Plain: 0,
  /** Running text: one sentence or more. */
  Body: 1,
  /** ----, ＊＊＊ and their like. */
  Rule: 2,
  /** A date with nothing beside it but a word such as 更新日. */
  Date: 3,
  /** What the site writes around entries: tags, author, share links, breadcrumbs, menus, footers. */
  Label: 4,
  /** A section heading, a list item, a table row, the answer to a form's question. */
  Item: 5,
  /** To whom the notice is written: 各位, お客様へ. */
  Addressee: 6,
  /** 以上, 敬具. */
  Closing: 7,
  /** Where to call or write. */
  Contact: 8,
} as const;

export type LineKind = (typeof LineKind)[keyof typeof LineKind];

/** Whether lines of the kind stand around entries, where a site puts them. */
export function isAroundEntries(kind: number): boolean {
  return kind === LineKind.Label || kind === LineKind.Rule;
}

/** No title is longer; press headlines with a subtitle on the same line come close. In code units. */
export const LONGEST_ENTRY_TITLE = 140;
/** A line that holds a full stop is running text from this length on; below it may be a word with a mark. */
const SHORTEST_SENTENCE = 6;
/** Dates, label lines and menus are short; longer lines are not looked at for them. */
const LONGEST_DATE = 60;
const LONGEST_LABEL = 80;
/** A line with this many parts between bars, arrows or slashes is a menu. */
const MENU_PARTS = 3;

const RULE = /^([-=*_~#+―─━═—–‐・.※◇◆☆★○●■□▽△▼▲◎☓×~<>/|\u3030])(?:\s*\1){2,}$/;
const PHONE = /(?:^|[^\d])\d{2,4}[-(]\d{2,4}[-)]\d{3,4}(?!\d)/;
/** - 1 - and 1/3: what a page of paper ends with. */
const PAGE_NUMBER = /^(?:[-–]\s?\d{1,3}\s?[-–]|\d{1,2}\s?\/\s?\d{1,2}|p\.?\s?\d{1,3})$/;
/** A day of a timeline: 10月16日(月曜日), 午後4時頃. */
const TIMELINE =
  /^(?:(?:同日|翌日)?\s?(?:午前|午後)\s?\d{1,2}時|\d{1,2}\s?月\s?\d{1,2}\s?日\s?(?:\(|\d|午|頃|$))/;
const ADDRESS = /^(?=\S{1,200}$)(?:[^@\s]{0,80}@[^\s.]{1,80}\.|[^\s:]{0,80}https?:\/\/)/;
const HASHTAGS = /^(?:#[^\s\d#][^\s#]*\s*)+$/;
/** Links with how many pages lie behind them: 読書メモ(15) 雑記(52). */
const COUNTED_LINKS = /^(?:[^()\s][^()]{0,30}\(\d{1,5}\)\s*){2,}$/;
/** Links to the neighbouring pages of a list: « 1 2 3 … 22 ». */
const PAGER = /^\D{0,10}\d{1,4}(?:\s{1,4}\d{1,4}){1,60}(?:\s{0,4}(?:…|\.{2,3})\s{0,4}\d{1,4})?\D{0,12}$/;
const RULE_START = /^[-=*_~#+―─━═—–]{3}/;
/** Signs that open a list item or a section, with or without a number. */
const ITEM =
  /^(?:[○〇◯](?![○〇◯])|[・•※●■◆◇□▶▷►▸→⇒✓✔☆★◎▽▼△▲◼◾*＊|+‣➤✅]|-(?!-)|[①-⓿❶-➓㈠-㉃]|[([]?\d{1,2}[.)\]、,:](?!\d)|[(（]\s?[\da-z一二三四五六七八九十ア-ン]{1,3}\s?[)）]|\d{1,2}-\d{1,2}[\s.]|第\s?[\d一二三四五六七八九十]{1,3}\s?(?:条|項|章|節|\s)|(?:step|q|a)\s?\d{0,2}\s?[.:)\s]|[ivx]{1,4}[.)]|[ア-ン][.)、\s]|[一二三四五六七八九十]{1,2}[、.\s]|\d{1,2}\s(?!年|月|日))/;
const ANY_BRACKET_LINE =
  /^(?:【[^】]*】|\[[^\]]*\]|<[^>]*>|《[^》]*》|≪[^≫]*≫|〔[^〕]*〕|〈[^〉]*〉|\([^)]*\))$/;
const FIELD = /^[^:]{1,12}:/;

const NUMBER = "[\\d元〇一二三四五六七八九十]{1,3}";
const YEAR = `(?:(?:19|20)\\d{2}|二〇[〇一二三四五六七八九]{2}|(?:令和|平成|昭和|[rhs])${NUMBER})`;
const WEEKDAY =
  "(?:\\(?(?:[月火水木金土日](?:曜日?)?|mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}(?:・祝|祝)?\\)?)";
const TIME =
  "(?:t?(?:午前|午後|am|pm)?\\d{1,2}(?::\\d{2}(?::\\d{2})?|時(?:\\d{1,2}分?)?)(?:z|am|pm|jst|頃)?)";
const DAY = `(?:${YEAR}(?:年|[./-])${NUMBER}(?:月|[./-])${NUMBER}日?,?${WEEKDAY}?,?(?:postedat)?${TIME}?)`;

/** A set or a regular expression for each list of the lexicon. */
const patterns = lazy(buildPatterns);

function buildPatterns() {
  return {
    labelLines: new Set(lexicon.labelLines),
    labelStart: new RegExp(`^(?:${alternatives(lexicon.labelStarts)})\\s*(?::|\\s|$|\\()`),
    footerStart: new RegExp(`^(?:${alternatives(lexicon.footerStarts)})`),
    breadcrumb: new RegExp(`^(?:${alternatives(lexicon.menuRoots)})\\s{0,4}:?\\s{0,4}[>»›/|]`),
    addressee: new RegExp(`(?:${alternatives(lexicon.addressees)})$`),
    closings: new Set(lexicon.closings),
    contact: new RegExp(`^[(【\\[■・]?(?:${alternatives(lexicon.contacts)})`),
    date: datePattern(),
  };
}

/** One date or two, with the words that stand beside dates. */
function datePattern(): RegExp {
  const start = `(?:[◎◆■●(\\[【<]?(?:${alternatives(lexicon.dateStarts)})[:】\\]>]?)`;
  const end = `[)\\]】]?(?:に?(?:${alternatives(lexicon.dateEndings)}))?`;
  return new RegExp(`^${start}?[(\\[【<]?${DAY}${end}(?:[/|]?${start}${DAY}${end})?$`);
}

/** The spelling in which lines are compared with the lexicon: NFKC and lower case. */
export function foldLine(line: string): string {
  return line.normalize("NFKC").toLowerCase();
}

/** `folded` is the line as `foldLine` writes it, no longer than `LONGEST_ENTRY_TITLE` before it was folded. */
export function kindOfShortLine(folded: string): LineKind {
  if (isRule(folded)) return LineKind.Rule;
  if (isDate(folded)) return LineKind.Date;
  if (isLabel(folded)) return LineKind.Label;
  if (isSentence(folded)) return LineKind.Body;
  const closed = folded.replace(/\s/g, "");
  if (patterns().closings.has(closed) || PAGE_NUMBER.test(folded)) return LineKind.Closing;
  if (patterns().addressee.test(folded)) return LineKind.Addressee;
  if (patterns().contact.test(folded) || PHONE.test(folded) || ADDRESS.test(folded)) return LineKind.Contact;
  return ITEM.test(folded) || TIMELINE.test(folded) || ANY_BRACKET_LINE.test(folded) || FIELD.test(folded)
    ? LineKind.Item
    : LineKind.Plain;
}

function isRule(folded: string): boolean {
  return (
    RULE.test(folded) || (RULE_START.test(folded) && RULE.test(folded.slice(0, 3)) && /^\W+$/.test(folded))
  );
}

function isDate(folded: string): boolean {
  if (folded.length > LONGEST_DATE || !/[\d〇年]/.test(folded)) return false;
  return patterns().date.test(folded.replace(/\s/g, ""));
}

/** Lists of links that belong to the site, never to a notice: what follows them to the end of the page is the site's. */
export function isLinkList(folded: string): boolean {
  return COUNTED_LINKS.test(folded) || PAGER.test(folded);
}

function isLabel(folded: string): boolean {
  if (folded.length > LONGEST_LABEL) return false;
  const { labelLines, labelStart, footerStart, breadcrumb } = patterns();
  if (labelLines.has(folded) || labelStart.test(folded) || footerStart.test(folded)) return true;
  if (HASHTAGS.test(folded) || isLinkList(folded)) return true;
  return breadcrumb.test(folded) || isMenu(folded);
}

/** Short parts between bars, arrows or blanks, most of them words of a menu, or many of them. */
function isMenu(folded: string): boolean {
  const parts = folded.split(/\s*(?:[|>»›•]|\s{2,})\s*|[\s[\]]+/).filter((part) => part !== "");
  if (parts.length < 2) return false;
  const { labelLines } = patterns();
  const known = parts.filter((part) => labelLines.has(part)).length;
  if (known * 2 >= parts.length) return true;
  return folded.split(/[|>»›]/).length > MENU_PARTS && !/[。、]/.test(folded);
}

function isSentence(folded: string): boolean {
  return (
    folded.length >= SHORTEST_SENTENCE && /[。.．][)」』】\]]?$|。/.test(folded) && /[ぁ-ん]/.test(folded)
  );
}
