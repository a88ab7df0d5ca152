/** The amounts of notices as mentions to learn from. */
import { peopleCandidates } from "../../facts/people";
import { peopleContexts } from "../../facts/people-contexts";
import type { LabelledNotice } from "../../schemas/notice";
import type { ParsedNotice } from "../../text/notice";
import type { LabelledMention } from "./fit-judge";

export function peopleToLearn(
  { people }: LabelledNotice,
  parsed: ParsedNotice,
  incident: string,
): LabelledMention[] {
  const candidates = peopleCandidates(parsed.mapped.text);
  const told = people === null || candidates.some(({ value }) => value === people);
  if (people === undefined || !told) return [];
  const contexts = peopleContexts(parsed, candidates);
  return candidates.map(({ value }, index) => ({
    text: parsed.mapped.text,
    incident,
    bag: String(value),
    context: contexts[index]!,
    holds: [value === people],
  }));
}
