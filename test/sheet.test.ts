import Zip from "jszip";
import { z } from "zod";
import { once } from "../src/io/bytes";
import { readSheet } from "../src/io/read-sheet";
import { fixture } from "./support/fixtures";

const anyRow = z.record(z.string(), z.string());

/** The rows of a workbook; throws its first complaint. */
async function read(bytes: Buffer, columns: readonly string[] = ["本文"]) {
  const rows = [];
  for await (const one of readSheet("a.xlsx", anyRow, (row) => row, { columns }, once(bytes))) {
    if (!one.ok) throw one.error;
    rows.push({ line: one.line, row: one.value });
  }
  return rows;
}

describe("the rows of a spreadsheet", () => {
  it("are read from the first sheet that has any, below its header", async () =>
    expect(await read(fixture("table.xlsx"))).toEqual([
      {
        line: 3,
        row: {
          id: "001",
          本文: "会員名簿を紛失しました。\nお詫びします。A < B & C",
          公表日: "2024-06-03",
          人数: "1204",
          確認: "TRUE",
        },
      },
      { line: 5, row: { id: "42", 本文: "誤送信です", 公表日: "2024-06-04", 人数: "0.3", 確認: "" } },
      {
        line: 6,
        row: {
          id: "12345678901234",
          本文: "  前後に空白  ",
          公表日: "令和6年6月",
          人数: "",
          確認: "FALSE",
        },
      },
      { line: 8, row: { id: "", 本文: "時刻だけ", 公表日: "13:30", 人数: "0.0000001", 確認: "" } },
    ]));

  it("are read without the readings above their characters", async () =>
    expect(await read(fixture("furigana.xlsx"))).toEqual([{ line: 2, row: { 本文: "名簿を紛失\nした。" } }]));

  it("are read from a part of a larger buffer", async () => {
    const bytes = fixture("furigana.xlsx");
    const larger = Buffer.concat([Buffer.alloc(7), bytes, Buffer.alloc(7)]);
    expect(await read(larger.subarray(7, 7 + bytes.length))).toHaveLength(1);
  });
});

type Cells = Readonly<Record<string, string>>;

/** A workbook with sheets of given cells, by their places. */
async function workbook(...sheets: readonly Cells[]): Promise<Buffer> {
  const zip = new Zip();
  const all = (part: (index: number) => string) => sheets.map((_, index) => part(index + 1)).join("");
  zip.file(
    "xl/workbook.xml",
    `<workbook><sheets>${all((n) => `<sheet name="S${n}" sheetId="${n}" r:id="r${n}"/>`)}</sheets></workbook>`,
  );
  zip.file(
    "xl/_rels/workbook.xml.rels",
    `<Relationships>${all((n) => `<Relationship Id="r${n}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet${n}.xml"/>`)}</Relationships>`,
  );
  for (const [index, cells] of sheets.entries())
    zip.file(
      `xl/worksheets/sheet${index + 1}.xml`,
      `<worksheet><sheetData>${rowsOf(cells)}</sheetData></worksheet>`,
    );
  return zip.generateAsync({ type: "nodebuffer", compression: "DEFLATE" });
}

function rowsOf(cells: Cells): string {
  return Object.entries(cells)
    .map(
      ([place, text]) =>
        `<row r="${place.replace(/\D/g, "")}"><c r="${place}" t="inlineStr"><is><t>${text}</t></is></c></row>`,
    )
    .join("");
}

const notices = (...texts: string[]): Cells =>
  Object.fromEntries(["本文", ...texts].map((text, index) => [`A${index + 1}`, text]));

