import { readFileSync } from "node:fs";
import { join } from "node:path";
import { textOfPdf } from "../src/io/readers/pdf";
import { handWrittenPdf } from "./support/pdf";

const fixture = (name: string) => readFileSync(join(__dirname, "fixtures", name));

const TITLE = "個人情報の漏えいに関するお詫び";

const utf16 = (text: string) => Buffer.from(text, "utf16le").swap16().toString("hex");

describe("the text of a PDF", () => {
  it("has pages, paragraphs and lines as Chromium printed them in embedded fonts", async () =>
    expect(await textOfPdf(fixture("notice.pdf"), "notice.pdf")).toBe(
      `2031年4月8日
みなとの丘生活協同組合

個人情報の漏えいに関するお詫びとお知らせ

このたび、当組合の宅配担当の職員が、組合員の皆さまの個人情報を保存したUSBメモ
リを帰宅途中の電車内に置き忘れ、紛失いたしました。関係する皆さまに多大なるご迷惑
とご心配をおかけしますことを、深くお詫び申し上げます。

紛失が判明したのは2031年4月3日です。同日中に鉄道会社と警察へ届け出て捜索を続
けておりますが、本日までに発見には至っておりません。なお、現時点で情報が不正に利
用されたという報告は受けておりません。

1．漏えいした可能性のある情報

対象の方 件数 項目

宅配をご利用の組合員 1,204件 氏名、住所、電話番号

退会された方 86件 氏名、組合員番号

2．原因
個人情報を持ち出す際は上長の許可を得る決まりでしたが、担当の職員は許可を得ずに
媒体を持ち帰っていました。また、媒体は暗号化されていませんでした。

3．再発防止策
業務用パソコンでの外部媒体の使用を禁止し、全職員を対象とした研修を実施いたしま
す。対象の皆さまには、4月12日までに個別に書面でお知らせいたします。

お問い合わせ先
みなとの丘生活協同組合　お客様相談窓口　髙橋
電話　0000-00-0000（平日9時から17時まで）`,
    ));

  it("is read where a password is needed for changes only, without the blanks that LibreOffice puts between scripts", async () => {
    const text = await textOfPdf(fixture("restricted.pdf"), "restricted.pdf");
    expect(text).toContain("2031年5月12日、");
    expect(text).toContain("86名のメールアドレスが見える状態で送信いたしました");
    expect(text).toContain("対象 件数\n");
  });

  it.each([
    ["90ms-RKSJ-H", "8cc2906c8fee95f182cc985282a682a282c98ad682b782e982a8986c82d1"],
    ["UniJIS-UCS2-H", utf16(TITLE)],
    ["UniJIS-UTF16-H", utf16(TITLE)],
    ["EUC-H", "b8c4bfcdbef0caf3a4cecfb3a4a8a4a4a4cbb4d8a4b9a4eba4aacfcda4d3"],
  ])("is read in fonts that are not embedded, by the map %s", async (encoding, hex) =>
    expect(await textOfPdf(handWrittenPdf({ encoding, lines: [hex] }), "a.pdf")).toBe(TITLE),
  );

  const lines = [utf16("一行目です。"), utf16("二行目、USBメモリです。"), utf16("三行目です。")];
  const read = "一行目です。\n二行目、USBメモリです。\n三行目です。";

  it.each([
    ["not turned", { rotate: 0, matrix: "1 0 0 1 100 500" }],
    ["turned to the right", { rotate: 90, matrix: "0 1 -1 0 100 100" }],
    ["upside down", { rotate: 180, matrix: "-1 0 0 -1 500 200" }],
    ["turned to the left", { rotate: 270, matrix: "0 -1 1 0 300 700" }],
  ])("has its lines in order on a page %s", async (_, page) =>
    expect(await textOfPdf(handWrittenPdf({ encoding: "UniJIS-UTF16-H", lines, ...page }), "a.pdf")).toBe(
      read,
    ),
  );

  it("has vertical lines from right to left", async () => {
    const pdf = handWrittenPdf({ encoding: "UniJIS-UTF16-V", lines, step: "-20 0" });
    expect(await textOfPdf(pdf, "a.pdf")).toBe(read);
  });

  it("has a blank line where the distance is larger", async () => {
    const pages = handWrittenPdf({
      encoding: "UniJIS-UTF16-H",
      lines: [...lines, utf16("　次の段落です。"), utf16("その続きです。")],
      step: (index) => (index === 3 ? "0 -35" : "0 -20"),
    });
    expect(await textOfPdf(pages, "a.pdf")).toBe(`${read}\n\n　次の段落です。\nその続きです。`);
  });

  it("has characters where the font maps them to radicals of the same shape", async () => {
    const pdf = handWrittenPdf({
      encoding: "UniJIS-UTF16-H",
      lines: [utf16("４月８日")],
      toUnicode: ["65e5", "2f47"],
    });
    expect(await textOfPdf(pdf, "a.pdf")).toBe("４月８日");
  });

  it("has characters beyond the first 65,536", async () => {
    const pdf = handWrittenPdf({ encoding: "UniJIS-UTF16-H", lines: [utf16("𠮟責")] });
    expect(await textOfPdf(pdf, "a.pdf")).toBe("𠮟責");
  });

  it("is read many at once", async () => {
    const pdf = fixture("notice.pdf");
    const texts = await Promise.all(Array.from({ length: 20 }, () => textOfPdf(pdf, "notice.pdf")));
    expect(new Set(texts).size).toBe(1);
  });
});

describe("a PDF that cannot be read", () => {
  const notice = fixture("notice.pdf");

  it.each([
    ["text", Buffer.from(TITLE)],
    ["nothing", Buffer.alloc(0)],
    ["its first bytes", Buffer.from("%PDF-1.7\n")],
    ["a truncated file", notice.subarray(0, notice.length / 2)],
  ])("is said to be none or broken: %s", async (_, bytes) =>
    expect(textOfPdf(bytes, "a.pdf")).rejects.toMatchObject({
      name: "InputError",
      source: "a.pdf",
      message: expect.stringMatching(/^a\.pdf: is no PDF, or a broken one; /),
    }),
  );

  it("is said to be locked", async () =>
    expect(textOfPdf(fixture("locked.pdf"), "a.pdf")).rejects.toThrow(
      "a.pdf: is protected by a password; save it without one first",
    ));

  it("is said to need OCR where it holds images only", async () =>
    expect(textOfPdf(handWrittenPdf({ encoding: "UniJIS-UTF16-H", lines: [] }), "a.pdf")).rejects.toThrow(
      /^a\.pdf: holds images only and no text.*OCR/,
    ));

  it("spoils no other file and prints nothing", async () => {
    const spies = (["log", "warn", "error"] as const).map((name) => jest.spyOn(console, name));
    await expect(textOfPdf(Buffer.from("%PDF-1.7\nxref"), "a.pdf")).rejects.toThrow(/broken/);
    expect(await textOfPdf(notice, "notice.pdf")).toContain("紛失");
    for (const spy of spies) expect(spy).not.toHaveBeenCalled();
  });
});
