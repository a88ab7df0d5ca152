import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import dataKinds from "../data/lexicon/data-kinds.json";
import organisations from "../data/lexicon/organisations.json";
import sentenceFacts from "../data/lexicon/sentence-facts.json";
import { ModelFormatError } from "../src/errors";
import { reportOnFeatures } from "../src/evaluate/features";
import { extractFeatures, extractWith } from "../src/facts/extract";
import { decodeFacts } from "../src/facts/facts-file";
import { Judge } from "../src/facts/judge";
import { WeightTable } from "../src/model/weight-table";
import { dataKindsLexicon } from "../src/schemas/lexicon-data-kinds";
import { organisationsLexicon } from "../src/schemas/lexicon-organisations";
import { sentenceFactsLexicon } from "../src/schemas/lexicon-sentence-facts";
import { trainFacts } from "../src/train/facts/train-facts";
import { ROOT, readCorpusNotices } from "./support/corpus";

const shippedFile = readFileSync(join(ROOT, "models", "facts.json"), "utf8");

const NOTICE = `2024年6月12日
さくら市立中央病院

USBメモリの紛失について

6月3日、当院の職員が、患者さま120名の氏名、生年月日、病名を保存したUSBメモリを紛失いたしました。
6月5日、拾われた方から当院にご連絡をいただき、判明いたしました。
USBメモリにはパスワードを設定しておりませんでした。
住所、電話番号は含まれておりません。

お問い合わせ先　事務局（電話 000-111-2222、メール info@example.com）`;

describe("extractFeatures", () => {
  const found = extractFeatures(NOTICE);

  it("tells which data were exposed, not which were not, nor what the contact says", () =>
    expect(found.dataKinds.map(({ kind }) => kind)).toEqual(["name", "birthdate", "medical"]));

  it.each([
    ["氏名が漏えいしました。住所、電話番号、生年月日は含まれていません。", ["name"]],
    ["不正アクセスがありましたが、氏名、住所、電話番号の流出はありませんでした。", []],
    ["会員の氏名と住所が流出した。パスワードやクレジットカード番号は保存していない。", ["name", "address"]],
  ])("counts no list that is denied: %s", (text, kinds) =>
    expect(extractFeatures(text).dataKinds.map(({ kind }) => kind)).toEqual(kinds),
  );

  it("tells the days", () =>
    expect(found.dates).toMatchObject({
      published: "2024-06-12",
      occurred: "2024-06-03",
      discovered: "2024-06-05",
    }));

  it("tells who noticed, and how the medium was protected", () =>
    expect(found).toMatchObject({ discoveredBy: "outsider", protection: "none" }));

  it.each([
    ["さくら市立中央病院における個人情報の漏えいについて\n\n本文です。", "さくら市立中央病院"],
    ["株式会社みどり商会、顧客情報を誤って公開\n\n本文です。", "株式会社みどり商会"],
    ["メールの誤送信　ひがし野市が謝罪\n\n本文です。", "ひがし野市"],
    ["日本大学における個人情報の漏えいについて\n\n本文です。", "日本大学"],
    ["3M株式会社における個人情報の漏えい\n\n本文です。", "3M株式会社"],
    ["味の素株式会社における個人情報の漏えい\n\n本文です。", "味の素株式会社"],
    ["株式会社きのとやの個人情報漏えい\n\n本文です。", "株式会社きのとや"],
    ["メール誤送信による株式会社サンプルの対応\n\n本文です。", "株式会社サンプル"],
    ["情報漏えいに関する調査委員会の設置\n\n本文です。", null],
    ["当社サービスにおける個人情報の漏えいについて\n\n本文です。", null],
    ["お詫びとお知らせ\n\n本文です。", null],
  ])("names the organisation of the title: %j", (text, name) =>
    expect(extractFeatures(text).organisation?.name ?? null).toBe(name),
  );

  it("lets nothing happen after it was published or noticed", async () => {
    for (const { text } of (await readCorpusNotices()).filter((_, index) => index % 5 === 0)) {
      const { published, occurred, discovered, exposure } = extractFeatures(text).dates;
      const order = [occurred, discovered, published].filter((day) => day !== null);
      expect(order).toEqual([...order].sort());
      if (exposure?.from && exposure.to)
        expect(exposure.from.slice(0, 7) <= exposure.to.slice(0, 7)).toBe(true);
    }
  });

  it("quotes the text as given, whatever it is", () =>
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "grapheme" }), fc.constant(NOTICE)), (text) => {
        const { dataKinds: kinds, organisation, people, services } = extractFeatures(text);
        for (const { start, end } of [...kinds, ...services, ...(people ? [people] : [])]) {
          expect(0 <= start && start < end && end <= text.length).toBe(true);
        }
        if (organisation) expect(text.slice(organisation.start, organisation.end)).toBe(organisation.name);
      }),
      { numRuns: 200 },
    ));

  it.each(["2022年1月1日", "氏名、", "同日", "「", "1名、", "株式会社"])(
    "ends soon, since its time is linear: %j",
    (unit) => expect(() => extractFeatures(unit.repeat(1_000_000 / unit.length))).not.toThrow(),
  );

  it("says what it takes", () => expect(() => extractFeatures(7 as unknown as string)).toThrow(TypeError));
});

