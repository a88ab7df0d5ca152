import { readFileSync } from "node:fs";
import { join } from "node:path";
import { rowsOfSheet } from "../src/io/readers/sheet";
import { ROOT } from "./support/corpus";

const fixture = (name: string) => readFileSync(join(ROOT, "test", "fixtures", name));
const read = (bytes: Buffer) => rowsOfSheet(bytes, "a.xlsx");

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
