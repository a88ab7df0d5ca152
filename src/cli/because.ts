/** Why a notice was answered as it was, in a sentence. */
import type { Classification } from "../classify";
import { borders, nameOf } from "../taxonomy/taxonomy";
import { oneLine } from "./display";

/** In Japanese: why the guess and not the next cause, and where the taxonomy draws the line between the two. */
export function because({ reason, ranking, secondary, evidence }: Classification): string {
  const [guess, next] = ranking;
  if (reason === "too-short" || !guess || !next) return "短すぎて、原因を判断できません。";
  const told = evidence[0]
    ? `「${oneLine(evidence[0].text)}」とあるため`
    : "はっきりと示す箇所はないものの、全体の言葉づかいから";
  const sentence = `${told}「${nameOf(guess.cause)}」とし、次に近い「${nameOf(next.cause)}」とはしない。`;
  const border = borders.find(({ causes }) =>
    [guess, next].every(({ cause }) => causes.some((id) => id === cause)),
  );
  const also =
    secondary.length === 0 ? [] : [`ほかに述べられている原因: ${secondary.map(nameOf).join("、")}`];
  return [sentence, ...(border ? [`境目: ${border.ja}`] : []), ...also].join("\n");
}
