import {
  cohensKappa,
  fleissKappa,
  krippendorffAlpha,
  type Ratings,
  reportAgreement,
} from "../src/evaluate/agreement";

/** Fleiss (1971), Table 1: thirty patients, six psychiatrists each, how many gave each of five diagnoses. */
const FLEISS =
  `0 0 0 6 0|0 3 0 0 3|0 1 4 0 1|0 0 0 0 6|0 3 0 3 0|2 0 4 0 0|0 0 4 0 2|2 0 3 1 0|2 0 0 4 0|0 0 0 0 6|1 0 0 5 0|1 1 0 4 0|0 3 3 0 0|1 0 0 5 0|0 2 0 3 1|0 0 5 0 1|3 0 0 1 2|5 1 0 0 0|0 2 0 4 0|1 0 2 0 3|0 0 0 0 6|0 1 0 5 0|0 2 0 1 3|2 0 0 4 0|1 0 0 4 1|0 5 0 1 0|4 0 0 0 2|0 2 0 4 0|1 0 5 0 0|0 0 0 0 6`
    .split("|")
    .map(
      (row): Ratings =>
        row.split(" ").flatMap((count, label) => new Array<string>(Number(count)).fill(String(label))),
    );

/** Krippendorff (2011), the reliability data of his section C: four observers, twelve units, some not rated. */
const KRIPPENDORFF: Ratings[] = (() => {
  const rows = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, null, null, null],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, null, 3],
    [null, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, null],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, null],
  ];
  return rows[0]!.map((_, unit) => rows.map((row) => (row[unit] == null ? null : String(row[unit]))));
})();

describe("agreement", () => {
  it("gives Cohen's kappa of a hand-worked table: 20 and 15 agree, 5 and 10 do not", () => {
    const pair = (a: string, b: string, times: number) => new Array<[string, string]>(times).fill([a, b]);
    const pairs = [
      ...pair("yes", "yes", 20),
      ...pair("yes", "no", 5),
      ...pair("no", "yes", 10),
      ...pair("no", "no", 15),
    ];
    // Observed 35/50 = 0.7; expected 0.5 · 0.6 + 0.5 · 0.4 = 0.5.
    expect(cohensKappa(pairs)).toBeCloseTo(0.4, 10);
  });

  it("gives Fleiss' kappa of his own example", () => expect(fleissKappa(FLEISS)).toBeCloseTo(0.43, 2));

  it("gives Krippendorff's alpha of his own example", () =>
    expect(krippendorffAlpha(KRIPPENDORFF)).toBeCloseTo(0.743, 3));

  it("is 1 where all agree, and nothing where nobody shares an item", () => {
    expect(
      fleissKappa([
        ["a", "a"],
        ["b", "b"],
      ]),
    ).toBe(1);
    expect(
      krippendorffAlpha([
        ["a", "a"],
        ["b", "b"],
      ]),
    ).toBe(1);
    expect(fleissKappa([["a", null]])).toBeNaN();
    expect(krippendorffAlpha([["a", null]])).toBeNaN();
  });

  it("tells pairs, labels, mix-ups and disputes", () => {
    const report = reportAgreement(
      [
        ["a", "a"],
        ["a", "b"],
        ["b", null],
        ["b", "b"],
      ],
      ["x", "y"],
    );
    expect(report.pairs).toEqual([
      { raters: ["x", "y"], items: 3, agreement: 2 / 3, kappa: expect.any(Number) },
    ]);
    expect(report.perLabel).toEqual([
      { label: "b", given: 4, agreement: 2 / 3, kappa: expect.closeTo(1 / 3, 12) },
      { label: "a", given: 3, agreement: 2 / 3, kappa: expect.closeTo(1 / 3, 12) },
    ]);
    expect(report.confused).toEqual([{ labels: ["a", "b"], count: 1 }]);
    expect(report.disagreements).toEqual([1]);
  });

  it("asks for two raters, and for a rating of each", () => {
    expect(() => reportAgreement([], ["x"])).toThrow(RangeError);
    expect(() => reportAgreement([["a"]], ["x", "y"])).toThrow(RangeError);
  });
});

describe("agreement per label", () => {
  it("is Fleiss' kappa of the label against all others", () => {
    const labels = ["a", "b", "c"];
    const items = Array.from({ length: 40 }, (_, index) =>
      [index, index >> 1, index * 7].map((seed) => labels[seed % 3]!),
    );
    for (const { label, kappa } of reportAgreement(items, ["x", "y", "z"]).perLabel) {
      const collapsed = items.map((ratings) => ratings.map((given) => String(given === label)));
      expect(kappa).toBeCloseTo(fleissKappa(collapsed), 12);
    }
  });

  it("is not told where nobody shared an item, and keeps odd labels apart", () => {
    const [pair] = reportAgreement(
      [
        ["x", null],
        [null, "y"],
      ],
      ["p", "q"],
    ).pairs;
    expect(pair).toMatchObject({ items: 0, agreement: null, kappa: null });
    const { confused } = reportAgreement(
      [
        ["a\nb", "c"],
        ["a", "b\nc"],
      ],
      ["p", "q"],
    );
    expect(confused).toHaveLength(2);
  });
});
