/** Text from bytes whose encoding nobody vouches for: of files found, of pages fetched, of mail. */
import { InputError } from "../errors";
import { MOST_IN_ONE_PIECE } from "./bytes";

/** A text, and the encoding in which it was found, by the name that `TextDecoder` gives it. */
export interface Decoded {
  text: string;
  encoding: string;
}

interface Reading extends Decoded {
  /** Whether the last character was cut off; the text then ends in a replacement character. */
  isCut: boolean;
}

const REPLACEMENT = "\ufffd";

const MARKS: readonly { mark: readonly number[]; encoding: string }[] = [
  { mark: [0xef, 0xbb, 0xbf], encoding: "utf-8" },
  { mark: [0xff, 0xfe], encoding: "utf-16le" },
  { mark: [0xfe, 0xff], encoding: "utf-16be" },
];

/** Names in use that the Encoding Standard does not list. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  cp932: "shift_jis",
  "shift_jis-2004": "shift_jis",
  eucjp: "euc-jp",
  cp51932: "euc-jp",
  "eucjp-ms": "euc-jp",
  "eucjp-win": "euc-jp",
  cp50220: "iso-2022-jp",
  cp50221: "iso-2022-jp",
};

/** What turns a text in ISO-2022-JP to Japanese: JIS X 0208 of 1983 and 1978, katakana of half width. */
const JIS_ESCAPES = ["\x1b$B", "\x1b$@", "\x1b(I"];

/** In these any bytes are a text, so that being valid is no sign of being meant. */
const SINGLE_BYTE = /^(?:windows-|iso-8859-|macintosh|x-mac-|koi8-|ibm866)/;

const KANA = /[ぁ-ヶ]/g;
const JAPANESE = /[ぁ-ヶ一-鿿]/;
/** As these ICU reads the bytes 80 to 9F in EUC-JP, where none should be; in Shift_JIS they begin characters. */
const CONTROLS_OF_EUC = /[\u0080-\u009f]/;
const HALF_WIDTH_ONLY = /^[\0-\x7f｡-ﾟ]+$/;
const VOICED = /[ﾞﾟ]/;
/** A sound mark of half width that stands after no sound that it could change. */
const STRAY_SOUND_MARK = /(?:^|[^ｦｳｶ-ﾄﾊ-ﾎﾜ])ﾞ|(?:^|[^ﾊ-ﾎ])ﾟ/;

/** For so many characters of a text there may be one damaged place. */
const READABLE_FOR_ONE_LOST = 200;
/** In a short text there may be so many, if it is Japanese and has ten characters for each. */
const LOST_IN_A_SHORT_TEXT = 2;
const READABLE_FOR_ONE_LOST_IN_A_SHORT_TEXT = 10;
/**
 * A damaged place, as `TextDecoder` shows it; the controls are those of EUC-JP. One wrong byte within a character of UTF-8
 * spoils up to four.
 */
const LOST = /[\ufffd\u0080-\u009f]{1,4}/g;
/** Of the characters of a text, one in so many may be a control character; of binary data it is one in eight. */
const CHARACTERS_FOR_ONE_CONTROL = 50;

/**
 * The text that bytes hold, and its encoding: that of the byte order mark; ISO-2022-JP if it has its escapes (its bytes
 * are ASCII, hence valid elsewhere too); `declared`, as far as the bytes are valid in it; UTF-8 if they are valid in it;
 * EUC-JP or Shift_JIS, told apart by content; or that which is valid but for few places. A character that is cut off
 * at the end, and damage in one of 200 elsewhere (in two of a short Japanese text), becomes U+FFFD. The text holds no byte order mark, and
 * no NUL. O(n).
 *
 * @param declared a name of an encoding as the Encoding Standard knows it ("x-sjis"), from an HTTP header or the page;
 *   passed over where it is unknown or where the bytes belie it
 * @throws InputError if they are no text, or more than 400 MB.
 */
export function decodeBytes(bytes: Buffer, source: string, declared?: string): Decoded {
  if (bytes.length > MOST_IN_ONE_PIECE)
    throw new InputError("larger than 400 MB, too large for one text; split it", source);
  const name = encodingNamed(declared);
  const found = readMarked(bytes) ?? readJis(bytes) ?? readPlain(bytes, name) ?? readDamaged(bytes, name);
  if (!found) throw new InputError(knownAs(bytes) ?? NO_TEXT, source);
  if (isBinary(found.text)) throw new InputError(knownAs(bytes) ?? BINARY, source);
  return { text: found.text.replace(/[\ufeff\0]/g, ""), encoding: found.encoding };
}

