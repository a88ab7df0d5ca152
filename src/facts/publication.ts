/** The date line of a notice: the day on which it was published. */
import { type DateMention, daysOf } from "./date-mentions";
import { type Day, dayOf } from "./dates-resolved";

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
    full.find((mention) => besidesDate(text, mention).length <= DATE_LINE) ??
    full.find((mention) => isAtEdge(text, mention)) ??
    dated.find((mention) => besidesDate(text, mention).length <= DATE_LINE);
  if (!line) return null;
  return dayOf(line) ?? { year: line.year!, month: line.month!, day: daysOf(line.year!, line.month!) };
}

function besidesDate(text: string, { start, end }: DateMention): string {
  const lineStart = text.lastIndexOf("\n", start) + 1;
  const lineEnd = text.indexOf("\n", end);
  return (text.slice(lineStart, start) + text.slice(end, lineEnd < 0 ? text.length : lineEnd)).trim();
}

/** Stands in one of the first or last lines, in one that is no running text. */
function isAtEdge(text: string, mention: DateMention): boolean {
  const rest = besidesDate(text, mention);
  if (rest.length > EDGE_LINE || rest.includes("。")) return false;
  const linesBefore = text.slice(0, mention.start).split("\n").length - 1;
  const linesAfter = text.slice(mention.end).split("\n").length - 1;
  return linesBefore < EDGE_LINES || linesAfter < EDGE_LINES;
}
