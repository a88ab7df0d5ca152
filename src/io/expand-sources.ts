/** Sources as people name them: files, folders, patterns. */
import type { Dirent } from "node:fs";
import { readdir, realpath, stat } from "node:fs/promises";
import { join } from "node:path";
import { glob, isDynamicPattern } from "tinyglobby";
import { InputError } from "../errors";
import { problemOf, STDIN } from "./bytes";
import { isDirectory } from "./corpus";
import { kindByName } from "./kinds";

/** A file to be read, or what keeps it from being found. */
interface Expanded {
  source: string;
  error?: InputError;
}

/** Told of a folder that is a source how many of its files are passed over, since no kind is known by their names. */
export type OnPassedOver = (folder: string, files: number) => void;

/** Holds programs and their manuals, by the thousand. */
const NEVER_MEANT = "node_modules";

/**
 * The files that are meant, each once for each time that it is named: of folders all files of a known kind, with those of the
 * folders within; of patterns (`notices/*.pdf`) those that they match; in the order of their names. Of several names of one
 * file, by symbolic links, one is taken. Folders that cannot be read and links that lead nowhere are yielded as
 * errors. Hidden files and `node_modules` are passed over. O(n log n) in the number of files.
 */
export async function* expandSources(
  sources: readonly string[],
  onPassedOver?: OnPassedOver,
): AsyncGenerator<Expanded> {
  for (const source of sources) {
    const found = await findIn(source, onPassedOver);
    if (found === undefined) yield { source };
    else if (found.length === 0) yield { source, error: new InputError(await whyNothing(source), source) };
    else yield* found;
  }
}

async function whyNothing(source: string): Promise<string> {
  return (await isDirectory(source))
    ? "holds nothing that can be read"
    : "no such file, and no file of such a name";
}

/** Undefined for what is a source by itself. A file may have a name that looks like a pattern. */
async function findIn(source: string, onPassedOver?: OnPassedOver): Promise<Expanded[] | undefined> {
  if (source === STDIN) return undefined;
  if (await isDirectory(source)) {
    const { found, passedOver } = await new FolderWalk().walk(source);
    if (passedOver > 0) onPassedOver?.(source, passedOver);
    return found.sort(bySource);
  }
  if (!isDynamicPattern(source) || (await exists(source))) return undefined;
  const files = await withoutDoubles(await glob(source, { ignore: "**/node_modules/**" }));
  return files.sort().map((file) => ({ source: file }));
}

/** Of the names of one file the shortest, of these the first: a link to a folder above leads to all of its files again. */
async function withoutDoubles(files: string[]): Promise<string[]> {
  const byPlace = new Map<string, string>();
  for (const file of files.sort().sort((one, other) => one.length - other.length)) {
    const real = await realpath(file).catch(() => file);
    if (!byPlace.has(real)) byPlace.set(real, file);
  }
  return [...byPlace.values()];
}

function byName(one: Dirent, other: Dirent): number {
  return one.name < other.name ? -1 : 1;
}

function bySource(one: Expanded, other: Expanded): number {
  return one.source < other.source ? -1 : 1;
}

interface Entry {
  /** As the user named the folder, and on from there. */
  path: string;
  /** Where it is, without links. */
  real: string;
}

/** All that is in a folder. Links are followed last, so that what they lead to is taken under its own name if it is within. */
class FolderWalk {
  readonly #found: Expanded[] = [];
  readonly #seen = new Set<string>();
  readonly #folders: Entry[] = [];
  readonly #links: string[] = [];
  #passedOver = 0;

  async walk(folder: string): Promise<{ found: Expanded[]; passedOver: number }> {
    this.#links.push(folder.endsWith("/") ? folder.slice(0, -1) || "/" : folder);
    for (;;) {
      const next = this.#folders.pop();
      const link = next ? undefined : this.#links.pop();
      if (next) await this.#read(next);
      else if (link !== undefined) await this.#follow(link);
      else return { found: this.#found, passedOver: this.#passedOver };
    }
  }

  async #read(folder: Entry): Promise<void> {
    if (this.#isSeen(folder)) return;
    const entries = await readdir(folder.real, { withFileTypes: true }).catch((error) =>
      this.#fail(folder.path, problemOf(error)),
    );
    // In one order everywhere: of two links to the same the first that is followed counts.
    for (const entry of entries?.sort(byName) ?? []) this.#note(folder, entry);
  }

  #note(folder: Entry, entry: Dirent): void {
    const { name } = entry;
    if (name.startsWith(".") || name === NEVER_MEANT) return;
    const path = folder.path.endsWith("/") ? folder.path + name : `${folder.path}/${name}`;
    const real = join(folder.real, name);
    if (entry.isSymbolicLink()) this.#links.push(path);
    else if (entry.isDirectory()) this.#folders.push({ path, real });
    else if (entry.isFile()) this.#take({ path, real });
  }

  async #follow(path: string): Promise<void> {
    try {
      const real = await realpath(path);
      const target = await stat(real);
      if (target.isDirectory()) this.#folders.push({ path, real });
      else if (target.isFile()) this.#take({ path, real });
    } catch (error) {
      this.#fail(path, `is a link that cannot be followed: ${problemOf(error)}`);
    }
  }

  #take(file: Entry): void {
    if (kindByName(file.path) === undefined) this.#passedOver++;
    else if (!this.#isSeen(file)) this.#found.push({ source: file.path });
  }

  #isSeen({ real }: Entry): boolean {
    if (this.#seen.has(real)) return true;
    this.#seen.add(real);
    return false;
  }

  #fail(path: string, problem: string): undefined {
    this.#found.push({ source: path, error: new InputError(problem, path) });
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
