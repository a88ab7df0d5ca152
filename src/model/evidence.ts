/** Which words of the notice decided: the clauses that tell the cause most. */
import type { FeatureSet } from "../features/finder";
import type { ReadSentence } from "../features/reading";
import type { ParsedNotice } from "../text/notice";
import { clausesOf } from "../text/sentences";
import { type LinearModel, StretchReading } from "./scoring";

/** Marks that open a line or hang at the end of a clause, and are no part of what it says. */
const LEADING_MARKS = new Set(" \n\t\u3000■□◆◇●○◎▼▽▲△★☆※・*#>-–|」』】)");
const TRAILING_MARKS = new Set(" \n\t\u3000。、!?:「『【(");

export interface Evidence {
  /** UTF-16 offsets into the text as given. */
  start: number;
  end: number;
  text: string;
  /**
   * The clause's log-odds for the cause against the next one, of how much it speaks for either:
   * log((leaning(cause) + ε) / (leaning(next) + ε)); over 0.
   */
  weight: number;
}

interface Clause {
  start: number;
  end: number;
  features: FeatureSet;
  /** How much the clause speaks for the cause, times what its section counts and the root of what its sentence says. */
  leaning: number;
  logOdds: number;
}

/** What tells so much less than the first passage is left out. */
const LEAST_SHARE = 0.2;

/** So many clauses are compared for each that is asked for. */
const CANDIDATES = 8;

/** Keeps the log-odds of a clause finite, and those of one that tells neither cause near 0. */
const EPSILON = 0.001;

/**
 * At most `limit` clauses, most telling first; fewer where the rest tells little. What a clause says again counts for less, so the clauses tell different
 * things. O(features found × causes + limit² × features of a clause).
 */
export function findEvidence(
  model: LinearModel,
  notice: ParsedNotice,
  sentences: readonly ReadSentence[],
  source: string,
  { cause, rival, limit }: { cause: number; rival: number; limit: number },
): Evidence[] {
  if (limit === 0) return [];
  const clauses = readClauses(model, notice.mapped.text, sentences, cause, rival)
    .sort((a, b) => b.leaning - a.leaning || a.start - b.start)
    .slice(0, limit * CANDIDATES);
  const said = new Set<number>();
  const chosen: Evidence[] = [];
  let least = 0;
  while (chosen.length < limit) {
    const best = mostTelling(clauses, said, least);
    if (!best) break;
    if (chosen.length === 0) least = LEAST_SHARE * best.leaning;
    for (const feature of best.features.phrases) said.add(feature);
    for (const feature of best.features.concepts) said.add(feature);
    clauses.splice(clauses.indexOf(best), 1);
    chosen.push(quote(notice, source, best));
  }
  return chosen;
}

/** The clause that adds most to what is said, if that is over `least`. */
function mostTelling(clauses: readonly Clause[], said: ReadonlySet<number>, least: number): Clause | null {
  let best: Clause | null = null;
  let most = least;
  for (const clause of clauses) {
    const gain = clause.leaning * shareUnsaid(clause.features, said);
    if (gain > most) [best, most] = [clause, gain];
  }
  return best;
}

function shareUnsaid({ phrases, concepts }: FeatureSet, said: ReadonlySet<number>): number {
  let unsaid = 0;
  for (const feature of phrases) if (!said.has(feature)) unsaid++;
  for (const feature of concepts) if (!said.has(feature)) unsaid++;
  return unsaid / (phrases.length + concepts.length);
}

function readClauses(
  model: LinearModel,
  text: string,
  sentences: readonly ReadSentence[],
  cause: number,
  rival: number,
): Clause[] {
  const clauses: Clause[] = [];
  const reading = new StretchReading(model);
  for (const sentence of sentences) {
    if (sentence.weight === 0) continue;
    const context = Math.sqrt(reading.leaningOf(sentence)[cause]!);
    for (const span of clausesOf(text, sentence)) {
      const features = model.reader.finder.find(text, span.start, span.end);
      const leanings = reading.leaningOf(features);
      const logOdds = Math.log((leanings[cause]! + EPSILON) / (leanings[rival]! + EPSILON));
      if (logOdds > 0) {
        clauses.push({
          // Not by ...span: such copies outlive the quick kind of garbage collection, and there are a hundred in a notice.
          start: span.start,
          end: span.end,
          features,
          leaning: sentence.weight * context * leanings[cause]!,
          logOdds,
        });
      }
    }
  }
  return clauses;
}

function quote({ mapped }: ParsedNotice, source: string, clause: Clause): Evidence {
  let { start: from, end: to } = clause;
  while (from < to && LEADING_MARKS.has(mapped.text[from]!)) from++;
  while (to > from && TRAILING_MARKS.has(mapped.text[to - 1]!)) to--;
  const { start, end } = mapped.originalSpan(from, to);
  return { start, end, text: source.slice(start, end), weight: clause.logOdds };
}
