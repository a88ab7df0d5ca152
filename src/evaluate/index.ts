/** `owabi/evaluate`: how well labels and classifier agree. */
export {
  type AgreementReport,
  cohensKappa,
  fleissKappa,
  krippendorffAlpha,
  type Ratings,
  reportAgreement,
} from "./agreement";
export { evaluate, evaluatePredictions } from "./evaluate";
export { type Grouped, type Grouping, groupedFolds } from "./folds";
export {
  accuracy,
  brierScore,
  confusionMatrix,
  expectedCalibrationError,
  groupAccuracy,
  type LabelScores,
  lenientAccuracy,
  logLoss,
  macroF1,
  type OperatingPoint,
  operatingPoint,
  type Prediction,
  perLabelScores,
} from "./metrics";
export { reportOn } from "./report";
