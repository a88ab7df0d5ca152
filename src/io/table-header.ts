/** Tables without a name that tells them: known by the columns that are asked for. */
import { decodeBytes } from "./decode";
import type { Columns } from "./source-text";

/** What may part the cells of a header. */
const DELIMITERS = [",", "\t", ";"];

/** Whether the first line is a header that has the column of the text beside others. O(n) in the bytes given. */
export function isTableWith({ text = "text" }: Columns, head: Buffer, source: string): boolean {
  const [line = ""] = textOf(head, source).split(/\r\n?|\n/, 1);
  return DELIMITERS.some((delimiter) => {
    const cells = line.split(delimiter).map((cell) => cell.trim().replace(/^"(.*)"$/, "$1"));
    return cells.length > 1 && cells.includes(text);
  });
}

function textOf(head: Buffer, source: string): string {
  try {
    return decodeBytes(head, source).text;
  } catch {
    // Whoever reads it says what is wrong with it.
    return "";
  }
}
