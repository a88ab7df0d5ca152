/**
 * The parts of a notice: what is its title, its apology, where it tells the cause, where it promises to do better.
 *
 * A heading opens a part that lasts until the next heading; where there is none, each sentence is judged by its own
 * cue words. Sentences of apology and prevention are told apart under any heading, because notices put them anywhere.
 */

import lexicon from "../../data/lexicon/sections.json";
import { lazy } from "../lazy";
import { PhraseFinder } from "./phrase-finder";

export const SECTION_KINDS = [
  "title",
  "apology",
  "summary",
  "timeline",
  "cause",
  "data",
  "response",
  "prevention",
  "contact",
  "other",
] as const;
export type SectionKind = (typeof SECTION_KINDS)[number];

export interface Section {
  kind: SectionKind;
  start: number;
  end: number;
}

/** A heading is short: longer lines are sentences that happen to begin with a mark. In code units. */
const LONGEST_HEADING = 32;
const LONGEST_TITLE = 120;
/** Under a heading these are still told apart sentence by sentence. */
const ANYWHERE: ReadonlySet<SectionKind> = new Set(["apology", "prevention"]);

/** The mark that opens a heading: ■, 【, <, "1.", "(1)", "1 "; its class tells headings of one rank from another. */
const HEADING_MARK =
  /^(?:(?<symbol>[■□◆◇●○◎▼▽▲★☆]+)|(?<bracket>[【〈《<[])|(?<number>第?\d{1,2}(?:[.、)]|:(?!\d)|(?=[^\d:年月日時分件人名]))|[ivx]{1,4}\.)|(?<item>\(\d{1,2}\)|[①-⓿❶-➓]|\([ア-ンa-z]\)|[ア-ン][.)、]|[・※*-]))/;
/** A sentence, an addressee, a rule, a path of links. */
const NO_TITLE = /[。、]$|(?:各位|御中|殿|様|皆(?:様|さま|さん))へ?$|^[-=*_~・…#]+$|>.+>/;
const DATED_LINE = /^(?:\d{4}年|\d{1,2}月\d{1,2}日|\d{1,2}\/\d{1,2}|同(?:日|月|年)|\d{1,2}時)/;
const SENTENCE = /[^。!?\n]*(?:[。!?]+[」』)]?|\n|$)/y;

const parts = lexicon.parts as unknown as readonly {
  kind: SectionKind;
  headings: string[];
  sentences: [string, number][];
}[];

interface Cue {
  kind: SectionKind;
  weight: number;
}

interface CueFinder {
  finder: PhraseFinder;
  cues: Cue[];
}

/** Longer heading words are the more telling ones (個人情報の内容 against 内容). */
const headingCues = lazy(() =>
  cueFinder(
    parts.flatMap(({ kind, headings }) =>
      headings.map((word) => ({ word, cue: { kind, weight: word.length } })),
    ),
  ),
);

const sentenceCues = lazy(() =>
  cueFinder(
    parts.flatMap(({ kind, sentences }) =>
      sentences.map(([word, weight]) => ({ word, cue: { kind, weight } })),
    ),
  ),
);

function cueFinder(entries: { word: string; cue: Cue }[]): CueFinder {
  return { finder: new PhraseFinder(entries.map(({ word }) => word)), cues: entries.map(({ cue }) => cue) };
}

/**
 * The sections of a normalised text, in order, together covering all that is not blank. O(n).
 * Neighbouring stretches of one kind are one section.
 */
export function findSections(text: string): Section[] {
  const reader = new SectionReader(text);
  for (let start = 0; start < text.length; ) {
    const at = text.indexOf("\n", start);
    const end = at < 0 ? text.length : at;
    if (start < end) reader.readLine(start, end);
    start = end + 1;
  }
  return reader.sections;
}

interface Heading {
  kind: SectionKind;
  /** Marks of one class are of one rank: a heading ends what a heading of its own rank began. */
  rank: string;
  /** Where the heading's own words end and text of the section follows on the same line. */
  end: number;
}

class SectionReader {
  readonly sections: Section[] = [];
  private open: Heading | null = null;
  private seenTitle = false;

  constructor(private readonly text: string) {}

