/** What `owabi tag` promises to those who run it for hours: memory, order, and that it can be interrupted. */
import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Terminal } from "@xterm/headless";
import { tagRecord } from "../src/schemas/index";
import { CLI, ENVIRONMENT, jsonLines, owabi } from "./support/cli";
import { PAGE, ROOT, readCorpusNotices } from "./support/corpus";
import { testFolder } from "./support/folder";

const TEXT = "委託先の職員が、顧客名簿を記録したUSBメモリを帰宅途中に紛失しました。47名分です。";

const { path: folder, file } = testFolder("tag");
/** Some hundred notices as JSON Lines, some of them broken. */
let source: string;
beforeAll(async () => {
  const notices = (await readCorpusNotices()).filter((_, index) => index % 30 === 0);
  const lines = notices.map(({ text }, index) =>
    index % 50 === 7 ? `{"id":"broken${index}","text":` : JSON.stringify({ id: String(index), text }),
  );
  source = file("notices.jsonl", `${lines.join("\n")}\n`);
});

const tag = (args: readonly string[], input = "") => owabi(["tag", ...args], input);

function begin(args: string[]): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, [CLI, "tag", ...args], { env: ENVIRONMENT });
}

const record = (n: number) => `${JSON.stringify({ id: `n${n}`, text: `${TEXT}${n}` })}\n`;

function collect(stream: NodeJS.ReadableStream): () => string {
  const parts: Buffer[] = [];
  stream.on("data", (part: Buffer) => parts.push(part));
  return () => Buffer.concat(parts).toString("utf8");
}

describe("owabi tag --jobs", () => {
  it("gives the same bytes and complaints, however many threads", () => {
    const one = tag([source]);
    expect(one.status).toBe(1);
    expect(jsonLines(one.stdout).length).toBeGreaterThan(150);
    expect(tag([source, "--jobs", "2"])).toEqual(one);
    expect(tag([source, "--jobs", "0"])).toEqual(one);
    const csv = tag([source, "--format", "csv", "--bom"]);
    expect(tag([source, "--format", "csv", "--bom", "--jobs", "3"])).toEqual(csv);
    const table = tag([PAGE, "--format", "table"]);
    expect(tag([PAGE, "--format", "table", "--jobs", "2"])).toEqual(table);
  });

  it("takes all options that one thread takes", () => {
    const args = [PAGE, "--fields", "id,cause,probability", "--evidence", "1", "--no-split"];
    for (const format of [["jsonl"], ["csv", "--bom"]]) {
      const one = tag([...args, "--format", ...format]);
      expect(one.status).toBe(0);
      expect(tag([...args, "--format", ...format, "--jobs", "2"])).toEqual(one);
    }
  });

  it("takes a model of one's own and the mode, and tells what is wrong with a model before it begins", () => {
    const shipped = join(ROOT, "models", "ja.json");
    const args = [PAGE, "--model", shipped, "--mode", "high-precision", "--evidence", "1"];
    expect(tag([...args, "--jobs", "2"])).toEqual(tag(args));
    const broken = file("model.json", "{");
    expect(tag([PAGE, "--model", broken, "--jobs", "2"])).toMatchObject({
      status: 2,
      stdout: "",
      stderr: expect.stringContaining("model.json: not JSON"),
    });
    expect(tag([PAGE, "--jobs", "1000"])).toMatchObject({ status: 2, stdout: "" });
  });
});

