/** Headers of mail in encoded words (RFC 2047), also as programs cut them that count bytes, not characters. */
import { decodeBytes } from "../decode";

/** One or more words of the same charset and encoding. */
interface Words {
  charset: string;
  encoding: "B" | "Q";
  bytes: Buffer[];
}

/** The charset may be followed by an asterisk and a language. */
const ENCODED_WORD = /=\?([^?*\s]+)(?:\*[^?\s]*)?\?([BQ])\?([^?]*)\?=/gi;
const HEX_PAIR = /=([0-9a-f]{2})/gi;

/**
 * A header with its encoded words decoded. Words in a row that share charset and encoding are joined as bytes first: a
 * character may begin in one and end in the next. Charsets that are wrong or missing are found out. O(n).
 */
export function decodeWords(header: string, source: string): string {
  let decoded = "";
  let end = 0;
  let begun: Words | undefined;
  for (const match of header.matchAll(ENCODED_WORD)) {
    const [all, charset = "", encoding = "", text = ""] = match;
    const between = header.slice(end, match.index);
    end = match.index + all.length;
    const words = wordsOf(charset, encoding, text);
    // Blanks between encoded words only fold the line.
    const isNext = begun !== undefined && between.trim() === "";
    if (begun && isNext && isAlike(begun, words)) {
      begun.bytes.push(...words.bytes);
      continue;
    }
    decoded += textOfWords(begun, source) + (isNext ? "" : between);
    begun = words;
  }
  return decoded + textOfWords(begun, source) + header.slice(end);
}

function wordsOf(charset: string, encoding: string, text: string): Words {
  const isBase64 = encoding.toUpperCase() === "B";
  return {
    charset: charset.toLowerCase(),
    encoding: isBase64 ? "B" : "Q",
    bytes: [isBase64 ? Buffer.from(text, "base64") : quotedBytes(text)],
  };
}

function quotedBytes(text: string): Buffer {
  const unquoted = Buffer.from(text.replaceAll("_", " "))
    .toString("latin1")
    .replace(HEX_PAIR, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(unquoted, "latin1");
}

function isAlike(one: Words, other: Words): boolean {
  return one.charset === other.charset && one.encoding === other.encoding;
}

function textOfWords(words: Words | undefined, source: string): string {
  if (!words) return "";
  const bytes = Buffer.concat(words.bytes);
  try {
    return decodeBytes(bytes, source, words.charset).text;
  } catch {
    // A damaged subject is no reason to lose the mail.
    return new TextDecoder().decode(bytes);
  }
}
