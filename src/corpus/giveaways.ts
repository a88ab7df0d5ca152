/** Traits that tell the cause though they have nothing to do with it. */
import type { LabelledNotice } from "../schemas/notice";
import { type Traits, traitsOf } from "./traits";

export interface Giveaway {
  trait: string;
  /** How many notices have it. */
  notices: number;
  /** I(trait; label) in bits, less what chance gives a trait as frequent as this (Miller 1955). */
  bits: number;
  /** The label in which it is over-represented most, and how many times more often than in all. */
  label: string;
  lift: number;
}

/** A trait must occur so often before anything can be said of it. */
const FEWEST = 20;

/** All traits, the most telling first. O(notices × traits). */
export function giveaways(notices: readonly LabelledNotice[]): Giveaway[] {
  const labels = [...new Set(notices.map(({ label }) => label))].sort();
  const holders = new Map<string, Set<number>>();
  notices.forEach((notice, index) => {
    for (const trait of namesOf(traitsOf(notice))) {
      const set = holders.get(trait) ?? new Set();
      holders.set(trait, set.add(index));
    }
  });
  return [...holders]
    .filter(([, set]) => set.size >= FEWEST && set.size <= notices.length - FEWEST)
    .map(([trait, set]) => ({ trait, notices: set.size, ...association(set, notices, labels) }))
    .sort((a, b) => b.bits - a.bits);
}

function namesOf({ length, genre, decade, organisations, noisy, magnitude }: Traits): string[] {
  return [
    `length ${length}`,
    `genre ${genre}`,
    ...(decade === null ? [] : [`decade ${decade}`]),
    ...organisations.map((kind) => `organisation ${kind}`),
    ...(noisy ? ["layout noise"] : []),
    `people of ${magnitude} digits`,
  ];
}

function association(
  set: ReadonlySet<number>,
  notices: readonly LabelledNotice[],
  labels: readonly string[],
) {
  const all = notices.length;
  let bits = 0;
  let best = { label: "", lift: 0 };
  for (const label of labels) {
    const size = notices.filter((notice) => notice.label === label).length;
    const both = [...set].filter((index) => notices[index]!.label === label).length;
    bits += cell(both, set.size, size, all) + cell(size - both, all - set.size, size, all);
    const lift = (both * all) / (set.size * size);
    if (lift > best.lift) best = { label, lift };
  }
  return { bits: bits - (labels.length - 1) / (2 * all * Math.LN2), ...best };
}

/** p(x, y) · log₂(p(x, y) / (p(x) · p(y))). */
function cell(both: number, x: number, y: number, all: number): number {
  return both === 0 ? 0 : (both / all) * Math.log2((both * all) / (x * y));
}
