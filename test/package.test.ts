import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, sep } from "node:path";
import { ROOT } from "./support/corpus";

/** The package as npm packs it, unpacked in an empty folder beside what its `dependencies` name and nothing else. */
let folder: string;
let installed: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "owabi-package-"));
  installed = join(folder, "node_modules", "owabi");
  const [packed] = JSON.parse(
    execFileSync("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", folder], {
      cwd: ROOT,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }),
  );
  mkdirSync(installed, { recursive: true });
  execFileSync("tar", ["-xzf", join(folder, packed.filename), "-C", installed, "--strip-components=1"]);
  installDependencies();
  writeFileSync(join(folder, "package.json"), '{"type":"module"}');
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true }));

/** What npm would install for users, at the same places. */
function installDependencies(): void {
  const listed = execFileSync("npm", ["ls", "--omit=dev", "--all", "--parseable"], {
    cwd: ROOT,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  const packages = listed.trim().split("\n").slice(1);
  expect(packages.length).toBeGreaterThan(0);
  for (const source of packages) {
    cpSync(source, join(folder, relative(ROOT, source)), {
      recursive: true,
      filter: (path) => path === source || !path.slice(source.length).startsWith(`${sep}node_modules`),
    });
  }
}

function run(script: string, kind: "module" | "commonjs"): string {
  return execFileSync(process.execPath, [`--input-type=${kind}`, "--eval", script], {
    cwd: folder,
    encoding: "utf8",
  });
}

const TEXT =
  "会員への案内を一斉に送る際、BCCに入れるべきアドレスを宛先欄に入れ、互いに見える状態で送信しました。";
const ASK = `const { cause, model } = classify(${JSON.stringify(TEXT)}); console.log(cause, model.name);`;

describe("the package as installed", () => {
  it("imports and requires", () => {
    expect(run(`import { classify } from "owabi"; ${ASK}`, "module")).toBe("bcc-mistake ja\n");
    expect(run(`const { classify } = require("owabi"); ${ASK}`, "commonjs")).toBe("bcc-mistake ja\n");
  });

  it.each([
    ["owabi/train", "train, crossValidate, DEFAULT_FIT"],
    ["owabi/evaluate", "evaluate, macroF1, groupedFolds"],
    ["owabi/io", "readNotices, readTexts, InputError"],
    ["owabi/schemas", "labelledNotice, modelFile, tagRecord, evaluationReport"],
  ])("has %s in both kinds of module", (entry, names) => {
    const script = `console.log([${names}].every((one) => one !== undefined))`;
    expect(run(`import { ${names} } from "${entry}"; ${script}`, "module")).toBe("true\n");
    expect(run(`const { ${names} } = require("${entry}"); ${script}`, "commonjs")).toBe("true\n");
  });

  it("has schemas that go together with the zod of their users", () => {
    const script = `const list = z.object({ all: z.array(tagRecord.pick({ source: true, index: true })) });
      const { success, error } = list.safeParse({ all: [{ source: "a", index: "b" }] });
      const read = list.parse({ all: [{ source: "a", index: 0 }] });
      console.log(success, error instanceof z.ZodError, z.prettifyError(error).includes("all[0].index"), read.all.length,
        z.toJSONSchema(list).properties.all.items.properties.source.type);`;
    const ours = 'from "owabi/schemas"';
    expect(run(`import * as z from "zod"; import { tagRecord } ${ours}; ${script}`, "module")).toBe(
      "false true true 1 string\n",
    );
  });

  it("has the model as a file of its own", () => {
    const script = `const { createClassifier } = require("owabi");
      console.log(createClassifier(require("owabi/models/ja.json")).model.name);`;
    expect(run(script, "commonjs")).toBe("ja\n");
  });

  it("has the command", () => {
    const bin = JSON.parse(readFileSync(join(installed, "package.json"), "utf8")).bin.owabi;
    const output = execFileSync(process.execPath, [join(installed, bin), "tag", "--format", "jsonl"], {
      cwd: folder,
      input: TEXT,
      encoding: "utf8",
    });
    expect(JSON.parse(output)).toMatchObject({ cause: "bcc-mistake" });
    const threads = ["tag", "--format", "jsonl", "--jobs", "2"];
    expect(
      execFileSync(process.execPath, [join(installed, bin), ...threads], {
        cwd: folder,
        input: TEXT,
        encoding: "utf8",
      }),
    ).toBe(output);
  });

  it.each(["mts", "cts"])(
    "has types for every entry, in a .%s file",
    (extension) => {
      const consumer = `
      import { type CauseId, type FamilyId, classify, createClassifier, extractFeatures, splitNotices } from "owabi";
      import { train } from "owabi/train";
      import { evaluate, macroF1 } from "owabi/evaluate";
      import { readNotices } from "owabi/io";
      import { type LabelledNotice, tagRecord } from "owabi/schemas";
      export const cause: CauseId | null = classify("", { mode: "balanced" }).cause;
      export const model = createClassifier(train([], { fit: { smoothing: 2 } }));
      export const people: number | undefined = extractFeatures("").people?.value;
      export const titles: (string | null)[] = splitNotices("").map(({ title }) => title);
      export const score: number = evaluate([] as LabelledNotice[]).macroF1 + macroF1({});
      export const reads = readNotices(["-"]);
      export const tag = tagRecord.parse({}).cause;
      type Own = "lost" | "sent";
      const own = createClassifier<Own>(train([{ text: "", label: "lost" }]));
      export const mine: Own | null = classify("", { classifier: own }).cause;
      export const any: string | null = classify("", { classifier: model }).cause;
      export const family: FamilyId = classify("").guess.family;
      export const families: FamilyId | null = classify("", { classifier: own }).guess.family;
      // @ts-expect-error labels of one's own are no causes
      export const wrong: CauseId | null = classify("", { classifier: own }).cause;
      // @ts-expect-error not a mode
      classify("", { mode: "certain" });
    `;
      const file = `consumer.${extension}`;
      writeFileSync(join(folder, file), consumer);
      const tsc = join(ROOT, "node_modules", "typescript", "bin", "tsc");
      const options = [
        "--noEmit",
        "--strict",
        "--module",
        "nodenext",
        "--target",
        "es2022",
        "--types",
        "node",
        "--typeRoots",
      ];
      execFileSync(process.execPath, [tsc, ...options, join(ROOT, "node_modules", "@types"), file], {
        cwd: folder,
      });
    },
    60_000,
  );

  it("leaves out the corpus, the sources and the tests", () => {
    for (const name of ["data", "src", "test"]) expect(existsSync(join(installed, name))).toBe(false);
  });

  it("has the examples, to which its README points", () => {
    for (const name of ["README.md", "bullmq/README.md", "bullmq/worker.mjs"])
      expect(existsSync(join(installed, "examples", name))).toBe(true);
  });

  it("prints nothing and opens nothing on import: its files reach for no other module", () => {
    expect(run('import "owabi";', "module")).toBe("");
    const seen = new Set<string>();
    const visit = (path: string) => {
      if (seen.has(path)) return;
      seen.add(path);
      const code = readFileSync(path, "utf8");
      expect(code).not.toMatch(/\bprocess\.|\brequire\(|\bimport\(/);
      for (const [, target] of code.matchAll(/^(?:import|export)\b[^;]*?"([^"]+)";/gm)) {
        expect(target).toMatch(/^\.\//);
        visit(join(dirname(path), target!));
      }
    };
    visit(join(installed, "dist", "index.js"));
    expect(seen.size).toBeGreaterThan(1);
  });
});