describe("models/facts.json", () => {
  it("is, byte for byte, what training on data/notices gives", async () => {
    expect(`${JSON.stringify(trainFacts(await readCorpusNotices()), null, 1)}\n` === shippedFile).toBe(true);
  }, 400_000);

  it("may know nothing of facts that no notice carried", () => {
    const judges = decodeFacts(trainFacts([{ text: "氏名が漏えいした。", label: "intrusion" }]));
    expect(extractWith("2024年1月2日、氏名が漏えいした。", judges).dates.published).toBeNull();
  });

  const changed = (change: (file: Record<string, Record<string, Record<string, unknown>>>) => void) => {
    const file = JSON.parse(shippedFile);
    change(file);
    return () => decodeFacts(file);
  };

  it("is refused with the name of what is damaged", () => {
    expect(() => decodeFacts({})).toThrow(ModelFormatError);
    expect(changed((file) => Reflect.deleteProperty(file.judges!, "people"))).toThrow(/judges\.people/);
    expect(changed((file) => Object.assign(file.judges!.dates!, { features: "x" }))).toThrow(
      /judges\.dates.*checksum/,
    );
    expect(changed((file) => Object.assign(file, { formatVersion: 99 }))).toThrow(/version/);
  });
});

describe("the facts of notices that judges have not seen", () => {
  it("are right more often than chance would have it", async () => {
    const notices = await readCorpusNotices();
    const grounded = notices.filter(({ origin }) => origin === "grounded");
    const tested = new Set(grounded.map(({ incident }) => incident));
    const sample = notices.filter(({ incident }, index) => !tested.has(incident) && index % 3 === 0);
    const judges = decodeFacts(trainFacts(sample));
    const report = reportOnFeatures(grounded, (text) => extractWith(text, judges))!;
    const floors = {
      people: 0.75,
      dataKinds: 0.74,
      services: 0.7,
      published: 0.9,
      discovered: 0.78,
      organisation: 0.8,
    };
    for (const [fact, floor] of Object.entries(floors)) {
      expect([fact, report[fact as keyof typeof floors]! >= floor]).toEqual([fact, true]);
    }
  }, 200_000);
});

describe("Judge", () => {
  it("adds what stands in each place, once, and the cues", () => {
    const judge = new Judge(
      ["yes"],
      ["0は", "1は", "=cue"],
      new WeightTable(Int8Array.of(1, 2, 4), 1, Float64Array.of(10)),
    );
    const at = (start: number, end: number) => ({ start, end });
    const text = "はは。は";
    expect(judge.judge(text, { places: [at(0, 2), at(3, 4)], cues: ["cue", "other"] })[0]).toBe(17);
    expect(judge.judge(text, { places: [at(0, 0), at(3, 4)], cues: [] })[0]).toBe(12);
    expect(judge.judge(text, { places: [at(0, 2)], cues: [] })[0]).toBe(11);
  });
});

describe("the lexicons", () => {
  it("follow their schemas", () => {
    expect(() => dataKindsLexicon.parse(dataKinds)).not.toThrow();
    expect(() => organisationsLexicon.parse(organisations)).not.toThrow();
    expect(() => sentenceFactsLexicon.parse(sentenceFacts)).not.toThrow();
  });
});
