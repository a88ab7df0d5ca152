/** A folder for the tests of a file, or of the block that asks for it; it goes with them. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface TestFolder {
  path: string;
  /** Writes a file there; the path of it. */
  file(name: string, content: string | Buffer): string;
}

export function testFolder(name: string): TestFolder {
  const path = mkdtempSync(join(tmpdir(), `owabi-${name}-`));
  afterAll(() => rmSync(path, { recursive: true, force: true }));
  return {
    path,
    file(name, content) {
      const file = join(path, name);
      writeFileSync(file, content);
      return file;
    },
  };
}
