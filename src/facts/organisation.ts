/** The organisation that the title of a notice names. */
import lexicon from "../../data/lexicon/organisations.json";
import { lazy } from "../lazy";
import { alternatives } from "../text/alternatives";
import { foldCharacters } from "../text/fold";
import type { Span } from "../text/mapped";
import type { ParsedNotice } from "../text/notice";

/** `name` is as the text has it. */
export interface Organisation {
  name: string;
  start: number;
  end: number;
}

/** A title is seldom longer; what stands further on is not looked at. In code units. */
const LONGEST_TITLE = 120;
/** What no name goes over. */
const BREAK = "\\s、。,.「」『』【】()《》<>\\[\\]|:;!?/~…★☆■□◆◇●○◎※♪♡♥→⇒\\ud800-\\udfff";
/** Particles and words that begin another thing. */
const NAME = `[^${BREAK}のがはにでをへ]`;

interface Patterns {
  name: RegExp;
  generic: ReadonlySet<string>;
}

/** Every repetition is bounded, so the time is linear. */
const patterns = lazy((): Patterns => {
  const before = alternatives(lexicon.before);
  const after = alternatives(lexicon.after);
  const end = `(?=$|[${BREAK}]|${alternatives(lexicon.ends)})`;
  return {
    name: new RegExp(
      [
        // 味の素株式会社: before its legal form a name may hold の.
        `(?!よる|関する|おける|対する|係る|する|され|した|して)(?:${NAME}|の){2,20}(?:株式会社|有限会社|合同会社|\\(株\\)|\\(有\\))`,
        // 株式会社きのとや: in hiragana only a particle before another script ends a name.
        `(?:${before})[ぁ-ん]{2,12}?(?=における|において|の(?!会|里|家|園|森|丘|郷|杜)[^ぁ-ん]|[がはをでに][^ぁ-ん]|$|[${BREAK}])`,
        `(?:${before})(?![のがはにでをとへ]|による|に関する)[^${BREAK}]{2,24}?${end}`,
        // ひがし野市: a name in hiragana may hold what looks like a particle.
        `^[ぁ-ん]{2,6}[^${BREAK}ぁ-ん]{0,8}?(?:${after})${end}`,
        `(?!よる|関する|おける|対する|係る|する|され|した|して)(?:${NAME}|の(?=里|家|湯|森|丘)){1,20}?(?:${after})${end}`,
      ].join("|"),
      "g",
    ),
    generic: new Set([...lexicon.generic, ...lexicon.before]),
  };
});

/** The first name in the title, or null where the title names nobody. O(1), titles being short. */
export function findOrganisation(notice: ParsedNotice, source: string): Organisation | null {
  const title = titleOf(notice);
  // Blanks part names from what stands beside them, but the normalised text has none between Japanese characters.
  for (const { 0: piece, index } of source.slice(title.start, title.end).matchAll(/[^\s\u3000]+/g)) {
    const span = nameIn(piece);
    if (!span) continue;
    const [start, end] = [title.start + index + span.start, title.start + index + span.end];
    return { name: source.slice(start, end), start, end };
  }
  return null;
}

function nameIn(piece: string): Span | null {
  const folded = foldCharacters(piece);
  const { name, generic } = patterns();
  for (const { 0: words, index } of folded.text.matchAll(name)) {
    const [bare = ""] = LEADING_NUMBER.exec(words) ?? [];
    if (generic.has(words) || words.length - bare.length < SHORTEST) continue;
    if (HIRAGANA_GOES_ON.test(folded.text.slice(Math.max(0, index - 1), index + 1))) continue;
    return folded.originalSpan(index + bare.length, index + words.length);
  }
  return null;
}

/** In the middle of a word there begins no name. */
const HIRAGANA_GOES_ON = /^[ぁ-ん]{2}$/;
/** The date or the number of an entry, written onto the name. */
const LEADING_NUMBER = /^(?:\d{1,8}[年月日時分]|#[\d-]{1,16}){1,6}/;
const SHORTEST = 3;

/** In the text as given: the title, or the first line of a text without one. */
function titleOf({ mapped, sections }: ParsedNotice): Span {
  const { text } = mapped;
  const title = sections.find(({ kind }) => kind === "title");
  const start = title?.start ?? sections[0]?.start ?? 0;
  const line = text.slice(start, start + LONGEST_TITLE).split("\n")[0]!;
  return mapped.originalSpan(start, start + line.length);
}
