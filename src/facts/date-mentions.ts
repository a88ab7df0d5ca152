/** Where a normalised text speaks of days, months and years, and in which words. */
import { lazy } from "../lazy";

/** How a mention is put: with its year, without, by the day alone, or by its distance from another (同日, 翌月3日). */
export type DateForm = "full" | "month-day" | "day" | "relative" | "month" | "year";

/** What a mention says of each part; a number that counts from another date is in `shift`. */
export interface DateMention {
  form: DateForm;
  year?: number;
  month?: number;
  day?: number;
  /** Years, months or days from the date last mentioned, or from the day of publication. */
  shift?: { unit: "year" | "month" | "day"; by: number; from: "last" | "publication" };
  start: number;
  end: number;
}

const FIRST_YEAR = 1990;
const LAST_YEAR = 2099;

/** Words for years, months and days by their distance from another one. */
const DISTANCES: Readonly<Record<string, NonNullable<DateMention["shift"]>>> = {
  一昨年: { unit: "year", by: -2, from: "publication" },
  昨年: { unit: "year", by: -1, from: "publication" },
  去年: { unit: "year", by: -1, from: "publication" },
  前年: { unit: "year", by: -1, from: "last" },
  今年: { unit: "year", by: 0, from: "publication" },
  本年: { unit: "year", by: 0, from: "publication" },
  同年: { unit: "year", by: 0, from: "last" },
  翌年: { unit: "year", by: 1, from: "last" },
  先々月: { unit: "month", by: -2, from: "publication" },
  先月: { unit: "month", by: -1, from: "publication" },
  今月: { unit: "month", by: 0, from: "publication" },
  本月: { unit: "month", by: 0, from: "publication" },
  同月: { unit: "month", by: 0, from: "last" },
  当月: { unit: "month", by: 0, from: "last" },
  前月: { unit: "month", by: -1, from: "last" },
  翌月: { unit: "month", by: 1, from: "last" },
  同日: { unit: "day", by: 0, from: "last" },
  当日: { unit: "day", by: 0, from: "last" },
  その日: { unit: "day", by: 0, from: "last" },
  前日: { unit: "day", by: -1, from: "last" },
  翌日: { unit: "day", by: 1, from: "last" },
  翌朝: { unit: "day", by: 1, from: "last" },
  翌々日: { unit: "day", by: 2, from: "last" },
  本日: { unit: "day", by: 0, from: "publication" },
  今日: { unit: "day", by: 0, from: "publication" },
  きょう: { unit: "day", by: 0, from: "publication" },
  昨日: { unit: "day", by: -1, from: "publication" },
  きのう: { unit: "day", by: -1, from: "publication" },
  一昨日: { unit: "day", by: -2, from: "publication" },
  おととい: { unit: "day", by: -2, from: "publication" },
};

const NUMBER = "(?:\\d{1,2}|[一二三四五六七八九十]{1,3})";
const wordsOf = (unit: "year" | "month" | "day") =>
  Object.keys(DISTANCES)
    .filter((word) => DISTANCES[word]!.unit === unit)
    // Longer words first: 一昨年 before 昨年.
    .sort((a, b) => b.length - a.length)
    .join("|");

/** Durations, deadlines and counts: 30日間, 3日以内, 5日前. */
const NO_DAY =
  "(?!間|以内|以降に|前|後|ほど|程度|余|以上|以下|未満|連続|あたり|当たり|につき|経|ごと|おき|数|目|ぶり|分の|本|曜)";
const NO_MONTH = "(?!間|分|号|期|度|か|ヶ|ヵ|ケ|\\d)";

