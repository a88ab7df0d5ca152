/** Files written whole or not at all. */
import { constants } from "node:fs";
import { access, rename, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { OutputError } from "../errors";

/**
 * Looks whether a file could be written, before hours of work are lost on it.
 *
 * @throws OutputError if its folder is not there or not writable.
 */
export async function checkWritable(path: string): Promise<void> {
  await access(dirname(path), constants.W_OK).catch((error: Error) => {
    throw new OutputError(error.message, path);
  });
}

/**
 * Writes beside the file first and then puts it in place, so that an interrupted run leaves the old one as it was.
 *
 * @throws OutputError if it cannot be written.
 */
export async function writeWhole(path: string, content: string): Promise<void> {
  const beside = `${path}.${process.pid}.tmp`;
  try {
    await writeFile(beside, content);
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw new OutputError((error as Error).message, path);
  }
}
