/** `owabi/schemas`: the zod schemas of every record that crosses a border, and their types. */
export { modelFile } from "./model";
export { DATA_KINDS, GENRES, type LabelledNotice, labelledNotice, ORIGINS } from "./notice";
export { type EvaluationReport, evaluationReport } from "./report";
export { type TagRecord, tagRecord } from "./tag";
export { type Taxonomy, taxonomySchema } from "./taxonomy";
