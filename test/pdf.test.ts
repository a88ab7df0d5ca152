import { readTexts } from "../src/io/read-texts";
import { textOfPdf } from "../src/io/readers/pdf";
import { fixture } from "./support/fixtures";
import { testFolder } from "./support/folder";
import { BROKEN_PAGE, drawn, handWrittenPdf, IMAGE_PAGE, pdfOfPages, utf16 } from "./support/pdf";

const { file } = testFolder("pdf");

const TITLE = "個人情報の漏えいに関するお詫び";

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

const textOfPages = (...contents: Parameters<typeof pdfOfPages>[0]) =>
  textOfPdf(pdfOfPages(contents), "a.pdf");

describe("the layout of a page", () => {
  it("is undone where Chromium printed it", async () =>
    expect(await textOfPdf(fixture("layouts.pdf"), "layouts.pdf")).toBe(
      `お問い合わせ先

庶務係　佐藤

電話　0000

以上

左の一。
左の二。

右の一。
右の二。

名簿の紛失についてお知らせします。

本日、職員が名簿を紛失し
ました。USBメモリ1本に31
名の氏名があります。

探しています。

本日、個人の名簿を紛失しました。深くお詫び申し上げます。こ
の名簿には31名の氏名があります。

本日、31名の名簿を紛失しました。

お詫び

件名

本日、名簿を紛失しました。

お詫び申し上げます。

本日、31名の名簿を紛失しました。

お詫び申し上げます。`,
    ));

  const down = [0, -1] as const;

  it("may be of a few short lines", async () =>
    expect(
      await textOfPages(
        `${drawn("連絡先", { x: 50, y: 700 })} ${drawn("庶務係", { x: 50, y: 680 })} ${drawn("以上", { x: 500, y: 660 })}`,
      ),
    ).toBe("連絡先\n庶務係\n以上"));

  it("may be vertical, with a line of one character", async () =>
    expect(
      await textOfPages(
        [
          drawn("本日、名簿を紛失。", { x: 400, y: 700, step: down }),
          drawn("記", { x: 380, y: 700 }),
          drawn("名簿は一冊。", { x: 360, y: 700, step: down }),
        ].join(" "),
      ),
    ).toBe("本日、名簿を紛失。\n記\n名簿は一冊。"));

  it("may have short lines below each other, which are no vertical line", async () =>
    expect(
      await textOfPages(
        ["甲", "乙", "丙"].map((text, index) => drawn(text, { x: 50, y: 700 - 16 * index })).join(" "),
      ),
    ).toBe("甲\n乙\n丙"));

  it.each([90, 180, 270])("may be turned by %i degrees", async (rotate) =>
    expect(
      await textOfPdf(
        pdfOfPages(
          [`${drawn("一行目です。", { x: 50, y: 700 })} ${drawn("二行目です。", { x: 50, y: 680 })}`],
          {
            rotate,
          },
        ),
        "a.pdf",
      ),
    ).toBe("一行目です。\n二行目です。"),
  );

  it.each([1.25, 1.5, 3])("may put characters %d sizes apart", async (step) =>
    expect(await textOfPages(drawn("名簿の紛失", { x: 50, y: 700, step: [step, 0] }))).toBe("名簿の紛失"),
  );

  it("parts cells of a table", async () =>
    expect(
      await textOfPages(`${drawn("対象の方", { x: 50, y: 700 })} ${drawn("件数", { x: 110, y: 700 })}`),
    ).toBe("対象の方 件数"));

  it("may double characters for bold type, but not those that are doubled", async () =>
    expect(
      await textOfPages(
        `${drawn("名簿の件、々々", { x: 50, y: 700 })} ${drawn("名簿の件、々々", { x: 50.4, y: 700 })}`,
      ),
    ).toBe("名簿の件、々々"));

  it("may hold readings beside the words", async () =>
    expect(
      await textOfPages(
        [
          drawn("深く", { x: 50, y: 700 }),
          drawn("ふか", { x: 50, y: 711, size: 6 }),
          drawn("お詫びします。", { x: 74, y: 700 }),
          drawn("ふりがな", { x: 50, y: 660, size: 6 }),
        ].join(" "),
      ),
    ).toBe("深くお詫びします。\nふりがな"));
});

