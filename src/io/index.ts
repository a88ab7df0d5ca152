/** `owabi/io`: reading notices and texts from files and streams. Node only. */

export { FetchError, InputError } from "../errors";
export { csvHeader, csvLine } from "../export/csv";
export { toVeris } from "../export/veris";
export { type Fetched, Fetcher, type Validators } from "./fetch";
export type { FetchOptions } from "./fetch-options";
export type { Kind } from "./kinds";
export { type LabelMap, readLabelMap } from "./label-map";
export type { Read } from "./read";
export { type ReadNoticesOptions, readNotices } from "./read-notices";
export { type ReadTextsOptions, readTexts } from "./read-texts";
export type { Columns, SourceText } from "./source-text";
