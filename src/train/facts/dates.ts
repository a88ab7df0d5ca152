/** The dates of notices as mentions to learn from. */
import { dateContexts } from "../../facts/date-contexts";
import { DATE_ROLES, type DateRole, readDates } from "../../facts/dates";
import type { LabelledNotice } from "../../schemas/notice";
import type { ParsedNotice } from "../../text/notice";
import type { LabelledMention } from "./fit-judge";

/** What the notice says of each role, undefined where nobody has read that. */
function answerOf(notice: LabelledNotice, role: DateRole): string | null | undefined {
  if (role !== "from" && role !== "to") return notice[role];
  return notice.exposure === undefined ? undefined : (notice.exposure?.[role] ?? null);
}

export function datesToLearn(
  notice: LabelledNotice,
  parsed: ParsedNotice,
  incident: string,
): LabelledMention[] {
  const { text } = parsed.mapped;
  const dates = readDates(text);
  const contexts = dateContexts(parsed, dates);
  const told = new Set(dates.map(({ iso }) => iso));
  return dates.map(({ iso }, index) => ({
    text,
    incident,
    bag: iso,
    context: contexts[index]!,
    holds: DATE_ROLES.map((role) => {
      const answer = answerOf(notice, role);
      // A day that the text does not give was known to its reader from elsewhere.
      if (answer === undefined || (answer !== null && !told.has(answer))) return null;
      return answer === iso;
    }),
  }));
}
