import { readFileSync } from "node:fs";
import { join } from "node:path";
import { causes, classify } from "../src/index";
import { ROOT, readCorpusNotices } from "./support/corpus";

const cases = readFileSync(join(ROOT, "data", "quality.tsv"), "utf8")
  .split("\n")
  .filter((line) => line !== "" && !line.startsWith("#"))
  .map((line) => line.split("\t") as [expected: string, state: string, text: string]);

describe("the quality table", () => {
  it("has a case for every cause", () => {
    expect(cases.length).toBeGreaterThanOrEqual(60);
    expect(new Set(cases.map(([expected]) => expected))).toEqual(new Set(causes.map(({ id }) => id)));
    expect(cases.every(([, state]) => state === "must" || state === "open")).toBe(true);
  });

  for (const [expected, state, text] of cases) {
    if (state === "must") {
      it(`must be ${expected}: ${text}`, () => expect(classify(text).cause).toBe(expected));
    } else {
      it(`is not yet ${expected}, and must be from now on if this fails: ${text}`, () =>
        expect(classify(text).cause).not.toBe(expected));
    }
  }

  it("shares no sentence with the corpus", async () => {
    const corpus = (await readCorpusNotices()).map(({ text }) => text).join("\n");
    for (const [, , text] of cases) expect(corpus.includes(text)).toBe(false);
  });
});
