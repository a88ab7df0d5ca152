/** Files written whole or not at all. */
import { constants } from "node:fs";
import { access, type FileHandle, open, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { OutputError } from "../errors";
import { realPathOf } from "./identity";

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
  const real = await realPathOf(path);
  const beside = `${real}.${process.pid}.tmp`;
  try {
    // A device or a pipe is there to be written to.
    if (await isSpecial(real)) {
      await writeFile(real, content);
      return;
    }
    await writeFile(beside, content);
    await rename(beside, real);
  } catch (error) {
    await rm(beside, { force: true });
    throw new OutputError((error as Error).message, path);
  }
}

async function isSpecial(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found !== undefined && !found.isFile();
}

/**
 * As `writeWhole`, and on the disk for good when done, whatever happens then; who may read the file stays as it was. For
 * files that one process writes at a time: what it leaves beside the file if it is killed, the next one writes over.
 *
 * @throws OutputError if it cannot be written.
 */
export async function writeDurably(path: string, content: string): Promise<void> {
  const beside = `${path}.tmp`;
  try {
    const mode = await modeOf(path);
    await withHandle(beside, "w", async (handle) => {
      if (mode !== undefined) await handle.chmod(mode);
      await handle.writeFile(content);
    });
    await rename(beside, path);
    await syncFolder(path);
  } catch (error) {
    throw new OutputError((error as Error).message, path);
  }
}

/**
 * Appends to a file, which is made if it is not there; on the disk for good when done. If the process is killed meanwhile, any
 * part of it may stand there, its beginning first.
 *
 * @throws OutputError if it cannot be written.
 */
export async function appendDurably(path: string, content: string): Promise<void> {
  try {
    await withHandle(path, "a", (handle) => handle.writeFile(content));
    await syncFolder(path);
  } catch (error) {
    throw new OutputError((error as Error).message, path);
  }
}

/**
 * Cuts a file off after so many bytes; on the disk for good when done.
 *
 * @throws OutputError if it cannot be written.
 */
export async function truncateDurably(path: string, length: number): Promise<void> {
  try {
    await withHandle(path, "r+", (handle) => handle.truncate(length));
  } catch (error) {
    throw new OutputError((error as Error).message, path);
  }
}

async function withHandle(
  path: string,
  flags: string,
  work: (handle: FileHandle) => Promise<void>,
): Promise<void> {
  const handle = await open(path, flags);
  try {
    await work(handle);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function modeOf(path: string): Promise<number | undefined> {
  const found = await stat(path).catch(() => undefined);
  return found && found.mode & 0o777;
}

/** That a name stands for a file is on the disk only after this. */
async function syncFolder(path: string): Promise<void> {
  // Windows opens no folders, and keeps names by itself.
  if (process.platform === "win32") return;
  await withHandle(dirname(path), "r", async () => {});
}
