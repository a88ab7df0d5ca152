/** The report of `evaluate` as a page. */
import type { EvaluationReport } from "../schemas/report";
import type { Span } from "../text/mapped";
import { Charts, LearningCurve, type ReportProps } from "./evaluation-charts";
import { renderPage } from "./page";
import { type Figure, Figures, Section, shareText } from "./parts";
import { LeftOutLabels, RecordText } from "./records";
import type { Wording } from "./words";

/** A notice whose label is not what was answered. */
export interface Mistake {
  /** Its id, or where it stands among the notices. */
  name: string;
  /** More than one where any of them would be right. */
  labels: readonly string[];
  guess: string;
  probability: number;
  text: string;
  /** The passages that speak most for the guess. */
  evidence: readonly Span[];
}

export interface EvaluationPage {
  report: EvaluationReport;
  /** What was evaluated on what. */
  subject: string;
  /** The surest first; those that are shown. */
  mistakes: readonly Mistake[];
}

/** A whole HTML document. O(size of the report). */
export function renderEvaluation({ report, subject, mistakes }: EvaluationPage, wording: Wording): string {
  const { words, language } = wording;
  return renderPage({
    language,
    title: words.evaluation,
    subject,
    children: (
      <>
        <Section title={words.atAGlance}>
          <Figures figures={figuresOf(report, wording)} />
        </Section>
        {report.n > 0 && <Charts report={report} wording={wording} />}
        {report.learningCurve && <LearningCurve points={report.learningCurve} wording={wording} />}
        {report.comparison && <Comparison report={report} comparison={report.comparison} wording={wording} />}
        {report.features && <Facts features={report.features} wording={wording} />}
        {report.leftOut && <LeftOutLabels leftOut={report.leftOut} wording={wording} />}
        <Mistakes report={report} mistakes={mistakes} wording={wording} />
      </>
    ),
  });
}

function figuresOf(report: EvaluationReport, { words }: Wording): Figure[] {
  const { intervals } = report;
  const between = (figure: "accuracy" | "macroF1") =>
    intervals && {
      more: `${words.between} ${shareText(intervals[figure].low)} – ${shareText(intervals[figure].high)}`,
    };
  return [
    { name: words.notices, value: report.n.toLocaleString("en") },
    { name: words.accuracy, value: shareText(report.accuracy), ...between("accuracy") },
    { name: words.macroF1, value: shareText(report.macroF1), ...between("macroF1") },
    { name: words.lenient, value: shareText(report.lenientAccuracy) },
    { name: words.top3, value: shareText(report.top3Accuracy) },
    { name: words.family, value: shareText(report.familyAccuracy) },
    { name: words.ece, value: shareText(report.ece) },
    { name: words.brier, value: shareText(report.brier) },
    { name: words.coverage90, value: shareText(report.coverageAtPrecision90) },
    { name: words.coverage98, value: shareText(report.coverageAtPrecision98) },
  ];
}

interface ComparisonProps extends ReportProps {
  comparison: NonNullable<EvaluationReport["comparison"]>;
}

function Comparison({ comparison, wording: { words } }: ComparisonProps) {
  const { model, accuracy, macroF1, onlyFirst, onlySecond, p } = comparison;
  return (
    <Section title={words.comparison} note={`${words.comparedWith}: ${model}`}>
      <Figures
        figures={[
          { name: words.accuracy, value: shareText(accuracy) },
          { name: words.macroF1, value: shareText(macroF1) },
          { name: words.onlyFirst, value: String(onlyFirst) },
          { name: words.onlySecond, value: String(onlySecond) },
          { name: words.mcnemar, value: p < 0.001 ? "< 0.001" : shareText(p) },
        ]}
      />
    </Section>
  );
}

interface FactsProps {
  features: NonNullable<EvaluationReport["features"]>;
  wording: Wording;
}

function Facts({ features, wording: { words } }: FactsProps) {
  const known = Object.entries(features).filter(([, value]) => value !== null);
  return (
    <Section title={words.facts}>
      <Figures
        figures={known.map(([fact, value]) => ({
          name: words[fact as keyof FactsProps["features"]],
          value: shareText(value),
        }))}
      />
    </Section>
  );
}

interface MistakesProps extends ReportProps {
  mistakes: readonly Mistake[];
}

function Mistakes({ report: { n, accuracy }, mistakes, wording: { words, nameOf } }: MistakesProps) {
  const all = Math.round(n * (1 - accuracy));
  const shown = mistakes.length < all ? ` (${words.shown} ${mistakes.length} ${words.ofAll} ${all})` : "";
  return (
    <Section title={words.mistakes} note={words.mistakesNote + shown}>
      {mistakes.length === 0 && <p>{words.none}</p>}
      <ol class="records">
        {mistakes.map(({ name, labels, guess, probability, text, evidence }) => (
          <li key={name}>
            <div class="head">
              <span class="id">{name}</span>
              <span>
                {words.label}: {labels.map(nameOf).join(" / ")}
              </span>
              <span class="to">
                {words.answered}: {nameOf(guess)}
              </span>
              <span class="id">{shareText(probability)}</span>
            </div>
            <RecordText text={text} passages={evidence} words={words} />
          </li>
        ))}
      </ol>
    </Section>
  );
}