const IMAGE = "is an image; run OCR on it first, and give the text";
const NO_TEXT = "is no text in UTF-8, UTF-16, Shift_JIS, EUC-JP or ISO-2022-JP; give a text";

/** How files begin that people take for texts, and what to do with them. */
const NO_TEXTS: readonly (readonly [beginning: string, problem: string])[] = [
  [
    "\xd0\xcf\x11\xe0",
    "is a file of an older Word or Excel, or one with a password; save it as .docx or .xlsx without",
  ],
  ["\x89PNG", IMAGE],
  ["\xff\xd8\xff", IMAGE],
  ["GIF8", IMAGE],
  ["PK\x03\x04", "is an archive; unpack it and give the files"],
];

function knownAs(bytes: Buffer): string | undefined {
  const begins = bytes.toString("latin1", 0, 4);
  return NO_TEXTS.find(([beginning]) => begins.startsWith(beginning))?.[1];
}

const BINARY =
  "is no text (it holds NUL or other control characters); give a text, in UTF-16 with a byte order mark";

/**
 * The encoding in which lines are, whatever damage there is in some of them: that in which the sound ones hold the most kana,
 * or else in which the most are sound. O(n).
 *
 * @throws InputError if they are binary data.
 */
export function encodingOfLines(lines: readonly Buffer[], source: string): string {
  const whole = Buffer.concat(lines.flatMap((line) => [line, END_OF_LINE]));
  if (isBinary(whole.toString("latin1"))) throw new InputError(BINARY, source);
  if (hasJisEscapes(whole)) return "iso-2022-jp";
  if (readAs(whole, "utf-8")?.isCut === false) return "utf-8";
  const [best] = ENCODINGS.map((encoding) => ({ encoding, ...soundIn(encoding, lines) })).sort(
    (a, b) => b.kana - a.kana || b.sound - a.sound,
  );
  return (best!.kana === 0 && readEucOrShiftJis(whole)?.encoding) || best!.encoding;
}

const END_OF_LINE = Buffer.from("\n");
const ENCODINGS = ["utf-8", "euc-jp", "shift_jis"];

function soundIn(encoding: string, lines: readonly Buffer[]): { kana: number; sound: number } {
  const decode = lineDecoder(encoding);
  const sound = lines.map(decode).filter(({ isSound }) => isSound);
  return { sound: sound.length, kana: sound.reduce((sum, { text }) => sum + countKana(text), 0) };
}

/** What decodes one line after another, and says whether a line is valid; what is not, is U+FFFD in the text. */
export function lineDecoder(encoding: string): (bytes: Buffer) => { text: string; isSound: boolean } {
  const strict = new TextDecoder(encoding, { fatal: true });
  const lenient = new TextDecoder(encoding);
  return (bytes) => {
    try {
      const text = strict.decode(bytes);
      return { text, isSound: encoding !== "euc-jp" || !CONTROLS_OF_EUC.test(text) };
    } catch {
      return { text: lenient.decode(bytes), isSound: false };
    }
  };
}

function encodingNamed(declared: string | undefined): string | undefined {
  const name = declared?.trim().toLowerCase() ?? "";
  try {
    return new TextDecoder(OTHER_NAMES[name] ?? name).encoding;
  } catch {
    return undefined;
  }
}

function readMarked(bytes: Buffer): Reading | undefined {
  const found = MARKS.find(({ mark }) => mark.every((byte, index) => bytes[index] === byte));
  return found && readAs(bytes, found.encoding);
}

function readJis(bytes: Buffer): Reading | undefined {
  return hasJisEscapes(bytes) ? readAs(bytes, "iso-2022-jp") : undefined;
}

function hasJisEscapes(bytes: Buffer): boolean {
  return JIS_ESCAPES.some((turn) => bytes.includes(turn, 0, "latin1"));
}

function readPlain(bytes: Buffer, declared: string | undefined): Reading | undefined {
  const asDeclared = declared ? readAs(bytes, declared) : undefined;
  if (asDeclared && isTelling(asDeclared.encoding, bytes)) return asDeclared;
  const asUtf8 = readAs(bytes, "utf-8");
  // Two katakana of half width in Shift_JIS look like the beginning of UTF-8, but not of Japanese in UTF-8.
  if (asUtf8 && (!asUtf8.isCut || JAPANESE.test(asUtf8.text))) return asUtf8;
  const japanese = readEucOrShiftJis(bytes);
  return asDeclared && !(japanese && countKana(japanese.text) > 0) ? asDeclared : japanese;
}

