/** The files that `watch` writes: as they are, behind all links, and each for one thing. */
import { stat } from "node:fs/promises";
import { OutputError, UsageError } from "../../errors";
import { identityOf, realPathOf } from "../../io/identity";
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
  if (isBeside || (await isSame(state, out))) throw new UsageError("--state and --out need a file each");
  for (const file of read) {
    for (const target of [state, out])
      if (await isSame(file, target)) throw new UsageError(`${file}: is read too; write to another file`);
  }
  return { state, out };
}

async function fileToWrite(path: string): Promise<string> {
  const real = await realPathOf(path);
  await checkWritable(real);
  const found = await stat(real).catch(() => undefined);
  if (found && !found.isFile()) throw new OutputError("is no regular file", path);
  return real;
}

async function isSame(one: string, other: string): Promise<boolean> {
  return (await identityOf(one)) === (await identityOf(other));
}
