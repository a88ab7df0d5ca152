/** Charts as SVG text, drawn once and for all: they need no script where they are looked at. */
import { BarChart, LineChart, ScatterChart } from "echarts/charts";
import { GridComponent, LegendComponent } from "echarts/components";
import { type EChartsCoreOption, init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

/** A chart's colours are the page's, so that one drawing serves in light and in dark. */
export const INK = {
  text: "var(--ink)",
  faint: "var(--line)",
  first: "var(--first)",
  second: "var(--second)",
  right: "var(--right)",
  wrong: "var(--wrong)",
} as const;

export interface ChartSize {
  /** In CSS pixels; the drawing is scaled down where there is less room. */
  width: number;
  height: number;
}

/** What no chart of a printed page needs. */
const STILL = {
  animation: false,
  silent: true,
  textStyle: { color: INK.text, fontFamily: "inherit" },
} as const;

/** Texts within are escaped by the renderer. */
export function drawChart(option: EChartsCoreOption, { width, height }: ChartSize): string {
  // At the first chart, so that importing this has no effect.
  use([BarChart, LineChart, ScatterChart, GridComponent, LegendComponent, SVGRenderer]);
  const chart = init(null, null, { renderer: "svg", ssr: true, width, height });
  try {
    chart.setOption({ ...STILL, ...option });
    return withoutHooks(chart.renderToSVGString());
  } finally {
    // Its timers would keep the process alive.
    chart.dispose();
  }
}

const STYLE = "<style ><![CDATA[";
const END_OF_STYLE = "</style>";

/** What scripts and the pointer would hold on to; nothing does. The renderer has escaped quotes within texts. */
function withoutHooks(svg: string): string {
  return svg
    .replaceAll(/ (?:class|pointer-events|ecmeta_[a-z_]+)="[^"]*"/g, "")
    .split(STYLE)
    .map((part, index) => (index === 0 ? part : part.slice(part.indexOf(END_OF_STYLE) + END_OF_STYLE.length)))
    .join("");
}

/** The parts of an axis that all charts have alike. */
export function axisStyle(name?: string) {
  return {
    ...(name !== undefined && { name, nameLocation: "middle" as const, nameGap: 32 }),
    nameTextStyle: { color: INK.text },
    axisLabel: { color: INK.text },
    axisLine: { show: true, lineStyle: { color: INK.faint } },
    axisTick: { show: false },
    splitLine: { lineStyle: { color: INK.faint, width: 0.5 } },
  };
}

/** An axis of shares, from 0 to 1. */
export function shareAxis(name?: string) {
  return { type: "value" as const, min: 0, max: 1, interval: 0.2, ...axisStyle(name) };
}