describe("the sheets of a workbook", () => {
  it("are all read that have the columns, and no cover", async () => {
    const book = await workbook({ A1: "この表について", A2: "説明" }, notices("一", "二"), {}, notices("三"));
    expect(await read(book)).toEqual([
      { line: 2, row: { 本文: "一" } },
      { line: 3, row: { 本文: "二" } },
      { line: 2, row: { 本文: "三" } },
    ]);
  });

  it("are complained of once if none has the columns", async () =>
    expect(read(await workbook({ A1: "表紙", A2: "説明" }, { A1: "題", A2: "あ" }))).rejects.toThrow(
      "a.xlsx:1: no column 本文; the columns are 表紙",
    ));

  it("hand broken rows on, to be mended, under the name of their sheet", async () => {
    const book = await workbook(notices("一"), notices("二"));
    const broken = z.object({ 本文: z.enum(["一"]) });
    const reads = [];
    for await (const one of readSheet("a.xlsx", broken, (row) => row, { columns: ["本文"] }, once(book)))
      reads.push(one);
    expect(reads).toMatchObject([
      { ok: true },
      {
        error: {
          problem: expect.stringMatching(/\(in the sheet S2\)$/),
          where: { line: 2, raw: '{"本文":"二"}' },
        },
      },
    ]);
  });

  it("may have two columns of a name that is not read", async () =>
    expect(await read(fixture("twice.xlsx"), [])).toHaveLength(1));

  it("are refused where they would fill the memory", async () => {
    await expect(read(await workbook({ A1: "本文", XFD1048576: "あ" }))).rejects.toThrow(
      /^a\.xlsx: has a filled cell so far below/,
    );
    await expect(read(await workbook({ A1: "本文", A99999999: "あ" }))).rejects.toThrow("so far below");
    const bomb = new Zip().file("xl/workbook.xml", Buffer.alloc(201_000_000));
    const packed = await bomb.generateAsync({
      type: "nodebuffer",
      compression: "DEFLATE",
      compressionOptions: { level: 1 },
    });
    await expect(read(packed)).rejects.toThrow(/^a\.xlsx: unpacks to more than 200 MB/);
  }, 60_000);

  it("are read where a format reaches further than what is filled", async () => {
    const zip = await Zip.loadAsync(await workbook(notices("一")));
    const sheet = "xl/worksheets/sheet1.xml";
    const xml = (await zip.file(sheet)!.async("string")).replace(
      "</sheetData>",
      '<row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>',
    );
    zip.file(sheet, xml);
    expect(await read(await zip.generateAsync({ type: "nodebuffer" }))).toHaveLength(1);
  });

  it("may leave the places of their cells out", async () => {
    const zip = await Zip.loadAsync(await workbook(notices("一")));
    const cells = Array.from({ length: 28 }, (_, index) => `<c t="inlineStr"><is><t>列${index}</t></is></c>`);
    const rows = `<row>${cells.join("")}</row><row><c/><c><v>7</v></c></row>`;
    zip.file("xl/worksheets/sheet1.xml", `<worksheet><sheetData>${rows}</sheetData></worksheet>`);
    const [first, ...others] = await read(await zip.generateAsync({ type: "nodebuffer" }), ["列0", "列27"]);
    expect(first).toMatchObject({ line: 2, row: { 列0: "", 列1: "7", 列27: "" } });
    expect(others).toEqual([]);
  });

  it("name the cell that holds what it cannot", async () => {
    const zip = await Zip.loadAsync(await workbook(notices("一")));
    const sheet = "xl/worksheets/sheet1.xml";
    const xml = (await zip.file(sheet)!.async("string")).replace(
      "</sheetData>",
      '<row r="3"><c r="A3" t="s"><v>99</v></c></row></sheetData>',
    );
    zip.file(sheet, xml);
    await expect(read(await zip.generateAsync({ type: "nodebuffer" }))).rejects.toThrow(
      /^a\.xlsx: a broken \.xlsx workbook \(the cell in row 3, column 1 holds what it cannot\); open it/,
    );
  });
});

describe("what is no spreadsheet that can be read", () => {
  const whole = fixture("table.xlsx");

  it.each([
    ["an old workbook", fixture("table.xls"), /^a\.xlsx: an old \.xls workbook.*save it as \.xlsx/],
    ["half a workbook", whole.subarray(0, whole.length / 2), /^a\.xlsx: a broken \.xlsx workbook/],
    ["a workbook with a hole", Buffer.from(whole).fill(7, 1000, 1500), /^a\.xlsx: a broken \.xlsx workbook/],
    ["a text", Buffer.from("id,text\na,本文\n"), /^a\.xlsx: not an \.xlsx workbook; save it as \.xlsx/],
    ["nothing", Buffer.alloc(0), /^a\.xlsx: an empty file/],
    ["an archive of something else", fixture("other.zip"), /^a\.xlsx: a broken \.xlsx workbook/],
    ["a workbook with a header only", fixture("header.xlsx"), /^a\.xlsx: no rows below the header/],
    ["two columns of one name", fixture("twice.xlsx"), /^a\.xlsx:1: two columns are named 本文; rename/],
  ])("is complained of: %s", async (_, bytes, message) =>
    expect(read(bytes)).rejects.toMatchObject({
      name: "InputError",
      message: expect.stringMatching(message),
    }),
  );
});
