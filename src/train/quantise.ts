/** Weights as signed bytes. */
import type { FittedModel } from "./fit";

const LARGEST = 127;

/** Each weight to the nearest of 255 steps: off by half a step at most, which sums over a text to far less than one phrase. */
export function quantise(weights: FittedModel["weights"]): { scale: number; data: string } {
  let largest = 0;
  for (const weight of weights) largest = Math.max(largest, Math.abs(weight));
  // Rounded up, so that the last bits, in which machines may differ, stay out of the file.
  const scale = largest === 0 ? 1 : Math.ceil((largest / LARGEST) * 1e6) / 1e6;
  const bytes = Int8Array.from(weights, (weight) => Math.round(weight / scale));
  return { scale, data: Buffer.from(bytes.buffer).toString("base64") };
}
