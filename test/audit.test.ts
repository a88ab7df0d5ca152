import fc from "fast-check";
import { auditLabels, type Held } from "../src/evaluate/audit";
import { estimateLabelNoise, type Observed } from "../src/evaluate/label-noise";
import { randomNumbers } from "../src/random";

const held = (label: string, a: number, b = 1 - a): Held => ({
  label,
  ranking: [
    { cause: "a", probability: a },
    { cause: "b", probability: b },
  ].sort((x, y) => y.probability - x.probability),
});

/** As many of either label, all as sure and right. */
const good = (count: number, sure: number): Held[] =>
  Array.from({ length: count }, (_, at) => (at % 2 ? held("a", sure) : held("b", 1 - sure)));

describe("auditLabels", () => {
  it("works out by hand: thresholds, joint, undecided", () => {
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
    expect(audit.joint).toEqual({ a: { a: 2, b: 1 }, b: { b: 2 } });
    // Of item 4 neither is confident: 0.45 < 0.6 and 0.55 < 0.77.
    expect(audit.undecided).toEqual([4]);
    // Where one label in 20 is wrong and the model errs about as often, it cannot overrule item 2's label.
    expect(audit.doubts).toEqual([]);
  });

  it("doubts a label that is more probably wrong than right, and tells how the model sees it", () => {
    const { doubts, noise } = auditLabels([...good(200, 0.99), held("a", 0.001), held("a", 0.4)]);
    expect(doubts).toEqual([
      {
        index: 200,
        label: "a",
        suggested: "b",
        wrong: expect.any(Number),
        selfConfidence: 0.001,
        margin: expect.closeTo(-0.998),
      },
    ]);
    expect(doubts[0]!.wrong).toBeGreaterThan(0.9);
    // (1 + 5) / (202 + 100), and a little for item 201.
    expect(noise).toBeCloseTo(0.02, 2);
  });

  it("puts the most doubtful first, and ties in the order given", () => {
    const spoilt = [held("b", 0.9995), held("b", 0.9999), held("a", 0.0001)];
    const { doubts } = auditLabels([...good(200, 0.99), ...spoilt, held("a", 0.0001)]);
    const indexes = doubts.map(({ index }) => index);
    expect([...indexes].sort()).toEqual([200, 201, 202, 203]);
    expect(indexes.indexOf(200)).toBeGreaterThan(indexes.indexOf(201));
    expect(indexes.indexOf(203)).toBe(indexes.indexOf(202) + 1);
  });

  it("doubts nothing where all is as it should be, or where there is nothing", () => {
    expect(auditLabels(good(40, 0.9)).doubts).toEqual([]);
    expect(auditLabels([])).toEqual({ doubts: [], undecided: [], joint: {}, noise: 0 });
  });

  it("takes no label for wrong that its model did not know, nor the only one", () => {
    expect(auditLabels([...good(100, 0.99), { ...held("a", 0.99), label: "c" }]).doubts).toEqual([]);
    const only = { label: "a", ranking: [{ cause: "a", probability: 1 }] };
    expect(auditLabels([only, only])).toMatchObject({ doubts: [], noise: 0 });
  });

  it("gives probabilities, whatever the rankings are", () => {
    const name = fc.integer({ min: 0, max: 25 }).map((number) => `label ${number}`);
    const item = fc
      .record({
        label: name,
        weights: fc.dictionary(name, fc.oneof(fc.constant(0), fc.double({ min: 0, max: 1, noNaN: true }))),
      })
      .map(({ label, weights }): Held => {
        const entries = Object.entries(weights);
        const total = entries.reduce((sum, [, weight]) => sum + weight, 0);
        const ranking = entries
          .map(([cause, weight]) => ({ cause, probability: total > 0 ? weight / total : 1 / entries.length }))
          .sort((a, b) => b.probability - a.probability);
        return { label, ranking };
      });
    fc.assert(
      fc.property(fc.array(item, { maxLength: 60 }), (items) => {
        const { doubts, noise } = auditLabels(items);
        expect(noise >= 0 && noise < 1).toBe(true);
        for (const { wrong, suggested, label } of doubts) {
          expect(wrong > 0.5 && wrong <= 1).toBe(true);
          expect(suggested).not.toBe(label);
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe("estimateLabelNoise", () => {
  it("knows no more than before of items that the model knows nothing of", () => {
    // p = 1/3 for each, so ε · 2 · 1/3 · 1/2 / ((1 − ε) · 1/3 + ε · 2 · 1/3 · 1/2) = ε, and ε = (30 ε + 5) / 130 has one root: 0.05.
    const items = Array.from({ length: 30 }, (_, at) => ({
      label: at % 3,
      logs: new Float64Array(3).fill(Math.log(1 / 3)),
    }));
    const { share, wrong, sharpness, biases } = estimateLabelNoise(items, 3);
    expect(share).toBeCloseTo(0.05);
    for (const one of wrong) expect(one).toBeCloseTo(0.05);
    expect([sharpness, ...biases]).toEqual([1, 0, 0, 0].map((one) => expect.closeTo(one)));
  });

  it("follows Bayes' theorem, worked out for two labels", () => {
    const items = [0.97, 0.9, 0.8, 0.02, 0.6].flatMap((sure) => [
      { label: 0, logs: Float64Array.of(Math.log(sure), Math.log(1 - sure)) },
      { label: 1, logs: Float64Array.of(Math.log(1 - sure), Math.log(sure)) },
    ]);
    const { share, wrong, sharpness, biases } = estimateLabelNoise(items, 2);
    // Either label is seen alike, and so is neither favoured.
    expect(biases[0]).toBeCloseTo(0);
    // Of two labels, each can be mistaken for the other only: S = 1.
    const odds = (0.02 / 0.98) ** sharpness;
    const p = odds / (1 + odds);
    expect(wrong[6]).toBeCloseTo((share * (1 - p)) / ((1 - share) * p + share * (1 - p)));
    expect(wrong[6]).toBeCloseTo(wrong[7]!);
  });

  /** Items whose true label follows their probabilities, of which the model tells the root: it is half as sure as it might be. */
  const drawn = (count: number, share: number, mistake: (truly: number, random: () => number) => number) => {
    const random = randomNumbers(7);
    const truths: number[] = [];
    const items = Array.from({ length: count }, (): Observed => {
      const logits = Array.from({ length: 4 }, () => 16 * random());
      const total = Math.log(logits.reduce((sum, logit) => sum + Math.exp(logit), 0));
      let left = random();
      const found = logits.findIndex((logit) => {
        left -= Math.exp(logit - total);
        return left < 0;
      });
      const truly = Math.max(found, 0);
      truths.push(truly);
      const label = random() < share ? mistake(truly, random) : truly;
      return { label, logs: Float64Array.from(logits, (logit) => (logit - total) / 2) };
    });
    return { items, truths };
  };
  const byChance = (truly: number, random: () => number) => (truly + 1 + Math.floor(3 * random())) % 4;

  it("finds out how many labels are wrong, and how timid the model is", () => {
    const { items, truths } = drawn(3000, 0.1, byChance);
    const { share, sharpness, wrong } = estimateLabelNoise(items, 4);
    expect(Math.abs(share - 0.1)).toBeLessThan(0.015);
    expect(Math.abs(sharpness - 2)).toBeLessThan(0.2);
    // Calibrated: as many are wrong as the probabilities say.
    const doubted = items.flatMap(({ label }, at) => (wrong[at]! > 0.5 ? [label !== truths[at]] : []));
    const expected = wrong.filter((one) => one > 0.5).reduce((sum, one) => sum + one, 0);
    expect(Math.abs(doubted.filter(Boolean).length - expected)).toBeLessThan(0.05 * doubted.length);
  });

  it("learns what is mistaken for what", () => {
    const recall = (mistake: (truly: number, random: () => number) => number) => {
      const { items, truths } = drawn(3000, 0.1, mistake);
      const { wrong } = estimateLabelNoise(items, 4);
      const spoilt = items.flatMap(({ label }, at) => (label === truths[at] ? [] : [wrong[at]! > 0.5]));
      return spoilt.filter(Boolean).length / spoilt.length;
    };
    expect(recall((truly) => (truly + 1) % 4)).toBeGreaterThan(recall(byChance));
  });

  it("has no other label to suggest where there is but one", () => {
    expect(estimateLabelNoise([{ label: 0, logs: Float64Array.of(0) }], 1)).toMatchObject({
      wrong: [0],
      suggested: [-1],
      share: 0,
    });
  });
});

describe("labels of any name", () => {
  it("are audited as names, and none as what an object has by itself", () => {
    const labels = ["__proto__", "constructor", "toString"];
    const items = Array.from({ length: 60 }, (_, index) => {
      const label = labels[index % 3]!;
      const ranking = [
        { cause: label, probability: 0.9 },
        ...labels.filter((other) => other !== label).map((cause) => ({ cause, probability: 0.05 })),
      ];
      return { label, ranking };
    });
    const { joint, doubts } = auditLabels(items);
    expect(doubts).toEqual([]);
    expect(Object.getOwnPropertyDescriptor(joint, "__proto__")?.value).toEqual(
      Object.fromEntries([["__proto__", 20]]),
    );
    expect(({} as Record<string, unknown>).toStringCount).toBeUndefined();
  });

  it("that are all right have the probability of all of them", () => {
    const sure = Array.from({ length: 60 }, (_, index) => {
      const label = index % 2 === 0 ? "a" : "c";
      const ranking = [
        { cause: label, probability: 0.98 },
        { cause: "b", probability: 0.01 },
        { cause: label === "a" ? "c" : "a", probability: 0.01 },
      ];
      return { label, ranking };
    });
    const parted = {
      label: "a",
      ranking: [
        { cause: "b", probability: 0.999 },
        { cause: "c", probability: 0.0009 },
        { cause: "a", probability: 0.0001 },
      ],
    };
    const doubted = (item: typeof parted & { alsoRight?: string[] }) =>
      auditLabels([...sure, item]).doubts.map(({ index }) => index);
    expect(doubted(parted)).toEqual([60]);
    expect(doubted({ ...parted, alsoRight: ["b"] })).toEqual([]);
  });
});
