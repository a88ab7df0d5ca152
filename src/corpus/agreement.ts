/** How far two readers of the same notices agree. */

import { cohensKappa } from "../evaluate/agreement";
import { mean } from "../evaluate/metrics";
import type { LabelledNotice } from "../schemas/notice";
import type { Reading } from "../schemas/reading";

export interface Agreement {
  /** Notices that both read. */
  n: number;
  /** (observed − expected agreement) / (1 − expected agreement) of the labels (Cohen 1960); 1 where both always agree. */
  kappa: number;
  /** Mean over the notices of the F1 of the characters that both marked as evidence. */
  evidenceF1: number;
  disagreements: { id: string; first: string; second: string }[];
}

/** O(total length of the texts). Readings of notices that are not there any more are passed over. */
export function agreement(notices: readonly LabelledNotice[], readings: readonly Reading[]): Agreement {
  const secondOf = new Map(readings.map((reading) => [reading.id, reading]));
  const pairs = notices.flatMap((notice) => {
    const second = notice.id === undefined ? undefined : secondOf.get(notice.id);
    return second ? [{ notice, second }] : [];
  });
  return {
    n: pairs.length,
    kappa: cohensKappa(pairs.map(({ notice, second }) => [notice.label, second.label])),
    evidenceF1: mean(pairs, ({ notice, second }) =>
      overlapF1(marked(notice.text, notice.evidence ?? []), marked(notice.text, second.evidence)),
    ),
    disagreements: pairs
      .filter(({ notice, second }) => notice.label !== second.label)
      .map(({ notice, second }) => ({ id: second.id, first: notice.label, second: second.label })),
  };
}

/** The offsets of all quoted characters, each quote at its first place. */
function marked(text: string, quotes: readonly string[]): Set<number> {
  const offsets = new Set<number>();
  for (const quote of quotes) {
    const start = text.indexOf(quote);
    if (start >= 0) for (let at = start; at < start + quote.length; at++) offsets.add(at);
  }
  return offsets;
}

function overlapF1(first: ReadonlySet<number>, second: ReadonlySet<number>): number {
  const common = [...first].filter((offset) => second.has(offset)).length;
  return first.size + second.size === 0 ? 1 : (2 * common) / (first.size + second.size);
}
