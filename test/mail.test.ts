import { textOfMail } from "../src/io/readers/mail";

/** 会員名簿の紛失について①, in ISO-2022-JP: what Node can decode it cannot encode. */
const JIS_SUBJECT = "\x1b$B2q0wL>Jm$NJ6<:$K$D$$$F-!\x1b(B";
/** 会員名簿の入ったUSBメモリを紛失しました。, in ISO-2022-JP. */
const JIS_TEXT = "\x1b$B2q0wL>Jm$NF~$C$?\x1b(BUSB\x1b$B%a%b%j$rJ6<:$7$^$7$?!#\x1b(B";
/** 顧客の氏名が漏えいしました。㈱あおば, in Shift_JIS as Windows writes it. */
const SHIFT_JIS_TEXT = Buffer.from(
  "8cda8b7182cc8e8196bc82aa985282a682a282b582dc82b582bd8142878a82a082a882ce",
  "hex",
);

const FROM = "From: info@aoba.example";

/** Characters up to U+00FF stand for the bytes of that number. */
function mail(...lines: string[]): Buffer {
  return Buffer.from(lines.join("\r\n"), "latin1");
}

const base64 = (text: string | Buffer) => Buffer.from(text as string).toString("base64");
const raw = (text: string) => Buffer.from(text).toString("latin1");
const quoted = (text: string) => encodeURIComponent(text).replaceAll("%", "=");
const read = (bytes: Buffer) => textOfMail(bytes, "a.eml");

describe("a mail", () => {
  it("is read from ISO-2022-JP, its subject too", async () =>
    expect(
      await read(
        mail(
          FROM,
          "Date: Mon, 3 Jun 2024 08:00:00 +0900 (JST)",
          `Subject: =?ISO-2022-JP?B?${base64(JIS_SUBJECT)}?=`,
          "Content-Type: text/plain; charset=ISO-2022-JP",
          "Content-Transfer-Encoding: 7bit",
          "",
          JIS_TEXT,
        ),
      ),
    ).toEqual({
      title: "会員名簿の紛失について①",
      text: "会員名簿の入ったUSBメモリを紛失しました。\n",
      date: "2024-06-03T08:00:00+09:00",
      html: null,
    }));

  it("is read from ISO-2022-JP that does not say so", async () =>
    expect(await read(mail(FROM, `Subject: ${JIS_SUBJECT}`, "", JIS_TEXT))).toMatchObject({
      title: "会員名簿の紛失について①",
      text: "会員名簿の入ったUSBメモリを紛失しました。\n",
    }));

  it("keeps what only looks like an escape among other characters", async () =>
    expect(await read(mail(FROM, "", raw("あ\x1b$Bい")))).toMatchObject({ text: "あ\x1b$Bい\n" }));

  it("is read from quoted-printable UTF-8, with a subject in pieces", async () =>
    expect(
      await read(
        mail(
          `Subject: =?UTF-8?B?${base64("メール誤送信に")}?=`,
          ` =?utf-8?Q?${quoted("関するお詫び")}?=`,
          "Date: Sun, 02 Jun 2024 23:30:00 GMT",
          "Content-Type: text/plain; charset=utf-8",
          "Content-Transfer-Encoding: quoted-printable",
          "",
          `${quoted("宛先を取り違え、")}=`,
          quoted("他のお客様のアドレスが見える状態でした。"),
        ),
      ),
    ).toMatchObject({
      title: "メール誤送信に関するお詫び",
      text: "宛先を取り違え、他のお客様のアドレスが見える状態でした。\n",
      date: "2024-06-03T08:30:00+09:00",
    }));

  it("is read with its flowed lines joined", async () =>
    expect(
      await read(
        mail(
          FROM,
          "Content-Type: text/plain; charset=utf-8; format=flowed; delsp=yes",
          "Content-Transfer-Encoding: 8bit",
          "",
          raw("委託先が名簿を "),
          raw("紛失しました。"),
          raw("以上"),
        ),
      ),
    ).toMatchObject({ text: "委託先が名簿を紛失しました。\n以上\n" }));

  it.each(["Shift_JIS", "cp932", "x-sjis", "Windows-31J"])("is read from base64 %s", async (charset) =>
    expect(
      await read(
        mail(
          FROM,
          `Content-Type: text/plain; charset="${charset}"`,
          "Content-Transfer-Encoding: base64",
          "",
          base64(SHIFT_JIS_TEXT),
        ),
      ),
    ).toMatchObject({ text: "顧客の氏名が漏えいしました。㈱あおば" }),
  );

  const alternatives = (plain: string) =>
    mail(
      FROM,
      'Content-Type: multipart/alternative; boundary="B"',
      "",
      "--B",
      "Content-Type: text/plain; charset=utf-8",
      "",
      raw(plain),
      "--B",
      "Content-Type: text/html; charset=utf-8",
      "",
      raw("<p>書類を<b>誤配</b>しました。</p>"),
      "--B--",
    );

  it("is read from its plain part, where it has one", async () => {
    const { text, html } = await read(alternatives("書類を誤配しました。"));
    expect([text.trim(), html]).toEqual(["書類を誤配しました。", null]);
  });

  it("is handed on as HTML where its plain part is blank or missing", async () => {
    expect(await read(alternatives(" "))).toMatchObject({
      text: "",
      html: expect.stringContaining("<b>誤配</b>"),
    });
    expect(
      await read(
        mail(
          "Subject: x",
          "Content-Type: text/html; charset=iso-2022-jp",
          "",
          `<html><body>${JIS_TEXT}</body></html>`,
        ),
      ),
    ).toEqual({
      title: "x",
      text: "",
      date: null,
      html: "<html><body>会員名簿の入ったUSBメモリを紛失しました。</body></html>\n",
    });
  });

  it("is read without its attachments", async () => {
    const { text } = await read(
      mail(
        FROM,
        "Content-Type: multipart/mixed; boundary=B",
        "",
        "--B",
        "Content-Type: text/plain; charset=utf-8",
        "",
        raw("別添のとおりです。"),
        "--B",
        "Content-Type: text/plain; charset=utf-8; name=a.txt",
        "Content-Disposition: attachment; filename=a.txt",
        "",
        raw("添付の中身"),
        "--B--",
      ),
    );
    expect(text.trim()).toBe("別添のとおりです。");
  });

  it("may have no more than a header", async () =>
    expect(await read(mail("Date: unknown", FROM))).toEqual({
      title: null,
      text: "",
      date: null,
      html: null,
    }));
});

describe("what is no mail", () => {
  it.each([
    ["a text", Buffer.from("件名: お詫び\n\n名簿を紛失しました。\n")],
    ["a text of one word", Buffer.from("Subject")],
    ["nothing", Buffer.alloc(0)],
    ["a picture", Buffer.from("89504e470d0a1a0a0000000d49484452", "hex")],
  ])("is complained of: %s", async (_, bytes) =>
    expect(read(bytes)).rejects.toMatchObject({
      name: "InputError",
      message: expect.stringMatching(/^a\.eml: not a mail.*save it as \.eml/),
    }),
  );

  it("is complained of: parts in parts without end", async () => {
    const depth = 300;
    const parts = Array.from({ length: depth }, (_, index) => [
      index > 0 ? `--${index - 1}.` : "Subject: x",
      `Content-Type: multipart/mixed; boundary="${index}."`,
      "",
    ]);
    await expect(read(mail(...parts.flat(), `--${depth - 1}.`, "", "x"))).rejects.toMatchObject({
      name: "InputError",
      message: expect.stringContaining("nesting"),
    });
  });
});
