import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import {
  causes,
  classify,
  createClassifier,
  extractFeatures,
  ModelFormatError,
  splitNotices,
} from "../src/index";
import { type ModelFile, sealModel } from "../src/model/format";
import { ROOT, readCorpusNotices } from "./support/corpus";

const shipped = (): Record<string, unknown> =>
  JSON.parse(readFileSync(join(ROOT, "models", "ja.json"), "utf8"));

const NOTICE = `講座受講者の皆様へ
受講者112名にご案内の電子メールを送信した際、本来BCCに入力すべきメールアドレスを誤ってTOに入力したため、受信者全員のアドレスが互いに見える状態となりました。
皆様にご迷惑をおかけしましたことを深くお詫び申し上げます。
再発防止のため、USBメモリの使用も含め情報の取扱いを見直します。`;

describe("classify", () => {
  it("tells the cause and where the text says so", () => {
    const { cause, reason, guess, evidence, ranking } = classify(NOTICE);
    expect(cause).toBe("bcc-mistake");
    expect(reason).toBe("answered");
    expect(guess).toEqual({
      cause: "bcc-mistake",
      family: "misdelivery",
      probability: ranking[0]!.probability,
    });
    expect(evidence[0]!.text).toMatch(/BCC|アドレス/);
    for (const { start, end, text, weight } of evidence) {
      expect(NOTICE.slice(start, end)).toBe(text);
      expect(weight).toBeGreaterThan(0);
      expect(text).not.toContain("再発防止");
    }
  });

  it("ranks every cause, and the probabilities sum to 1", () => {
    const { ranking } = classify(NOTICE);
    expect(new Set(ranking.map(({ cause }) => cause))).toEqual(new Set(causes.map(({ id }) => id)));
    expect(ranking.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 10);
    const probabilities = ranking.map(({ probability }) => probability);
    expect(probabilities).toEqual([...probabilities].sort((a, b) => b - a));
  });

  it("is surer of what it answers, the surer the mode wants it", () => {
    const vague =
      "メールを送った際に、別の資料が添付されていたか、または宛先の欄に誤りがあった可能性があります。";
    const answers = (["best-guess", "balanced", "high-precision"] as const).map((mode) =>
      classify(vague, { mode }),
    );
    expect(answers[0]!.reason).toBe("answered");
    expect(answers[2]!.reason).toBe("low-confidence");
    expect(answers[2]!.cause).toBeNull();
    expect(answers[2]!.guess).toEqual(answers[0]!.guess);
  });

  it("gives as many passages as asked, none overlapping", () => {
    expect(classify(NOTICE, { evidence: 0 }).evidence).toEqual([]);
    const passages = [...classify(NOTICE, { evidence: 50 }).evidence].sort((a, b) => a.start - b.start);
    passages.slice(1).forEach((passage, i) => {
      expect(passage.start).toBeGreaterThanOrEqual(passages[i]!.end);
    });
  });

  it("refuses what is no text and options out of range", () => {
    // @ts-expect-error a caller without types
    expect(() => classify(undefined)).toThrow(TypeError);
    // @ts-expect-error a mode that does not exist
    expect(() => classify(NOTICE, { mode: "certain" })).toThrow(/unknown mode "certain"/);
    expect(() => classify(NOTICE, { evidence: -1 })).toThrow(RangeError);
  });
});