describe("a sentence that runs over the end of a page", () => {
  const long = "本日、当組合の職員が、組合員の皆さまの名簿を";
  const page = (text: string, number: string) =>
    `${drawn("組合だより", { x: 400, y: 800 })} ${drawn(text, { x: 50, y: 700 })} ${drawn(number, { x: 300, y: 40 })}`;

  it("is not parted by headers and page numbers, which stay elsewhere", async () =>
    expect(
      await textOfPages(page(long, "１"), page("紛失いたしました。", "２"), page("お詫びします。", "３")),
    ).toBe(`組合だより\n${long}\n紛失いたしました。\n\n２\n\n組合だより\nお詫びします。\n\n３`));

  it("is not parted by a blank line between columns", async () =>
    expect(
      await textOfPages(
        `${drawn("前の文です。", { x: 50, y: 720 })} ${drawn(long, { x: 50, y: 700 })} ${drawn("紛失しました。", { x: 330, y: 720 })}`,
      ),
    ).toBe(`前の文です。\n${long}\n紛失しました。`));
});

describe("a PDF that cannot be read in part", () => {
  it("keeps the other pages and tells of those left out", async () => {
    const page = drawn("名簿を紛失しました。", { x: 50, y: 700 });
    const pdf = pdfOfPages([page, BROKEN_PAGE, page, IMAGE_PAGE, "", IMAGE_PAGE]);
    const told: string[] = [];
    const text = await textOfPdf(pdf, "a.pdf", (error) => told.push(error.message));
    expect(text).toBe("名簿を紛失しました。\n\n名簿を紛失しました。");
    expect(told).toEqual([
      "a.pdf: page 2 is left out as broken; get the file anew, or print it to PDF again",
      "a.pdf: page 4 and 1 more are left out as images only; run OCR on it first",
    ]);
  });

  it("is a text followed by errors", async () => {
    const path = file("a.pdf", pdfOfPages([drawn("名簿を紛失しました。", { x: 50, y: 700 }), IMAGE_PAGE]));
    const reads = [];
    for await (const read of readTexts([path])) reads.push(read);
    expect(reads).toMatchObject([
      { ok: true, value: { text: "名簿を紛失しました。" } },
      { ok: false, error: { source: path, problem: expect.stringMatching(/^page 2 is left out/) } },
    ]);
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

  it("is said to be broken where all pages are", async () =>
    expect(textOfPages(BROKEN_PAGE, BROKEN_PAGE)).rejects.toThrow(/^a\.pdf: is no PDF, or a broken one/));

  it("is said to be too long above a million characters", async () => {
    const content = `BT /F2 1 Tf 0 800 Td ${"(abcdefghij) Tj ".repeat(100_001)} ET`;
    await expect(textOfPages(content)).rejects.toThrow(
      "a.pdf: holds more than 1000000 characters; split it first",
    );
  });

  it("spoils no other file and prints nothing", async () => {
    const spies = (["log", "warn", "error"] as const).map((name) => jest.spyOn(console, name));
    await expect(textOfPdf(Buffer.from("%PDF-1.7\nxref"), "a.pdf")).rejects.toThrow(/broken/);
    expect(await textOfPdf(notice, "notice.pdf")).toContain("紛失");
    for (const spy of spies) expect(spy).not.toHaveBeenCalled();
  });

  it("does not keep the next from being read where it stopped the engine", async () => {
    const { init } = jest.requireActual<typeof import("@embedpdf/pdfium")>("@embedpdf/pdfium");
    const stop = () => {
      throw new Error("Aborted()");
    };
    const start = jest
      .fn(init)
      .mockImplementationOnce(async (options) => ({ ...(await init(options)), FPDF_GetPageCount: stop }));
    await jest.isolateModulesAsync(async () => {
      jest.doMock("@embedpdf/pdfium", () => ({ init: start }));
      const isolated = await import("../src/io/readers/pdf");
      await expect(isolated.textOfPdf(notice, "a.pdf")).rejects.toThrow(/broken/);
      expect(await isolated.textOfPdf(notice, "a.pdf")).toContain("紛失");
    });
    jest.dontMock("@embedpdf/pdfium");
  });
});
