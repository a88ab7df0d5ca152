/** Tagged notices as a table for people. */
import type { TagRecord } from "../schemas/tag";
import { nameOf } from "../taxonomy/taxonomy";
import { colours } from "./colours";
import { oneLine } from "./display";
import { formatTable } from "./table";

const COLUMNS = [
  { title: "#", width: 5, align: "right" },
  { title: "title", width: { share: 3 } },
  { title: "cause", width: 30 },
  { title: "p", width: 6, align: "right" },
  { title: "people", width: 11, align: "right" },
  { title: "the words that decided", width: { share: 4 } },
] as const;

/** `rows` are those of `rowOf`. */
export function tagTable(rows: readonly (readonly string[])[]): string {
  return formatTable(COLUMNS, rows);
}

/** With the name of the source below the title if `naming`. */
export function rowOf(record: TagRecord, number: number, naming: boolean): string[] {
  const title = oneLine(record.title ?? "");
  return [
    String(number),
    naming ? `${title}\n${colours.dim(oneLine(record.source))}` : title,
    causeCell(record),
    record.probability.toFixed(2),
    record.features.people?.value.toLocaleString("en") ?? "",
    record.evidence.map(({ text }) => `「${oneLine(text)}」`).join("\n"),
  ];
}

function causeCell(record: TagRecord): string {
  if (record.cause && record.name) {
    const name = colours.bold(oneLine(record.name));
    return record.name === record.cause ? name : `${name}\n${colours.dim(record.cause)}`;
  }
  const guess = record.alternatives[0];
  return `(${record.reason})${guess ? `\n${colours.dim(`perhaps ${oneLine(nameOf(guess.cause))}`)}` : ""}`;
}
