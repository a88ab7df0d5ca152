/** One spelling for each character: NFKC, ASCII in lower case, one kind of blank, line break, tilde and hyphen. */
import { lazy } from "../lazy";
import { isDigit, NEWLINE, SPACE } from "./characters";
import { type MappedText, MappedTextBuilder } from "./mapped";

const REPLACEMENT = "\ufffd";
const TILDE = 0x7e;
const HYPHEN = 0x2d;
const CARRIAGE_RETURN = 0x0d;

/** No script needs more marks on a character; more are noise, and sorting them takes time that grows with their square. */
const MOST_MARKS = 30;

/** O(n) in the length of the text. Lone surrogates become U+FFFD, control characters become blanks. */
export function foldCharacters(source: string): MappedText {
  const out = new MappedTextBuilder();
  for (let i = 0; i < source.length; ) {
    const kept = foldStretch(source, i);
    out.keep(kept, i);
    i += kept.length;
    if (i === source.length) break;
    const end = kept.length < STRETCH ? clusterEnd(source, i) : i;
    if (i < end) foldCluster(source, i, end, out);
    i = end;
  }
  return out.build();
}

/** How many code units are turned into a string at once; larger arguments overflow the call stack. */
const STRETCH = 4096;
const stretch = lazy(() => new Uint16Array(STRETCH));

/** The characters from `start` on that become one code unit each, up to the first that does not. */
function foldStretch(source: string, start: number): string {
  const table = foldedUnits();
  const codes = stretch();
  const most = Math.min(STRETCH, source.length - start);
  let length = 0;
  while (length < most) {
    const folded = table[source.charCodeAt(start + length)]!;
    if (folded < 0 || isMark(source.charCodeAt(start + length + 1))) break;
    codes[length++] = folded;
  }
  // `apply`, because spreading a typed array goes through its iterator.
  return String.fromCharCode.apply(null, codes.subarray(0, length) as unknown as number[]);
}

/** A mark that only means something with the character before it: dakuten, combining accents. */
function isMark(code: number): boolean {
  if (code < 0x300) return false;
  return code <= 0x36f || code === 0x3099 || code === 0x309a || code === 0xff9e || code === 0xff9f;
}

/** The end of the character that begins at `start`, with the marks that belong to it. */
function clusterEnd(source: string, start: number): number {
  const code = source.charCodeAt(start);
  if (code === CARRIAGE_RETURN) return source.charCodeAt(start + 1) === NEWLINE ? start + 2 : start + 1;
  const base = start + (isPair(source, start) ? 2 : 1);
  if (base - start === 1 && !takesMarks(code)) return base;
  const most = Math.min(source.length, base + MOST_MARKS);
  let end = base;
  while (end < most && isMark(source.charCodeAt(end))) end++;
  return end;
}

/** Marks after a control character or half a surrogate pair stand by themselves. */
function takesMarks(code: number): boolean {
  return code >= 0x20 && !(code >= 0x7f && code <= 0x9f) && !isSurrogate(code);
}

function isSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdfff;
}

function isPair(source: string, at: number): boolean {
  const high = source.charCodeAt(at);
  const low = source.charCodeAt(at + 1);
  return high >= 0xd800 && high <= 0xdbff && low >= 0xdc00 && low <= 0xdfff;
}

function foldCluster(source: string, start: number, end: number, out: MappedTextBuilder): void {
  const folded = end - start === 1 ? foldedUnits()[source.charCodeAt(start)]! : COMPOSED;
  if (folded === COMPOSED) out.lump(compose(source.slice(start, end)), start, end);
  else if (folded !== DROP) out.keep(String.fromCharCode(folded), start);
}

function compose(cluster: string): string {
  if (cluster === "\r\n" || cluster === "\r") return "\n";
  if (cluster.length === 1 && isSurrogate(cluster.charCodeAt(0))) return REPLACEMENT;
  const composed = cluster.normalize("NFKC").toLowerCase();
  return composed.trim() === "" ? " " : composed;
}

const DROP = -1;
const COMPOSED = -2;
const CODE_UNITS = 0x10000;

/** The blocks of symbols and of full and half width: common enough to ask Unicode once, and not at each character. */
const ASKED_ONCE = [
  { from: 0x2000, to: 0x33ff },
  { from: 0xff00, to: 0xffef },
];

/** `foldUnit` of each code unit, and what it is composed to where that is one code unit. */
const foldedUnits = lazy(() => {
  const table = new Int32Array(CODE_UNITS);
  for (let code = 0; code < CODE_UNITS; code++) table[code] = foldUnit(code);
  for (const { from, to } of ASKED_ONCE) {
    for (let code = from; code <= to; code++) {
      const composed = table[code] === COMPOSED ? compose(String.fromCharCode(code)) : "";
      if (composed.length === 1) table[code] = composed.charCodeAt(0);
    }
  }
  return table;
});

/** What one code unit becomes where that is known without asking Unicode: `DROP`, `COMPOSED` (ask), or a code unit. */
function foldUnit(code: number): number {
  if (code < 0x80) return foldAscii(code);
  if ((code >= 0x3041 && code <= 0x30fe) || (code >= 0x4e00 && code <= 0x9fff)) return code;
  // ① and its kin would become bare digits and run into the number that follows.
  if ((code >= 0x2460 && code <= 0x24ff) || (code >= 0x2776 && code <= 0x2793)) return code;
  if (code === 0x301c || code === 0xff5e) return TILDE;
  if (code >= 0x2010 && code <= 0x2015) return HYPHEN;
  if (code === 0x2212) return HYPHEN;
  if (code === 0x2028 || code === 0x2029 || code === 0x85) return NEWLINE;
  if (code === 0x3000) return 0x3000;
  if (code <= 0x9f) return SPACE;
  if (isInvisible(code)) return DROP;
  return COMPOSED;
}

function foldAscii(code: number): number {
  if (code >= 0x61 || isDigit(code)) return code === 0x7f ? SPACE : code;
  if (code >= 0x41 && code <= 0x5a) return code + 0x20;
  if (code === NEWLINE || code === 0x0b || code === 0x0c) return NEWLINE;
  if (code === 0x09) return 0x09;
  // It may be the first half of a line break.
  if (code === CARRIAGE_RETURN) return COMPOSED;
  return code < 0x20 ? SPACE : code;
}

function isInvisible(code: number): boolean {
  return (
    code === 0xad ||
    (code >= 0x200b && code <= 0x200f) ||
    (code >= 0x202a && code <= 0x202e) ||
    (code >= 0x2060 && code <= 0x2064) ||
    (code >= 0xfe00 && code <= 0xfe0f) ||
    code === 0xfeff
  );
}