  readLine(start: number, end: number): void {
    const heading = this.headingAt(start, end);
    if (heading) {
      this.open = heading;
      this.add(heading.kind, start, heading.end);
      if (heading.end < end) this.readSentences(heading.end, end);
    } else if (!this.open && !this.seenTitle && this.isTitle(start, end)) {
      this.seenTitle = true;
      this.add("title", start, end);
    } else {
      // What stands below running text is no title.
      if (this.text[end - 1] === "。" || end - start > LONGEST_TITLE) this.seenTitle = true;
      this.readSentences(start, end);
    }
  }

  private isTitle(start: number, end: number): boolean {
    const line = this.text.slice(start, Math.min(end, start + LONGEST_TITLE + 1));
    return line.length >= 8 && line.length <= LONGEST_TITLE && !NO_TITLE.test(line) && !DATED_LINE.test(line);
  }

  private headingAt(start: number, end: number): Heading | null {
    const line = this.text.slice(start, Math.min(end, start + LONGEST_HEADING + 1));
    const mark = HEADING_MARK.exec(line);
    const rank = mark ? rankOf(mark) : "plain";
    const words = headingWords(line, mark?.[0].length ?? 0, end - start);
    if (words === null) return null;
    const kind = kindOfHeading(words.text);
    const headingEnd = words.inline ? start + words.end : end;
    if (kind && (mark || words.inline || words.text.length <= 16)) return { kind, rank, end: headingEnd };
    const endsSection = mark !== null && rank !== "item" && rank === this.open?.rank;
    return endsSection ? { kind: "other", rank, end: headingEnd } : null;
  }

  private readSentences(start: number, end: number): void {
    SENTENCE.lastIndex = start;
    while (SENTENCE.lastIndex < end) {
      const from = SENTENCE.lastIndex;
      SENTENCE.test(this.text);
      const to = Math.min(SENTENCE.lastIndex, end);
      this.add(this.kindOfSentence(from, to), from, to);
      if (SENTENCE.lastIndex <= from) break;
    }
  }

  private kindOfSentence(start: number, end: number): SectionKind {
    const own = kindByCues(this.text, start, end);
    const under = this.open?.kind;
    if (under === "prevention" || under === "contact") return under;
    if (under && under !== "other") return own && ANYWHERE.has(own) ? own : under;
    if (own) return own;
    return DATED_LINE.test(this.text.slice(start, start + 12)) && end - start < 80
      ? "timeline"
      : (under ?? "summary");
  }

  private add(kind: SectionKind, start: number, end: number): void {
    const last = this.sections.at(-1);
    if (last?.kind === kind) last.end = end;
    else this.sections.push({ kind, start, end });
  }
}

function rankOf(mark: RegExpExecArray): string {
  const { symbol, bracket, number } = mark.groups ?? {};
  if (symbol) return symbol[0]!;
  if (bracket) return bracket;
  return number ? "number" : "item";
}

/** The words of a heading without its marks, or null where the line is no heading. */
function headingWords(
  line: string,
  from: number,
  lineLength: number,
): { text: string; end: number; inline: boolean } | null {
  const stop = line.slice(from).search(/[:】〉》>\]]/);
  const colon = stop >= 0 ? from + stop : -1;
  if (colon >= 0 && colon + 1 < lineLength) {
    const text = line.slice(from, colon);
    return text.length <= LONGEST_HEADING / 2 ? { text: compact(text), end: colon + 1, inline: true } : null;
  }
  if (lineLength > LONGEST_HEADING || /[。、]/.test(line)) return null;
  return { text: compact(line.slice(from)), end: lineLength, inline: false };
}

/** 原　因 and 経 過 are set wide; headings are compared without blanks. */
function compact(words: string): string {
  return words.replace(/[\s\u3000:】〉》>\]]/g, "");
}

function kindOfHeading(words: string): SectionKind | null {
  let best: Cue | null = null;
  const { finder, cues } = headingCues();
  finder.find(words, (index) => {
    const cue = cues[index]!;
    if (!best || cue.weight > best.weight) best = cue;
  });
  return (best as Cue | null)?.kind ?? null;
}

function kindByCues(text: string, start: number, end: number): SectionKind | null {
  const { finder, cues } = sentenceCues();
  const found: Cue[] = [];
  finder.find(text, (index) => found.push(cues[index]!), start, end);
  if (found.length === 0) return null;
  let best: SectionKind | null = null;
  let most = 0;
  for (const { kind } of parts) {
    let total = 0;
    for (const cue of found) if (cue.kind === kind) total += cue.weight;
    if (total >= lexicon.threshold && total > most) {
      best = kind;
      most = total;
    }
  }
  return best;
}
