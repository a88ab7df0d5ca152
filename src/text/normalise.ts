/**
 * The text as the library reads it: one spelling for each thing, one line for each line of thought, and the way back
 * to the text as given. Everything downstream works on this text and reports offsets of the original.
 */
import { writeOutEras } from "./eras";
import { foldCharacters } from "./fold";
import { joinLines } from "./layout";
import type { MappedText } from "./mapped";

/** O(n) time and memory; any string is accepted, lone surrogates and control characters included. */
export function normalise(source: string): MappedText {
  return writeOutEras(joinLines(foldCharacters(source)));
}
