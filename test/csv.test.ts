import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { evaluate } from "../src/evaluate/evaluate";
import { readLabelMap } from "../src/io/label-map";
import { readNotices } from "../src/io/read-notices";
import type { LabelledNotice } from "../src/schemas/notice";

const folder = mkdtempSync(join(tmpdir(), "owabi-csv-"));
let files = 0;

/** The notices and the complaints, in order. */
async function read(content: string | Buffer, extension = "csv"): Promise<(LabelledNotice | string)[]> {
  const path = join(folder, `${files++}.${extension}`);
  writeFileSync(path, content);
  const results: (LabelledNotice | string)[] = [];
  for await (const result of readNotices([path])) {
    results.push(result.ok ? result.value : result.error.message.replace(path, "FILE"));
  }
  return results;
}

describe("labelled notices from CSV", () => {
  it.each([
    ["LF", "\n", ""],
    ["CR LF", "\r\n", ""],
    ["CR LF and a byte order mark", "\r\n", "\ufeff"],
  ])("are read with %s", async (_, end, mark) =>
    expect(
      await read(
        `${mark}${["id,label,text,people,services,data", 'a,usb-loss,"一行目\n「,」と""引用""","1,204",X; Y,', ""].join(end)}`,
      ),
    ).toEqual([
      {
        id: "a",
        label: "usb-loss",
        text: '一行目\n「,」と"引用"',
        people: 1204,
        services: ["X", "Y"],
        data: [],
      },
    ]),
  );

  it("are read from TSV", async () =>
    expect(await read("label\ttext\nusb-loss\tなくした、\n", "tsv")).toEqual([
      { label: "usb-loss", text: "なくした、" },
    ]));

  it("are read past broken rows, each named by its line", async () => {
    const results = await read(
      "id,label,text\na,usb-loss,よい\nb,nonsense,だめ\nc,usb-loss\nd,usb-loss,よい\n",
    );
    expect(results.map((result) => (typeof result === "string" ? result.slice(0, 18) : result.id))).toEqual([
      "a",
      expect.stringMatching(/^FILE:3:b: label/),
      expect.stringMatching(/^FILE:4: Invalid/),
      "d",
    ]);
  });

  it("say what is wrong with a file as a whole", async () => {
    expect(await read("")).toEqual(["FILE: no rows below the header"]);
    expect(await read("label,text\n")).toEqual(["FILE: no rows below the header"]);
    expect(await read(Buffer.from([0x6c, 0x2c, 0x74, 0x0a, 0x00, 0xff, 0x0a]))).toEqual([
      expect.stringContaining("is no text"),
    ]);
    expect(await read("text,kind\n本文,a\n本文,b\n")).toEqual([
      "FILE:1: no column label; the columns are text, kind",
    ]);
  });

  it("keep characters that stand across the parts of a large file", async () => {
    const rows = Array.from({ length: 20_000 }, (_, index) => `usb-loss,${index}件目の漏えいです\n`);
    const results = await read(`label,text\n${rows.join("")}`);
    expect(results).toHaveLength(20_000);
    expect(results.at(-1)).toEqual({ label: "usb-loss", text: "19999件目の漏えいです" });
  });
});

describe("labelled notices from Excel", () => {
  it("lack a column, and are told so once", async () => {
    expect(await read(readFileSync(join(__dirname, "fixtures", "table.xlsx")), "xlsx")).toEqual([
      expect.stringMatching(/^FILE: no column text, label; the columns are id, 本文/),
    ]);
  });
});

describe("spreadsheets as people write them", () => {
  it("count lines of cells that hold several, with CR LF too", async () => {
    const results = await read('text,label\r\n"a\r\nb\r\nc",usb-loss\r\nfoo,nolabel\r\n');
    expect(results).toEqual([
      { text: "a\nb\nc", label: "usb-loss" },
      expect.stringMatching(/^FILE:5: label/),
    ]);
  });

  it("come in Shift_JIS, as Excel writes them", async () => {
    const rows = Buffer.concat([
      Buffer.from("label,text\r\nusb-loss,"),
      Buffer.from([0x8c, 0xc2, 0x90, 0x6c, 0x8f, 0xee, 0x95, 0xf1, 0x82, 0xf0, 0x8e, 0xb8, 0x82, 0xa2]),
      Buffer.from("\r\n"),
    ]);
    expect(await read(rows)).toEqual([{ label: "usb-loss", text: "個人情報を失い" }]);
  });

  it("may be gzipped", async () => {
    expect(await read(gzipSync("label,text\nusb-loss,あ\n"), "csv.gz")).toEqual([
      { label: "usb-loss", text: "あ" },
    ]);
  });

  it("have blanks around names of columns, but no name twice", async () => {
    expect(await read(" label , text\nusb-loss,あ\n")).toEqual([{ label: "usb-loss", text: "あ" }]);
    expect(await read("text,label,label\nあ,usb-loss,paper-loss\n")).toEqual([
      "FILE:1: two columns are named label",
    ]);
  });
});

describe("labels of another vocabulary", () => {
  const file = (content: string, extension = "csv") => {
    const path = join(folder, `${files++}.${extension}`);
    writeFileSync(path, content);
    return path;
  };

  it("are read in secondary causes too, and may hold semicolons where a model's do", async () => {
    const map = await readLabelMap(file("label,cause\nHACK,intrusion\nLOSS,usb-loss; paper-loss\n"));
    const results = [];
    const source = file('{"text":"あ","label":"HACK","secondary":["LOSS"]}\n', "jsonl");
    for await (const one of readNotices([source], { map }))
      results.push(one.ok ? one.value : one.error.message);
    expect(results).toEqual([{ text: "あ", label: "intrusion", secondary: ["usb-loss", "paper-loss"] }]);
    const own = await readLabelMap(file("label,cause\nX,A;B\nY,usb-loss;C\n"), ["A;B", "C"]);
    expect([...own]).toEqual([
      ["X", ["A;B"]],
      ["Y", ["C"]],
    ]);
  });

  it("are read as the causes that they stand for", async () => {
    const map = await readLabelMap(
      file("label,cause\n設定ミス,public-bucket; cloud-sharing-public\n紛失,usb-loss\n紛失,paper-loss\n"),
    );
    const results: unknown[] = [];
    const source = file("label,text\n設定ミス,あ\n紛失,い\nusb-loss,う\n不明,え\n");
    for await (const result of readNotices([source], { map })) results.push(result.ok ? result.value : "no");
    expect(results).toEqual([
      { label: "public-bucket", alsoRight: ["cloud-sharing-public"], text: "あ" },
      { label: "usb-loss", alsoRight: ["paper-loss"], text: "い" },
      { label: "usb-loss", text: "う" },
      "no",
    ]);
  });

  it("are right where any of their causes is answered", () => {
    const text = "外付けのUSBメモリを紛失いたしました。会員の氏名を保存していました。";
    expect(evaluate([{ text, label: "paper-loss" }]).accuracy).toBe(0);
    expect(evaluate([{ text, label: "paper-loss", alsoRight: ["usb-loss"] }]).accuracy).toBe(1);
  });

  it.each([
    ["label,cause\nあ,nonsense\n", /:2: no cause "nonsense"/],
    ["label,cause\nあ,\n", /:2: label and cause must both be filled/],
    ["名前,原因\nあ,usb-loss\n", /:1: no column label, cause; the columns are 名前, 原因/],
  ])("are complained of by their line: %j", async (content, message) =>
    expect(readLabelMap(file(content))).rejects.toThrow(message),
  );
});
