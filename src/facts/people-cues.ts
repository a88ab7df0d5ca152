/** What speaks for an amount being the headline figure or against it: the words around it, and where it stands. */
import type { Amount } from "./amounts";
import type { PeopleUnit } from "./names";
import { lexicon } from "./people-lexicon";

/** An amount, or a sum of amounts, that may be the headline figure; offsets in the normalised text. */
export interface Candidate {
  value: number;
  unit: PeopleUnit;
  start: number;
  end: number;
  /** What was found to speak for it or against it; data/lexicon/people.json weighs each. */
  cues: Set<string>;
}

type Cue = (typeof lexicon.cues)[number];
/** What stands in each place where cues are looked for; the schema of the lexicon tells them apart. */
type Places = Record<Cue["place"], string>;

/** The amount with what the words around it say. */
export function candidateOf(text: string, amount: Amount): Candidate {
  const { value, unit, start, end } = amount;
  const candidate = { value, unit, start, end, cues: new Set([`unit-${amount.kind}`]) };
  const places = placesAround(text, amount);
  for (const cue of lexicon.cues) if (holds(cue, places)) candidate.cues.add(cue.name);
  addSmallNumberCues(candidate);
  addCellCues(candidate, places);
  return candidate;
}

function holds({ place, reach, words }: Cue, places: Places): boolean {
  const window = place === "after" ? places.after.slice(0, reach) : places[place].slice(-reach);
  return words.some((word) => (place === "touching" ? window.endsWith(word) : window.includes(word)));
}

/** Cues of the amount being the end of its line, in brackets, or in a table. */
function addCellCues({ cues }: Candidate, { before, after }: Places): void {
  if (after === "" || /^[\s|)様分さまぶん]*$/.test(after)) cues.add("ends-line");
  if (/[(]$/.test(before)) cues.add("in-brackets");
  if (/^[\s・()(ア-ンa-z0-9)]*[^。、]{1,14}[\s:|]$/.test(before)) cues.add("table-cell");
}

/** Small numbers are mostly staff on duty; that the words speak of a person concerned counts the more. */
const SMALL = 10;

function addSmallNumberCues({ value, cues }: Candidate): void {
  if (value >= SMALL) return;
  if (value === 1) cues.add("one");
  if (cues.has("staff-touching")) cues.add("small-staff");
  else if (cues.has("data-close") || cues.has("share-data")) cues.add("small-data");
  else if (cues.has("person-touching")) cues.add("small-person");
}

/** The furthest that any cue looks. */
const CONTEXT = 60;
/** Room for the fillers and the word before them. */
const TOUCH = 16;
/** Stand between an amount and what is counted: 応募者のべ約…. */
const FILLERS =
  /(?:[約計らの方はお:、|・(「 ]|およそ|延べ|のべ|最大|など|ほか|合わせて|あわせて|少なくとも){1,16}$/;

function placesAround(text: string, { start, end }: Pick<Amount, "start" | "end">): Places {
  const before = text.slice(Math.max(0, start - CONTEXT), start);
  const after = text.slice(end, end + CONTEXT);
  const lineBefore = before.slice(before.lastIndexOf("\n") + 1);
  const sentenceBefore = lineBefore.slice(lineBefore.lastIndexOf("。") + 1);
  return {
    before: sentenceBefore,
    touching: sentenceBefore.slice(-TOUCH).replace(FILLERS, ""),
    after: after.slice(0, sentenceEnd(after)),
    above: before.length > lineBefore.length ? lineAbove(text, start - lineBefore.length - 1) : "",
    line: lineBefore,
  };
}

function sentenceEnd(after: string): number {
  const end = after.search(/[。\n]/);
  return end < 0 ? after.length : end;
}

const LONGEST_LABEL_LINE = 30;

/** The line that ends at `end`, if it is short enough for a heading. */
function lineAbove(text: string, end: number): string {
  const window = text.slice(Math.max(0, end - LONGEST_LABEL_LINE), end);
  const at = window.trimEnd().lastIndexOf("\n");
  return at < 0 && end > LONGEST_LABEL_LINE ? "" : window.slice(at + 1);
}

/** The first lines tell the headline figure; half a page further down details begin. In code units. */
const LEAD = 250;
/** A longer first line is no title. */
const LONGEST_HEADLINE = 90;
/** From this share of the text on it is about measures and whom to ask. */
const LATE = 0.6;

/** `candidates` are the amounts of the text in order. */
export function addPositionCues(text: string, candidates: readonly Candidate[]): void {
  const titleEnd = endOfTitle(text);
  candidates.forEach(({ start, cues }, i) => {
    if (start < titleEnd) cues.add("in-title");
    else if (start < titleEnd + LEAD) cues.add("in-lead");
    else if (start > text.length * LATE) cues.add("late");
    if (i === 0) cues.add("first");
  });
}

function endOfTitle(text: string): number {
  const end = text.indexOf("\n");
  return end >= 0 && end <= LONGEST_HEADLINE ? end : 0;
}