describe("bad input", () => {
  const cases: [string, string][] = [
    ["empty", ""],
    ["blank", " \n\u3000\t\r\n "],
    ["one character", "漏"],
    ["binary", String.fromCharCode(...Array.from({ length: 4096 }, (_, i) => (i * 37) % 256))],
    ["lone surrogates", "\ud800\udc00\udfff\ud800 紛失 \udfff"],
    ["another language", "The quick brown fox jumps over the lazy dog. ".repeat(40)],
  ];

  it.each(cases)("%s: a result with a reason, and no NaN", (_, text) => {
    for (const mode of ["best-guess", "high-precision"] as const) {
      const { cause, reason, ranking } = classify(text, { mode });
      expect(cause).toBeNull();
      expect(reason).toBe("too-short");
      expect(ranking.every(({ probability }) => Number.isFinite(probability))).toBe(true);
      expect(ranking.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 10);
    }
    expect(() => extractFeatures(text)).not.toThrow();
    expect(
      splitNotices(text)
        .map((segment) => segment.text)
        .join(""),
    ).toBe(text);
  });

  it("20 MB in one line", () => {
    const line = "添付ファイルを誤って送信しました、".repeat(Math.ceil(20e6 / 3 / 17));
    expect(Buffer.byteLength(line)).toBeGreaterThan(20e6);
    expect(classify(line).reason).toBe("answered");
    expect(splitNotices(line).map(({ text }) => text.length)).toEqual([line.length]);
    extractFeatures(line);
  }, 120_000);

  it.each([
    ["combining marks of two kinds", `紛失a${"\u0301\u0323".repeat(500_000)}`],
    ["opening brackets", `${"「".repeat(1_000_000)}USBメモリを紛失しました。`],
    ["blanks", " ".repeat(2_000_000)],
    ["line breaks", "\n".repeat(2_000_000)],
    ["headings", "1 原因\n".repeat(300_000)],
    ["eras", "令和五年".repeat(300_000)],
  ])(
    "ends soon, since its time is linear: %s",
    (_, text) => {
      expect(classify(text, { evidence: 100 }).ranking).toHaveLength(23);
    },
    60_000,
  );

  it("any string at all", () => {
    const piece = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom("原因:", "12名", "令和5年", "\n1 ", "USB", "紛失"),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join("");
        const { ranking, evidence } = classify(text, { evidence: 5 });
        expect(ranking.every(({ probability }) => probability >= 0 && probability <= 1)).toBe(true);
        let from = 0;
        for (const { start, end, text: quoted } of [...evidence].sort((a, b) => a.start - b.start)) {
          expect(text.slice(start, end)).toBe(quoted);
          expect(start).toBeGreaterThanOrEqual(from);
          from = end;
        }
        for (const { start, end } of extractFeatures(text).sections) expect(start).toBeLessThanOrEqual(end);
      }),
      { numRuns: 60 },
    );
  });
});

describe("blank space", () => {
  const anywhere = (pattern: RegExp) => (text: string) =>
    Array.from(text.matchAll(pattern), ({ index }) => index);
  const endsOfLines = anywhere(/$/gm);
  const withinJapanese = anywhere(/(?<=[ぁ-んァ-ヶ一-龠])(?=[ぁ-んァ-ヶ一-龠])/g);
  const around = (text: string) => [0, text.length];
  const withBlanks = (text: string, places: readonly { at: number; blanks: string }[]) =>
    places.reduceRight((changed, { at, blanks }) => changed.slice(0, at) + blanks + changed.slice(at), text);
  const answer = (text: string) => classify(text, { evidence: 0 }).ranking;

  it.each([
    ["at the ends of lines", endsOfLines, [" ", "\u3000", "\t", "  "]],
    ["between Japanese characters, as PDFs put it", withinJapanese, [" "]],
    ["around the text", around, ["\n", "\r\n", "\n\n"]],
  ])("%s never changes the answer", async (_, placesOf, kinds) => {
    const notices = await readCorpusNotices();
    const choices = fc.infiniteStream(fc.option(fc.constantFrom(...kinds)));
    fc.assert(
      fc.property(fc.nat(notices.length - 1), choices, (index, stream) => {
        const { text } = notices[index]!;
        const places = placesOf(text).flatMap((at) => {
          const blanks: string | null = stream.next().value;
          return blanks === null ? [] : [{ at, blanks }];
        });
        expect(answer(withBlanks(text, places))).toEqual(answer(text));
      }),
      { numRuns: 100 },
    );
  });
});

/** The base64 of the table with one digit turned into another. */
function changeOneWeight(model: Record<string, unknown>): Record<string, unknown> {
  const { data, ...rest } = model.sentences as ModelFile["sentences"];
  const at = data.length >> 1;
  const other = data[at] === "A" ? "B" : "A";
  return { ...model, sentences: { ...rest, data: data.slice(0, at) + other + data.slice(at + 1) } };
}

