/** `owabi/train`: models of your own, and cross-validation. */

export type { Grouping } from "../evaluate/folds";
export { type CrossValidation, type CrossValidationOptions, crossValidate } from "./cross-validate";
export { EVENT_MODELS, type EventModel } from "./estimate";
export type { TrainingNotice } from "./fit";
export { DEFAULT_FIT, type FitOptions } from "./options";
export { type TrainOptions, train } from "./train";
