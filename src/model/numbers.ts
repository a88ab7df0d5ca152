/** log Σ exp(x), without overflow. */
export function logSumExp(values: ArrayLike<number>): number {
  let highest = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < values.length; at++) if (values[at]! > highest) highest = values[at]!;
  let total = 0;
  for (let at = 0; at < values.length; at++) total += Math.exp(values[at]! - highest);
  return highest + Math.log(total);
}
