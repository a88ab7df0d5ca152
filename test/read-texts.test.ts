/** Every kind of file by its name, by how it begins, and gzipped. How the files were made stands in fixtures/README.md. */
import { execFileSync } from "node:child_process";
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { gzipSync } from "node:zlib";
import { type Kind, kindByContent, kindByName } from "../src/io/kinds";
import { type ReadTextsOptions, readTexts } from "../src/io/read-texts";
import type { SourceText } from "../src/io/source-text";
import { FIXTURES, fixture } from "./support/fixtures";
import { testFolder } from "./support/folder";

const { path: folder, file } = testFolder("texts");

function read(...sources: string[]): Promise<(SourceText | string)[]> {
  return readWith(sources);
}

async function readWith(sources: string[], options: ReadTextsOptions = {}): Promise<(SourceText | string)[]> {
  const results: (SourceText | string)[] = [];
  for await (const one of readTexts(sources, options))
    results.push(one.ok ? one.value : one.error.message.replaceAll(folder, "FOLDER"));
  return results;
}

const FEED = `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel><title>お知らせ</title><link>https://example.com/</link>
<item><guid>n-1</guid><title>紛失のお詫び</title><description>&lt;p&gt;USBメモリを&lt;b&gt;紛失&lt;/b&gt;しました。&lt;/p&gt;</description></item>
<item><guid>n-2</guid><title>誤送信のお詫び</title><description>宛先を誤りました。</description></item>
</channel></rss>`;

const MAIL = [
  "From: desk@example.com",
  "Subject: =?utf-8?B?6Kqk6YCB5L+h44Gu44GK6Kmr44Gz?=",
  "Content-Type: text/html; charset=utf-8",
  "",
  "<p>宛先を誤りました。</p><script>x</script>",
].join("\r\n");

/** What each kind says, and whether it may be a page of many notices. */
const KINDS: [string, () => Buffer, string[]][] = [
  ["notice.txt", () => Buffer.from("紛失しました。"), ["紛失しました。"]],
  ["notice.md", () => Buffer.from("# 紛失\n\n紛失しました。"), ["# 紛失\n\n紛失しました。"]],
  [
    "page.html",
    () => Buffer.from("<!doctype html><title>t</title><nav>目次</nav><p>紛失しました。</p>"),
    ["紛失しました。"],
  ],
  ["mail.eml", () => Buffer.from(MAIL), ["誤送信のお詫び\n\n宛先を誤りました。"]],
  [
    "feed.xml",
    () => Buffer.from(FEED),
    ["紛失のお詫び\n\nUSBメモリを紛失しました。", "誤送信のお詫び\n\n宛先を誤りました。"],
  ],
  ["rows.jsonl", () => Buffer.from('{"text":"甲"}\n{"text":"乙"}\n'), ["甲", "乙"]],
  ["letter.docx", () => fixture("letter.docx"), [expect.stringContaining("メールの誤送信に関するお詫び")]],
  [
    "notice.pdf",
    () => fixture("notice.pdf"),
    [expect.stringContaining("個人情報の漏えいに関するお詫びとお知らせ")],
  ],
];

describe.each(KINDS)("%s", (name, bytes, texts) => {
  it("is read by its name", async () => {
    const found = await read(file(name, bytes()));
    expect(found.map((one) => (typeof one === "string" ? one : one.text))).toEqual(texts);
  });

  it("is known by how it begins, gzipped too", async () => {
    const named = (await read(file(name, bytes()))).map((one) => (typeof one === "string" ? one : one.text));
    const bare = name.replaceAll(".", "-");
    for (const path of [
      file(bare, bytes()),
      file(`${bare}.gz`, gzipSync(bytes())),
      file(`${name}.gz`, gzipSync(bytes())),
    ])
      expect((await read(path)).map((one) => (typeof one === "string" ? one : one.text))).toEqual(named);
  });
});

