import { gzipSync } from "node:zlib";
import { evaluate } from "../src/evaluate/evaluate";
import { readLabelMap } from "../src/io/label-map";
import { readNotices } from "../src/io/read-notices";
import type { LabelledNotice } from "../src/schemas/notice";
import { fixture } from "./support/fixtures";
import { testFolder } from "./support/folder";

const folder = testFolder("csv");
let files = 0;

/** A table of its own; the path of it. */
function table(content: string | Buffer, extension = "csv"): string {
  return folder.file(`${files++}.${extension}`, content);
}

/** The notices and the complaints, in order. */
async function read(content: string | Buffer, extension = "csv"): Promise<(LabelledNotice | string)[]> {
  const path = table(content, extension);
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
      expect.stringMatching(/^FILE:4: 2 cells wh/),
      "d",
    ]);
  });

  it("say what is wrong with a file as a whole", async () => {
    expect(await read("")).toEqual(["FILE: no rows below the header"]);
    expect(await read("label,text\n")).toEqual(["FILE: no rows below the header"]);
    expect(await read(Buffer.from("label,text\n\0\xff\n", "latin1"))).toEqual([
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
    expect(await read(fixture("table.xlsx"), "xlsx")).toEqual([
      expect.stringMatching(/^FILE:2: no column text, label; the columns are id, 本文/),
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
      "FILE:1: two columns are named label; rename one of them",
    ]);
  });
});

