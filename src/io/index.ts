/** `owabi/io`: reading notices and texts from files and streams. Node only. */

export { InputError } from "../errors";
export { csvHeader, csvLine } from "../export/csv";
export { toVeris } from "../export/veris";
export { type LabelMap, readLabelMap } from "./label-map";
export type { Read } from "./read";
export { readNotices } from "./read-notices";
export { readTexts, type SourceText } from "./read-texts";
