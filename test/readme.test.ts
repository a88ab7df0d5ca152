/**
 * Holds the READMEs to what the commands print. A block between `<!-- COMMAND -->` and `<!-- end -->` is the output of
 * that command; `npm run readme` writes the blocks anew.
 */
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./support/corpus";

const BLOCK = /<!-- (npm run [^>]+) -->\n(?:```text\n[\s\S]*?```\n)?<!-- end -->/g;
const update = process.env.UPDATE_README === "1";
const outputs = new Map<string, string>();

function outputOf(command: string): string {
  const known = outputs.get(command);
  if (known !== undefined) return known;
  const [program, ...args] = command.split(" ");
  const printed = execFileSync(program!, [...args, "--", "--format", "table"], {
    cwd: ROOT,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  const output = printed.replace(/^\n?> .*\n> .*\n\n/, "");
  outputs.set(command, output);
  return output;
}

function withOutputs(readme: string): string {
  return readme.replace(
    BLOCK,
    (_, command: string) => `<!-- ${command} -->\n\`\`\`text\n${outputOf(command)}\`\`\`\n<!-- end -->`,
  );
}

describe("README", () => {
  // Elsewhere the last digits may differ with the machine; the gate is the machine that counts.
  (process.env.CI || update ? it : it.skip).each([
    ["README.md", 2],
    ["README.ja.md", 2],
    ["data/README.md", 1],
  ])(
    "%s quotes what its commands print",
    (name, blocks) => {
      const path = join(ROOT, name);
      const readme = readFileSync(path, "utf8");
      const renewed = withOutputs(readme);
      if (update) writeFileSync(path, renewed);
      else expect(readme).toBe(renewed);
      expect([...readme.matchAll(BLOCK)]).toHaveLength(blocks);
    },
    600_000,
  );
});
