/** No regular expression of the library may take more than linear time: notices come from anywhere. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { RegExpParser, visitRegExpAST } from "@eslint-community/regexpp";
import { checkSync } from "recheck";
import ts from "typescript";
import { PAGE, ROOT } from "./support/corpus";

interface Pattern {
  where: string;
  source: string;
  flags: string;
}

function literalsIn(file: string): Pattern[] {
  const tree = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest);
  const found: Pattern[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf("/");
      const line = tree.getLineAndCharacterOfPosition(node.pos).line + 1;
      found.push({
        where: `${file}:${line}`,
        source: node.text.slice(1, end),
        flags: node.text.slice(end + 1),
      });
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

/** Those that the library builds from its lexicons, caught as it builds them. */
function builtPatterns(): Pattern[] {
  const built: Pattern[] = [];
  const original = global.RegExp;
  global.RegExp = new Proxy(original, {
    construct(target, [source, flags = ""]: [string, string?]) {
      built.push({ where: "built from a lexicon", source, flags });
      return new target(source, flags);
    },
  });
  try {
    jest.isolateModules(() => {
      const { splitNotices, extractFeatures } =
        jest.requireActual<typeof import("../src/index")>("../src/index");
      const page = readFileSync(PAGE, "utf8");
      for (const { text } of splitNotices(page)) extractFeatures(text);
    });
  } finally {
    global.RegExp = original;
  }
  return built;
}

/** Whether nothing repeats without end: then a match is of bounded length, and so is the work at each place of the text. */
function isBounded({ source, flags }: Pattern): boolean {
  let bounded = true;
  visitRegExpAST(new RegExpParser().parsePattern(source, 0, source.length, flags.includes("u")), {
    onQuantifierEnter({ max }) {
      if (max === Number.POSITIVE_INFINITY) bounded = false;
    },
  });
  return bounded;
}

/** What is neither bounded nor found linear; what the checker could not decide, too. */
function breaches(patterns: readonly Pattern[]): string[] {
  return patterns.flatMap((pattern) => {
    if (isBounded(pattern)) return [];
    const { where, source, flags } = pattern;
    const result = checkSync(source, flags, { timeout: 20_000 });
    return result.status === "safe" ? [] : [`${where}: /${source.slice(0, 80)}/ is ${result.status}`];
  });
}

describe("regular expressions", () => {
  beforeAll(() => {
    // The checker in this process: the others need Java or a binary of their own.
    process.env.RECHECK_BACKEND = "pure";
  });

  it("are checked by one who tells a slow one", () => {
    expect(breaches([{ where: "here", source: "^(a+)+$", flags: "" }])).toHaveLength(1);
  });

  it("are all linear as they stand in the code", () => {
    const files = readdirSync(join(ROOT, "src"), { recursive: true, encoding: "utf8" })
      .filter((name) => /\.tsx?$/.test(name))
      .map((name) => join(ROOT, "src", name));
    const patterns = files.flatMap(literalsIn);
    expect(patterns.length).toBeGreaterThan(50);
    expect(breaches(patterns)).toEqual([]);
  }, 120_000);

  it("are all linear as they are built from lexicons", () => {
    const patterns = builtPatterns();
    expect(patterns.some(({ source }) => source.includes("株式会社"))).toBe(true);
    expect(breaches(patterns)).toEqual([]);
  }, 240_000);
});
