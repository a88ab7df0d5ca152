/** The charts of the reports. */
import type { CurvePoint } from "../schemas/curve";
import type { EvaluationReport } from "../schemas/report";
import { axisStyle, drawChart, INK, shareAxis } from "./chart";
import type { Wording } from "./words";

/** A square chart of shares against shares. */
const SQUARE = { width: 460, height: 400 };
const SQUARE_GRID = { left: 56, right: 20, top: 40, bottom: 52 };
/** Longer names are cut; the tables beside the charts have them whole. */
const NAME_WIDTH = 200;
/** Fonts are wider than the chart library guesses without a screen. */
const NAME_ROOM = 1.25 * NAME_WIDTH;
const ROW = 30;

/** Precision and recall of each cause, as pairs of bars. */
export function perCauseChart(perCause: EvaluationReport["perCause"], { words, nameOf }: Wording): string {
  const causes = Object.keys(perCause);
  const bars = (figure: "precision" | "recall", color: string) => ({
    name: words[figure],
    type: "bar" as const,
    data: causes.map((cause) => round(perCause[cause]![figure])),
    itemStyle: { color },
    barGap: "10%",
    barCategoryGap: "30%",
  });
  return drawChart(
    {
      legend: { top: 0, textStyle: { color: INK.text } },
      grid: { left: NAME_ROOM, right: 24, top: 32, bottom: 28 },
      xAxis: shareAxis(),
      yAxis: { ...namesAxis(causes.map(nameOf)), inverse: true },
      series: [bars("precision", INK.first), bars("recall", INK.second)],
    },
    { width: 800, height: 64 + causes.length * ROW },
  );
}

/** How far annotators agree on each label. */
export function labelAgreementChart(
  perLabel: readonly { label: string; agreement: number | null }[],
  { nameOf }: Wording,
): string {
  const drawn = perLabel.slice(0, MOST_DRAWN);
  return drawChart(
    {
      grid: { left: NAME_ROOM, right: 24, top: 8, bottom: 28 },
      xAxis: shareAxis(),
      yAxis: { ...namesAxis(drawn.map(({ label }) => nameOf(label))), inverse: true },
      series: [
        {
          type: "bar",
          data: drawn.map(({ agreement }) => round(agreement ?? 0)),
          itemStyle: { color: INK.first },
          barCategoryGap: "40%",
        },
      ],
    },
    { width: 800, height: 40 + drawn.length * ROW },
  );
}

/** More labels would be drawn too small to read. */
export const MOST_DRAWN = 40;
const CELL = 26;
/** The names of the columns are slanted so, in degrees; of their length so much goes up. */
const SLANT = 60;
const STEEP = Math.sin((SLANT * Math.PI) / 180);
/** What is left of a colour where a cell is of the smallest share. */
const PALEST = 0.12;

/** Labels by guesses; the strength of a cell's colour is its share of the label's notices. */
export function confusionChart(
  confusion: EvaluationReport["confusion"],
  labels: readonly string[],
  { nameOf }: Wording,
): string {
  const names = labels.map(nameOf);
  // As maps: a label may have the name of something that every object has.
  const rows = new Map(
    Object.entries(confusion).map(([label, row]) => [label, new Map(Object.entries(row))]),
  );
  const cells = labels.flatMap((label, row) => {
    const counts = rows.get(label) ?? new Map<string, number>();
    const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
    return labels.flatMap((guess, column) => {
      const count = counts.get(guess) ?? 0;
      return count === 0 ? [] : [cellOf({ row, column, count, share: count / total })];
    });
  });
  const side = labels.length * CELL;
  return drawChart(
    {
      grid: { left: NAME_ROOM, top: NAME_ROOM * STEEP, width: side, height: side },
      xAxis: { ...namesAxis(names, SLANT), position: "top", splitLine: gridLines(), ...between },
      yAxis: { ...namesAxis(names), inverse: true, splitLine: gridLines(), ...between },
      series: [{ type: "scatter", symbol: "rect", symbolSize: CELL - 1, data: cells }],
    },
    { width: NAME_ROOM + side + 12, height: NAME_ROOM * STEEP + side + 12 },
  );
}

