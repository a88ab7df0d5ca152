/** Sources as people name them: files, folders, patterns. */
import { stat } from "node:fs/promises";
import { glob, isDynamicPattern } from "tinyglobby";
import { InputError } from "../errors";
import { STDIN } from "./bytes";
import { isDirectory } from "./corpus";
import { kindByName } from "./kinds";

/**
 * The files that are meant, each once for each time that it is named: of folders all files of a known kind, with those of the
 * folders within; of patterns (`notices/*.pdf`) those that they match; in the order of their names. Hidden files are passed
 * over.
 */
export async function* expandSources(
  sources: readonly string[],
): AsyncGenerator<{ source: string; error?: InputError }> {
  for (const source of sources) {
    const files = await filesOf(source);
    if (files === undefined) yield { source };
    else if (files.length === 0)
      yield { source, error: new InputError("holds nothing that can be read", source) };
    else for (const file of files) yield { source: file };
  }
}

/** Undefined for what is a source by itself. A file may have a name that looks like a pattern. */
async function filesOf(source: string): Promise<string[] | undefined> {
  if (source === STDIN) return undefined;
  if (await isDirectory(source)) {
    const found = await glob("**/*", { cwd: source, absolute: false });
    const folder = source.endsWith("/") ? source.slice(0, -1) : source;
    return found
      .filter((file) => kindByName(file) !== undefined)
      .map((file) => `${folder}/${file}`)
      .sort();
  }
  if (!isDynamicPattern(source) || (await exists(source))) return undefined;
  return (await glob(source)).sort();
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
