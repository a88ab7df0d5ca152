/** One text in all encodings; how the files were made stands in fixtures/README.md. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { InputError } from "../src/errors";
import { declaredEncoding, decodeBytes, encodingOfLines, lineDecoder } from "../src/io/decode";
import { fixture } from "./support/fixtures";

const encoded = (name: string) => fixture(join("encodings", name));
const FULL = encoded("utf-8.txt").toString("utf8");
const PLAIN = FULL.replace("①", "").replace("髙", "高").replace("（ｼﾒｲ）", "");

/** The bytes of a text by iconv; null where there is none, or it lacks the encoding. */
function convert(text: string, encoding: string): Buffer | null {
  const { status, stdout } = spawnSync("iconv", ["-f", "UTF-8", "-t", encoding], { input: text });
  return status === 0 ? stdout : null;
}

const read = (bytes: Buffer | readonly number[], declared?: string) =>
  decodeBytes(Buffer.from(bytes), "notice.txt", declared);

const FIXTURES: [string, string, string][] = [
  ["utf-8.txt", "utf-8", FULL],
  ["utf-8-mark.txt", "utf-8", FULL],
  ["utf-16le.txt", "utf-16le", FULL],
  ["utf-16be.txt", "utf-16be", FULL],
  ["shift-jis.txt", "shift_jis", FULL],
  ["euc-jp.txt", "euc-jp", PLAIN],
  ["iso-2022-jp.txt", "iso-2022-jp", PLAIN],
];

describe.each(FIXTURES)("%s", (name, encoding, text) => {
  it("is read without a declaration", () => expect(read(encoded(name))).toEqual({ text, encoding }));

  it.each([
    "utf-8",
    "Shift_JIS",
    "x-sjis",
    "cp932",
    "EUC-JP",
    "ISO-2022-JP",
    "utf-16",
    "iso-8859-1",
    "nonsense",
    "",
  ])("is read under the declaration %j", (declared) =>
    expect(read(encoded(name), declared)).toEqual({ text, encoding }),
  );

  it("is read where its last character is cut off", () => {
    const bytes = encoded(name);
    // In front of the line feed stands "。", of two bytes or more.
    const end = encoding.startsWith("utf-16") ? bytes.length - 1 : bytes.lastIndexOf("\n") - 1;
    const cut = read(bytes.subarray(0, end));
    expect(cut.encoding).toBe(encoding);
    expect(cut.text.replace(/。?\ufffd?$/, "")).toBe(text.trimEnd().replace(/。$/, ""));
  });
});

describe("short texts", () => {
  const TEXTS = [
    "個人情報の漏えいについてのお詫び",
    "お詫び",
    "漏洩",
    "紛失",
    "病院",
    "不正アクセス",
    "メール誤送信",
    "学校からのお知らせ",
    "3. 経緯",
  ];

  it.each(TEXTS)("%s is read in either encoding", (text) => {
    const shiftJis = convert(text, "CP932");
    const euc = convert(text, "EUC-JP");
    if (shiftJis) expect(read(shiftJis)).toEqual({ text, encoding: "shift_jis" });
    if (euc) expect(read(euc)).toEqual({ text, encoding: "euc-jp" });
  });

  it("are read as katakana of half width where its sound marks fit", () => {
    // "ｺｼﾞﾝｼﾞｮｳﾎｳ" and "ﾒｰﾙｱﾄﾞﾚｽ" in Shift_JIS.
    expect(read([0xba, 0xbc, 0xde, 0xdd, 0xbc, 0xde, 0xae, 0xb3, 0xce, 0xb3]).text).toBe("ｺｼﾞﾝｼﾞｮｳﾎｳ");
    expect(read([0xd2, 0xb0, 0xd9, 0xb1, 0xc4, 0xde, 0xda, 0xbd]).text).toBe("ﾒｰﾙｱﾄﾞﾚｽ");
    // "個人" in EUC-JP, which were "ｸﾄｿﾍ".
    expect(read([0xb8, 0xc4, 0xbf, 0xcd]).text).toBe("個人");
  });
});

describe("declarations", () => {
  const CAFE = Buffer.from("le caf\xe9 d\xe9j\xe0 servi", "latin1");

  it("decide where the bytes do not", () => {
    expect(read([0xb8, 0xc4, 0xbf, 0xcd], "shift_jis").text).toBe("ｸﾄｿﾍ");
    expect(read([0xb0, 0xb3, 0xc0, 0xce], "euc-kr")).toEqual({ text: "개인", encoding: "euc-kr" });
    expect(read(CAFE, "ISO-8859-1")).toEqual({ text: "le café déjà servi", encoding: "windows-1252" });
  });

  it("of UTF-16 count without a mark", () =>
    expect(read([0x30, 0x42, 0x00, 0x0a, 0x6f, 0x0f], "utf-16be").text).toBe("あ\n漏"));

  it("of EUC-JP are belied by bytes that it lacks", () =>
    // "病院" in Shift_JIS.
    expect(read([0x95, 0x61, 0x89, 0x40], "euc-jp")).toEqual({ text: "病院", encoding: "shift_jis" }));

  it("of single bytes are belied by kana", () => {
    const shiftJis = [0x8e, 0xb8, 0x82, 0xa4];
    expect(read(shiftJis, "windows-1252")).toEqual({ text: "失う", encoding: "shift_jis" });
  });

  it.each<[string, string | undefined]>([
    ['<html><head><meta charset="EUC-JP">', "EUC-JP"],
    ["<META CHARSET=shift_jis>", "shift_jis"],
    ["<meta charset='utf-8'/>", "utf-8"],
    ['<meta http-equiv="Content-Type" content="text/html; charset=x-sjis">', "x-sjis"],
    ['<meta content="text/html;charset=iso-2022-jp" http-equiv=content-type />', "iso-2022-jp"],
    ['<?xml version="1.0" encoding="EUC-JP"?><html>', "EUC-JP"],
    ["\xef\xbb\xbf<?xml version='1.0' encoding='utf-8' ?>", "utf-8"],
    ['<!-- <meta charset="euc-jp"> --><meta charset="utf-8">', "utf-8"],
    ['<meta name="description" content="a"><meta charset="utf-8">', "utf-8"],
    ["<p>charset=utf-8</p>", undefined],
    [`${" ".repeat(1100)}<meta charset="utf-8">`, undefined],
    ["", undefined],
  ])("are found in %j", (page, encoding) =>
    expect(declaredEncoding(Buffer.from(page, "latin1"))).toBe(encoding),
  );

  it("of a page are in its own bytes", () => {
    const bytes = encoded("page-shift-jis.txt");
    expect(declaredEncoding(bytes)).toBe("Shift_JIS");
    expect(decodeBytes(bytes, "page", declaredEncoding(bytes)).text).toContain("名簿を誤って送信しました。");
  });
});

