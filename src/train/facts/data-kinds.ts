/** The names of kinds of data as mentions to learn from. */
import { kindContexts, kindMentions } from "../../facts/kind-mentions";
import type { LabelledNotice } from "../../schemas/notice";
import type { ParsedNotice } from "../../text/notice";
import type { LabelledMention } from "./fit-judge";

export function kindsToLearn(
  { data }: LabelledNotice,
  parsed: ParsedNotice,
  incident: string,
): LabelledMention[] {
  if (!data) return [];
  const { text } = parsed.mapped;
  const mentions = kindMentions(text);
  const contexts = kindContexts(parsed, mentions);
  return mentions.map(({ kind }, index) => ({
    text,
    incident,
    bag: kind,
    context: contexts[index]!,
    holds: [data.includes(kind)],
  }));
}