describe("readTexts", () => {
  it("takes rows, records and entries for notices, with their ids, and all else for pages", async () => {
    const table = file("rows.csv", "id,text\na,甲\n,乙\n");
    expect(await read(table, file("feed.rss", FEED), file("page.txt", "頁"))).toEqual([
      { id: "a", text: "甲", isPage: false },
      { text: "乙", isPage: false },
      { id: "n-1", text: expect.any(String), isPage: false },
      { id: "n-2", text: expect.any(String), isPage: false },
      { text: "頁", isPage: true },
    ]);
  });

  it("reads folders and what they hold, and patterns, in the order of names", async () => {
    const tree = join(folder, "tree");
    mkdirSync(join(tree, "b", ".hidden"), { recursive: true });
    copyFileSync(file("x.txt", "二"), join(tree, "b", "2.txt"));
    writeFileSync(join(tree, "a.txt"), "一");
    writeFileSync(join(tree, "b", "3.html"), "<p>三</p>");
    writeFileSync(join(tree, "b", "picture.png"), "x");
    writeFileSync(join(tree, "b", ".hidden", "4.txt"), "四");
    const texts = async (source: string) =>
      (await read(source)).map((one) => (typeof one === "string" ? one : one.text));
    expect(await texts(tree)).toEqual(["一", "二", "三"]);
    expect(await texts(`${tree}/`)).toEqual(["一", "二", "三"]);
    expect(await texts(join(tree, "**", "*.txt"))).toEqual(["一", "二"]);
    expect(await texts(join(tree, "*.pdf"))).toEqual([expect.stringContaining("no file of such a name")]);
    const odd = file("report[1].txt", "括弧");
    expect(await texts(odd)).toEqual(["括弧"]);
  });

  describe("of a folder", () => {
    let tree: string;
    beforeEach(() => {
      tree = mkdtempSync(join(folder, "links-"));
      mkdirSync(join(tree, "sub", "deep"), { recursive: true });
      writeFileSync(join(tree, "a.txt"), "一");
      writeFileSync(join(tree, "sub", "b.txt"), "二");
    });

    const textsOf = async (...sources: string[]) =>
      (await read(...sources)).map((one) =>
        typeof one === "string" ? one.replace(tree.replace(folder, "FOLDER"), "TREE") : one.text,
      );

    it("reads nothing twice, however links lead", async () => {
      symlinkSync("..", join(tree, "sub", "loop"));
      symlinkSync(".", join(tree, "sub", "deep", "here"));
      symlinkSync("sub", join(tree, "0"));
      symlinkSync("a.txt", join(tree, "0.txt"));
      expect(await textsOf(tree)).toEqual(["一", "二"]);
      expect(await textsOf(join(tree, "sub"))).toEqual(["二", "一"]);
      expect(await textsOf(join(tree, "**", "*.txt"))).toEqual(["一", "二"]);
      // What is named twice is meant twice.
      expect(await textsOf(tree, tree)).toEqual(["一", "二", "一", "二"]);
    });

    it("reads what is elsewhere and linked, also where the folder is a link", async () => {
      const other = mkdtempSync(join(folder, "other-"));
      writeFileSync(join(other, "c.txt"), "三");
      writeFileSync(join(other, "d"), "四");
      symlinkSync(other, join(tree, "z"));
      symlinkSync(join(other, "d"), join(tree, "zz.txt"));
      expect(await textsOf(tree)).toEqual(["一", "二", "三", "四"]);
      const link = join(folder, `${basename(tree)}-link`);
      symlinkSync(tree, link);
      expect(await textsOf(link)).toEqual(["一", "二", "三", "四"]);
      expect(await textsOf(join(link, "*.txt"))).toEqual(["一", "四"]);
    });

    it("names links that lead nowhere, and goes on", async () => {
      symlinkSync("nowhere", join(tree, "b.txt"));
      symlinkSync("self", join(tree, "self"));
      expect(await textsOf(tree)).toEqual([
        "一",
        "TREE/b.txt: is a link that cannot be followed: no such file",
        expect.stringMatching(/^TREE\/self: is a link that cannot be followed: ELOOP/),
        "二",
      ]);
    });

    it("names folders that it cannot open, and goes on", async () => {
      // In Shift_JIS, so that no name in Unicode leads there.
      mkdirSync(Buffer.concat([Buffer.from(`${tree}/`), Buffer.from("8cda8b71", "hex")]));
      expect(await textsOf(tree)).toEqual(["一", "二", expect.stringMatching(/^TREE\/.*: no such file$/)]);
    });

    // Nothing is locked to root.
    (process.getuid?.() === 0 ? it.skip : it)("names folders that it may not read, and goes on", async () => {
      chmodSync(join(tree, "sub"), 0);
      expect(await textsOf(tree)).toEqual(["一", "TREE/sub: not allowed to read it"]);
      expect(await textsOf(join(tree, "sub"))).toEqual(["TREE/sub: not allowed to read it"]);
      chmodSync(join(tree, "sub"), 0o700);
    });

    it("passes over packages, pipes and files of other kinds, and tells how many of the last", async () => {
      mkdirSync(join(tree, "node_modules", "x"), { recursive: true });
      writeFileSync(join(tree, "node_modules", "x", "README.md"), "説明");
      writeFileSync(join(tree, "picture.png"), "x");
      writeFileSync(join(tree, "sub", "noext"), "x");
      execFileSync("mkfifo", [join(tree, "pipe.txt")]);
      const told: [string, number][] = [];
      const onPassedOver = (source: string, files: number) => told.push([source, files]);
      expect(await readWith([tree, join(tree, "sub", "deep")], { onPassedOver })).toEqual([
        { text: "一", isPage: true },
        { text: "二", isPage: true },
        expect.stringContaining("holds nothing that can be read"),
      ]);
      expect(told).toEqual([[tree, 2]]);
      expect(await textsOf(join(tree, "node_modules"))).toEqual(["説明"]);
    });
  });

  it("says what a file is that people take for a text", async () => {
    const old = Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.alloc(600)]);
    const picture = Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), Buffer.alloc(600)]);
    expect(await read(file("old.doc", old), file("picture.png", picture), "ftp://example.com/x")).toEqual([
      expect.stringContaining("older Word or Excel"),
      expect.stringContaining("is an image"),
      "ftp://example.com/x: of the web only http and https are fetched",
    ]);
  });

  it("names what it cannot read, and goes on", async () => {
    const cut = file("cut.txt.gz", gzipSync("長い本文".repeat(1000)).subarray(0, 60));
    const sheet = join(FIXTURES, "table.xlsx");
    const broken = file("broken.pdf", "%PDF-1.7 no more");
    const json = file("one.json", '{"text":"甲"}');
    expect(await read(cut, join(folder, "none.html"), sheet, broken, json, file("last.txt", "終"))).toEqual([
      expect.stringMatching(/^FOLDER\/cut\.txt\.gz: damaged gzip/),
      "FOLDER/none.html: no such file",
      expect.stringMatching(/table\.xlsx:2: no column text; the columns are/),
      expect.stringMatching(/^FOLDER\/broken\.pdf: /),
      expect.stringMatching(/one\.json: is JSON, not text/),
      { text: "終", isPage: true },
    ]);
  });
});

