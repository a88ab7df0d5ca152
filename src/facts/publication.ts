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
  const dated = mentions.filter(
    (mention) => mention.year !== undefined && mention.month !== undefined && !isRow(text, mention, mentions),
  );
  const full = dated.filter(({ day }) => day !== undefined);
  const line =
    full.find((mention) => isAtTop(text, mention) && saysLittleElse(text, mention)) ??
    full.find((mention) => isAtTop(text, mention) && isNoSentence(text, mention)) ??
    full.find((mention) => isAtBottom(text, mention) && saysLittleElse(text, mention)) ??
    full.find((mention) => isAtBottom(text, mention) && isNoSentence(text, mention)) ??
    full.find((mention) => saysLittleElse(text, mention)) ??
    dated.find((mention) => saysLittleElse(text, mention));
  if (!line) return null;
  return dayOf(line) ?? { year: line.year!, month: line.month!, day: daysOf(line.year!, line.month!) };
}

/** Whether the date shares its line with another, as periods do, or stands in a list of days. */
function isRow(text: string, mention: DateMention, mentions: readonly DateMention[]): boolean {
  const line = lineAround(text, mention);
  const opens = mention.start === line.start;
  return mentions.some((other) => {
    if (other === mention) return false;
    if (other.start >= line.start && other.start < line.end) return true;
    const follows = other.start === line.end + 1;
    return opens && follows && mention.end < line.end;
  });
}

function besidesDate(text: string, mention: DateMention): string {
  const line = lineAround(text, mention);
  return (text.slice(line.start, mention.start) + text.slice(mention.end, line.end)).trim();
}

function saysLittleElse(text: string, mention: DateMention): boolean {
  const rest = besidesDate(text, mention);
  return rest.length <= DATE_LINE && !rest.includes("。");
}

function isNoSentence(text: string, mention: DateMention): boolean {
  const rest = besidesDate(text, mention);
  return rest.length <= EDGE_LINE && !rest.includes("。");
}

/** The first and last lines stand within so many code units of the ends. */
const EDGE = 600;

function isAtTop(text: string, { start }: DateMention): boolean {
  return start < EDGE && linesIn(text.slice(0, start)) < EDGE_LINES;
}

function isAtBottom(text: string, { end }: DateMention): boolean {
  return end > text.length - EDGE && linesIn(text.slice(end)) < EDGE_LINES;
}

function linesIn(stretch: string): number {
  return stretch.split("\n").length - 1;
}
