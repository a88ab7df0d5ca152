/** What an experiment compares: ways to come from labelled notices to an answer. */
import type { PreparedNotice } from "../src/train/fit";

/** A notice with what all recipes need of it. */
export interface Example extends PreparedNotice {
  id: string;
}

export interface Answer {
  label: string;
  /** How sure the recipe is of it; null where it does not say. */
  probability: number | null;
}

export interface Recipe {
  name: string;
  /**
   * Answers for `test` from a model that has seen `training` only. Whatever is chosen or calibrated on the way is chosen
   * on `training`.
   */
  run(training: readonly Example[], test: readonly Example[]): Answer[];
}
