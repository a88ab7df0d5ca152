/** Which file a name means, whatever other names and links it has. */
import { fstatSync } from "node:fs";
import { realpath, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
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

/** Of what may be yet to be made: the real path of its folder, and its name. */
export async function realPathOf(path: string): Promise<string> {
  const folder = await realpath(dirname(path)).catch(() => dirname(path));
  return join(folder, basename(path));
}
