import { writeFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { InputError, type Read, readNotices, readTexts } from "../src/io/index";
import type { LabelledNotice } from "../src/schemas/notice";
import { readCorpusNotices } from "./support/corpus";
import { testFolder } from "./support/folder";

const { path: folder, file } = testFolder("io");

async function all<T>(reads: AsyncIterable<Read<T>>): Promise<Read<T>[]> {
  const collected: Read<T>[] = [];
  for await (const read of reads) collected.push(read);
  return collected;
}

const messages = (reads: Read<unknown>[]) => reads.flatMap((read) => (read.ok ? [] : [read.error.message]));

describe("readNotices", () => {
  it("reads the corpus whole: ids unique, quotes in their texts", async () => {
    const notices = await readCorpusNotices();
    expect(notices.length).toBeGreaterThanOrEqual(1900);
    expect(new Set(notices.map(({ id }) => id)).size).toBe(notices.length);
    for (const { text, evidence = [] } of notices)
      for (const quote of evidence) expect(text).toContain(quote);
  });

  it("keeps the text of a notice byte for byte", async () => {
    const folderOfLabel = join(folder, "corpus", "usb-loss");
    await mkdir(folderOfLabel, { recursive: true });
    const text = "  表題　\n\n--- 本文 ---\nUSBメモリを失くした。 \n";
    writeFileSync(join(folderOfLabel, "a-1.txt"), `---\nincident: i\npeople: 3\n---\n${text}\n`);
    const [read] = await all(readNotices([join(folder, "corpus")]));
    expect(read).toMatchObject({ ok: true, value: { id: "a-1", label: "usb-loss", text, people: 3 } });
  });

  it("goes on after broken records, and names file, line and id", async () => {
    const good = { text: "紛失しました", label: "usb-loss" };
    const path = file(
      "mixed.jsonl",
      [
        "\ufeff",
        JSON.stringify(good),
        "\r\n\n{broken\n",
        '{"id":"n7","text":1,"label":"spilt-milk"}\n',
        JSON.stringify(good),
      ].join(""),
    );
    const reads = await all<LabelledNotice>(
      readNotices([path, join(folder, "none.jsonl"), file("plain.txt", "a")]),
    );
    expect(reads.map(({ ok }) => ok)).toEqual([true, false, false, true, false, false]);
    const [syntax, schema, missing, unlabelled] = messages(reads);
    expect(syntax).toContain(`${path}:3: not JSON`);
    expect(schema).toContain(`${path}:4:n7: text: `);
    expect(schema).toContain("label: ");
    expect(missing).toContain("none.jsonl: no such file");
    expect(unlabelled).toContain("a file of this kind has no labels");
  });

  it("names a file without front matter, and one whose front matter is no YAML", async () => {
    const folderOfLabel = join(folder, "broken", "usb-loss");
    await mkdir(folderOfLabel, { recursive: true });
    writeFileSync(join(folderOfLabel, "a.txt"), "no facts");
    writeFileSync(join(folderOfLabel, "b.txt"), "---\n[\n---\ntext\n");
    expect(messages(await all(readNotices([join(folder, "broken", "usb-loss")])))).toEqual([
      expect.stringContaining("holds no notices"),
    ]);
    const [none, yaml] = messages(await all(readNotices([join(folder, "broken")])));
    expect(none).toMatch(/a\.txt: no front matter/);
    expect(yaml).toMatch(/b\.txt: front matter is not YAML/);
  });
});

describe("readTexts", () => {
  it("takes a text file for a page and each line of a JSON Lines file for a notice", async () => {
    const reads = await all(
      readTexts([file("page.txt", "\ufeff一\n二"), file("two.jsonl", '{"text":"甲","id":5}\n{"text":"乙"}')]),
    );
    expect(reads.map((read) => read.ok && read.value)).toEqual([
      { text: "一\n二", isPage: true },
      { text: "甲", id: "5", isPage: false },
      { text: "乙", isPage: false },
    ]);
  });

  it("reads files in other encodings, and goes on after what is no text", async () => {
    const shiftJis = Buffer.from([0x8c, 0xc2, 0x90, 0x6c]);
    const utf16 = Buffer.from("\ufeff漏えい", "utf16le");
    const binary = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0xff]);
    const reads = await all(
      readTexts([
        file("sjis.txt", shiftJis),
        file("utf16.txt", utf16),
        file("image.txt", binary),
        file("after.txt", "続き"),
      ]),
    );
    expect(reads.map((read) => read.ok && read.value.text)).toEqual(["個人", "漏えい", false, "続き"]);
    expect(messages(reads)[0]).toMatch(/image\.txt: is an image/);
    expect(reads[2]).toMatchObject({ error: expect.any(InputError) });
  });

  it("loses no good line to a bad one, and names it by its line", async () => {
    const good = Buffer.from('{"text":"甲"}\n');
    const bad = Buffer.from([...Buffer.from('{"text":"'), 0x8c, 0xc2, ...Buffer.from('"}\n')]);
    const reads = await all(readTexts([file("bad.jsonl", Buffer.concat([good, bad, good]))]));
    expect(reads.map(({ ok }) => ok)).toEqual([true, false, true]);
    expect(messages(reads)[0]).toMatch(/bad\.jsonl:2: not UTF-8 text; if it is Shift_JIS/);
  });

  it("reads one line of 40 MB in time that grows with its length only", async () => {
    const text = "漏".repeat(13_000_000);
    const [read] = await all(readTexts([file("line.jsonl", JSON.stringify({ text }))]));
    expect(read?.ok && read.value.text.length).toBe(text.length);
  });

  it("passes over a line of more than 100 MB, and goes on after it", async () => {
    const good = '{"text":"甲"}\n';
    const path = file(
      "long.jsonl",
      Buffer.concat([Buffer.from(good), Buffer.alloc(101_000_000, "a"), Buffer.from(`\n${good}`)]),
    );
    const reads = await all(readTexts([path]));
    expect(reads.map(({ ok }) => ok)).toEqual([true, false, true]);
    expect(messages(reads)[0]).toMatch(/long\.jsonl:2: the line is longer than 100 MB/);
    expect(reads[1]).toMatchObject({ error: { where: { raw: "a".repeat(1_000_000) } } });
    const table = file(
      "long.csv",
      Buffer.concat([Buffer.from("text\n甲\n"), Buffer.alloc(101_000_000, "a"), Buffer.from("\n乙\n")]),
    );
    const rows = await all(readTexts([table]));
    expect(rows.map((read) => read.ok && read.value.text)).toEqual(["甲", false, "乙"]);
    expect(messages(rows)[0]).toMatch(/long\.csv:3: the line is longer than 100 MB/);
  }, 30_000);

  it("refuses what is too large for one text before it is in memory", async () => {
    const packed = gzipSync(Buffer.alloc(401_000_000, "a"), { level: 1 });
    const reads = await all(readTexts([file("bomb.txt.gz", packed), file("after.txt", "続き")]));
    expect(reads.map(({ ok }) => ok)).toEqual([false, true]);
    expect(messages(reads)[0]).toMatch(/bomb\.txt\.gz: larger than 400 MB/);
  }, 60_000);

  it("names a record by its id only if it has one that can be told", async () => {
    const path = file(
      "ids.jsonl",
      '{"id":"","text":"甲"}\n{"id":12345678901234567890,"text":"乙"}\n{"id":7,"text":"丙"}',
    );
    const reads = await all(readTexts([path]));
    expect(messages(reads)[0]).toMatch(/ids\.jsonl:1: id: /);
    expect(messages(reads)[1]).toMatch(
      /ids\.jsonl:2.*: id: a number too long to be read exactly; put it in quotes$/,
    );
    expect(reads[2]).toMatchObject({ ok: true, value: { id: "7" } });
  });

  it("reads what is gzipped up to three times over", async () => {
    const twice = gzipSync(gzipSync("漏えい"));
    const reads = await all(
      readTexts([
        file("twice.txt.gz.gz", twice),
        file("named-once.txt.gz", twice),
        file("thrice", gzipSync(twice)),
      ]),
    );
    expect(reads.map((read) => read.ok && read.value.text)).toEqual(["漏えい", "漏えい", "漏えい"]);
    expect(messages(await all(readTexts([file("more.txt.gz", gzipSync(gzipSync(twice)))])))[0]).toMatch(
      /is no text/,
    );
  });

  it("keeps a character whole that the reader's buffer cuts in two", async () => {
    const text = `a${"漏".repeat(70_000)}`;
    const [read] = await all(readTexts([file("long.txt", text)]));
    expect(read).toMatchObject({ ok: true, value: { text } });
  });
});
