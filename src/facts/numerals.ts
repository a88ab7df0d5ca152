/** Reads numerals in the ways that Japanese texts write them. */

const KANJI_DIGITS = "〇一二三四五六七八九";
const SMALL_POWERS: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };
const LARGE_POWERS: Readonly<Record<string, number>> = { 万: 1e4, 億: 1e8 };
/** More than there are people, with room for records. */
const LARGEST = 1e11;

/** 1,204 · 3万5千 · 1.2万 · 三十四 · 一,二〇四 · 12万6500; null for what is no whole positive number. */
export function readNumeral(numeral: string): number | null {
  let total = 0;
  /** What was written since the last 万 or 億, but for `digits`; null for nothing. */
  let section: number | null = null;
  let digits = "";
  for (const char of numeral) {
    const small = SMALL_POWERS[char];
    const large = LARGE_POWERS[char];
    if (small) {
      section = (section ?? 0) + readDigits(digits, 1) * small;
      digits = "";
    } else if (large) {
      total += (section === null ? readDigits(digits, 1) : section + readDigits(digits, 0)) * large;
      section = null;
      digits = "";
    } else {
      const digit = KANJI_DIGITS.indexOf(char);
      digits += digit < 0 ? char : String(digit);
    }
  }
  const value = Math.round((total + (section ?? 0) + readDigits(digits, 0)) * 100) / 100;
  return Number.isInteger(value) && value > 0 && value <= LARGEST ? value : null;
}

const THOUSANDS = /^[1-9]\d{0,2}(?:,\d{3})+(?:\.\d*)?$/;

/** NaN for what is no number: commas only part thousands. */
function readDigits(digits: string, ifNone: number): number {
  if (digits === "") return ifNone;
  if (!digits.includes(",")) return Number(digits);
  return THOUSANDS.test(digits) ? Number(digits.replaceAll(",", "")) : Number.NaN;
}
