/** The learning curve as text. */
import type { CurvePoint } from "../schemas/curve";

export function formatCurve(points: readonly CurvePoint[]): string {
  return [HEAD, ...points.map(rowOf)].join("\n");
}

const WIDTH = 50;
const HEAD = "trained on  accuracy  macro-F1";

function rowOf(point: CurvePoint): string {
  const bar = "█".repeat(Math.round(point.macroF1 * WIDTH));
  return `${String(point.notices).padStart(10)}${point.accuracy.toFixed(3).padStart(10)}${point.macroF1.toFixed(3).padStart(10)}  ${bar}`;
}
