/** The date line of a notice: the day on which it was published. */
import { type DateMention, daysOf } from "./date-mentions";
import { type Day, dayOf } from "./dates-resolved";
import { lineAround } from "./surroundings";

/** A line that says little but a date. In code units. */
const DATE_LINE = 14;
/** At the top and the bottom a date line may hold a sender, a title or a number too. */
const EDGE_LINE = 40;
const EDGE_LINES = 4;

/** The day of publication, or the last day of the month that is given for it; null where the text is not dated. O(n). */
export function publicationDay(text: string, mentions: readonly DateMention[]): Day | null {
  const dated = mentions.filter(({ year, month }) => year !== undefined && month !== undefined);
  const full = dated.filter(({ day }) => day !== undefined);
  const line =
    full.find((mention) => saysLittleElse(text, mention)) ??
    full.find((mention) => isAtEdge(text, mention)) ??
    dated.find((mention) => saysLittleElse(text, mention));
  if (!line) return null;
  return dayOf(line) ?? { year: line.year!, month: line.month!, day: daysOf(line.year!, line.month!) };
}

function besidesDate(text: string, mention: DateMention): string {
  const line = lineAround(text, mention);
  return (text.slice(line.start, mention.start) + text.slice(mention.end, line.end)).trim();
}

function saysLittleElse(text: string, mention: DateMention): boolean {
  const rest = besidesDate(text, mention);
  return rest.length <= DATE_LINE && !rest.includes("。");
}

/** Stands in one of the first or last lines, in one that is no running text. */
function isAtEdge(text: string, mention: DateMention): boolean {
  const top = text.slice(0, EDGE);
  const isTop = mention.start < top.length && linesIn(top.slice(0, mention.start)) < EDGE_LINES;
  const bottom = Math.max(0, text.length - EDGE);
  const isBottom = mention.end >= bottom && linesIn(text.slice(mention.end)) < EDGE_LINES;
  if (!isTop && !isBottom) return false;
  const rest = besidesDate(text, mention);
  return rest.length <= EDGE_LINE && !rest.includes("。");
}

/** The first and last lines stand within so many code units of the ends. */
const EDGE = 600;

function linesIn(stretch: string): number {
  return stretch.split("\n").length - 1;
}