const between = { boundaryGap: true } as const;

function gridLines() {
  return { show: true, lineStyle: { color: INK.faint, width: 0.5 } };
}

function cellOf({ row, column, count, share }: Record<"row" | "column" | "count" | "share", number>) {
  return {
    value: [column, row],
    itemStyle: {
      color: row === column ? INK.right : INK.wrong,
      opacity: PALEST + (1 - PALEST) * share,
    },
    label: { show: true, formatter: String(count), color: INK.text, opacity: 1, fontSize: 11 },
  };
}

/** How often guesses were right, by how sure they were; on the diagonal they are as sure as they should be. */
export function reliabilityChart(reliability: EvaluationReport["reliability"], { words }: Wording): string {
  const largest = Math.max(...reliability.map(({ count }) => count));
  return drawChart(
    {
      grid: SQUARE_GRID,
      xAxis: shareAxis(words.howSure),
      yAxis: shareAxis(words.howOften),
      series: [
        diagonal(),
        {
          type: "line",
          data: reliability.map(({ meanProbability, accuracy, count }) => ({
            value: [round(meanProbability), round(accuracy)],
            // By area.
            symbolSize: 6 + 16 * Math.sqrt(count / largest),
          })),
          symbol: "circle",
          lineStyle: { color: INK.first, width: 2 },
          itemStyle: { color: INK.first },
        },
      ],
    },
    SQUARE,
  );
}

function diagonal() {
  return {
    type: "line" as const,
    data: [
      [0, 0],
      [1, 1],
    ],
    showSymbol: false,
    lineStyle: { color: INK.text, type: "dashed" as const, width: 1 },
  };
}

/** How often answers are right where only the surest share of the notices is answered. */
export function coverageChart(coverage: EvaluationReport["coverage"], { words }: Wording): string {
  return drawChart(
    {
      grid: SQUARE_GRID,
      xAxis: shareAxis(words.shareAnswered),
      yAxis: { ...axisStyle(words.precision), type: "value", scale: true, max: 1 },
      series: [line(coverage.map(({ coverage, precision }) => [round(coverage), round(precision)]))],
    },
    SQUARE,
  );
}

/** How much more notices help. Each number of notices is about twice the one before, so the scale is logarithmic. */
export function learningChart(points: readonly CurvePoint[], { words }: Wording): string {
  const series = (figure: "accuracy" | "macroF1", color: string) => ({
    ...line(
      points.map((point) => round(point[figure])),
      color,
    ),
    name: words[figure],
  });
  return drawChart(
    {
      legend: { top: 0, textStyle: { color: INK.text } },
      grid: { ...SQUARE_GRID, right: 36 },
      xAxis: {
        ...axisStyle(words.learntFrom),
        type: "category",
        data: points.map(({ notices }) => String(notices)),
      },
      yAxis: { ...axisStyle(), type: "value", scale: true, max: 1 },
      series: [series("accuracy", INK.first), series("macroF1", INK.second)],
    },
    { width: 620, height: 400 },
  );
}

function line(data: number[][] | number[], color: string = INK.first) {
  return {
    type: "line" as const,
    data,
    symbol: "circle",
    symbolSize: 6,
    lineStyle: { color, width: 2 },
    itemStyle: { color },
  };
}

function namesAxis(names: readonly string[], rotate = 0) {
  const style = axisStyle();
  return {
    type: "category" as const,
    data: names,
    ...style,
    axisLabel: {
      ...style.axisLabel,
      rotate,
      interval: 0,
      width: NAME_WIDTH,
      overflow: "truncate" as const,
    },
    splitLine: { show: false },
  };
}

/** Digits beyond these would only make the file larger. */
function round(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
