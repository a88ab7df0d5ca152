import fc from "fast-check";
import { PhraseFinder } from "../src/text/phrase-finder";

function occurrences(phrases: string[], text: string, from?: number, to?: number): string[] {
  const found: string[] = [];
  new PhraseFinder(phrases).find(
    text,
    (index, start, end) => found.push(`${index}:${start}-${end}`),
    from,
    to,
  );
  return found;
}

describe("PhraseFinder", () => {
  it("reports nested and overlapping phrases, the shorter first", () => {
    expect(occurrences(["誤送信", "誤", "送信先"], "誤送信先")).toEqual(["1:0-1", "0:0-3", "2:1-4"]);
  });

  it("keeps to the range it is given", () => {
    expect(occurrences(["紛失"], "紛失紛失紛失", 1, 5)).toEqual(["0:2-4"]);
  });

  it("never matches the empty phrase", () => {
    expect(occurrences([""], "紛失")).toEqual([]);
    expect(occurrences([], "紛失")).toEqual([]);
  });

  it("finds what searching for each phrase by itself finds", () => {
    const unit = fc.constantFrom("a", "b", "漏", "え");
    const phrase = fc.string({ unit, minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(
        fc.uniqueArray(phrase, { maxLength: 12 }),
        fc.string({ unit, maxLength: 60 }),
        (phrases, text) => {
          const expected = phrases.flatMap((one, index) =>
            [...text].flatMap((_, at) =>
              text.startsWith(one, at) ? [`${index}:${at}-${at + one.length}`] : [],
            ),
          );
          expect(occurrences(phrases, text).sort()).toEqual(expected.sort());
        },
      ),
    );
  });
});