describe("damaged texts", () => {
  const LONG = Buffer.concat(Array.from({ length: 20 }, () => encoded("shift-jis.txt")));

  it("are read but for the places that are damaged", () => {
    const damaged = Buffer.concat([LONG, Buffer.from([0x82, 0x0a]), LONG]);
    expect(read(damaged)).toEqual({
      text: expect.stringContaining(`${FULL}\ufffd\n${FULL}`),
      encoding: "shift_jis",
    });
  });

  it("are read where they are short, if Japanese is left", () => {
    const bytes = [...Buffer.from("お詫び：メールを誤送信しました。")];
    // Within the first character, which is spoilt.
    const damaged = read([bytes[0]!, 0xff, ...bytes.slice(1)]);
    expect(damaged).toEqual({
      text: expect.stringMatching(/^\ufffd+詫び：メールを誤送信しました。$/),
      encoding: "utf-8",
    });
    expect(() => read([0xff, ...bytes.slice(0, 9)])).toThrow("is no text");
    expect(() => read([...Buffer.from("an apology for a mail"), 0xff])).toThrow("is no text");
  });

  it("lose a NUL that stands alone", () => {
    const text = "個人情報の漏えいについてのお詫び。".repeat(6);
    expect(read(Buffer.from(`${text}\0${text}`))).toEqual({ text: text + text, encoding: "utf-8" });
    expect(() => read(Buffer.from("短い文\0です"))).toThrow("it holds NUL");
  });

  it("hold no byte order mark, wherever files were joined", () => {
    const marked = encoded("utf-8-mark.txt");
    expect(read(Buffer.concat([marked, marked])).text).toBe(FULL + FULL);
    expect(read(Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), marked])).text).toBe(FULL);
  });

  it("may be empty", () => expect(read([])).toEqual({ text: "", encoding: "utf-8" }));
});

describe("lines of a table", () => {
  const TEXTS = ["個人情報の漏えい", "お詫び", "名簿の紛失について", "メールの誤送信"];
  const BAD = Buffer.from([0x41, 0xff, 0x41]);

  it.each(["UTF-8", "CP932", "EUC-JP", "ISO-2022-JP"])(
    "tell %s in spite of one that is damaged",
    (encoding) => {
      const lines = TEXTS.flatMap((text) => convert(text, encoding) ?? []);
      if (lines.length === 0) return;
      const found = encodingOfLines([...lines, BAD], "table.csv");
      expect(found).toBe(encoding === "CP932" ? "shift_jis" : encoding.toLowerCase());
      const decode = lineDecoder(found);
      expect([...lines, BAD, lines[0]!].map((line) => decode(line).isSound)).toEqual([
        ...TEXTS.map(() => true),
        false,
        true,
      ]);
      expect(decode(lines[0]!).text).toBe(TEXTS[0]);
    },
  );

  it("tell the encoding of most, where one is in another", () => {
    const utf8 = TEXTS.map((text) => Buffer.from(text));
    const other = Buffer.from([0x8c, 0xc2, 0x90, 0x6c]);
    expect(encodingOfLines([other, ...utf8], "table.csv")).toBe("utf-8");
  });

  it("may be no text", () =>
    expect(() => encodingOfLines([Buffer.from([1, 2, 3, 0, 0])], "table.csv")).toThrow(
      /^table\.csv: is no text/,
    ));
});

describe("what is no text", () => {
  it.each<[string, number[]]>([
    ["NUL bytes", [0x50, 0x4b, 3, 4, 0x14, 0, 0, 0]],
    ["the head of a PNG", [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d]],
    ["control characters", [1, 2, 3, 4, 5, 6, 0x41]],
    ["bytes valid in no encoding", [0xff, 0xfd, 0x80, 0xff, 0xff, 0xa0, 0xff]],
    ["half a character", [0xff]],
  ])("is refused: %s", (_, bytes) => {
    expect(() => read(bytes)).toThrow(InputError);
    expect(() => read(bytes)).toThrow(/^notice\.txt: is (?:no text|an image|an archive)/);
  });

  it("is refused, whatever is declared", () =>
    expect(() => read([0x50, 0x4b, 3, 4, 0, 0], "shift_jis")).toThrow("is an archive"));
});