describe("a name that is wrong", () => {
  const texts = async (...sources: string[]) =>
    (await read(...sources)).map((one) => (typeof one === "string" ? one : one.text));

  it("gives way to the marks of pages and of office files", async () => {
    const page = "<!doctype html><style>p{}</style><p>紛失しました。</p>";
    const pdf = fixture("notice.pdf");
    const docx = fixture("letter.docx");
    expect(await texts(file("page.txt", page), file("page.xml", `<?xml version="1.0"?>${page}`))).toEqual([
      "紛失しました。",
      "紛失しました。",
    ]);
    for (const name of ["a.txt", "a.html", "a.docx", "a.csv", "a.jsonl"])
      expect(await texts(file(name, pdf))).toEqual([expect.stringContaining("漏えいに関するお詫び")]);
    expect(await texts(file("b.txt", docx), file("b.pdf", docx))).toEqual([
      expect.stringContaining("誤送信に関するお詫び"),
      expect.stringContaining("誤送信に関するお詫び"),
    ]);
  });

  it("does not where the user says of what kind it is", async () =>
    expect(await readWith([file("kept.html", "<html>紛失")], { kind: "text" })).toEqual([
      { text: "<html>紛失", isPage: true },
    ]));
});

describe("a source without text", () => {
  it.each([
    ["blank.txt", " \n\n", /holds no text/],
    ["none.txt", "", /holds no text/],
    ["blank.eml", "From: a@example.com\n\n", /holds no text/],
    ["frames.html", "<frameset><frame src=a.html></frameset>", /holds no text but frames.*a\.html/],
    ["comment.html", "<!-- x -->", /holds no text/],
    ["feed.rss", '<rss version="2.0"><channel><title>t</title></channel></rss>', /a feed without entries/],
  ])("is complained of: %s", async (name, content, problem) =>
    expect(await read(file(name, content))).toEqual([expect.stringMatching(problem)]),
  );

  it("is not an XHTML page whose elements close themselves", async () =>
    expect(
      await read(file("a.xhtml", '<html><head><script src="a"/></head><p><![CDATA[紛失]]></p></html>')),
    ).toEqual([{ text: "紛失", isPage: true }]));
});

