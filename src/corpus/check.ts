/** Everything that can go wrong with a labelled collection before a model is trained on it. */
import type { LabelledNotice } from "../schemas/notice";
import type { Reading } from "../schemas/reading";
import { inOrder } from "../taxonomy/taxonomy";
import { type Agreement, agreement } from "./agreement";
import { type Giveaway, giveaways } from "./giveaways";
import { type NearDuplicate, nearDuplicates, type SharedRuns, sharedRuns } from "./similarity";
import { LENGTHS, type Traits, traitsOf } from "./traits";

/** Pairs more alike than this are one text told twice. */
const NEAR_DUPLICATE = 0.3;
/** Runs of 15 characters that two notices may share: fixed phrases that few happen to use, but no paragraphs. */
const MOST_SHARED_RUNS = 30;
/**
 * A trait that tells more about the label than this gives it away. In bits; the labels themselves have some 4.5. Some is
 * in the nature of things: a letter to the wrong house concerns one person, a public bucket thousands.
 */
const MOST_GIVEAWAY = 0.2;
/** The report lists so many, the worst; complaints are of all. */
const LISTED = 12;

export interface LabelSpread {
  label: string;
  notices: number;
  incidents: number;
  lengths: Record<(typeof LENGTHS)[number], number>;
  genres: Record<string, number>;
  decades: number;
  organisations: number;
  noisy: number;
  withoutObviousWords: number;
  withEvidence: number;
}

export interface CorpusReport {
  notices: number;
  incidents: number;
  /** Quotes that their texts do not hold, and ids that occur twice. */
  faults: string[];
  nearDuplicates: NearDuplicate[];
  sharedRuns: SharedRuns[];
  spread: LabelSpread[];
  giveaways: Giveaway[];
  agreement: Agreement | null;
  /** What breaks a bound; a good corpus has none. */
  complaints: string[];
}

export function checkCorpus(notices: readonly LabelledNotice[], readings: readonly Reading[]): CorpusReport {
  const compared = notices.map(({ id, incident, text }, index) => ({
    id: id ?? `#${index + 1}`,
    incident: incident ?? `#${index + 1}`,
    text,
  }));
  const findings = {
    faults: faultsOf(notices),
    nearDuplicates: nearDuplicates(compared, NEAR_DUPLICATE),
    sharedRuns: sharedRuns(compared),
    // A text that reports no incident counts nobody and names no police; that is what it is, no giveaway.
    giveaways: giveaways(notices.filter(({ label }) => label !== "not-a-notice")),
  };
  return {
    notices: notices.length,
    incidents: new Set(compared.map(({ incident }) => incident)).size,
    ...findings,
    sharedRuns: findings.sharedRuns.slice(0, LISTED),
    giveaways: findings.giveaways.slice(0, LISTED),
    spread: spreadOf(notices),
    agreement: readings.length > 0 ? agreement(notices, readings) : null,
    complaints: complaintsOf(findings),
  };
}

function faultsOf(notices: readonly LabelledNotice[]): string[] {
  const seen = new Set<string>();
  return notices.flatMap(({ id = "", text, evidence = [] }) => {
    const twice = id !== "" && seen.has(id);
    seen.add(id);
    const misquoted = evidence.filter((quote) => !text.includes(quote));
    return [
      ...(twice ? [`${id}: the id occurs twice`] : []),
      ...misquoted.map((quote) => `${id}: the text does not hold the quote 「${quote}」`),
    ];
  });
}

function spreadOf(notices: readonly LabelledNotice[]): LabelSpread[] {
  return inOrder(notices.map(({ label }) => label)).flatMap((label) => {
    const own = notices.filter((notice) => notice.label === label);
    return own.length === 0 ? [] : [spreadOfLabel(label, own)];
  });
}

function spreadOfLabel(label: string, notices: readonly LabelledNotice[]): LabelSpread {
  const traits = notices.map(traitsOf);
  const count = (has: (traits: Traits) => boolean) => traits.filter(has).length;
  const genres = [...new Set(traits.map(({ genre }) => genre))].sort();
  return {
    label,
    notices: notices.length,
    incidents: new Set(notices.map(({ incident }, index) => incident ?? index)).size,
    lengths: Object.fromEntries(
      LENGTHS.map((name) => [name, count(({ length }) => length === name)]),
    ) as LabelSpread["lengths"],
    genres: Object.fromEntries(genres.map((name) => [name, count(({ genre }) => genre === name)])),
    decades: new Set(traits.map(({ decade }) => decade)).size,
    organisations: new Set(traits.flatMap(({ organisations }) => organisations)).size,
    noisy: count(({ noisy }) => noisy),
    withoutObviousWords: count(({ obvious }) => !obvious),
    withEvidence: notices.filter(({ evidence = [] }) => evidence.length > 0).length,
  };
}

type Findings = Pick<CorpusReport, "faults" | "nearDuplicates" | "sharedRuns" | "giveaways">;

function complaintsOf(report: Findings): string[] {
  return [
    ...report.faults,
    ...report.nearDuplicates.map(
      ({ ids, jaccard }) => `${ids.join(" and ")} are near-duplicates (${jaccard.toFixed(2)})`,
    ),
    ...report.sharedRuns
      .filter(({ runs }) => runs > MOST_SHARED_RUNS)
      .map(
        ({ ids, runs, example }) =>
          `${ids.join(" and ")} share ${runs} runs of 15 characters, such as 「${example}」`,
      ),
    ...report.giveaways
      .filter(({ bits }) => bits > MOST_GIVEAWAY)
      .map(
        ({ trait, bits, label }) =>
          `"${trait}" gives the label away (${bits.toFixed(3)} bits, most ${label})`,
      ),
  ];
}
