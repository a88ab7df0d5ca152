/** The parts of a fitted model as they stand in a model file. */
import type { Concept } from "../features/finder";
import type { StoredTable } from "../model/fields";
import type { WeightTable } from "../model/weight-table";

/** One concept a line: its id and its phrases, joined by tabs. */
export function storeConcepts(concepts: readonly Concept[]): string {
  return concepts.map(({ id, phrases }) => [id, ...phrases].join("\t")).join("\n");
}

export function storeTable({ scale, bias, data }: WeightTable): StoredTable {
  return { scale, bias: [...bias], data: Buffer.from(data.buffer).toString("base64") };
}
