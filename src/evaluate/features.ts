/** How well extracted facts agree with those that records carry. */
import { extractFeatures, type NoticeFeatures } from "../facts/extract";
import { canonicalService } from "../facts/product-mentions";
import type { LabelledNotice } from "../schemas/notice";
import type { EvaluationReport } from "../schemas/report";
import { normalise } from "../text/normalise";
import { mean } from "./metrics";

export type FactReport = NonNullable<EvaluationReport["features"]>;

interface Extracted {
  notice: LabelledNotice;
  features: NoticeFeatures;
}

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
  notices: readonly LabelledNotice[],
  extract: (text: string) => NoticeFeatures = extractFeatures,
): FactReport | undefined {
  const carriers = notices.filter(carriesFacts);
  if (carriers.length === 0) return undefined;
  const extracted = carriers.map((notice) => ({ notice, features: extract(notice.text) }));
  const exact = Object.fromEntries(
    Object.keys(SINGLE).map((fact) => [fact, shareExact(extracted, fact as keyof typeof SINGLE)]),
  ) as Record<keyof typeof SINGLE, number | null>;
  return {
    ...exact,
    services: microF1(
      extracted.flatMap(({ notice, features }) =>
        notice.services ? [compareServices(notice.services, features)] : [],
      ),
    ),
    dataKinds: microF1(
      extracted.flatMap(({ notice, features }) =>
        notice.data
          ? [
              overlapOf(
                features.dataKinds.map(({ kind }) => kind),
                notice.data,
              ),
            ]
          : [],
      ),
    ),
  };
}

function carriesFacts(notice: LabelledNotice): boolean {
  if (notice.services || notice.data) return true;
  return Object.values(SINGLE).some(({ expected }) => expected(notice) !== undefined);
}

function shareExact(extracted: readonly Extracted[], fact: keyof typeof SINGLE): number | null {
  const { found, expected } = SINGLE[fact];
  const known = extracted.filter(({ notice }) => expected(notice) !== undefined);
  if (known.length === 0) return null;
  return mean(known, ({ notice, features }) => Number(found(features) === expected(notice)));
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

/** 2 · common / (found + expected), summed over the notices; 1 where there is nothing to find and nothing found. */
function microF1(overlaps: readonly Overlap[]): number | null {
  if (overlaps.length === 0) return null;
  const sum = (part: keyof Overlap) => overlaps.reduce((total, overlap) => total + overlap[part], 0);
  const size = sum("found") + sum("expected");
  return size === 0 ? 1 : (2 * sum("common")) / size;
}
