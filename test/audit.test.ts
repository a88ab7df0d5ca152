import { auditLabels, type Held } from "../src/evaluate/audit";

const held = (label: string, a: number, b = 1 - a): Held => ({
  label,
  ranking: [
    { cause: "a", probability: a },
    { cause: "b", probability: b },
  ].sort((x, y) => y.probability - x.probability),
});

describe("auditLabels", () => {
  it("works out by hand: thresholds, joint, doubts", () => {
    // Mean self-confidence of a: (0.9 + 0.8 + 0.1) / 3 = 0.6; of b: (0.9 + 0.55 + 0.86) / 3 = 0.77.
    const items = [
      held("a", 0.9),
      held("a", 0.8),
      held("a", 0.1),
      held("b", 0.1),
      held("b", 0.45),
      held("b", 0.14),
    ];
    const audit = auditLabels(items);
    expect(audit.doubts).toEqual([
      { index: 2, label: "a", suggested: "b", selfConfidence: 0.1, margin: expect.closeTo(-0.8) },
    ]);
    // Of item 4 neither is confident: 0.45 < 0.6 and 0.55 < 0.77.
    expect(audit.undecided).toEqual([4]);
    expect(audit.joint).toEqual({ a: { a: 2, b: 1 }, b: { b: 2 } });
    expect(audit.noise).toBeCloseTo(1 / 5);
  });

  it("puts the most doubtful first, and ties in the order given", () => {
    const good = Array.from({ length: 20 }, (_, i) => held(i % 2 ? "a" : "b", i % 2 ? 0.9 : 0.1));
    const { doubts } = auditLabels([...good, held("b", 0.97), held("b", 0.99), held("a", 0.01)]);
    expect(doubts.map(({ index }) => index)).toEqual([21, 22, 20]);
  });

  it("doubts nothing where all is as it should be, or where there is nothing", () => {
    expect(auditLabels([held("a", 0.9), held("a", 0.9), held("b", 0.1), held("b", 0.1)]).doubts).toEqual([]);
    expect(auditLabels([])).toEqual({ doubts: [], undecided: [], joint: {}, noise: 0 });
  });
});
