/** The parts that reports are made of. */
import type { ComponentChildren, JSX } from "preact";
import type { Span } from "../text/mapped";

export function Section({
  title,
  note,
  children,
}: {
  title: string;
  note?: string;
  children: ComponentChildren;
}) {
  return (
    <section>
      <h2>{title}</h2>
      {note && <p class="note">{note}</p>}
      {children}
    </section>
  );
}

/** A figure with what stands around it, such as the interval that it lies in. */
export interface Figure {
  name: string;
  value: string;
  more?: string;
}

export function Figures({ figures }: { figures: readonly Figure[] }) {
  return (
    <dl class="figures">
      {figures.map(({ name, value, more }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            {value}
            {more && <small>{more}</small>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

interface ChartProps {
  /** An SVG element as text, from `drawChart`. */
  svg: string;
  /** What is read out in place of the drawing. */
  name: string;
  /** Whether it may be scaled down to fit a narrow screen; others scroll, for their texts would be too small. */
  scales?: boolean;
  /** The summary of the table that tells the same as the drawing. */
  numbers: string;
  table: JSX.Element;
}

/** A drawing that scrolls where it is wider than the screen, and a table that tells the same. */
export function Chart({ svg, name, scales = false, numbers, table }: ChartProps) {
  return (
    <figure>
      {/* Focusable, so that it can be scrolled by the keyboard. The drawing escapes its texts itself. */}
      <div
        class={scales ? "scroll scales" : "scroll"}
        role="img"
        aria-label={name}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must take the focus
        tabIndex={0}
        dangerouslySetInnerHTML={{ __html: svg }}
      />
      <figcaption>
        <details>
          <summary>{numbers}</summary>
          {table}
        </details>
      </figcaption>
    </figure>
  );
}

/** Texts, counts, and shares; null is told by a dash. */
export type Cell = string | number | { share: number | null };

/** Numbers are set to the right. */
export function Table({ head, rows }: { head: readonly string[]; rows: readonly (readonly Cell[])[] }) {
  const isNumber = (column: number) =>
    rows.some((row) => row[column] !== "") &&
    rows.every((row) => row[column] === "" || typeof row[column] !== "string");
  const kind = (column: number) => (isNumber(column) ? "number" : undefined);
  return (
    <div class="scroll">
      <table>
        <thead>
          <tr>
            {head.map((title, column) => (
              <th key={title} scope="col" class={kind(column)}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              {row.map((cell, column) =>
                column === 0 ? (
                  <th key={head[column]} scope="row" class={kind(column)}>
                    {textOf(cell)}
                  </th>
                ) : (
                  <td key={head[column]} class={kind(column)}>
                    {textOf(cell)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function textOf(cell: Cell): string {
  return typeof cell === "object" ? shareText(cell.share) : String(cell);
}

export function shareText(value: number | null): string {
  return value === null ? "–" : value.toFixed(3);
}

/** A text with passages of it marked; passages may meet each other. */
export function Marked({ text, passages }: { text: string; passages: readonly Span[] }) {
  const parts: ComponentChildren[] = [];
  let at = 0;
  for (const { start, end } of joined(passages)) {
    parts.push(text.slice(at, start), <mark key={start}>{text.slice(start, end)}</mark>);
    at = end;
  }
  return (
    <p class="text" lang={languageOf(text)} dir="auto">
      {parts}
      {text.slice(at)}
    </p>
  );
}

function joined(passages: readonly Span[]): Span[] {
  const spans: Span[] = [];
  for (const { start, end } of [...passages].sort((a, b) => a.start - b.start)) {
    const last = spans.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else spans.push({ start, end });
  }
  return spans;
}

/** What a screen reader should read it as; undefined where that is not plain. */
function languageOf(text: string): "ja" | undefined {
  return /[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text) ? "ja" : undefined;
}
