/** How well extracted facts agree with those that records carry. */
import { extractFeatures } from "../facts/extract";
import { canonicalService } from "../facts/product-mentions";
import type { LabelledNotice } from "../schemas/notice";
import type { EvaluationReport } from "../schemas/report";
import { mean } from "./metrics";

type FeatureReport = NonNullable<EvaluationReport["features"]>;

/** Undefined where no record carries any of the facts; null for a fact that none carries or that is not extracted yet. */
export function reportOnFeatures(notices: readonly LabelledNotice[]): FeatureReport | undefined {
  const withPeople = notices.filter(({ people }) => people !== undefined);
  const withServices = notices.filter(({ services }) => services !== undefined);
  if (withPeople.length + withServices.length === 0) return undefined;
  return {
    people: withPeople.length === 0 ? null : mean(withPeople, hasExactPeople),
    services: withServices.length === 0 ? null : microF1(withServices.map(compareServices)),
    dataKinds: null,
    discovered: null,
  };
}

function hasExactPeople({ text, people }: LabelledNotice): number {
  return Number((extractFeatures(text).people?.value ?? null) === people);
}

interface Overlap {
  found: number;
  expected: number;
  common: number;
}

function compareServices({ text, services = [] }: LabelledNotice): Overlap {
  const found = new Set(extractFeatures(text).services.map(({ name }) => name));
  const expected = new Set(services.map((spelling) => canonicalService(spelling) ?? spelling));
  return {
    found: found.size,
    expected: expected.size,
    common: [...found].filter((name) => expected.has(name)).length,
  };
}

/** 2 · common / (found + expected), summed over the notices; 1 where there is nothing to find and nothing found. */
function microF1(overlaps: readonly Overlap[]): number {
  const sum = (part: keyof Overlap) => overlaps.reduce((total, overlap) => total + overlap[part], 0);
  const size = sum("found") + sum("expected");
  return size === 0 ? 1 : (2 * sum("common")) / size;
}
