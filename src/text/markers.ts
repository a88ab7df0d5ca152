/** Prefixes that a site puts before its titles: 【事件簿#2023-473】, 【転載】, #2023-507, No.12. */

/** A bracket that closes later than this is no prefix but a quotation. */
const LONGEST_PREFIX = 32;
/** A prefix with less behind it is a heading in brackets, not a title with a prefix. */
const SHORTEST_REST = 4;
const BRACKETS: Readonly<Record<string, string>> = {
  "【": "】",
  "[": "]",
  "〔": "〕",
  "《": "》",
  "<": ">",
  "〈": "〉",
  "≪": "≫",
};
const SERIAL = /^(?:#|no\.?|vol\.?|file)\s?\d[\d-]*/;
/** A number of entries on a site, unlike the 1, 2, 3 of the parts of one text: a serial sign, or three digits. */
const SERIAL_IN_BRACKET = /(?:#|no\.?|vol\.?)\s?\d|\d{3,}(?!\d*[年日月./])/;
/** Numbered parts of one text, in brackets or not. */
const PART =
  /(?:第0(?:報|回|章|条|項|部)|^[qa]0|写真|画像|図0|表0|別紙0|参考0|事例0|ケース0|step0|質問0|その0|ポイント0|0月|0年|0日|0時)/;

export interface Marker {
  /** The prefix with every number written as 0, so that prefixes of one series are equal. */
  series: string;
  /** Whether the prefix numbers entries. */
  serial: boolean;
  /** How long the prefix is, in code units of the line given. */
  length: number;
}

/** The marker at the start of a line in the spelling of `foldLine`, or null. */
export function markerOf(folded: string): Marker | null {
  const prefix = bracketPrefix(folded) ?? SERIAL.exec(folded)?.[0];
  if (prefix === undefined || folded.length - prefix.length < SHORTEST_REST) return null;
  const series = prefix.replace(/\d+/g, "0");
  if (PART.test(series.slice(1)) || !/[\p{L}#]/u.test(series)) return null;
  return {
    series,
    serial: prefix === SERIAL.exec(folded)?.[0] || SERIAL_IN_BRACKET.test(prefix),
    length: prefix.length,
  };
}

function bracketPrefix(folded: string): string | undefined {
  const close = BRACKETS[folded[0] ?? ""];
  if (close === undefined) return undefined;
  const at = folded.slice(0, LONGEST_PREFIX).indexOf(close);
  return at < 2 ? undefined : folded.slice(0, at + 1);
}
