/** Labelled notices from whatever they are kept in. */
import { InputError } from "../errors";
import { type LabelledNotice, labelledNotice } from "../schemas/notice";
import { isDirectory, readCorpus } from "./corpus";
import { isCsv, readCsv } from "./csv";
import { readJsonLines } from "./jsonl";
import { type LabelMap, mappedNotice } from "./label-map";
import { labelledRow } from "./labelled-row";
import type { Read } from "./read";

/**
 * The labelled notices of JSON Lines files, CSV and TSV files with a header, corpus directories (`<label>/<id>.txt`) and standard input ("-"), in order.
 * Labels of another vocabulary are read as causes by `map`; corpus directories have causes for labels.
 * A record that cannot be read is yielded as an error, and reading goes on; nothing is thrown.
 */
export async function* readNotices(
  sources: readonly string[],
  { map }: { map?: LabelMap | undefined } = {},
): AsyncGenerator<Read<LabelledNotice>> {
  const schema = map ? mappedNotice(map) : labelledNotice;
  for (const source of sources) {
    if (await isDirectory(source)) yield* readCorpus(source);
    else if (source.endsWith(".txt")) yield { ok: false, error: new InputError(UNLABELLED, source) };
    else if (isCsv(source)) yield* readCsv(source, schema, labelledRow);
    else yield* readJsonLines(source, schema);
  }
}

const UNLABELLED =
  "a text file has no label; give JSON Lines or CSV with text and label, or the corpus directory";
