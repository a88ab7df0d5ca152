/** The files that a command reads and writes, as far as that can be known before it begins. */
import { realpath, stat } from "node:fs/promises";
import { sep } from "node:path";
import { InputError, UsageError } from "../errors";
import { expandSources } from "../io/expand-sources";
import { identityOf, realPathOf } from "../io/identity";
import { isForeign, isUrl } from "../io/urls";

/** What sources stand for. */
export interface Inputs {
  /** Files, in order; addresses and standard input as they were named. */
  sources: string[];
  errors: InputError[];
  /** What is not read, and why that is no error. */
  notes: string[];
}

/** Looked for once only: what a run writes itself must not become one of its sources. */
export async function inputsOf(sources: readonly string[]): Promise<Inputs> {
  const inputs: Inputs = { sources: [], errors: [], notes: [] };
  const onPassedOver = (folder: string, files: number) =>
    inputs.notes.push(`${folder}: ${files} ${files === 1 ? "file" : "files"} of other kinds passed over`);
  for (const named of sources) {
    if (isUrl(named) || isForeign(named)) {
      inputs.sources.push(named);
      continue;
    }
    for await (const { source, error } of expandSources([named], onPassedOver)) {
      if (error) inputs.errors.push(error);
      else inputs.sources.push(source);
    }
  }
  return inputs;
}

/** How many bytes each file has; undefined if one is no file, such as standard input, for then nobody knows the sum. */
export async function sizesOf(sources: readonly string[]): Promise<Map<string, number> | undefined> {
  const sizes = new Map<string, number>();
  for (const file of sources) {
    const found = await stat(file).catch(() => undefined);
    if (!found?.isFile()) return undefined;
    // A file that is named twice is read twice.
    sizes.set(file, (sizes.get(file) ?? 0) + found.size);
  }
  return sizes;
}

/**
 * Refuses to write over what is read, by whatever names and links, or into the folders that are read: the next run would
 * read its own results.
 *
 * @throws InputError naming the target; RangeError if two targets are one file.
 */
export async function checkTargets(
  targets: Readonly<Record<string, string | undefined>>,
  named: readonly string[],
  read: readonly string[],
): Promise<void> {
  const wanted = Object.entries(targets).filter(
    (target): target is [string, string] => target[1] !== undefined,
  );
  if (wanted.length === 0) return;
  const inputs = new Set(await Promise.all(read.map(identityOf)));
  const taken = new Map<string, string>();
  for (const [option, path] of wanted) {
    const identity = await identityOf(path);
    if (inputs.has(identity) || (await liesInOneOf(named, path))) throw new InputError(READ_TOO, path);
    const other = taken.get(identity);
    if (other !== undefined) throw new UsageError(`${other} and ${option} need a file each`);
    taken.set(identity, option);
  }
}

const READ_TOO = "is read as a source too, or lies in a folder that is; name another file to write to";

async function liesInOneOf(sources: readonly string[], path: string): Promise<boolean> {
  const real = await realPathOf(path);
  for (const source of sources) {
    const folder = await realpath(source).catch(() => undefined);
    if (folder !== undefined && real.startsWith(folder + sep)) return true;
  }
  return false;
}
