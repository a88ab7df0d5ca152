import { because } from "../src/cli/because";
import { classify } from "../src/index";
import { borders, type CauseId, causeOf } from "../src/taxonomy/taxonomy";

describe("because", () => {
  const classified = (guess: CauseId, next: CauseId, quote?: string) => ({
    ...classify("", { evidence: 0 }),
    reason: "answered" as const,
    ranking: [
      { cause: guess, probability: 0.7 },
      { cause: next, probability: 0.3 },
    ],
    evidence: quote ? [{ start: 0, end: quote.length, text: quote, weight: 1 }] : [],
  });

  it("quotes what tells the cause, and gives the rule for the border of the two", () => {
    const [guess, next] = borders[0]!.causes as [CauseId, CauseId];
    const said = because(classified(guess, next, "バケットが\n公開"));
    expect(said).toBe(
      `「バケットが 公開」とあるため「${causeOf(guess).name.ja}」とし、次に近い「${causeOf(next).name.ja}」とはしない。\n境目: ${borders[0]!.ja}`,
    );
  });

  it("gives no rule where the two have no border, and no quote where there is none", () => {
    const said = because(classified("ransomware", "bcc-mistake"));
    expect(said).not.toContain("境目");
    expect(said).toMatch(/^はっきりと示す箇所はない/);
  });

  it("decides nothing on too short a text", () => {
    expect(because(classify(""))).toMatch(/^短すぎて/);
  });
});
