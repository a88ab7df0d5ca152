/** Labelled notices from whatever they are kept in. */

import type * as z from "zod";
import { InputError } from "../errors";
import { labelAmong } from "../schemas/label";
import { type LabelledNotice, labelledNotice, labelledNoticeOf, ownLabelledNotice } from "../schemas/notice";
import { isDirectory, readCorpus } from "./corpus";
import { isCsv, readCsv } from "./csv";
import { readJsonLines } from "./jsonl";
import { type Kind, kindByName, PAGE_KINDS } from "./kinds";
import { type LabelMap, mappedNotice } from "./label-map";
import { labelledRow } from "./labelled-row";
import type { Read } from "./read";
import { readSheet } from "./read-sheet";

/**
 * The labelled notices of JSON Lines files, CSV, TSV and Excel files with a header, each gzipped or not, corpus directories
 * (`<label>/<id>.txt`) and standard input ("-"), in order.
 * Labels must be causes of the taxonomy unless `labels` says otherwise. Those of another vocabulary are read by `map`, those
 * of corpus directories never.
 * A record that cannot be read is yielded as an error, and reading goes on; nothing is thrown.
 */
export async function* readNotices(
  sources: readonly string[],
  { map, labels }: ReadNoticesOptions = {},
): AsyncGenerator<Read<LabelledNotice>> {
  const known = schemaOf(labels);
  const schema = map ? mappedNotice(map, known) : known;
  for (const source of sources) {
    if (await isDirectory(source)) yield* readCorpus(source, known);
    else if (isUnlabelled(source)) yield { ok: false, error: new InputError(UNLABELLED, source) };
    else if (kindByName(source) === "xlsx") yield* readSheet(source, schema, labelledRow, LABELLED);
    else if (isCsv(source)) yield* readCsv(source, schema, labelledRow, { required: LABELLED });
    else yield* readJsonLines(source, schema);
  }
}

export interface ReadNoticesOptions {
  map?: LabelMap | undefined;
  /** Which labels there may be: those that a classifier answers, or "any". */
  labels?: readonly string[] | "any" | undefined;
}

function schemaOf(labels: ReadNoticesOptions["labels"]): z.ZodType<LabelledNotice> {
  if (labels === undefined) return labelledNotice;
  return labels === "any" ? ownLabelledNotice : labelledNoticeOf(labelAmong(labels, "the model"));
}

const UNLABELLED_KINDS: ReadonlySet<Kind | undefined> = new Set([...PAGE_KINDS, "feed"]);

function isUnlabelled(source: string): boolean {
  return UNLABELLED_KINDS.has(kindByName(source));
}

/** The columns that a table of labelled notices must have. */
const LABELLED = { columns: ["text", "label"], optional: Object.keys(labelledNotice.shape) };

const UNLABELLED =
  "a file of this kind has no labels; give JSON Lines, CSV or Excel with text and label, or the corpus directory";
