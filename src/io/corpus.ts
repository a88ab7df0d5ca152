/** The corpus layout: `<label>/<id>.txt`, each with its facts as front matter and then the notice, byte for byte. */
import { readdir, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { parse as parseYaml } from "yaml";
import type * as z from "zod";
import { InputError } from "../errors";
import type { LabelledNotice } from "../schemas/notice";
import { readWholeText } from "./bytes";
import { checkRecord, failure } from "./jsonl";
import type { Read } from "./read";

const FRONT_MATTER = /^---\r?\n([\s\S]*?\r?\n)---\r?\n/;
const EXTENSION = ".txt";

export async function isDirectory(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

/** Every notice below a corpus directory, by label and then by id, so that the order is the same everywhere. */
export async function* readCorpus(
  directory: string,
  schema: z.ZodType<LabelledNotice>,
): AsyncGenerator<Read<LabelledNotice>> {
  let notices = 0;
  try {
    for (const label of await sortedEntries(directory)) {
      const folder = join(directory, label);
      if (!(await isDirectory(folder))) continue;
      for (const file of await sortedEntries(folder)) {
        if (!file.endsWith(EXTENSION)) continue;
        notices++;
        yield await readNoticeFile(join(folder, file), label, schema);
      }
    }
    if (notices === 0) throw new InputError("holds no notices; they stand in <cause>/<id>.txt", directory);
  } catch (error) {
    yield failure(error);
  }
}

async function sortedEntries(directory: string): Promise<string[]> {
  return readdir(directory).then(
    (names) => names.sort(),
    (error: Error) => {
      throw new InputError(error.message, directory);
    },
  );
}

async function readNoticeFile(
  path: string,
  label: string,
  schema: z.ZodType<LabelledNotice>,
): Promise<Read<LabelledNotice>> {
  try {
    const content = await readWholeText(path);
    const front = FRONT_MATTER.exec(content);
    if (!front) throw new InputError("no front matter: the file must begin with --- and facts in YAML", path);
    const facts = parseFacts(front[1]!, path);
    const text = content.slice(front[0].length).replace(/\r?\n$/, "");
    return checkRecord({ ...facts, id: basename(path, EXTENSION), label, text }, schema, path);
  } catch (error) {
    return failure(error);
  }
}

function parseFacts(yaml: string, path: string): object {
  try {
    return parseYaml(yaml) as object;
  } catch (error) {
    throw new InputError(`front matter is not YAML: ${(error as Error).message}`, path);
  }
}
