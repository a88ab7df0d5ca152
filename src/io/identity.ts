/** Which file a name means, whatever other names and links it has. */
import { fstatSync } from "node:fs";
import { readlink, realpath, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { STDIN } from "./bytes";

/** The same for all names of a file: its place on the disk, or for what is not there yet, its real path. "-" is standard input. */
export async function identityOf(path: string): Promise<string> {
  try {
    const { dev, ino } = path === STDIN ? fstatSync(0, { bigint: true }) : await stat(path, { bigint: true });
    return `${dev}:${ino}`;
  } catch {
    return realPathOf(path);
  }
}

/** The file itself, which may be yet to be made. */
export async function realPathOf(path: string): Promise<string> {
  const real = await realpath(path).catch(() => undefined);
  if (real !== undefined) return real;
  const folder = await realpath(dirname(path)).catch(() => resolve(dirname(path)));
  const target = await readlink(path).catch(() => undefined);
  // Of a circle of links `realpath` says something else than that nothing is there; writing tells.
  return target === undefined ? join(folder, basename(path)) : resolve(folder, target);
}
