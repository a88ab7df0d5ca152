/** `owabi/evaluate`: how well labels and classifier agree. */
export {
  type AgreementReport,
  cohensKappa,
  fleissKappa,
  krippendorffAlpha,
  type Ratings,
  reportAgreement,
} from "./agreement";
export { type Audit, auditLabels, type Doubt, type Held } from "./audit";
export { type EvaluateOptions, Evaluation, evaluate } from "./evaluate";
export { type Grouped, type Grouping, groupedFolds } from "./folds";
export { bootstrapIntervals, type Interval, type Intervals, type McNemar, mcNemar } from "./intervals";
export {
  type Average,
  accuracy,
  brierScore,
  type CoveragePoint,
  confusionMatrix,
  coverageCurve,
  expectedCalibrationError,
  groupAccuracy,
  type LabelScores,
  lenientAccuracy,
  logLoss,
  macroAverage,
  macroF1,
  type OperatingPoint,
  operatingPoint,
  type Prediction,
  perLabelScores,
  type ReliabilityBin,
  reliabilityCurve,
  secondaryScores,
  topKAccuracy,
  weightedAverage,
} from "./metrics";
export { type RareLabel, rareLabels } from "./rare-labels";
export { reportOn as evaluatePredictions } from "./report";
