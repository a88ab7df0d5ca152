import fc from "fast-check";
import { normalise } from "../src/text/normalise";

const text = (source: string) => normalise(source).text;

describe("normalise", () => {
  it("folds width, case, compatibility forms and marks", () => {
    expect(text("ＢＣＣ欄　１２件 ｸﾞﾙｰﾌﾟ 個⼈情報 がが")).toBe("bcc欄 12件グループ個人情報がが");
  });

  it("takes the blanks of a PDF out of Japanese and keeps those between words and columns", () => {
    expect(text("令和 5 年 6 月 3 日、Google Cloud の 設定")).toBe("2023年6月3日、google cloudの設定");
    expect(text("氏名　　住所  電話")).toBe("氏名 住所 電話");
  });

  it("joins a sentence that the column broke and keeps the writer's own lines", () => {
    const column = [
      "このたび、当市が主催した講座の申込者に送った電子メールにおいて、",
      "本来は見えないはずの宛先が互いに見える状態となっていたことが判明いたし",
      "ました。",
      "1 概要",
      "・申込者の氏名",
    ].join("\n");
    expect(text(column).split("\n")).toEqual([
      "このたび、当市が主催した講座の申込者に送った電子メールにおいて、本来は見えないはずの宛先が互いに見える状態となっていたことが判明いたしました。",
      "1 概要".replace(" ", ""),
      "・申込者の氏名",
    ]);
  });

  it.each([
    ["平成三十一年4月", "2019年4月"],
    ["令和元年5月", "2019年5月"],
    ["昭和 63 年度", "1988年度"],
    ["平成二五年", "2013年"],
    ["平成二〇年", "2008年"],
    ["令和十年", "2028年"],
    ["R5.6.3付", "2023.6.3付"],
    ["PR5.6", "pr5.6"],
  ])("writes out the era of %s", (given, expected) => expect(text(given)).toBe(expected));

  it.each([
    ["𠮷野家の😀", "𠮷野家の😀"],
    ["𝟑𝟎𝟎名", "300名"],
    ["㈱𝐀", "(株)a"],
  ])("keeps the characters beyond the basic plane: %s", (given, expected) =>
    expect(text(given)).toBe(expected),
  );

  it("folds each character as Unicode does, wherever it stands in a long text", () => {
    const folded = (character: string) => character.normalize("NFKC").toLowerCase();
    const letters = fc.string({
      unit: fc.constantFrom("漏", "ん", "Ａ", "z", "９", "𠮷", "😀", "ｶﾞ", "é", "㍿"),
      minLength: 1,
      maxLength: 40,
    });
    fc.assert(
      fc.property(letters, fc.integer({ min: 4000, max: 4100 }), (mixed, before) => {
        const given = "漏".repeat(before) + mixed;
        expect(text(given)).toBe("漏".repeat(before) + folded(mixed));
      }),
    );
  });

  it("takes control characters and halves of surrogate pairs for themselves, marks behind them or not", () => {
    expect(text("\ud800\u0301a")).toBe("\ufffd\u0301a");
    expect(text("a\u0085b\u009bc\u0007d")).toBe("a\nb c d");
  });

  it("leads back to the text as given", () => {
    const source = "令和 ５ 年、ＵＳＢ メモリーを\r\n紛失";
    const mapped = normalise(source);
    const at = mapped.text.indexOf("usbメモリー");
    const span = mapped.originalSpan(at, at + "usbメモリー".length);
    expect(source.slice(span.start, span.end)).toBe("ＵＳＢ メモリー");
    const year = mapped.originalSpan(0, 5);
    expect(source.slice(year.start, year.end)).toBe("令和 ５ 年");
  });

  it("maps any string to ranges of itself, in order", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (source) => {
        const mapped = normalise(source);
        let last = 0;
        for (let i = 0; i < mapped.text.length; i++) {
          const { start, end } = mapped.originalSpan(i, i + 1);
          expect(start).toBeLessThan(end);
          expect(end).toBeLessThanOrEqual(source.length);
          expect(start).toBeGreaterThanOrEqual(last);
          last = start;
        }
      }),
    );
  });
});
