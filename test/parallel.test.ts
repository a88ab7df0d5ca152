/**
 * Tagging beyond one process: JSON Lines cut at line ends, each part tagged by a process of its own, are together what one
 * process makes of them. On this the recipes of examples/README.md rest; that for GNU parallel is run as it stands there.
 */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { CLI, type Ended, owabi } from "./support/cli";
import { ROOT } from "./support/corpus";
import { testFolder } from "./support/folder";

const ADVICE = "needs GNU parallel: apt-get install parallel";
const installed = spawnSync("parallel", ["--version"], { encoding: "utf8" }).stdout?.startsWith(
  "GNU parallel",
);

const OPENINGS = [
  "顧客名簿を記録したUSBメモリを、職員が帰宅の途中で紛失しました。",
  "催しの案内を一斉に送る際、全員のアドレスを宛先欄に入れ、互いに見える状態で送信しました。",
  "封筒に入れる書類を取り違え、別の方の通知書を郵送しました。",
];

/** Some have no id, and one line is no record; as the first of its part it must not pass for a mail. */
const LINES = Array.from({ length: 30 }, (_, n) =>
  n === 20
    ? "Subject: no record"
    : JSON.stringify({
        ...(n % 7 > 0 && { id: `notice-${n}` }),
        text: `${n}回目のお詫び\n\n${OPENINGS[n % 3]}\n対象は${n + 1}名です。`,
      }),
);
/** All but `index`, which counts the records of a process's own input, and `source`. */
const FIELDS = "id,title,cause,family,name,probability,reason,secondary,alternatives,evidence,features";

const { path: folder, file } = testFolder("parallel");
let whole: string;
beforeAll(() => {
  const { status, stdout } = tag(LINES);
  expect(status).toBe(1);
  expect(stdout.trim().split("\n")).toHaveLength(LINES.length - 1);
  whole = stdout;
});

const asFile = (lines: readonly string[]) => lines.map((line) => `${line}\n`).join("");

function tag(lines: readonly string[]): Ended {
  const options = ["--input", "jsonl", "--format", "jsonl", "--fields", FIELDS];
  return owabi(["tag", "-", ...options], asFile(lines));
}

describe("JSON Lines in parts", () => {
  it("are tagged as the whole is, byte for byte, though a part begins with a line that is no record", () => {
    const parts = [LINES.slice(0, 20), LINES.slice(20)].map(tag);
    expect(parts.map(({ status }) => status)).toEqual([0, 1]);
    expect(parts[1]?.stderr).toMatch(/-:1: not JSON/);
    expect(parts.map(({ stdout }) => stdout).join("")).toBe(whole);
  });
});

/** The commands under the heading, lines that are broken by a backslash joined. */
function recipesOf(heading: string): string[] {
  const readme = readFileSync(join(ROOT, "examples", "README.md"), "utf8");
  const section = readme.slice(readme.indexOf(`\n## ${heading}\n`));
  const block = section.slice(section.indexOf("```sh\n") + "```sh\n".length, section.indexOf("\n```\n"));
  return block
    .replaceAll("\\\n", " ")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"));
}

if (!installed && !process.env.CI) {
  process.stderr.write(`test/parallel.test.ts left out in part: ${ADVICE}\n`);
  it.skip(ADVICE, () => {});
} else {
  describe("the recipes for GNU parallel", () => {
    beforeAll(() => {
      if (!installed) throw new Error(ADVICE);
      file("notices.jsonl", asFile(LINES));
      file("notices.jsonl.gz", gzipSync(asFile(LINES)));
    });

    // The third needs other hosts.
    it.each(recipesOf("GNU parallel").slice(0, 2))("give the bytes of one process: %s", (recipe) => {
      const small = recipe
        .replace("npx owabi", `${process.execPath} ${CLI}`)
        .replace("--block 20M", "--block 5k")
        .replace("--input jsonl", `--input jsonl --fields ${FIELDS}`);
      expect(small).toContain(`${CLI} tag - --input jsonl --fields`);
      // As many as there are blocks with lines that are no records.
      expect(spawnSync("sh", ["-c", small], { cwd: folder }).status).toBe(1);
      expect(readFileSync(join(folder, "tagged.jsonl"), "utf8")).toBe(whole);
    });
  });
}
