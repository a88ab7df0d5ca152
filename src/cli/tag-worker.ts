/** What the threads of `tag --jobs` run. */
import type { ClassifyOptions } from "../classify";
import { loadClassifier } from "./classifier";
import { type Outcome, optionsOf, type TagSettings, tagOne, type WorkerTask } from "./tagger";

/** All batches of a run have the same settings, so a thread reads its model once. */
let options: Promise<ClassifyOptions> | undefined;

/**
 * What comes of the notices of a batch, in order; fewer than notices if the run was told to stop. O(n).
 *
 * @throws InputError if the model cannot be read.
 */
export async function tagBatch({ works, settings, stop }: WorkerTask): Promise<Outcome[]> {
  options ??= load(settings);
  const classifyOptions = await options;
  const outcomes: Outcome[] = [];
  for (const work of works) {
    if (Atomics.load(stop, 0) !== 0) break;
    outcomes.push(tagOne(work, classifyOptions));
  }
  return outcomes;
}

async function load(settings: TagSettings): Promise<ClassifyOptions> {
  const { classifier } = await loadClassifier(settings.model);
  return optionsOf(settings, classifier);
}
