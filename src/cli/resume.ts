/** `tag --resume`: which notices an earlier run has done, by the lines that it left. */
import { InputError } from "../errors";
import type { KnownLayout, Place } from "./layout";
import type { FileSink } from "./sink";
import type { Outcome, Work } from "./tagger";

interface ResumeOptions {
  /** The file that is gone on with. */
  path: string;
  layout: KnownLayout;
  signal: AbortSignal;
  /** Tags a notice as this run does. */
  tag(work: Work): Outcome;
  /** Called for each notice that has been done. */
  onDone(): void;
}

/**
 * Reads past the head of a file that is gone on with; false if the file is yet to begin.
 *
 * @throws InputError if the file begins otherwise.
 */
export async function passHead(
  sink: FileSink,
  lines: AsyncIterator<string>,
  { path, layout: { head, opening } }: Pick<ResumeOptions, "path" | "layout">,
): Promise<boolean> {
  if (!opening.startsWith(await sink.opening(Buffer.byteLength(opening))))
    throw new InputError(NOT_OURS, path, { line: 1 });
  if (head === "") return true;
  const first = await lines.next();
  if (first.done) return false;
  if (`${first.value}\n` === head) return true;
  throw new InputError(NOT_OURS, path, { line: 1 });
}

const NOT_OURS =
  "has other columns, or is no output of owabi tag; --resume needs the same options as before, and leaves the file as it is";

/**
 * The works that an earlier run has not done: its lines and the works are read side by side, in constant memory, for both
 * are in the same order. O(n).
 *
 * @throws InputError if the file is not what a run with these sources and options would have begun with.
 */
export async function* notYetDone(
  works: AsyncIterable<Work>,
  lines: AsyncIterator<string>,
  { path, layout, signal, tag, onDone }: ResumeOptions,
): AsyncGenerator<Work> {
  const line = { number: layout.head === "" ? 0 : 1, next: await lines.next() };
  let last: { work: Work; text: string } | undefined;
  for await (const work of works) {
    if (line.next.done) {
      if (last) checkLast(last, line.number);
      last = undefined;
      yield work;
      continue;
    }
    const text = line.next.value;
    if (!layout.isOf(text, placeOf(work))) {
      // Of what could not be tagged there is no line.
      if ("problem" in tag(work)) continue;
      throw strange(line.number + 1, placeOf(work));
    }
    last = { work, text };
    onDone();
    line.number++;
    line.next = await lines.next();
  }
  if (signal.aborted) return;
  if (!line.next.done) throw new InputError(`holds more records than the sources have; ${SAME}`, path);
  if (last) checkLast(last, line.number);

  /** Tags the last one again: another model, mode or text gives another line. */
  function checkLast({ work, text }: { work: Work; text: string }, number: number): void {
    const outcome = tag(work);
    if ("problem" in outcome || layout.lineOf(outcome.record) !== `${text}\n`)
      throw strange(number, placeOf(work));
  }

  function strange(number: number, { source, index }: Place): InputError {
    const problem = `is not what record ${index} of ${source}, which belongs here, comes to now; ${SAME}`;
    return new InputError(problem, path, { line: number });
  }
}

const SAME = "--resume needs the same sources, unchanged, and the same options as before";

function placeOf({ source, entry }: Work): Place {
  return { source, index: entry.index };
}
