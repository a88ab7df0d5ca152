/** Questions about single UTF-16 code units, asked by everything that walks over a text. */

const KANA = /[\u3041-\u30ff]/;
const KANJI = /[\u3400-\u9fff]/;
const HANGUL = /[\uac00-\ud7a3]/;

/** Whether a text is of a language that parts its words by blanks. A title may be Japanese without any kana. O(n). */
export function hasSpacedWords(text: string): boolean {
  if (KANA.test(text)) return false;
  return !KANJI.test(text) || HANGUL.test(text);
}

export const NEWLINE = 0x0a;
export const SPACE = 0x20;

export function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

export function isAsciiLetter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);
}

/** Hiragana, katakana with the long vowel mark, kanji with 々, 〆 and 〇. */
export function isJapanese(code: number): boolean {
  return (
    (code >= 0x3041 && code <= 0x3096) ||
    (code >= 0x30a1 && code <= 0x30fe && code !== 0x30fb) ||
    (code >= 0x4e00 && code <= 0x9fff) ||
    (code >= 0x3400 && code <= 0x4dbf) ||
    (code >= 0x3005 && code <= 0x3007)
  );
}

/** Symbols and punctuation of the CJK blocks (、。「」〈〉・…), next to which a blank carries no meaning. */
export function isCjkPunctuation(code: number): boolean {
  return (code >= 0x3001 && code <= 0x3003) || (code >= 0x3008 && code <= 0x301f) || code === 0x30fb;
}

const IDEOGRAPHIC_STOP = 0x3002;
const EXCLAMATION_MARK = 0x21;
const QUESTION_MARK = 0x3f;

/** 。, !, ? and the line break, of a normalised text. */
export function isSentenceEnd(code: number): boolean {
  return code === IDEOGRAPHIC_STOP || code === NEWLINE || code === EXCLAMATION_MARK || code === QUESTION_MARK;
}