describe("tables with something wrong in them", () => {
  const HEAD = "text,label\n";
  const row = (text: string) => `${text},usb-loss\n`;
  const rows = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, index) => row(`${from + index}件目`)).join("");
  const good = (results: readonly (LabelledNotice | string)[]) =>
    results.filter((result) => typeof result !== "string").map(({ text }) => text);
  const complaints = (results: readonly (LabelledNotice | string)[]) =>
    results.filter((result) => typeof result === "string");

  it.each([
    ["near the beginning", 3],
    ["far below", 9000],
  ])("lose no row but the one that holds bytes that are no text: %s", async (_, place) => {
    const table = Buffer.concat([
      Buffer.from(HEAD + rows(0, place)),
      Buffer.from("壊\xff", "latin1"),
      Buffer.from(row("れた") + rows(place + 1, 10_000)),
    ]);
    const results = await read(table);
    expect(good(results)).toHaveLength(9999);
    expect(complaints(results)).toEqual([
      `FILE:${place + 2}: holds bytes that are not UTF-8, as the rest of the table is; mend the row`,
    ]);
  });

  it("have their encoding told by the first line that is not plain", async () => {
    const ascii = row("a plain text").repeat(5000);
    const shiftJis = Buffer.from([0x8c, 0xc2, 0x90, 0x6c, 0x82, 0xf0]);
    const results = await read(
      Buffer.concat([Buffer.from(HEAD + ascii), shiftJis, Buffer.from(`${row("")}\xff${row("")}`, "latin1")]),
    );
    expect(results.slice(-2)).toEqual([
      { label: "usb-loss", text: "個人を" },
      expect.stringMatching(/^FILE:5003: holds bytes that are not Shift_JIS/),
    ]);
    expect(results).toHaveLength(5002);
  });

  it("lose no NUL and no row to one", async () =>
    expect(await read(`${HEAD}${rows(0, 20)}あ\0い,usb-loss\n`)).toContainEqual({
      label: "usb-loss",
      text: "あい",
    }));

  it.each([
    ["a quote that is never closed", '"閉じない', ""],
    ["a quote that another opens far below", '"閉じない', `"あ\nい",usb-loss\n`],
    ["text after a quote", '"閉じ"ない', ""],
    ["a quote within a cell", '閉じ"ない', ""],
    ["two quotes within a cell", '"「"閉じ"」"', ""],
  ])("lose no row to %s", async (_, text, below) => {
    const results = await read(`${HEAD}${rows(0, 3)}${row(text)}${rows(4, 900)}${below}${rows(900, 1000)}`);
    expect(complaints(results)).toEqual([expect.stringMatching(/^FILE:5: a quote .*twice \(""\)$/)]);
    expect(good(results)).toEqual([
      ...Array.from({ length: 3 }, (_, index) => `${index}件目`),
      ...Array.from({ length: 896 }, (_, index) => `${index + 4}件目`),
      ...(below ? ["あ\nい"] : []),
      ...Array.from({ length: 100 }, (_, index) => `${index + 900}件目`),
    ]);
  });

  it("keep a cell of many lines whole, with lines that look like rows", async () => {
    const text = rows(0, 20_000);
    expect(await read(`${HEAD}"${text}",usb-loss\n${row("後")}`)).toEqual([
      { label: "usb-loss", text },
      { label: "usb-loss", text: "後" },
    ]);
  });

  it("are complained of once where a row of several lines is too wide, but lose no row to a quote too many", async () => {
    expect(await read(`${HEAD}"一\n二\n三",usb-loss,x\n${row("後")}`)).toEqual([
      "FILE:2: 3 cells where the header has 2",
      { label: "usb-loss", text: "後" },
    ]);
    const results = await read(`${HEAD}"一,usb-loss\n${row("二")}三,"\n${row("後")}`);
    expect(good(results)).toEqual(["二", "後"]);
  });

  it("are read in time that grows with their length, with a stray quote in each row, and in one row of 20 MB", async () => {
    const results = await read(`${HEAD}${row('5" の円盤').repeat(5_000)}`);
    expect(complaints(results)).toHaveLength(5_000);
    const text = "漏".repeat(7_000_000);
    expect(good(await read(HEAD + row(text)))).toEqual([text]);
  });

  it("hand each broken row on, to be mended", async () => {
    const path = table(`${HEAD}"一\n二",nonsense\n三,"usb"loss\n四\n`);
    const raw: unknown[] = [];
    for await (const result of readNotices([path])) raw.push(!result.ok && result.error.where.raw);
    expect(raw).toEqual(['"一\n二",nonsense', '三,"usb"loss', "四"]);
  });

  it("may be in UTF-16 with rows across the parts of a file, and cut off", async () => {
    const table = Buffer.from(`\ufeff${HEAD}${rows(0, 20_000)}`.replaceAll("\n", "\r\n"), "utf16le");
    expect(good(await read(table)).every((text) => /^\d+件目$/.test(text))).toBe(true);
    const cut = Buffer.from(`\ufeff${HEAD}${row("あ")}い,usb-loss\n`, "utf16le").subarray(0, -1);
    expect(await read(cut)).toEqual([
      { label: "usb-loss", text: "あ" },
      expect.stringMatching(/^FILE:3: label/),
    ]);
  });

  it.each([
    ["semicolons", "text;label\nあ、,;usb-loss\n"],
    ["tabs", "text\tlabel\nあ、,\tusb-loss\n"],
    ["quotes and semicolons", '"text";"label"\n"あ、,";"usb-loss"\n'],
    ["the line that tells Excel so", "sep=|\ntext|label\nあ、,|usb-loss\n"],
    ["commas, for all semicolons in other names", 'text,label,a;b;c;d\n"あ、,",usb-loss,\n'],
    ["carriage returns", 'text,label\r"あ、,",usb-loss\r'],
  ])("may be parted by %s", async (_, table) =>
    expect(await read(table)).toMatchObject([{ label: "usb-loss", text: "あ、," }]),
  );

  it("may have two columns of a name that nobody reads, or of none", async () =>
    expect(await read("text,備考,label,備考,,\nあ,a,usb-loss,b,,\n")).toMatchObject([
      { label: "usb-loss", text: "あ" },
    ]));
});

describe("labels of another vocabulary", () => {
  it("are read in secondary causes too, and may hold semicolons where a model's do", async () => {
    const map = await readLabelMap(table("label,cause\nHACK,intrusion\nLOSS,usb-loss; paper-loss\n"));
    const results = [];
    const source = table('{"text":"あ","label":"HACK","secondary":["LOSS"]}\n', "jsonl");
    for await (const one of readNotices([source], { map }))
      results.push(one.ok ? one.value : one.error.message);
    expect(results).toEqual([{ text: "あ", label: "intrusion", secondary: ["usb-loss", "paper-loss"] }]);
    const own = await readLabelMap(table("label,cause\nX,A;B\nY,usb-loss;C\n"), ["A;B", "C"]);
    expect([...own]).toEqual([
      ["X", ["A;B"]],
      ["Y", ["C"]],
    ]);
  });

  it("are read as the causes that they stand for", async () => {
    const map = await readLabelMap(
      table("label,cause\n設定ミス,public-bucket; cloud-sharing-public\n紛失,usb-loss\n紛失,paper-loss\n"),
    );
    const results: unknown[] = [];
    const source = table("label,text\n設定ミス,あ\n紛失,い\nusb-loss,う\n不明,え\n");
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
    expect(readLabelMap(table(content))).rejects.toThrow(message),
  );
});
