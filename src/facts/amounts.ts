/** The amounts in a text whose unit people are counted in: 1,204名, 3万5千件, 件数: 143. */
import { lazy } from "../lazy";
import type { PeopleUnit } from "./names";
import { readNumeral } from "./numerals";
import { lexicon } from "./people-lexicon";

/** `start` and `end` span the numeral with its unit. */
export interface Amount {
  value: number;
  unit: PeopleUnit;
  /** The group of unit words, finer than the unit: 世帯 and 組 both count households. */
  kind: string;
  start: number;
  end: number;
}

const NUMERAL_RUN = /[0-9〇一二三四五六七八九十百千万億][0-9〇一二三四五六七八九十百千万億,.]*/g;
/** Longer runs are codes and account numbers. */
const LONGEST_NUMERAL = 20;
/** Before a numeral these make it an ordinal or leave it open: 第三者, 数十万件, 何千人, R5. */
const SPOILS_NUMERAL = /[第数何幾a-z0-9_\-/#]$|[0-9一二三四五六七八九][、~]$/;

/** In order of appearance. O(n). */
export function* amountsIn(text: string): Generator<Amount> {
  for (const { 0: run, index: start } of text.matchAll(NUMERAL_RUN)) {
    if (run.length > LONGEST_NUMERAL || SPOILS_NUMERAL.test(text.slice(Math.max(0, start - 2), start)))
      continue;
    const numeral = run.replace(/[,.]{1,20}$/, "");
    const value = readNumeral(numeral);
    if (value === null) continue;
    const numeralEnd = start + numeral.length;
    const counted = unitAfter(text, numeralEnd) ?? unitByLabel(text, start, numeralEnd);
    if (counted) yield { value, start, ...counted };
  }
}

type Counted = Pick<Amount, "unit" | "kind" | "end">;

/** "1,000余名". */
const ODD = /^余り?/;
const UNIT_REACH = 16;
/** "1,000名以上": part of the amount, so that what follows is read as what is said of it. */
const BOUND = /^(?:以上|以下|未満|以内)/;

function unitAfter(text: string, at: number): Counted | null {
  const rest = text.slice(at, at + UNIT_REACH);
  const odd = ODD.exec(rest)?.[0].length ?? 0;
  const found = unitWords().find(
    ({ word, unless }) =>
      rest.startsWith(word, odd) && !unless.some((next) => rest.startsWith(next, odd + word.length)),
  );
  if (!found) return null;
  const unitEnd = odd + found.word.length;
  const bound = BOUND.exec(rest.slice(unitEnd))?.[0].length ?? 0;
  return { unit: found.unit, kind: found.kind, end: at + unitEnd + bound };
}

const COUNT_LABEL = /(件|人|者)数[:|は約\s]{0,3}$/;
const LABEL_REACH = 6;
/** A numeral without a unit stands alone in its cell or clause. */
const NUMERAL_STANDS_ALONE = /^(?:$|[\s)|、。])/;

/** The unit that the label before a bare numeral implies. */
function unitByLabel(text: string, start: number, end: number): Counted | null {
  const label = COUNT_LABEL.exec(text.slice(Math.max(0, start - LABEL_REACH), start))?.[1];
  if (!label || !NUMERAL_STANDS_ALONE.test(text.slice(end, end + 1))) return null;
  return { unit: label === "件" ? "records" : "people", kind: "labelled", end };
}

interface UnitWord {
  word: string;
  unit: PeopleUnit;
  kind: string;
  /** What, right after the word, makes it another word: 名 in 名簿. */
  unless: readonly string[];
}

/** Longest first, so that 団体 is not read as something shorter. */
const unitWords = lazy((): readonly UnitWord[] =>
  lexicon.units
    .flatMap(({ words, ...group }) => words.map((word) => ({ word, ...group })))
    .sort((a, b) => b.word.length - a.word.length),
);
