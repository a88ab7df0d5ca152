/** The files that `watch` writes: as they are, behind all links, and each for one thing. */
import { readlink, realpath, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { OutputError } from "../../errors";
import { identityOf } from "../../io/identity";
import { checkWritable } from "../../io/write";

/** What is kept beside a file while it is worked on. */
const BESIDE = [".journal", ".lock", ".tmp"];

/**
 * The state and the output as they are to be written.
 *
 * @throws RangeError if they are one file, or one that is read. OutputError if one cannot be written, or is no regular file.
 */
export async function filesToWrite(
  named: { state: string; out: string },
  read: readonly string[],
): Promise<{ state: string; out: string }> {
  const [state, out] = await Promise.all([fileToWrite(named.state), fileToWrite(named.out)]);
  const isBeside = BESIDE.some((ending) => out === state + ending || state === out + ending);
  if (isBeside || (await isSame(state, out))) throw new RangeError("--state and --out need a file each");
  for (const file of read) {
    for (const target of [state, out])
      if (await isSame(file, target)) throw new RangeError(`${file}: is read too; write to another file`);
  }
  return { state, out };
}

async function fileToWrite(path: string): Promise<string> {
  const real = await behindLinks(path);
  await checkWritable(real);
  const found = await stat(real).catch(() => undefined);
  if (found && !found.isFile()) throw new OutputError("is no regular file", path);
  return real;
}

/** The file itself, which may be yet to be made. */
async function behindLinks(path: string): Promise<string> {
  const real = await realpath(path).catch(() => undefined);
  if (real !== undefined) return real;
  const folder = await realpath(dirname(path)).catch(() => resolve(dirname(path)));
  const target = await readlink(path).catch(() => undefined);
  // Of a circle of links `realpath` says something else than that nothing is there; writing tells.
  return target === undefined ? join(folder, basename(path)) : resolve(folder, target);
}

async function isSame(one: string, other: string): Promise<boolean> {
  return (await identityOf(one)) === (await identityOf(other));
}
