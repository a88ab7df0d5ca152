import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
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
    expect(await read(Buffer.from([0x6c, 0x2c, 0x74, 0x0a, 0x83, 0x8f, 0x0a]))).toEqual([
      expect.stringContaining("Shift_JIS"),
    ]);
    expect(await read("text\n本文\n")).toEqual([expect.stringContaining("label")]);
  });

  it("keep characters that stand across the parts of a large file", async () => {
    const rows = Array.from({ length: 20_000 }, (_, index) => `usb-loss,${index}件目の漏えいです\n`);
    const results = await read(`label,text\n${rows.join("")}`);
    expect(results).toHaveLength(20_000);
    expect(results.at(-1)).toEqual({ label: "usb-loss", text: "19999件目の漏えいです" });
  });
});
