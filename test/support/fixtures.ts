/** Files that the tests read; how they were made stands beside them. */
import { readFileSync } from "node:fs";
import { join } from "node:path";

export const FIXTURES = join(__dirname, "..", "fixtures");

export function fixture(name: string): Buffer {
  return readFileSync(join(FIXTURES, name));
}
