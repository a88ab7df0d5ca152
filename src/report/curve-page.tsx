/** The learning curve as a page. */
import type { CurvePoint } from "../schemas/curve";
import { LearningCurve } from "./evaluation-charts";
import { renderPage } from "./page";
import type { Wording } from "./words";

/** A whole HTML document. O(points). */
export function renderCurve(points: readonly CurvePoint[], subject: string, wording: Wording): string {
  return renderPage({
    language: wording.language,
    title: wording.words.curve,
    subject,
    children: <LearningCurve points={points} wording={wording} />,
  });
}
