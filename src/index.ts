/** owabi: what went wrong, read from a data-breach notice. Nothing happens on import. */
export {
  type Classification,
  type Classifier,
  type ClassifyOptions,
  classify,
  createClassifier,
  type Mode,
} from "./classify";
export { ModelFormatError } from "./errors";
export type { ExposedData } from "./facts/data-kinds";
export type { NoticeDates } from "./facts/dates";
export { extractFeatures, type NoticeFeatures } from "./facts/extract";
export type { DataKind, Discoverer, PeopleUnit, Precision, Protection } from "./facts/names";
export type { Organisation } from "./facts/organisation";
export type { People } from "./facts/people";
export type { Service } from "./facts/services";
export type { Evidence } from "./model/evidence";
export {
  type Border,
  borders,
  type Cause,
  type CauseId,
  causes,
  type Family,
  type FamilyId,
  families,
} from "./taxonomy/taxonomy";
export type { Section, SectionKind } from "./text/sections";
export { type NoticeSegment, splitNotices } from "./text/split";