describe("owabi tag --fields", () => {
  it("gives these fields only, in this order", () => {
    const names = ["id", "cause", "features.people.value", "people", "evidence.text", "title"];
    const { stdout } = tag(["-", "--fields", names.join(",")], `{"text":"${TEXT}"}\n`);
    const [first] = jsonLines(stdout);
    expect(Object.keys(first!)).toEqual(names);
    expect(first).toMatchObject({ id: null, cause: "usb-loss", "features.people.value": 47, people: 47 });
    expect(first!["evidence.text"]).toEqual(expect.arrayContaining([expect.stringContaining("紛失")]));
  });

  it("gives columns of CSV, and any path as a column", () => {
    const { stdout } = tag(["--format", "csv", "--fields", "cause,people,features.people"], TEXT);
    const [head, line] = stdout.split("\r\n");
    expect(head).toBe("cause,people,features.people");
    expect(line).toMatch(/^usb-loss,47,"\{""value"":47,/);
  });

  it.each([
    [["--fields", "cause,colour"], 'There is no field "colour"; there are source, id, index'],
    [["--fields", "cause,cause"], "named twice"],
    [["--fields", "cause", "--format", "veris"], "--fields goes with"],
    [["--fields", "cause", "--format", "table"], "--fields goes with"],
    [["--format", "veris", "--out", "x"], "--out goes with"],
    [["--resume"], "--resume goes with --out"],
    [["--quiet", "--json-errors"], "cannot be used with"],
  ])("refuses %j", (args, message) => {
    const { status, stdout, stderr } = tag([...args, PAGE]);
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(message);
  });
});

describe("what owabi tag says of what it cannot read", () => {
  const lines = `{"text":"${TEXT}"}\nnot json\n{"id":"x"}\n{"text":"${TEXT}"}\n`;

  it("says nothing with --quiet; the exit code tells", () => {
    expect(tag(["-", "--quiet"], lines)).toMatchObject({ status: 1, stderr: "" });
    expect(tag(["--quiet", "--format", "veris"], "あ")).toMatchObject({
      status: 0,
      stderr: "",
      stdout: "",
    });
    expect(tag(["--quiet", "--bom"], "あ").stderr).toContain("--bom goes with");
  });

  it("says it in JSON with --json-errors, and sums up", () => {
    const { status, stderr } = tag([file("lines.jsonl", lines), "--json-errors"]);
    expect(status).toBe(1);
    expect(jsonLines(stderr)).toEqual([
      { source: join(folder, "lines.jsonl"), line: 2, problem: expect.stringContaining("not JSON") },
      { source: join(folder, "lines.jsonl"), line: 3, id: "x", problem: "text: missing" },
      { summary: { done: 2, unread: 2 } },
    ]);
    expect(jsonLines(tag([PAGE, "--json-errors"]).stderr)).toEqual([{ summary: { done: 6, unread: 0 } }]);
  });

  it("keeps each of them in --rejects, to be mended and fed again", () => {
    const rejects = join(folder, "rejects.jsonl");
    const none = join(folder, "none.txt");
    tag([file("lines.jsonl", lines), none, "--rejects", rejects, "--quiet", "--jobs", "2"]);
    const rejected = jsonLines(readFileSync(rejects, "utf8"));
    expect(rejected).toMatchObject([
      { line: 2, raw: "not json" },
      { line: 3, id: "x", raw: '{"id":"x"}', problem: "text: missing" },
      { source: none, problem: "no such file" },
    ]);
    const mended = String(rejected[1]!.raw).replace("}", `,"text":"${TEXT}"}`);
    expect(jsonLines(tag(["-"], mended).stdout)).toMatchObject([{ id: "x", cause: "usb-loss" }]);
    expect(tag([PAGE, "--rejects", rejects])).toMatchObject({ status: 0, stderr: "" });
    expect(readFileSync(rejects, "utf8")).toBe("");
    expect(tag([PAGE, "--rejects", join(folder, "no", "folder")])).toMatchObject({ status: 2, stdout: "" });
  });
});

describe("what owabi tag is not made for", () => {
  it("names a text that is far too long for a notice, and goes on", () => {
    const long = JSON.stringify({ id: "long", text: TEXT.repeat(30_000) });
    const { status, stdout, stderr } = tag(["-", "--input", "jsonl"], `${long}\n${record(1)}`);
    expect(status).toBe(1);
    expect(jsonLines(stdout)).toMatchObject([{ id: "n1" }]);
    expect(stderr).toContain("-:1:long: a text of more than 1,000,000 characters");
  });

  it("gives each record of a slow filter at once if it knows the kind", async () => {
    const child = begin(["-", "--input", "jsonl"]);
    const ended = once(child, "exit");
    child.stdin.write(record(1));
    const [first] = await once(child.stdout, "data");
    expect(jsonLines(String(first))).toMatchObject([{ id: "n1" }]);
    child.stdin.end();
    expect(await ended).toEqual([0, null]);
  });

  it("tells how many files of a folder it does not read", () => {
    const mixed = join(folder, "mixed");
    mkdirSync(mixed);
    writeFileSync(join(mixed, "a.txt"), TEXT);
    writeFileSync(join(mixed, "b.png"), "x");
    expect(tag([mixed])).toMatchObject({
      status: 0,
      stderr: `owabi: ${mixed}: 1 file of other kinds passed over\n`,
    });
  });

  it("lets no text drive the terminal by way of a complaint", () => {
    const { stderr } = tag(["-", "--input", "jsonl"], '{"id":"\\u001b[31m\\n\\u0007"}\n\u001b]0;x\u0007\n');
    expect(stderr.split("\n")).toHaveLength(4);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    expect(stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
  });
});

describe("owabi tag on a terminal", () => {
  /** What stands on the screen in the end, line by line. */
  async function screenOf(args: string[], columns: number): Promise<string[]> {
    const command = [process.execPath, CLI, "tag", ...args].map((arg) => `'${arg}'`).join(" ");
    const { stdout } = spawnSync(
      "script",
      ["-qec", `stty cols ${columns} rows 24; ${command}; echo END`, "/dev/null"],
      { env: ENVIRONMENT },
    );
    const terminal = new Terminal({ cols: columns, rows: 24, allowProposedApi: true });
    await new Promise<void>((resolve) => terminal.write(stdout, resolve));
    const { active } = terminal.buffer;
    return Array.from({ length: 24 }, (_, row) => active.getLine(row)?.translateToString(true) ?? "").filter(
      (line) => line !== "",
    );
  }

  it("draws a bar, and leaves the complaints alone", async () => {
    const broken = file("screen.jsonl", `${record(1)}{"id":"a"}\n${record(2)}{"id":"b"}\n`);
    const out = join(folder, "screen.out");
    const args = [
      "-qec",
      `stty cols 80; '${process.execPath}' '${CLI}' tag '${broken}' --out '${out}'`,
      "/dev/null",
    ];
    expect(spawnSync("script", args, { env: ENVIRONMENT, encoding: "utf8" }).stdout).toMatch(
      /tagging .*% \| \d notices, \d+\/s/,
    );
    expect(await screenOf([broken, "--out", out, "--rejects", `${out}.r`], 200)).toEqual([
      `owabi: ${broken}:2:a: text: missing`,
      `owabi: ${broken}:4:b: text: missing`,
      "owabi: 2 could not be read, 2 done",
      "END",
    ]);
  });

  it("fits its table to the width, and a width of nothing to none", async () => {
    const lines = await screenOf([file("one.txt", TEXT), "--format", "table"], 100);
    expect(lines.at(0)).toMatch(/^┌─.*┐$/);
    expect(lines.at(0)).toHaveLength(99);
    const none = spawnSync(
      "script",
      ["-qec", `stty cols 0; '${process.execPath}' '${CLI}' tag '${PAGE}'`, "/dev/null"],
      {
        env: { ...ENVIRONMENT, COLUMNS: "90" },
        encoding: "utf8",
      },
    );
    expect(none.stdout.split("\n").at(0)!.trim().length).toBeGreaterThan(80);
  });
});

describe("owabi tag --out and --resume", () => {
  const FORMATS = [
    ["jsonl"],
    ["csv", "--bom"],
    ["csv", "--fields", "index,cause,source"],
    ["jsonl", "--jobs", "2"],
  ];

  it.each(FORMATS)("goes on from any byte to the same file: %s %s %s", (...format) => {
    const args = [source, PAGE, "--quiet", "--format", ...format];
    const whole = join(folder, "whole.out");
    const undisturbed = tag([...args, "--out", whole]);
    expect([undisturbed.status, undisturbed.stdout]).toEqual([1, ""]);
    const bytes = readFileSync(whole);
    expect(bytes.equals(Buffer.from(tag(args).stdout))).toBe(true);
    const lineEnd = bytes.indexOf("\n", bytes.length / 2) + 1;
    for (const length of [Math.floor(bytes.length / 3), lineEnd - 1, bytes.length]) {
      const out = file("cut.out", bytes.subarray(0, length));
      expect(tag([...args, "--out", out, "--resume"]).status).toBe(1);
      expect(readFileSync(out).equals(bytes)).toBe(true);
    }
  });

  it.each([[[]], [["--jobs", "2"]]])("goes on after kill -9, again and again: %j", async (more) => {
    const args = [source, "--quiet", ...more];
    const whole = Buffer.from(tag(args).stdout);
    const out = join(folder, "killed.out");
    rmSync(out, { force: true });
    const sizeNow = () => (existsSync(out) ? statSync(out).size : 0);
    for (const share of [0.1 + Math.random() / 5, 0.4 + Math.random() / 5, 0.7 + Math.random() / 5]) {
      const child = begin([...args, "--out", out, "--resume"]);
      const ended = once(child, "exit");
      while (sizeNow() < share * whole.length && child.exitCode === null) await sleep(1);
      child.kill("SIGKILL");
      await ended;
    }
    expect(tag([...args, "--out", out, "--resume"]).status).toBe(1);
    expect(readFileSync(out).equals(whole)).toBe(true);
  });

  it("refuses a file of other sources or options, and leaves it as it was", () => {
    const other = file("other.jsonl", record(1) + record(2));
    const out = join(folder, "refused.out");
    tag([other, "--out", out]);
    const before = readFileSync(out, "utf8");
    for (const [args, message] of [
      [[PAGE], `refused.out:1: is not what record 0 of ${PAGE}`],
      [[other, "--format", "csv"], "refused.out:1: has other columns"],
      [[other, "--fields", "cause"], "refused.out:1: has other columns"],
      [[file("shorter.jsonl", "")], "holds more records than the sources have"],
    ] as const) {
      const { status, stderr } = tag([...args, "--out", out, "--resume"]);
      expect(status).toBe(2);
      expect(stderr).toContain(message);
      expect(readFileSync(out, "utf8")).toBe(before);
    }
  });

  it("writes over no source, and says where it cannot write", () => {
    const own = file("own.jsonl", record(1));
    expect(tag([own, "--out", own])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("read as"),
    });
    expect(tag([own, "--rejects", own]).status).toBe(2);
    expect(tag([folder, "--out", own]).status).toBe(2);
    expect(readFileSync(own, "utf8")).toBe(record(1));
    const nowhere = join(folder, "no", "such");
    expect(tag([own, "--out", nowhere]).stderr).toContain("cannot be written");
  });

  it("knows a source by its other names, and keeps off folders that it reads", () => {
    const tree = join(folder, "tree");
    mkdirSync(tree);
    const own = join(tree, "own.jsonl");
    writeFileSync(own, record(1));
    const [symbolic, hard] = [join(folder, "symbolic.jsonl"), join(folder, "hard.jsonl")];
    symlinkSync(own, symbolic);
    linkSync(own, hard);
    for (const [from, ...args] of [
      [own, "--out", symbolic],
      [own, "--rejects", hard],
      [symbolic, "--out", own],
      [tree, "--out", join(tree, "new.jsonl")],
      [tree, "--rejects", join(tree, "..", "tree", "new.jsonl")],
      [PAGE, "--model", own, "--out", hard],
    ])
      expect(tag([from!, ...args])).toMatchObject({ status: 2, stdout: "" });
    const standardInput = `"$0" "$@" <${own}`;
    const args = ["-c", standardInput, process.execPath, CLI, "tag", "-", "--out", own];
    expect(spawnSync("sh", args, { env: ENVIRONMENT }).status).toBe(2);
    const twice = ["--out", join(folder, "new"), "--rejects", join(folder, "new")];
    expect(tag([own, ...twice]).stderr).toContain("need a file each");
    expect(readFileSync(own, "utf8")).toBe(record(1));
    expect(existsSync(join(tree, "new.jsonl"))).toBe(false);
  });

  it("leaves a file as it was where no source could be read, or what it holds is no work of ours", () => {
    for (const precious of ['{"precious":1}', "one\ntwo\nhalf"]) {
      const out = file("precious", precious);
      expect(tag([PAGE, "--out", out, "--resume"]).status).toBe(2);
      expect(tag([PAGE, "--out", out, "--resume", "--format", "csv"]).status).toBe(2);
      expect(tag([join(folder, "mistyped.txt"), "--out", out]).status).toBe(1);
      expect(readFileSync(out, "utf8")).toBe(precious);
    }
    const out = file("emptied", "old\n");
    expect(
      tag([file("nothing.jsonl", ""), "--out", out, "--format", "csv", "--fields", "cause"]).status,
    ).toBe(0);
    expect(readFileSync(out, "utf8")).toBe("cause\r\n");
  });

  it("sees by the last record that the texts, the mode or the model are others", () => {
    const two = file("two.jsonl", record(1) + record(2));
    const out = join(folder, "two.out");
    tag([two, "--out", out]);
    const before = readFileSync(out, "utf8");
    expect(tag([two, "--out", out, "--resume"])).toMatchObject({ status: 0, stderr: "" });
    expect(tag([two, "--out", out, "--resume", "--evidence", "0"]).stderr).toContain(
      "two.out:2: is not what record 1",
    );
    writeFileSync(two, record(1) + record(3) + record(4));
    expect(tag([two, "--out", out, "--resume"]).status).toBe(2);
    expect(readFileSync(out, "utf8")).toBe(before);
  });
});

describe("owabi tag, interrupted", () => {
  it.each([
    ["SIGINT", 130, []],
    ["SIGTERM", 143, []],
    ["SIGINT", 130, ["--jobs", "2"]],
  ] as const)(
    "ends by %s with %i and whole lines while a slow stdin goes on: %j",
    async (signal, code, more) => {
      const child = begin(["-", ...more]);
      const [stdout, stderr] = [collect(child.stdout), collect(child.stderr)];
      const ended = once(child, "exit");
      // More than a batch, so that threads have something to give.
      for (let n = 0; n < 100; n++) child.stdin.write(record(n));
      while (!stdout().includes("\n")) await sleep(5);
      child.kill(signal);
      expect(await ended).toEqual([code, null]);
      expect(stdout().endsWith("\n")).toBe(true);
      const records = jsonLines(stdout()).map((one) => tagRecord.parse(one));
      expect(records.map(({ index }) => index)).toEqual(records.map((_, index) => index));
      expect(stderr()).toBe(`owabi: ended by ${signal}, ${records.length} done\n`);
    },
  );

  it.each([[[]], [["--jobs", "2"]]])("leaves a file that --resume goes on with: %j", async (more) => {
    const args = [source, "--quiet", ...more];
    const out = join(folder, "interrupted.out");
    rmSync(out, { force: true });
    const child = begin([...args, "--out", out]);
    const ended = once(child, "exit");
    while (!existsSync(out) || statSync(out).size === 0) await sleep(1);
    child.kill("SIGINT");
    expect(await ended).toEqual([130, null]);
    const whole = Buffer.from(tag(args).stdout);
    const part = readFileSync(out);
    expect(part.at(-1)).toBe("\n".charCodeAt(0));
    expect(whole.subarray(0, part.length).equals(part)).toBe(true);
    tag([...args, "--out", out, "--resume"]);
    expect(readFileSync(out).equals(whole)).toBe(true);
  });

  it("ends at once by a second Ctrl-C, though its reader sleeps", async () => {
    const child = begin([source]);
    const ended = once(child, "exit");
    await once(child.stdout, "readable");
    child.kill("SIGINT");
    await sleep(100);
    child.kill("SIGINT");
    expect(await ended).toEqual([130, null]);
  });
});

describe("owabi tag and its reader", () => {
  it("waits for a reader that sleeps, and loses nothing", async () => {
    const child = begin([source, "--quiet"]);
    await once(child.stdout, "readable");
    await sleep(500);
    const stdout = collect(child.stdout);
    await once(child, "close");
    expect(stdout()).toBe(tag([source, "--quiet"]).stdout);
  });

  it("reads no more than it can give away", async () => {
    const child = begin(["-"]);
    // Nobody reads what it prints: once the pipes are full it has to leave its own input alone.
    const line = record(0).repeat(50);
    const most = 1 << 24;
    let given = 0;
    let stuck = false;
    while (given < most && !stuck) {
      given += Buffer.byteLength(line);
      if (child.stdin.write(line)) continue;
      stuck = await Promise.race([
        once(child.stdin, "drain").then(() => false),
        sleep(5000, true, { ref: false }),
      ]);
    }
    expect(stuck).toBe(true);
    child.kill("SIGKILL");
    await once(child, "exit");
  });

  it.each([[[]], [["--jobs", "2"]]])("ends well when its reader has seen enough: %j", async (more) => {
    const many = file("many.jsonl", record(0).repeat(1000));
    const child = begin([many, ...more]);
    const ended = once(child, "exit");
    await once(child.stdout, "data");
    child.stdout.destroy();
    expect(await ended).toEqual([0, null]);
  });

  it.each([[[]], [["--jobs", "2"]]])("says so and ends where the results cannot go: %j", (more) => {
    const { status, stderr } = spawnSync(
      "sh",
      ["-c", `"$0" "$@" >/dev/full`, process.execPath, CLI, "tag", PAGE, ...more],
      {
        env: ENVIRONMENT,
        encoding: "utf8",
      },
    );
    expect(status).toBe(2);
    expect(stderr).toMatch(/^owabi: the results cannot be written: .*ENOSPC[^\n]*\n$/);
  });

  it("does not wait for its input once it has failed", async () => {
    const child = begin(["-", "--out", "/dev/full", "--json-errors"]);
    const stderr = collect(child.stderr);
    const ended = once(child, "exit");
    for (let n = 0; n < 100; n++) child.stdin.write(record(n));
    expect(await ended).toEqual([2, null]);
    expect(jsonLines(stderr())).toEqual([
      { source: "/dev/full", problem: expect.stringContaining("ENOSPC"), fatal: true },
      { summary: { done: 0, unread: 0 } },
    ]);
  });

  it("goes on when nobody listens to its complaints", () => {
    const out = join(folder, "unheard.out");
    const broken = file("unheard.jsonl", `broken\n${record(1)}`.repeat(3));
    const pipe = `"$0" "$@" 2>&1 >/dev/null | true`;
    spawnSync("sh", ["-c", pipe, process.execPath, CLI, "tag", broken, "--out", out], { env: ENVIRONMENT });
    expect(jsonLines(readFileSync(out, "utf8"))).toHaveLength(3);
  });

  it("draws no bar where stderr is no terminal", () => {
    expect(tag([PAGE, "--format", "table"]).stderr).toBe("");
  });
});