describe("what feeds say", () => {
  const texts = async (name: string, content: string) =>
    (await read(file(name, content))).map((one) => (typeof one === "string" ? one : one.text));

  it("keeps the lines of plain text, and what looks like tags in it", async () => {
    const items = [{ id: 1, content_text: "a <b> 三\r\n\r\n四" }];
    const json = JSON.stringify({ version: "https://jsonfeed.org/version/1.1", title: "t", items }, null, 1);
    expect(await texts("plain.json", json)).toEqual(["a <b> 三\n\n四"]);
    const rss =
      "<rss><channel><item><description>一行目\n\n二行目 &amp;amp; 三</description></item></channel></rss>";
    expect(await texts("plain.rss", rss)).toEqual(["一行目\n\n二行目 & 三"]);
  });

  it("is read as far as it goes", async () =>
    expect(await texts("cut.xml", FEED.replace(/誤りました.*/s, ""))).toEqual([
      "紛失のお詫び\n\nUSBメモリを紛失しました。",
      expect.stringMatching(/cut\.xml: is a feed that was cut off after 1 whole/),
    ]));
});

describe("records in UTF-16", () => {
  it("are read, whatever the byte order", async () => {
    const bytes = Buffer.from('\ufeff{"text":"甲ਊ"}\n{"text":"乙"}\n', "utf16le");
    const records = [
      { text: "甲ਊ", isPage: false },
      { text: "乙", isPage: false },
    ];
    expect(await read(file("utf16.jsonl", bytes))).toEqual(records);
    expect(await read(file("utf16", Buffer.from(bytes).swap16()))).toEqual(records);
  });
});

describe("what the user says of the sources", () => {
  it("goes before their names and beginnings", async () => {
    const records = file("records.txt", 'half a line\n{"text":"甲"}\n');
    expect(await readWith([records], { kind: "jsonl" })).toEqual([
      expect.stringMatching(/^FOLDER\/records\.txt:1: not JSON/),
      { text: "甲", isPage: false },
    ]);
    const tabs = file("tabs.csv", "id\ttext\n1\t甲,乙\n");
    expect(await readWith([tabs], { kind: "tsv" })).toEqual([{ id: "1", text: "甲,乙", isPage: false }]);
  });

  it("shows a table without a name by the column that is asked for", async () => {
    const table = file("dump", "番号,本文\n7,甲\n8,乙\n");
    expect(await readWith([table], { columns: { text: "本文" } })).toEqual([
      { text: "甲", isPage: false },
      { text: "乙", isPage: false },
    ]);
    expect(await read(file("tabs", "id\ttext\na\t甲\n"))).toEqual([{ id: "a", text: "甲", isPage: false }]);
    expect(await read(table, file("words", "text\n本文です。"))).toEqual([
      { text: "番号,本文\n7,甲\n8,乙\n", isPage: true },
      { text: "text\n本文です。", isPage: true },
    ]);
  });

  it("names the columns of tables and the keys of records", async () => {
    const columns = { text: "本文", id: "番号" };
    const sources = [file("named.csv", "番号,本文\n7,甲\n"), file("named.jsonl", '{"番号":8,"本文":"乙"}')];
    expect(await readWith(sources, { columns })).toEqual([
      { id: "7", text: "甲", isPage: false },
      { id: "8", text: "乙", isPage: false },
    ]);
    expect(await readWith(sources, { columns: { text: "本文", id: "no" } })).toEqual([
      expect.stringMatching(/no column no; the columns are 番号, 本文; .*--id-column/),
      { text: "乙", isPage: false },
    ]);
    expect(await read(sources[0]!)).toEqual([expect.stringMatching(/no column text; .*--text-column/)]);
  });
});

