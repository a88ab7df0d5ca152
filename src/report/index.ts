/** Reports as HTML pages: one file each, without scripts, that opens anywhere. Loaded only where one is asked for. */
export { type AgreementPage, type Dispute, renderAgreement } from "./agreement-page";
export { type AuditPage, renderAudit } from "./audit-page";
export { renderCurve } from "./curve-page";
export { type EvaluationPage, type Mistake, renderEvaluation } from "./evaluation-page";
export { LANGUAGES, type Language, wordingOf } from "./words";
