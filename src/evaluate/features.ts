/** How well extracted facts agree with those that records carry. */
import { extractFeatures, type NoticeFeatures } from "../facts/extract";
import { canonicalService } from "../facts/product-mentions";
import type { LabelledNotice } from "../schemas/notice";
import type { EvaluationReport } from "../schemas/report";
import { normalise } from "../text/normalise";

export type FactReport = NonNullable<EvaluationReport["features"]>;

/** Facts of which a notice has one or none: extracted and expected are the same text, or both null. */
const SINGLE = {
  people: {
    found: ({ people }) => people?.value ?? null,
    expected: ({ people }) => people,
  },
  published: { found: ({ dates }) => dates.published, expected: ({ published }) => published },
  occurred: { found: ({ dates }) => dates.occurred, expected: ({ occurred }) => occurred },
  discovered: { found: ({ dates }) => dates.discovered, expected: ({ discovered }) => discovered },
  exposure: {
    found: ({ dates: { exposure } }) => periodOf(exposure),
    expected: ({ exposure }) => (exposure === undefined ? undefined : periodOf(exposure)),
  },
  discoveredBy: { found: ({ discoveredBy }) => discoveredBy, expected: ({ discoveredBy }) => discoveredBy },
  protection: { found: ({ protection }) => protection, expected: ({ protection }) => protection },
  organisation: {
    found: ({ organisation }) => organisation?.name ?? null,
    expected: ({ organisation }) => organisation,
  },
} as const satisfies Readonly<
  Record<
    string,
    {
      found(features: NoticeFeatures): string | number | null;
      /** Undefined where the record does not carry the fact. */
      expected(notice: LabelledNotice): string | number | null | undefined;
    }
  >
>;

function periodOf(exposure: { from: string | null; to: string | null } | null): string | null {
  return exposure && `${exposure.from ?? ""}/${exposure.to ?? ""}`;
}

/**
 * Undefined where no record carries any of the facts; null for a fact that none carries. `extract` is the library's own
 * unless facts are extracted by judges of one's own.
 */
export function reportOnFeatures(
  notices: Iterable<LabelledNotice>,
  extract: (text: string) => NoticeFeatures = extractFeatures,
): FactReport | undefined {
  const tally = new FactTally(extract);
  for (const notice of notices) tally.add(notice);
  return tally.report();
}

type SingleFact = keyof typeof SINGLE;
const SINGLE_FACTS = Object.keys(SINGLE) as SingleFact[];

/** Counts as notices come, and keeps none of them. */
export class FactTally {
  private readonly single = new Map(SINGLE_FACTS.map((fact) => [fact, { known: 0, right: 0 }]));
  /** Null until a notice carries the fact. */
  private services: Overlap | null = null;
  private dataKinds: Overlap | null = null;
  private carriers = 0;

  constructor(private readonly extract: (text: string) => NoticeFeatures = extractFeatures) {}

  /** O(length of the text), or O(1) for a notice that carries no facts. */
  add(notice: LabelledNotice): void {
    if (!carriesFacts(notice)) return;
    this.carriers++;
    const features = this.extract(notice.text);
    for (const [fact, count] of this.single) {
      const expected = SINGLE[fact].expected(notice);
      if (expected === undefined) continue;
      count.known++;
      count.right += Number(SINGLE[fact].found(features) === expected);
    }
    if (notice.services) this.services = sumOf(this.services, compareServices(notice.services, features));
    if (notice.data) {
      const found = features.dataKinds.map(({ kind }) => kind);
      this.dataKinds = sumOf(this.dataKinds, overlapOf(found, notice.data));
    }
  }

  report(): FactReport | undefined {
    if (this.carriers === 0) return undefined;
    const exact = Object.fromEntries(
      [...this.single].map(([fact, { known, right }]) => [fact, known === 0 ? null : right / known]),
    ) as Record<SingleFact, number | null>;
    return { ...exact, services: microF1(this.services), dataKinds: microF1(this.dataKinds) };
  }
}

function carriesFacts(notice: LabelledNotice): boolean {
  if (notice.services || notice.data) return true;
  return SINGLE_FACTS.some((fact) => SINGLE[fact].expected(notice) !== undefined);
}

interface Overlap {
  found: number;
  expected: number;
  common: number;
}

/** Products are compared by their usual names, others by their spelling without regard to width and case. */
function compareServices(services: readonly string[], features: NoticeFeatures): Overlap {
  const spelt = (name: string) => canonicalService(name) ?? normalise(name).text;
  return overlapOf(
    features.services.map(({ name }) => spelt(name)),
    services.map(spelt),
  );
}

function overlapOf(found: readonly string[], expected: readonly string[]): Overlap {
  const [ours, theirs] = [new Set(found), new Set(expected)];
  return {
    found: ours.size,
    expected: theirs.size,
    common: [...ours].filter((name) => theirs.has(name)).length,
  };
}

function sumOf(before: Overlap | null, { found, expected, common }: Overlap): Overlap {
  return {
    found: (before?.found ?? 0) + found,
    expected: (before?.expected ?? 0) + expected,
    common: (before?.common ?? 0) + common,
  };
}

/** 2 · common / (found + expected), summed over the notices; 1 where there is nothing to find and nothing found. */
function microF1(sum: Overlap | null): number | null {
  if (!sum) return null;
  const size = sum.found + sum.expected;
  return size === 0 ? 1 : (2 * sum.common) / size;
}