/** Whether being valid in the encoding says something; in UTF-16 it does only of what no other encoding has. */
function isTelling(encoding: string, bytes: Buffer): boolean {
  return encoding.startsWith("utf-16") ? bytes.includes(0) : !SINGLE_BYTE.test(encoding);
}

/**
 * Bytes valid in both are EUC-JP as a rule: few texts in Shift_JIS are valid in EUC-JP, while to Shift_JIS every second
 * short text in EUC-JP is katakana of half width. So it is katakana only if its sound marks stand where they may.
 */
function readEucOrShiftJis(bytes: Buffer): Reading | undefined {
  const euc = readAs(bytes, "euc-jp");
  const shiftJis = readAs(bytes, "shift_jis");
  if (!euc || !shiftJis) return euc ?? shiftJis;
  const difference = countKana(euc.text) - countKana(shiftJis.text);
  if (difference !== 0) return difference > 0 ? euc : shiftJis;
  return isHalfWidthKana(shiftJis.text) ? shiftJis : euc;
}

function countKana(text: string): number {
  return text.match(KANA)?.length ?? 0;
}

function isHalfWidthKana(text: string): boolean {
  return HALF_WIDTH_ONLY.test(text) && VOICED.test(text) && !STRAY_SOUND_MARK.test(text);
}

/** The text if the bytes are valid in the encoding, but for a last character that is cut off. */
function readAs(bytes: Buffer, encoding: string): Reading | undefined {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let text: string;
  try {
    text = decoder.decode(bytes, { stream: true });
  } catch {
    return undefined;
  }
  if (encoding === "euc-jp" && CONTROLS_OF_EUC.test(text)) return undefined;
  try {
    return { text: text + decoder.decode(), encoding, isCut: false };
  } catch {
    return { text: text + REPLACEMENT, encoding, isCut: true };
  }
}

/**
 * A reading that does not lose much: a title that a content system cut spoils no page. Among several it is that with the most
 * kana, and then that which loses least.
 */
function readDamaged(bytes: Buffer, declared: string | undefined): Decoded | undefined {
  const encodings = new Set(ENCODINGS);
  if (hasJisEscapes(bytes)) encodings.add("iso-2022-jp");
  if (declared && !SINGLE_BYTE.test(declared)) encodings.add(declared);
  const [best] = [...encodings]
    .map((encoding) => {
      const text = new TextDecoder(encoding).decode(bytes);
      return { text, encoding, lost: text.match(LOST)?.length ?? 0, kana: countKana(text) };
    })
    .filter(({ text, lost }) => isReadable(text, lost))
    .sort((a, b) => b.kana - a.kana || a.lost - b.lost);
  return best;
}

function isReadable(text: string, lost: number): boolean {
  if (lost * READABLE_FOR_ONE_LOST <= text.length) return true;
  if (lost > LOST_IN_A_SHORT_TEXT || !JAPANESE.test(text)) return false;
  return lost * READABLE_FOR_ONE_LOST_IN_A_SHORT_TEXT <= text.length;
}

function isBinary(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  const controls = text.match(/[\0-\x08\x0e-\x1a\x1c-\x1f\x7f]/g)?.length ?? 0;
  return controls * CHARACTERS_FOR_ONE_CONTROL > text.length;
}

/** How far into a page a declaration is looked for; the HTML Standard bids pages to have it here. In bytes. */
const DECLARED_WITHIN = 1024;
const COMMENT = /<!--[\s\S]*?(?:-->|$)/g;
const XML_DECLARATION = /^\s*<\?xml\s[^>]{0,200}?\sencoding\s{0,20}=\s{0,20}["']([^"'>]{1,40})["']/i;
const META = /<meta[\s/][^>]{0,500}/gi;
/** In an attribute of its own, or within `content="text/html; charset=..."`. */
const CHARSET = /[\s"';/]charset\s{0,20}=\s{0,20}["']?\s{0,20}([^\s"'/;>]{1,40})/i;

/**
 * The encoding that a page says it is in, by `<meta charset>`, `<meta http-equiv>` or `<?xml encoding?>` in its first
 * 1024 bytes, in the page's own words; undefined if it says nothing, or is in UTF-16 so that it cannot be read. O(1).
 */
export function declaredEncoding(bytes: Buffer): string | undefined {
  const head = bytes
    .subarray(0, DECLARED_WITHIN)
    .toString("latin1")
    .replace(/^\xef\xbb\xbf/, "");
  const xml = XML_DECLARATION.exec(head)?.[1];
  if (xml) return xml;
  for (const [meta] of head.replace(COMMENT, "").matchAll(META)) {
    const charset = CHARSET.exec(meta)?.[1];
    if (charset) return charset;
  }
  return undefined;
}
