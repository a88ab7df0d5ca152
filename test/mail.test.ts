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

  it.each(["us-ascii", "unknown-8bit", "iso-8859-1", "shift_jis-2004", "utf-8", "nonsense", undefined])(
    "is read from Shift_JIS that calls itself %s",
    async (charset) =>
      expect(
        await read(
          mail(
            FROM,
            `Content-Type: text/plain${charset ? `; charset=${charset}` : ""}`,
            "Content-Transfer-Encoding: 8bit",
            "",
            SHIFT_JIS_TEXT.toString("latin1"),
          ),
        ),
      ).toMatchObject({ text: "顧客の氏名が漏えいしました。㈱あおば\n" }),
  );

  it("keeps Latin letters where no Japanese can be meant", async () =>
    expect(
      await read(mail(FROM, "Content-Type: text/plain; charset=iso-8859-1", "", "caf\xe9")),
    ).toMatchObject({ text: "café\n" }));

  it("has its subject from bytes that are not encoded", async () => {
    const subject = `Subject: ${SHIFT_JIS_TEXT.toString("latin1")}`;
    const text = ["Content-Type: text/plain; charset=utf-8", "", raw("名簿を紛失しました。")];
    for (const lines of [
      [FROM, subject, ...text],
      [subject, FROM, ...text],
    ])
      expect(await read(mail(...lines))).toMatchObject({
        title: "顧客の氏名が漏えいしました。㈱あおば",
        text: "名簿を紛失しました。\n",
      });
  });

  describe("has its subject in encoded words", () => {
    const titleOf = async (...words: string[]) =>
      (await read(mail(`Subject: ${words.join("\r\n ")}`, FROM))).title;

    it("that part a character, in any encoding", async () => {
      const bytes = Buffer.from("名簿の紛失");
      for (const cut of [1, 4, 7, 8])
        expect(
          await titleOf(
            `=?UTF-8?B?${base64(bytes.subarray(0, cut))}?=`,
            `=?utf-8?b?${base64(bytes.subarray(cut))}?=`,
          ),
        ).toBe("名簿の紛失");
      const jis = Buffer.from(JIS_SUBJECT, "latin1");
      expect(
        await titleOf(
          `=?ISO-2022-JP?B?${base64(jis.subarray(0, 10))}?=`,
          `=?ISO-2022-JP?B?${base64(jis.subarray(10))}?=`,
        ),
      ).toBe("会員名簿の紛失について①");
      expect(await titleOf("=?UTF-8?Q?=E5=90=8D=E7?=", "=?UTF-8?Q?=B0=BF_=3D_1?=")).toBe("名簿 = 1");
    });

    it("with blanks kept but between two of them, a language, and a wrong charset", async () => {
      expect(await titleOf(`=?utf-8*ja?B?${base64("名簿")}?= and`, `=?utf-8?Q?${quoted("紛失")}?= x`)).toBe(
        "名簿 and 紛失 x",
      );
      expect(await titleOf(`=?us-ascii?B?${base64(SHIFT_JIS_TEXT)}?=`)).toBe(
        "顧客の氏名が漏えいしました。㈱あおば",
      );
      expect(await titleOf("=?utf-8?B?", "=?none")).toBe("=?utf-8?B? =?none");
    });
  });

  const HTML = "<p>書類を<b>誤配</b>しました。深くお詫び申し上げます。</p>";
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
      raw(HTML),
      "--B--",
    );

  it("is read from its plain part, where it has one", async () =>
    expect((await read(alternatives("書類を誤配しました。お詫びします。"))).text.trim()).toBe(
      "書類を誤配しました。お詫びします。",
    ));

  it.each(["", " ", "HTML版あり"])(
    "is read from its HTML where its plain part tells nothing: '%s'",
    async (stub) =>
      expect((await read(alternatives(stub))).text).toBe("書類を誤配しました。深くお詫び申し上げます。"),
  );

  it("is read from HTML that names its charset itself, or none", async () => {
    const page = (head: string, body: string) =>
      mail(
        "Subject: x",
        "Content-Type: text/html",
        "",
        `<html><head>${head}</head><body>${body}</body></html>`,
      );
    expect(await read(page("", JIS_TEXT))).toEqual({
      title: "x",
      text: "会員名簿の入ったUSBメモリを紛失しました。",
      date: null,
    });
    // 誤配 in EUC-JP; as Shift_JIS it would be katakana.
    expect(await read(page('<meta charset="euc-jp">', "\xb8\xed\xc7\xdb"))).toMatchObject({ text: "誤配" });
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

  describe("with a mail forwarded whole", () => {
    const forward = (inner: Buffer, ...headers: string[]) =>
      mail(
        FROM,
        "Subject: Fwd",
        "Content-Type: multipart/mixed; boundary=F",
        "",
        "--F",
        "Content-Type: text/plain; charset=utf-8",
        "",
        raw("転送します。"),
        "--F",
        "Content-Type: message/rfc822",
        ...headers,
        "",
        inner.toString("latin1"),
        "--F--",
      );
    const inner = mail(
      "From: desk@aoba.example",
      `Subject: =?utf-8?B?${base64("紛失のお詫び")}?=`,
      "Content-Type: text/plain",
      "",
      SHIFT_JIS_TEXT.toString("latin1"),
    );
    const whole = "転送します。\n\n紛失のお詫び\n\n顧客の氏名が漏えいしました。㈱あおば";

    it.each(["X-None: x", "Content-Disposition: inline", "Content-Disposition: attachment; filename=a.eml"])(
      "has its subject and text too: %s",
      async (header) =>
        expect(await read(forward(inner, header))).toMatchObject({ title: "Fwd", text: whole }),
    );

    it("has it from base64", async () => {
      const encoded = Buffer.from(base64(inner));
      const bytes = forward(encoded, "Content-Transfer-Encoding: base64", "Content-Disposition: attachment");
      expect(await read(bytes)).toMatchObject({ text: whole });
    });

    it("has what was forwarded again and again, but not without end", async () => {
      const wrap = (one: Buffer) =>
        mail("Subject: Fwd", "Content-Type: message/rfc822", "", one.toString("latin1"));
      const times = (n: number) => Array.from({ length: n }).reduce<Buffer>(wrap, inner);
      expect((await read(times(10))).text).toContain("顧客の氏名が漏えいしました。");
      expect((await read(times(50))).text).not.toContain("顧客");
    });

    it("leaves out the mail that a report says did not arrive", async () => {
      const report = ["--F", "Content-Type: message/delivery-status", "", "Status: 5.1.1", "--F--"].join(
        "\r\n",
      );
      const bytes = Buffer.from(forward(inner).toString("latin1").replace("--F--", report), "latin1");
      expect((await read(bytes)).text.trim()).toBe("転送します。");
    });
  });

  it("may have no more than a header", async () =>
    expect(await read(mail("Date: unknown", FROM))).toEqual({
      title: null,
      text: "",
      date: null,
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
