import Zip from "jszip";
import { textOfDocx } from "../src/io/readers/docx";
import { fixture } from "./support/fixtures";

const MAIN = "word/document.xml";
const letter = fixture("letter.docx");

/** As Word names them; what stands in them is known by the name alone. */
const NAMESPACES = ["mc", "m", "wps", "wp", "a", "v", "w14"]
  .map((name) => `xmlns:${name}="urn:example:${name}"`)
  .join(" ");

/** The letter with another body. */
async function withBody(body: string): Promise<Buffer> {
  const archive = await Zip.loadAsync(letter);
  const xml = await archive.file(MAIN)!.async("string");
  archive.file(MAIN, xml.replace(/<w:body>.*<\/w:body>/su, `<w:body ${NAMESPACES}>${body}</w:body>`));
  return archive.generateAsync({ type: "nodebuffer" });
}

const paragraph = (runs: string) => `<w:p>${runs}</w:p>`;
const run = (text: string) => `<w:r><w:t>${text}</w:t></w:r>`;
const cell = (paragraphs: string) => `<w:tc>${paragraphs}</w:tc>`;

describe("the text of a Word file", () => {
  it("has paragraphs and rows on lines of their own, notes at the end, and no readings", async () =>
    expect(await textOfDocx(letter, "letter.docx")).toBe(
      [
        "メールの誤送信に関するお詫び",
        "2031年5月12日、入船町の学習塾「しらかば教室」の職員が、保護者の皆さまへ送るメールの宛先を誤り、86名のメールアドレスが見える状態で送信いたしました。",
        "対象\t件数",
        "在籍する生徒の 保護者\t86件",
        "深くお詫び申し上げます。",
        "送信先には退会された方も含まれます。",
      ].join("\n"),
    ));

  it("keeps breaks, tabs and blank paragraphs", async () => {
    const body = [
      paragraph(`${run("一")}<w:r><w:br/></w:r>${run("二")}<w:r><w:tab/></w:r>${run("三")}`),
      paragraph(""),
      paragraph(run("四")),
    ];
    expect(await textOfDocx(await withBody(body.join("")), "a.docx")).toBe("一\n二\t三\n\n四");
  });

  it("has what was inserted and not what was deleted", async () => {
    const body = paragraph(
      `${run("約")}<w:del><w:r><w:delText>百</w:delText></w:r></w:del><w:ins>${run("千")}</w:ins>${run("件")}`,
    );
    expect(await textOfDocx(await withBody(body), "a.docx")).toBe("約千件");
  });

  it("has tables in tables in one row", async () => {
    const inner = `<w:tbl><w:tr>${cell(paragraph(run("い")))}${cell(paragraph(run("ろ")))}</w:tr></w:tbl>`;
    const body = `<w:tbl><w:tr>${cell(paragraph(run("あ")) + inner)}${cell(paragraph(run("は")))}</w:tr></w:tbl>`;
    expect(await textOfDocx(await withBody(body), "a.docx")).toBe("あ い ろ\tは");
  });

  it("has the paragraphs of a row of one cell as lines, as of a letter in a frame", async () => {
    const rows = [
      cell(paragraph(run("一")) + paragraph("") + paragraph(run("二"))),
      cell(paragraph(run("三"))) + cell(paragraph(run("四")) + paragraph(run("五"))),
    ];
    const body = `<w:tbl>${rows.map((row) => `<w:tr>${row}</w:tr>`).join("")}</w:tbl>`;
    expect(await textOfDocx(await withBody(body), "a.docx")).toBe("一\n\n二\n三\t四 五");
  });

  describe("has what stands in", () => {
    const boxed = (tag: string) =>
      `<w:drawing><wp:anchor><wp:posOffset>914400</wp:posOffset><a:graphic><wps:txbx><w:txbxContent>${paragraph(run(tag))}</w:txbxContent></wps:txbx></a:graphic></wp:anchor></w:drawing>`;
    const old = (tag: string) =>
      `<w:pict><v:shape><v:textbox><w:txbxContent>${paragraph(run(tag))}</w:txbxContent></v:textbox></v:shape></w:pict>`;
    const alternatives = (...parts: string[]) =>
      `<w:r><mc:AlternateContent>${parts.join("")}</mc:AlternateContent></w:r>`;
    const choice = (content: string) => `<mc:Choice Requires="wps">${content}</mc:Choice>`;
    const fallback = (content: string) => `<mc:Fallback>${content}</mc:Fallback>`;

    it.each([
      ["a field", `<w:fldSimple w:instr="DATE">${run("2031年")}</w:fldSimple>${run("発表")}`, "2031年発表"],
      ["a field in a field", `<w:fldSimple><w:fldSimple>${run("一")}</w:fldSimple></w:fldSimple>`, "一"],
      ["a direction", `<w:bdo w:val="ltr">${run("一")}</w:bdo><w:dir>${run("二")}</w:dir>`, "一二"],
      ["a formula", `<m:oMath><m:r><m:rPr/><m:t>213</m:t></m:r></m:oMath>${run("名")}`, "213名"],
      [
        "a fraction",
        "<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>3</m:t></m:r></m:den></m:f></m:oMath>",
        "1/3",
      ],
      ["a drawing", `${run("前")}<w:r>${boxed("箱")}</w:r>${run("後")}`, "前後\n箱"],
      ["an old picture", `<w:r>${old("箱")}</w:r>`, "\n箱"],
      ["a choice", alternatives(choice(boxed("箱"))), "\n箱"],
      ["a choice, and once", alternatives(choice(boxed("箱")), fallback(old("箱"))), "\n箱"],
      [
        "a fallback of what has no text",
        alternatives(choice("<w14:symEx/>"), fallback("<w:t>☎</w:t>")) + run("03"),
        "☎03",
      ],
      ["a fallback without choices", alternatives(fallback(old("箱"))), "\n箱"],
      [
        "a box that is ticked",
        `<w:sdt><w:sdtPr><w14:checkbox/></w:sdtPr><w:sdtContent>${run("☑")}</w:sdtContent></w:sdt>`,
        "☑",
      ],
      [
        "characters with a reading",
        `<w:r><w:ruby><w:rubyPr/><w:rt>${run("ろう")}</w:rt><w:rubyBase>${run("漏")}</w:rubyBase></w:ruby></w:r>${run("えい")}`,
        "漏えい",
      ],
    ])("%s", async (_, runs, text) =>
      expect(await textOfDocx(await withBody(paragraph(runs)), "a.docx")).toBe(text),
    );
  });

  it("has no hidden text", async () => {
    const styled = (style: string, text: string) =>
      `<w:r><w:rPr><w:b/>${style}</w:rPr><w:t>${text}</w:t></w:r>`;
    const runs = [
      run("一"),
      styled("<w:vanish/>", "隠"),
      styled('<w:vanish w:val="true"></w:vanish>', "隠"),
      styled('<w:vanish w:val="0"/>', "二"),
      // Was hidden once.
      styled("<w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange>", "三"),
    ];
    // Of a paragraph only the mark at its end.
    const mark = "<w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>";
    expect(await textOfDocx(await withBody(paragraph(mark + runs.join(""))), "a.docx")).toBe("一二三");
  });

  it("has notes made over like the text", async () => {
    const archive = await Zip.loadAsync(letter);
    const name = "word/footnotes.xml";
    const xml = await archive.file(name)!.async("string");
    const inField = xml
      .replace("<w:footnoteRef/></w:r>", "$&<w:fldSimple>")
      .replace(/<\/w:p>(?=<\/w:footnote><\/w:footnotes>)/, "</w:fldSimple></w:p>");
    expect(inField).toMatch(/<w:fldSimple>.*送信先には.*<\/w:fldSimple>/su);
    archive.file(name, inField);
    const changed = await archive.generateAsync({ type: "nodebuffer" });
    expect(await textOfDocx(changed, "a.docx")).toContain("送信先には");
  });

  it("is read where the program has names of its own for what Word names", async () => {
    const archive = await Zip.loadAsync(letter);
    const xml = await archive.file(MAIN)!.async("string");
    archive.file(MAIN, xml.replace(/(<\/?|xmlns:)w(?=[:=])/g, "$1ns0").replace(/ w:/g, " ns0:"));
    const renamed = await archive.generateAsync({ type: "nodebuffer" });
    expect(await textOfDocx(renamed, "a.docx")).toContain("メールの誤送信に関するお詫び");
  });
});

