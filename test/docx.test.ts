import { readFileSync } from "node:fs";
import { join } from "node:path";
import Zip from "jszip";
import { textOfDocx } from "../src/io/readers/docx";

const MAIN = "word/document.xml";
const letter = readFileSync(join(__dirname, "fixtures", "letter.docx"));

/** The letter with another body. */
async function withBody(body: string): Promise<Buffer> {
  const archive = await Zip.loadAsync(letter);
  const xml = await archive.file(MAIN)!.async("string");
  archive.file(MAIN, xml.replace(/<w:body>.*<\/w:body>/su, `<w:body>${body}</w:body>`));
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