describe("createClassifier", () => {
  it("reads the model file as it is shipped", () => {
    const classifier = createClassifier(shipped());
    expect(classifier.classify(NOTICE)).toEqual(classify(NOTICE));
  });

  const broken: [string, string, (model: Record<string, unknown>) => unknown][] = [
    ["no object", "", () => "{}"],
    ["another file", "format", () => ({ hello: 1 })],
    ["another version", "formatVersion", (model) => ({ ...model, formatVersion: 99 })],
    ["no checksums", "checksums", ({ checksums, ...rest }) => rest],
    ["a field gone", "whole", ({ whole, ...rest }) => rest],
    ["one weight changed", "sentences", changeOneWeight],
    ["changed calibration", "calibration", (model) => ({ ...model, calibration: { rows: [] } })],
    [
      "cut vocabulary",
      "vocabulary",
      (model) => ({ ...model, vocabulary: (model.vocabulary as string).slice(0, 99) }),
    ],
  ];

  it.each(broken)("names the field at fault: %s", (_, field, breakIt) => {
    expect(fieldAtFault(breakIt(shipped()))).toBe(field);
  });

  // Sealed anew, so that the checksums are right and only the content is wrong.
  const misshapen: [string, Partial<ModelFile>][] = [
    ["name", { name: "" }],
    ["labels.0", { labels: ["", "usb-loss"] }],
    ["labels", { labels: ["usb-loss", "usb-loss"] }],
    ["conceptWeight", { conceptWeight: 0 }],
    ["vocabulary", { vocabulary: "" }],
    ["whole.data", { whole: { scale: 1, bias: [], data: "AAAA" } }],
    ["sentences.data", { sentences: { scale: 1, bias: [], data: "漏" } }],
    ["calibration.rows", { calibration: { rows: [[1]] } }],
    ["calibration.rows.0", { calibration: { rows: new Array(23).fill([1]) } }],
    ["sectionWeights.cause", { sectionWeights: { cause: 2 } }],
    ["sectionWeights.coffee", { sectionWeights: { coffee: 1 } as ModelFile["sectionWeights"] }],
    ["thresholds.balanced", { thresholds: { balanced: -1, "high-precision": null } }],
  ];

  it.each(misshapen)("checks the content of %s", (field, changes) => {
    const { checksums, ...rest } = shipped() as unknown as ModelFile;
    expect(checksums).toBeDefined();
    const model = JSON.parse(JSON.stringify(sealModel({ ...rest, ...changes })));
    expect(fieldAtFault(model)).toBe(field);
  });

  it("answers in a mode from its threshold up, and never without one", () => {
    const { checksums, ...rest } = shipped() as unknown as ModelFile;
    expect(checksums).toBeDefined();
    const { probability } = classify(NOTICE).guess;
    const answerAt = (threshold: number | null) =>
      createClassifier(
        JSON.parse(
          JSON.stringify(sealModel({ ...rest, thresholds: { balanced: threshold, "high-precision": null } })),
        ),
      ).classify(NOTICE, { mode: "balanced" });
    expect(answerAt(probability - 0.001)).toMatchObject({ cause: "bcc-mistake", reason: "answered" });
    expect(answerAt(Math.min(1, probability + 0.001))).toMatchObject({
      cause: null,
      reason: "low-confidence",
    });
    expect(answerAt(null)).toMatchObject({ cause: null, reason: "low-confidence" });
  });

  it("keeps no hold on what it was given", () => {
    const model = shipped();
    const classifier = createClassifier(model);
    (model as unknown as ModelFile).sentences.bias.fill(Number.NaN);
    expect(classifier.classify(NOTICE)).toEqual(classify(NOTICE));
  });
});

function fieldAtFault(model: unknown): string | null {
  try {
    createClassifier(model);
    return null;
  } catch (error) {
    expect(error).toBeInstanceOf(ModelFormatError);
    return (error as ModelFormatError).field;
  }
}
