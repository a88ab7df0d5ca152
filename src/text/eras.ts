/** Years of Japanese eras written as years of the common era: 令和5年, R5.6.3, 平成三十年 and 昭和元年. */
import { type MappedText, MappedTextBuilder } from "./mapped";

/** The year before the first year of each era. */
const ERAS: Readonly<Record<string, number>> = {
  明治: 1867,
  大正: 1911,
  昭和: 1925,
  平成: 1988,
  令和: 2018,
  s: 1925,
  h: 1988,
  r: 2018,
};

const ERA_YEAR =
  /(?:(明治|大正|昭和|平成|令和)(元|\d{1,2}|[〇一二三四五六七八九十]{1,3})(?=年|\.\s?\d)|(?<![a-z0-9])([rhs])(\d{1,2})(?=\.\s?\d|年|\/\d))/g;

/** O(n). The year written maps to the whole of the era's name and number. */
export function writeOutEras(source: MappedText): MappedText {
  const matches = [...source.text.matchAll(ERA_YEAR)];
  if (matches.length === 0) return source;
  const out = new MappedTextBuilder();
  let copied = 0;
  for (const match of matches) {
    const end = match.index + match[0].length;
    const span = source.originalSpan(match.index, end);
    out.copy(source, copied, match.index);
    out.lump(String(yearOf(match)), span.start, span.end);
    copied = end;
  }
  out.copy(source, copied, source.text.length);
  return out.build();
}

function yearOf(match: RegExpMatchArray): number {
  const era = match[1] ?? match[3]!;
  const year = match[2] ?? match[4]!;
  return ERAS[era]! + (year === "元" ? 1 : smallNumber(year));
}

const KANJI = "〇一二三四五六七八九";

/** A number in digits, in kanji with 十 (三十一), or in kanji by position (二五). */
function smallNumber(written: string): number {
  if (/^\d/.test(written)) return Number(written);
  if (!written.includes("十")) return digitsOf(written);
  const [tens = "", ones = ""] = written.split("十");
  return (tens === "" ? 1 : digitsOf(tens)) * 10 + digitsOf(ones);
}

/** 0 for nothing written. */
function digitsOf(kanji: string): number {
  return [...kanji].reduce((number, digit) => number * 10 + KANJI.indexOf(digit), 0);
}