describe("a Word file that cannot be read", () => {
  it.each([
    ["text", Buffer.from("個人情報の漏えい")],
    ["nothing", Buffer.alloc(0)],
    ["a truncated file", letter.subarray(0, letter.length / 2)],
    [
      "a file with a broken part",
      letter.map((byte, index) => (index > 200 && index < 4000 ? byte ^ 0x55 : byte)),
    ],
  ])("is said to be none: %s", async (_, bytes) =>
    expect(textOfDocx(Buffer.from(bytes), "a.docx")).rejects.toMatchObject({
      name: "InputError",
      message: expect.stringMatching(/^a\.docx: is no Word file \(\.docx\), or a broken one; /),
    }),
  );

  it("is said to be broken where it nests without end", async () => {
    const body = `${"<w:r>".repeat(100_000)}${"</w:r>".repeat(100_000)}`;
    await expect(textOfDocx(await withBody(body), "a.docx")).rejects.toThrow(/or a broken one/);
  });

  it("is said to be none where the archive holds something else", async () => {
    const archive = new Zip().file("a.txt", "あ");
    const bytes = await archive.generateAsync({ type: "nodebuffer" });
    await expect(textOfDocx(bytes, "a.docx")).rejects.toThrow(/is no Word file/);
  });

  it("is said to be locked or old", async () => {
    const bytes = Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.alloc(512)]);
    await expect(textOfDocx(bytes, "a.docx")).rejects.toThrow(
      /^a\.docx: is protected by a password, or a \.doc/,
    );
  });

  it("is said to hold no text", async () =>
    expect(textOfDocx(await withBody(paragraph("")), "a.docx")).rejects.toThrow(/^a\.docx: holds no text/));

  it("is refused where it would fill the memory, whatever size it states", async () => {
    const archive = await Zip.loadAsync(letter);
    archive.file("word/huge.xml", Buffer.alloc(210_000_000));
    const bytes = await archive.generateAsync({
      type: "nodebuffer",
      compression: "DEFLATE",
      compressionOptions: { level: 1 },
    });
    const stated = Buffer.alloc(4);
    stated.writeUInt32LE(210_000_000);
    for (let at = bytes.indexOf(stated); at >= 0; at = bytes.indexOf(stated)) bytes.writeUInt32LE(1000, at);
    expect(bytes.length).toBeLessThan(2_000_000);
    await expect(textOfDocx(bytes, "a.docx")).rejects.toThrow(/^a\.docx: unpacks to more than 200 MB/);
  });
});
