/** The files that a command is about to read, as far as that can be known before. */
import { stat } from "node:fs/promises";
import { expandSources } from "../io/expand-sources";

/** The files that sources stand for, in order; what is no file is named as it is. */
export async function filesOf(sources: readonly string[]): Promise<string[]> {
  const files: string[] = [];
  for await (const { source, error } of expandSources(sources)) if (!error) files.push(source);
  return files;
}

/** How many bytes each file has; undefined if one is no file, such as standard input, for then nobody knows the sum. */
export async function sizesOf(sources: readonly string[]): Promise<Map<string, number> | undefined> {
  const sizes = new Map<string, number>();
  for (const file of await filesOf(sources)) {
    const found = await stat(file).catch(() => undefined);
    if (!found?.isFile()) return undefined;
    // A file that is named twice is read twice.
    sizes.set(file, (sizes.get(file) ?? 0) + found.size);
  }
  return sizes;
}
