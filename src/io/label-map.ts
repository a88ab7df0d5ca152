/** Labels of another vocabulary, and the causes that they stand for. */
import { z } from "zod";
import { InputError } from "../errors";
import type { LabelledNotice } from "../schemas/notice";
import { causeIds } from "../taxonomy/taxonomy";
import { rowsOf } from "./csv";

/** For each label the causes of which any is right, one at least. */
export type LabelMap = ReadonlyMap<string, readonly [string, ...string[]]>;

/**
 * Reads a CSV file with the columns `label` and `cause`: a row for each pair, or several causes in a cell, parted by
 * semicolons. The causes are those of the taxonomy, or what a classifier of your own answers.
 *
 * @throws InputError naming the line of a row without a label or with a cause that there is not.
 */
export async function readLabelMap(source: string, labels: readonly string[] = causeIds): Promise<LabelMap> {
  const causes = new Map<string, [string, ...string[]]>();
  for await (const { row, line, error } of rowsOf(source, ["label", "cause"])) {
    if (error) throw new InputError(error, source, { line });
    const label = row.label?.trim();
    if (!label || !row.cause?.trim())
      throw new InputError("label and cause must both be filled", source, { line });
    for (const cause of row.cause.split(";").map((part) => part.trim())) {
      if (!labels.includes(cause))
        throw new InputError(`no cause "${cause}"; there are ${labels.join(", ")}`, source, { line });
      const known = causes.get(label);
      if (!known) causes.set(label, [cause]);
      else if (!known.includes(cause)) known.push(cause);
    }
  }
  return causes;
}

/** The schema of notices whose labels are in the map, or causes already; `schema` checks what comes of them. */
export function mappedNotice(map: LabelMap, schema: z.ZodType<LabelledNotice>): z.ZodType<LabelledNotice> {
  return z.preprocess((record) => {
    if (typeof record !== "object" || record === null || !("label" in record)) return record;
    const causes = typeof record.label === "string" ? map.get(record.label.trim()) : undefined;
    if (!causes) return record;
    const [label, ...alsoRight] = causes;
    return { ...record, label, ...(alsoRight.length > 0 && { alsoRight }) };
  }, schema);
}