/** Each alternative is of bounded length, so the time is linear. */
const datePattern = lazy(
  () =>
    new RegExp(
      [
        `(?<!\\d)(?<y1>\\d{4})(?:\\([^()\\n]{1,8}\\)|\\))?\\s?年\\s?(?:\\([^()\\n]{1,8}\\)\\s?)?(?<m1>${NUMBER})\\s?月\\s?(?<d1>${NUMBER})\\s?日`,
        `(?<![\\d./-])(?<y2>\\d{4})[/.-]\\s?(?<m2>\\d{1,2})[/.-]\\s?(?<d2>\\d{1,2})(?!\\d)`,
        `(?<ry>${wordsOf("year")})の?(?<m3>${NUMBER})月(?:の?(?<d3>${NUMBER})日)?`,
        `(?<!\\d)(?<y4>\\d{4})\\s?年\\s?(?<m4>${NUMBER})\\s?月(?!間|分)`,
        `(?<rm>${wordsOf("month")})の?(?<d5>${NUMBER})日(?!間|以内)`,
        `(?<![\\d一二三四五六七八九十])(?<m6>${NUMBER})\\s?月\\s?(?<d6>${NUMBER})\\s?日(?!間)`,
        `(?<![\\d/.])(?<m7>\\d{1,2})/(?<d7>\\d{1,2})(?=\\s?\\([月火水木金土日]|[ 、~に]|$)(?![\\d/])`,
        `翌(?<d8>${NUMBER})日`,
        `同(?<d9>${NUMBER})日`,
        `(?<![ぁ-ん])(?<rd>${wordsOf("day")})`,
        `(?<![\\d一二三四五六七八九十第数約計./])(?<d10>${NUMBER})日${NO_DAY}`,
        `(?<![\\d一二三四五六七八九十])(?<m11>${NUMBER})月${NO_MONTH}`,
        `(?<lone>${wordsOf("month")})`,
        `(?<!\\d)(?<y12>\\d{4})年(?!\\d|度|代|間|ぶり|前|以上)`,
        `(?<loneyear>${wordsOf("year")})`,
      ].join("|"),
      "g",
    ),
);

/** In order of appearance; what is no day of any calendar (13月, 2月31日) is passed over. O(n). */
export function* dateMentions(text: string): Generator<DateMention> {
  for (const match of text.matchAll(datePattern())) {
    const mention = read(match.groups!);
    if (mention && isPossible(mention)) {
      yield { ...mention, start: match.index, end: match.index + match[0].length };
    }
  }
}

type Groups = Readonly<Record<string, string | undefined>>;
type Parts = Omit<DateMention, "start" | "end">;

function read(groups: Groups): Parts | null {
  const year = groups.y1 ?? groups.y2 ?? groups.y4;
  const month = groups.m1 ?? groups.m2 ?? groups.m3 ?? groups.m4 ?? groups.m6 ?? groups.m7 ?? groups.m11;
  const day = ["d1", "d2", "d3", "d5", "d6", "d7", "d8", "d9", "d10"]
    .map((name) => groups[name])
    .find((written) => written !== undefined);
  const word = groups.ry ?? groups.rm ?? groups.rd ?? groups.lone ?? groups.loneyear;
  if (groups.y12) return { form: "year", year: Number(groups.y12) };
  const parts: Parts = { form: formOf(year, month, day) };
  if (year) parts.year = Number(year);
  if (month) parts.month = smallNumber(month);
  if (day) parts.day = smallNumber(day);
  if (word)
    return {
      ...parts,
      form: word === groups.loneyear ? "year" : formOfWord(parts, word),
      shift: DISTANCES[word]!,
    };
  return parts;
}

function formOf(year?: string, month?: string, day?: string): DateForm {
  if (!day) return "month";
  if (year) return "full";
  return month ? "month-day" : "day";
}

function formOfWord({ month, day }: Parts, word: string): DateForm {
  if (month) return day ? "month-day" : "month";
  if (day || DISTANCES[word]!.unit === "day") return "relative";
  return "month";
}

function isPossible({ year, month, day, form }: Parts): boolean {
  if (year !== undefined && (year < FIRST_YEAR || year > LAST_YEAR)) return false;
  if (month !== undefined && !(month >= 1 && month <= 12)) return false;
  if (day !== undefined && !(day >= 1 && day <= daysOf(year ?? 2000, month ?? 1))) return false;
  return form !== "year" || year === undefined || month === undefined;
}

/** Of a month from 1 to 12. */
export function daysOf(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

const KANJI_DIGITS = "〇一二三四五六七八九";

/** 1 to 99, in digits or in kanji. */
function smallNumber(written: string): number {
  if (/^\d/.test(written)) return Number(written);
  const match = /^(?:([二三四五六七八九])?(十))?([一二三四五六七八九])?$/.exec(written);
  if (!match) return Number.NaN;
  const [, tens, ten, ones] = match;
  return (ten ? 10 * (tens ? KANJI_DIGITS.indexOf(tens) : 1) : 0) + (ones ? KANJI_DIGITS.indexOf(ones) : 0);
}
