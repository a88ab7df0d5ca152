/** The report of `audit` as a page. */
import type { AuditReport } from "../schemas/doubt";
import type { Span } from "../text/mapped";
import { renderPage } from "./page";
import { Figures, Section, shareText } from "./parts";
import { LeftOutLabels, RecordText } from "./records";
import { whyDoubted } from "./why";
import type { Wording } from "./words";

export interface AuditPage {
  report: AuditReport;
  /** What was audited. */
  subject: string;
  /** The notices by their place in the list. */
  noticeOf(index: number): { id?: string | undefined; text: string };
}

/** A page of more would be hard to scroll; the JSON report has all. */
const SHOWN = 200;

/** A whole HTML document. O(size of the report). */
export function renderAudit({ report, subject, noticeOf }: AuditPage, wording: Wording): string {
  const { words, language } = wording;
  const { doubts, contradictions, undecided } = report;
  return renderPage({
    language,
    title: words.audit,
    subject,
    children: (
      <>
        <Section title={words.atAGlance}>
          <Figures
            figures={[
              { name: words.notices, value: report.n.toLocaleString("en") },
              { name: words.inDoubt, value: String(doubts.length) },
              { name: words.noise, value: shareText(report.noise) },
              { name: words.contradictions, value: String(contradictions.length) },
              { name: words.undecided, value: String(undecided.length) },
              { name: words.folds, value: String(report.folds) },
            ]}
          />
        </Section>
        {report.leftOut && <LeftOutLabels leftOut={report.leftOut} wording={wording} />}
        <Doubts doubts={doubts} wording={wording} />
        <Contradictions contradictions={contradictions} noticeOf={noticeOf} wording={wording} />
        <Undecided undecided={undecided} wording={wording} />
      </>
    ),
  });
}

function shownOf(all: number, { words }: Wording): string {
  return all > SHOWN ? ` (${words.shown} ${SHOWN} ${words.ofAll} ${all})` : "";
}

function Doubts({ doubts, wording }: { doubts: AuditReport["doubts"]; wording: Wording }) {
  const { words, nameOf } = wording;
  return (
    <Section title={words.doubts} note={words.doubtsNote + shownOf(doubts.length, wording)}>
      {doubts.length === 0 && <p>{words.none}</p>}
      <ol class="records">
        {doubts.slice(0, SHOWN).map((doubt) => (
          <li key={doubt.index}>
            <div class="head">
              <span class="id">{nameOfRecord(doubt)}</span>
              <span>
                {words.label}: <span class="from">{nameOf(doubt.label)}</span>
              </span>
              <span class="to">
                {words.suggested}: {nameOf(doubt.suggested)}
              </span>
              <span class="id">
                {words.wrong}: {shareText(doubt.wrong)}
              </span>
            </div>
            <p class="why">{whyDoubted(doubt, wording)}</p>
            <RecordText text={doubt.text} passages={passagesOf(doubt)} words={words} />
          </li>
        ))}
      </ol>
    </Section>
  );
}

function nameOfRecord({ id, index }: { id?: string | undefined; index: number }): string {
  return id ?? `#${index + 1}`;
}

/** The quotes are of the text, so each is found; of one that stands there twice the first is marked. */
function passagesOf({ text, evidence }: { text: string; evidence: readonly string[] }): Span[] {
  return evidence.flatMap((quote) => {
    const start = text.indexOf(quote);
    return start < 0 ? [] : [{ start, end: start + quote.length }];
  });
}

interface ContradictionsProps {
  contradictions: AuditReport["contradictions"];
  noticeOf: AuditPage["noticeOf"];
  wording: Wording;
}

function Contradictions({ contradictions, noticeOf, wording }: ContradictionsProps) {
  const { words, nameOf } = wording;
  if (contradictions.length === 0) return null;
  return (
    <Section title={words.contradictions} note={shownOf(contradictions.length, wording)}>
      <ol class="records">
        {contradictions.slice(0, SHOWN).map(({ indexes, labels, jaccard }) => (
          <li key={indexes.join(" ")}>
            <div class="head">
              <span class="id">
                {words.likeness}: {shareText(jaccard)}
              </span>
            </div>
            <div class="pair">
              {indexes.map((index, side) => (
                <div key={index}>
                  <div class="head">
                    <span class="id">{nameOfRecord({ ...noticeOf(index), index })}</span>
                    <span class="to">{nameOf(labels[side]!)}</span>
                  </div>
                  <RecordText text={noticeOf(index).text} passages={[]} words={words} />
                </div>
              ))}
            </div>
          </li>
        ))}
      </ol>
    </Section>
  );
}

function Undecided({ undecided, wording }: { undecided: AuditReport["undecided"]; wording: Wording }) {
  const { words, nameOf } = wording;
  if (undecided.length === 0) return null;
  return (
    <Section title={words.undecided} note={shownOf(undecided.length, wording)}>
      <ol class="records">
        {undecided.slice(0, SHOWN).map((item) => (
          <li key={item.index}>
            <div class="head">
              <span class="id">{nameOfRecord(item)}</span>
              <span>
                {words.label}: {nameOf(item.label)}
              </span>
            </div>
            <RecordText text={item.text} passages={[]} words={words} />
          </li>
        ))}
      </ol>
    </Section>
  );
}
