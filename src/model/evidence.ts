/** Which words of the notice decided: the clauses whose phrases speak most for a cause. */
import { zonesOf } from "../features/phrases";
import type { ParsedNotice } from "../text/notice";
import type { LinearModel } from "./scoring";

/** A clause longer than this is cut at its commas. In code units. */
const LONG_CLAUSE = 40;
const SENTENCE_END = /[。!?\n]/;
const COMMA = /[、,:]/;
/** Marks that open a line or hang at the end of a clause, and are no part of what it says. */
const LEADING_MARKS = new Set(" \n\t\u3000■□◆◇●○◎▼▽▲△★☆※・*#>-–|」』】)");
const TRAILING_MARKS = new Set(" \n\t\u3000。、!?:「『【(");

export interface Evidence {
  /** UTF-16 offsets into the text as given. */
  start: number;
  end: number;
  text: string;
  /** How much the clause's phrases add to the cause's score beyond what they add to causes on average; over 0. */
  weight: number;
}

interface Clause {
  start: number;
  end: number;
  gains: Map<number, number>;
}

/**
 * At most `limit` clauses, most telling first. A phrase counts for the first clause chosen that holds it, so the clauses
 * tell different things. O(n × longest phrase + limit × phrases found).
 */
export function findEvidence(
  model: LinearModel,
  notice: ParsedNotice,
  source: string,
  cause: number,
  limit: number,
): Evidence[] {
  const clauses = clausesWithGains(model, notice, cause);
  const used = new Set<number>();
  const chosen: Evidence[] = [];
  while (chosen.length < limit) {
    const best = mostTelling(clauses, used);
    if (!best) break;
    for (const phrase of best.clause.gains.keys()) used.add(phrase);
    clauses.splice(clauses.indexOf(best.clause), 1);
    chosen.push(quote(notice, source, best.clause, best.gain));
  }
  return chosen;
}

function mostTelling(clauses: readonly Clause[], used: ReadonlySet<number>) {
  let best: { clause: Clause; gain: number } | null = null;
  for (const clause of clauses) {
    let gain = 0;
    for (const [phrase, value] of clause.gains) if (!used.has(phrase)) gain += value;
    if (gain > (best?.gain ?? 0)) best = { clause, gain };
  }
  return best;
}

function clausesWithGains(model: LinearModel, notice: ParsedNotice, cause: number): Clause[] {
  const { text } = notice.mapped;
  const clauses: Clause[] = [];
  for (const zone of zonesOf(notice.sections, model.sectionWeights)) {
    const gainOf = (phrase: number) =>
      zone.weight * model.scale * model.weights[phrase * model.priors.length + cause]!;
    for (const span of splitClauses(text, zone.start, zone.end)) {
      const gains = new Map<number, number>();
      model.finder.find(text, (phrase) => gains.set(phrase, gainOf(phrase)), span.start, span.end);
      if (gains.size > 0) clauses.push({ ...span, gains });
    }
  }
  return clauses;
}

/** Sentences, and the parts between commas of those that are long. */
function* splitClauses(text: string, from: number, to: number): Generator<{ start: number; end: number }> {
  let start = from;
  for (let i = from; i < to; i++) {
    const mark = text[i]!;
    const ends = SENTENCE_END.test(mark) || (COMMA.test(mark) && i - start >= LONG_CLAUSE);
    if (!ends) continue;
    yield { start, end: i + 1 };
    start = i + 1;
  }
  if (start < to) yield { start, end: to };
}

function quote({ mapped }: ParsedNotice, source: string, clause: Clause, weight: number): Evidence {
  let { start: from, end: to } = clause;
  while (from < to && LEADING_MARKS.has(mapped.text[from]!)) from++;
  while (to > from && TRAILING_MARKS.has(mapped.text[to - 1]!)) to--;
  const { start, end } = mapped.originalSpan(from, to);
  return { start, end, text: source.slice(start, end), weight };
}
