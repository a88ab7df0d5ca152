/** Labels of another vocabulary, and the causes that they stand for. */
import * as z from "zod";
import { InputError } from "../errors";
import { listOf } from "../schemas/label";
import type { LabelledNotice } from "../schemas/notice";
import { causeIds, isCauseId } from "../taxonomy/taxonomy";
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
  for await (const { row, line, error } of rowsOf(source, { required: { columns: ["label", "cause"] } })) {
    if (error) throw new InputError(error, source, { line });
    const label = row.label?.trim();
    if (!label || !row.cause?.trim())
      throw new InputError("label and cause must both be filled", source, { line });
    for (const cause of causesIn(row.cause, labels)) {
      if (!labels.includes(cause) && !isCauseId(cause))
        throw new InputError(`no cause "${cause}"; there are ${listOf(labels)}`, source, { line });
      const known = causes.get(label);
      if (!known) causes.set(label, [cause]);
      else if (!known.includes(cause)) known.push(cause);
    }
  }
  return new Map([...causes].map(([label, meant]) => [label, answerable(meant, labels)]));
}

/** A label may hold semicolons itself. */
function causesIn(cell: string, labels: readonly string[]): string[] {
  return labels.includes(cell.trim()) ? [cell.trim()] : cell.split(";").map((part) => part.trim());
}

/** What the classifier never answers need not be looked for; where that is all, it is left for the notice's own complaint. */
function answerable(causes: [string, ...string[]], labels: readonly string[]): [string, ...string[]] {
  const [first, ...rest] = causes.filter((cause) => labels.includes(cause));
  return first === undefined ? causes : [first, ...rest];
}

/** The schema of notices whose labels are in the map, or causes already; `schema` checks what comes of them. */
export function mappedNotice(map: LabelMap, schema: z.ZodType<LabelledNotice>): z.ZodType<LabelledNotice> {
  return z.preprocess((record) => {
    if (typeof record !== "object" || record === null || !("label" in record)) return record;
    const [label, ...alsoRight] = meant(record.label, map);
    const secondary = "secondary" in record ? record.secondary : undefined;
    return {
      ...record,
      label,
      ...(alsoRight.length > 0 && { alsoRight }),
      ...(Array.isArray(secondary) && { secondary: secondary.flatMap((one) => meant(one, map)) }),
    };
  }, schema);
}

/** What is not in the map stands for itself. */
function meant(label: unknown, map: LabelMap): readonly unknown[] {
  return (typeof label === "string" && map.get(label.trim())) || [label];
}