describe("kinds", () => {
  it("are told by the ending, in any case, and not by what only looks like one", () => {
    expect([
      kindByName("A.PDF"),
      kindByName("a.b/c.Html.gz"),
      kindByName("a.b/c"),
      kindByName("x.png"),
    ]).toEqual(["pdf", "html", undefined, undefined]);
  });

  it("are told by the first bytes", () => {
    const begins = (text: string) => kindByContent(Buffer.from(text));
    expect(begins("\ufeff  <!DOCTYPE html>")).toBe("html");
    expect(begins('<?xml version="1.0"?><!-- x --><feed xmlns="http://www.w3.org/2005/Atom">')).toBe("feed");
    expect(begins('<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "x">')).toBe("html");
    expect(begins("<rdf:RDF xmlns:rdf=")).toBe("feed");
    expect(begins("Subject: x\r\n")).toBe("mail");
    expect(begins("本件の subject: x")).toBe("text");
    expect(begins("")).toBe("text");
  });

  it.each<[Kind, string]>([
    ["feed", '<?xml version="1.0"?>\n<?xml-stylesheet href="a>b.xsl"?>\n<rss version="2.0">'],
    ["feed", '<!DOCTYPE rss [<!ENTITY a "b">]>\n<!-- x > y -->\n<rss version="0.91">'],
    ["feed", '<atom:feed xmlns:atom="http://www.w3.org/2005/Atom">'],
    ["feed", '<?xml version="1.0"?><urlset>'],
    ["html", '<?xml version="1.0"?><!-- x --><html xmlns="http://www.w3.org/1999/xhtml">'],
    ["html", "<!-- saved from url=(0014)about:internet -->\n<html>"],
    ["html", "<!-- <html> -->"],
    ["html", "<div class=x><p>紛失</p></div>"],
    ["text", "<重要>お詫び"],
    ["text", "<a社>様の件"],
    ["jsonl", '{"text":"甲"}'],
    ["jsonl", '{broken\n{"text":"甲"}'],
    ["jsonl", 'id: 1\n{ "text": "甲" }'],
    ["jsonl", '{"text":"\\"version\\": \\"https://jsonfeed.org/version/1\\""}'],
    ["json", '[\n {"id":1}]'],
    ["json", '{\n  "text": "甲"\n}'],
    ["json", '{\n "version": "https://jsonfeed.org/version/1.1",'],
    ["text", "[お知らせ] {甲}"],
    ["mail", "DKIM-Signature: v=1;\r\n a=b\r\nX-Spam: no\r\nFrom: a@example.com\r\n\r\n本文"],
    ["mail", `${"X-Long: a\r\n b\r\n".repeat(100)}Received: x\r\n${" y\r\n".repeat(1000)}`],
    ["text", "Date: 2024-06-03\n紛失しました。"],
    ["text", "Note: a\nSee: b\n\n本文"],
    ["pdf", "%PDF-1.7"],
  ])("tell %s by %j, in UTF-16 too", (kind, text) => {
    expect(kindByContent(Buffer.from(text))).toBe(kind);
    if (kind !== "pdf") expect(kindByContent(Buffer.from(`\ufeff${text}`, "utf16le"))).toBe(kind);
  });
});
