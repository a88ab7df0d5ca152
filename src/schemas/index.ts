/** `owabi/schemas`: the zod schemas of every record that crosses a border, and their types. */

export { DATA_KINDS, DISCOVERERS, PEOPLE_UNITS, PRECISIONS, PROTECTIONS } from "../facts/names";
export { type CurvePoint, curvePoint } from "./curve";
export { type AuditReport, auditReport } from "./doubt";
export { modelFile } from "./model";
export { GENRES, type LabelledNotice, labelledNotice, ORIGINS, ownLabelledNotice } from "./notice";
export { type EvaluationReport, evaluationReport } from "./report";
export { type TagRecord, tagRecord } from "./tag";
export { type Taxonomy, taxonomySchema } from "./taxonomy";
export { type VerisIncident, verisIncident } from "./veris";
export { type WatchRecord, watchRecord } from "./watch";
