/** The charts of an evaluation, each with the table that tells the same. */
import type { CurvePoint } from "../schemas/curve";
import type { EvaluationReport } from "../schemas/report";
import {
  confusionChart,
  coverageChart,
  learningChart,
  MOST_DRAWN,
  perCauseChart,
  reliabilityChart,
} from "./charts";
import { type Cell, Chart, Section, Table } from "./parts";
import type { Wording } from "./words";

export interface ReportProps {
  report: EvaluationReport;
  wording: Wording;
}

export function Charts({ report, wording }: ReportProps) {
  return (
    <>
      <PerCause report={report} wording={wording} />
      <Confusion report={report} wording={wording} />
      <div class="pair">
        <Reliability report={report} wording={wording} />
        <Coverage report={report} wording={wording} />
      </div>
    </>
  );
}

function PerCause({ report: { perCause, macro, weighted }, wording }: ReportProps) {
  const { words, nameOf } = wording;
  const averages = (name: string, { precision, recall, f1 }: typeof macro): Cell[] => [
    name,
    "",
    { share: precision },
    { share: recall },
    { share: f1 },
    "",
  ];
  const table = (
    <Table
      head={[words.cause, "id", words.precision, words.recall, words.f1, words.support]}
      rows={[
        ...Object.entries(perCause).map(([cause, { precision, recall, f1, support }]): Cell[] => [
          nameOf(cause),
          cause,
          { share: precision },
          { share: recall },
          { share: f1 },
          support,
        ]),
        averages(words.macro, macro),
        averages(words.weighted, weighted),
      ]}
    />
  );
  return (
    <Section title={words.perCause} note={words.perCauseNote}>
      <Chart
        svg={perCauseChart(perCause, wording)}
        name={words.perCause}
        numbers={words.numbers}
        table={table}
      />
    </Section>
  );
}

function Confusion({ report: { confusion, perCause }, wording }: ReportProps) {
  const { words, nameOf } = wording;
  const labels = drawn(perCause);
  const pairs = Object.entries(confusion)
    .flatMap(([label, row]) => Object.entries(row).map(([guess, count]) => ({ label, guess, count })))
    .sort((a, b) => b.count - a.count);
  const table = (
    <Table
      head={[words.label, words.answered, words.support]}
      rows={pairs.map(({ label, guess, count }) => [nameOf(label), nameOf(guess), count])}
    />
  );
  const cut = labels.length < Object.keys(perCause).length ? ` ${words.confusionCut}` : "";
  return (
    <Section title={words.confusion} note={words.confusionNote + cut}>
      <Chart
        svg={confusionChart(confusion, labels, wording)}
        name={words.confusion}
        numbers={words.numbers}
        table={table}
      />
    </Section>
  );
}

/** All, or of very many the most frequent, in the order in which they are listed. */
function drawn(perCause: EvaluationReport["perCause"]): string[] {
  const frequent = Object.entries(perCause)
    .sort(([, a], [, b]) => b.support - a.support)
    .slice(0, MOST_DRAWN);
  const kept = new Set(frequent.map(([label]) => label));
  return Object.keys(perCause).filter((label) => kept.has(label));
}

function Reliability({ report: { reliability }, wording }: ReportProps) {
  const { words } = wording;
  const table = (
    <Table
      head={[words.from, words.to, words.guesses, words.meanProbability, words.accuracy]}
      rows={reliability.map(({ from, to, count, meanProbability, accuracy }) => [
        { share: from },
        { share: to },
        count,
        { share: meanProbability },
        { share: accuracy },
      ])}
    />
  );
  return (
    <Section title={words.reliability} note={words.reliabilityNote}>
      <Chart
        svg={reliabilityChart(reliability, wording)}
        scales
        name={words.reliability}
        numbers={words.numbers}
        table={table}
      />
    </Section>
  );
}

function Coverage({ report: { coverage }, wording }: ReportProps) {
  const { words } = wording;
  const table = (
    <Table
      head={[words.shareAnswered, words.threshold, words.precision]}
      rows={coverage.map(({ coverage, threshold, precision }) => [
        { share: coverage },
        { share: threshold },
        { share: precision },
      ])}
    />
  );
  return (
    <Section title={words.coverage} note={words.coverageNote}>
      <Chart
        svg={coverageChart(coverage, wording)}
        scales
        name={words.coverage}
        numbers={words.numbers}
        table={table}
      />
    </Section>
  );
}

interface LearningCurveProps {
  points: readonly CurvePoint[];
  wording: Wording;
}

export function LearningCurve({ points, wording }: LearningCurveProps) {
  const { words } = wording;
  const table = (
    <Table
      head={[words.learntFrom, words.accuracy, words.macroF1]}
      rows={points.map(({ notices, accuracy, macroF1 }) => [
        notices,
        { share: accuracy },
        { share: macroF1 },
      ])}
    />
  );
  return (
    <Section title={words.learning} note={words.learningNote}>
      <Chart
        svg={learningChart(points, wording)}
        scales
        name={words.learning}
        numbers={words.numbers}
        table={table}
      />
    </Section>
  );
}
