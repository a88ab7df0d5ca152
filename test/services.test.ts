import lexicon from "../data/lexicon/services.json";
import { canonicalService } from "../src/facts/product-mentions";
import { findServices } from "../src/facts/services";
import { serviceLexicon } from "../src/schemas/lexicon-services";
import { normalise } from "../src/text/normalise";
import { readCorpusNotices } from "./support/corpus";

const names = (text: string) => findServices(normalise(text)).map(({ name }) => name);

describe("findServices", () => {
  it.each([
    ["申込みの受付に使ったグーグルフォームの設定に誤りがあった。", ["Google フォーム"]],
    ["Ｇｏｏｇｌｅ　Ｆｏｒｍｓで作った受付の回答が見えていた。", ["Google フォーム"]],
    ["エクセルファイルを添付して送信した。", ["Excel"]],
    ["ＥＣ－ＣＵＢＥの脆弱性を突かれ、改ざんされた。", ["EC-CUBE"]],
    ["グーグル・クラスルームに名簿を載せていた。", ["Google Classroom"]],
    ["委託先は Microsoft Teams に資料を置いていた。", ["Microsoft Teams"]],
    ["ファイル交換ソフトWinnyを通じて流出した。", ["Winny"]],
    ["職員の端末がEmotet(エモテット)に感染した。", ["Emotet"]],
    ["GitHubに公開された鍵でAmazon S3から取り出された。", ["GitHub", "Amazon S3"]],
  ])("knows the usual spellings: %s", (text, expected) => expect(names(text)).toEqual(expected));

  it.each([
    ["Google Cloud Storageの保管先が公開されていた。", ["Google Cloud Storage"]],
    ["Google Cloudの設定を誤った。", ["Google Cloud"]],
    ["データは米グーグルの「Firebase」にあった。", ["Firebase"]],
    ["Googleで作ったアカウントに侵入された。", ["Google"]],
  ])("takes the longest spelling, and a vendor only where no product is named: %s", (text, expected) =>
    expect(names(text)).toEqual(expected),
  );

  it.each([
    "スラックスの注文票を別のお客様に送った。",
    "awsomeという名の部署で紛失した。",
    "下駄箱のboxに置き忘れた。",
    "回線を流れるデータを誤って消した。",
    "順位をシェアしていた。",
    "xは0より大きい。",
  ])("leaves ordinary words alone: %s", (text) => expect(names(text)).toEqual([]));

  it.each([
    "再発防止のため、LoGoフォームの設定を二人で確かめる。",
    "今後はBoxを用いた共有リンクの受け渡しに改めます。",
    "PDFをご覧になるにはAdobe Acrobat Readerが必要です。",
    "ページを LINEで送る",
    "この件はツイッターで話題になっていた。",
    "数年前にはWinnyで資料が流出したことがある。",
  ])("leaves out what is no part of the mechanism: %s", (text) => expect(names(text)).toEqual([]));

  it("keeps a product that is given up as a measure", () =>
    expect(names("再発防止として、Googleフォームの利用を取りやめた。")).toEqual(["Google フォーム"]));

  it("reports nothing for advice", () =>
    expect(
      names(
        "フォームを作るときは設定を確かめましょう。Googleフォームでは要約の表示が問題です。対策は三つあります。",
      ),
    ).toEqual([]));

  it("gives each product once, at its first mention in the text as given", () => {
    const text = "当社は　Ｓｌａｃｋ で共有した。Slackの履歴も漏れた。";
    const found = findServices(normalise(text));
    expect(found.map(({ name, start, end }) => [name, text.slice(start, end)])).toEqual([
      ["Slack", "Ｓｌａｃｋ"],
    ]);
  });

  it.each([
    ["google ", 300_000],
    ["a", 2_000_000],
    ["aws ください ", 200_000],
    ["グーグルの", 400_000],
  ])("ends soon, since its time is linear: %j", (unit, times) => {
    const notice = normalise(unit.repeat(times));
    expect(() => findServices(notice)).not.toThrow();
  });
});

describe("canonicalService", () => {
  it.each([
    ["グーグルのドライブ", "Google ドライブ"],
    ["Ｔｅａｍｓ", "Microsoft Teams"],
    ["Google form", "Google フォーム"],
    ["S3", "Amazon S3"],
    ["x", "X"],
    ["自作の台帳", null],
  ])("%s is %s", (spelling, name) => expect(canonicalService(spelling)).toBe(name));
});

describe("data/lexicon/services.json", () => {
  it("follows its schema", () => expect(() => serviceLexicon.parse(lexicon)).not.toThrow());

  it("names each product once and holds 150 of them or more", () => {
    const all = lexicon.products.map(({ name }) => name);
    expect(new Set(all).size).toBe(all.length);
    expect(all.length).toBeGreaterThanOrEqual(150);
  });

  it("gives no spelling to two products", () => {
    const all = lexicon.products.flatMap(({ spellings }) => spellings);
    expect(all.filter((spelling, i) => all.indexOf(spelling) !== i)).toEqual([]);
  });
});

describe("on the corpus", () => {
  const FLOOR = 0.75;

  it(`agrees with the labels: micro-F1 of at least ${FLOOR}`, async () => {
    let common = 0;
    let size = 0;
    for (const { text, services = [] } of await readCorpusNotices()) {
      const expected = new Set(services.map((spelling) => canonicalService(spelling) ?? spelling));
      const found = names(text);
      common += found.filter((name) => expected.has(name)).length;
      size += found.length + expected.size;
    }
    expect((2 * common) / size).toBeGreaterThanOrEqual(FLOOR);
  });
});
