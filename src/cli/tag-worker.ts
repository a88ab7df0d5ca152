/** What the threads of `tag --jobs` run. */
import type { ClassifyOptions } from "../classify";
import type { TagRecord } from "../schemas/tag";
import { loadClassifier } from "./classifier";
import { tagEntry } from "./tag-record";
import type { TagSettings, WorkerTask } from "./tagger";

/** All batches of a run have the same settings, so a thread reads its model once. */
let options: Promise<ClassifyOptions> | undefined;

/**
 * The records of a batch, in order; fewer than notices if the run was told to stop. O(n).
 *
 * @throws InputError if the model cannot be read.
 */
export async function tagBatch({ works, settings, stop }: WorkerTask): Promise<TagRecord[]> {
  options ??= optionsOf(settings);
  const classifyOptions = await options;
  const records: TagRecord[] = [];
  for (const { source, entry } of works) {
    if (Atomics.load(stop, 0) !== 0) break;
    records.push(tagEntry(source, entry, classifyOptions));
  }
  return records;
}

async function optionsOf({ mode, evidence, model }: TagSettings): Promise<ClassifyOptions> {
  return { mode, evidence, ...(await loadClassifier(model)) };
}
