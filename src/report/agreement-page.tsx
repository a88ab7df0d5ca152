/** The report of `agreement` as a page. */
import type { AgreementReport } from "../evaluate/agreement";
import { labelAgreementChart, MOST_DRAWN } from "./charts";
import { renderPage } from "./page";
import { Chart, Figures, Section, shareText, Table } from "./parts";
import { RecordText } from "./records";
import type { Wording } from "./words";

/** An item on which not all agree. */
export interface Dispute {
  /** Its id, or where it stands among the rows. */
  name: string;
  /** What each annotator said, null where one did not rate it. */
  ratings: Readonly<Record<string, string | null>>;
  text: string | null;
}

export interface AgreementPage {
  report: AgreementReport;
  subject: string;
  disputes: readonly Dispute[];
}

/** A page of more would be hard to scroll; the JSON report has all. */
const SHOWN = 200;

/** A whole HTML document. O(size of the report). */
export function renderAgreement({ report, subject, disputes }: AgreementPage, wording: Wording): string {
  const { words, language } = wording;
  const { fleissKappa, krippendorffAlpha, perLabel } = report;
  return renderPage({
    language,
    title: words.agreement,
    subject,
    children: (
      <>
        <Section title={words.atAGlance}>
          <Figures
            figures={[
              { name: words.items, value: report.items.toLocaleString("en") },
              { name: words.annotators, value: String(report.raters.length) },
              { name: words.fleiss, value: shareText(fleissKappa) },
              { name: words.krippendorff, value: shareText(krippendorffAlpha) },
              { name: words.disputed, value: String(report.disagreements.length) },
            ]}
          />
        </Section>
        <Section title={words.pairs}>
          <Table
            head={[words.pairs, words.items, words.observed, words.kappa]}
            rows={report.pairs.map(({ raters, items, agreement, kappa }) => [
              raters.join(" – "),
              items,
              { share: agreement },
              { share: kappa },
            ])}
          />
        </Section>
        {perLabel.length > 0 && <PerLabel perLabel={perLabel} wording={wording} />}
        {report.confused.length > 0 && <MixedUp confused={report.confused} wording={wording} />}
        <Disputes disputes={disputes} wording={wording} />
      </>
    ),
  });
}

interface PerLabelProps {
  perLabel: AgreementReport["perLabel"];
  wording: Wording;
}

function PerLabel({ perLabel, wording }: PerLabelProps) {
  const { words, nameOf } = wording;
  const table = (
    <Table
      head={[words.label, words.given, words.observed, words.labelKappa]}
      rows={perLabel.map(({ label, given, agreement, kappa }) => [
        nameOf(label),
        given,
        { share: agreement },
        { share: kappa },
      ])}
    />
  );
  return (
    <Section
      title={words.perLabel}
      note={words.perLabelNote + (perLabel.length > MOST_DRAWN ? ` ${words.confusionCut}` : "")}
    >
      <Chart
        svg={labelAgreementChart(perLabel, wording)}
        name={words.perLabel}
        numbers={words.numbers}
        table={table}
      />
    </Section>
  );
}

interface MixedUpProps {
  confused: AgreementReport["confused"];
  wording: Wording;
}

function MixedUp({ confused, wording: { words, nameOf } }: MixedUpProps) {
  return (
    <Section title={words.mixedUp}>
      <Table
        head={[words.label, words.label, words.times]}
        rows={confused.slice(0, SHOWN).map(({ labels: [a, b], count }) => [nameOf(a), nameOf(b), count])}
      />
    </Section>
  );
}

function Disputes({
  disputes,
  wording: { words, nameOf },
}: {
  disputes: readonly Dispute[];
  wording: Wording;
}) {
  const shown =
    disputes.length > SHOWN ? { note: `${words.shown} ${SHOWN} ${words.ofAll} ${disputes.length}` } : {};
  return (
    <Section title={words.disputed} {...shown}>
      {disputes.length === 0 && <p>{words.none}</p>}
      <ol class="records">
        {disputes.slice(0, SHOWN).map(({ name, ratings, text }, index) => (
          <li key={index}>
            <div class="head">
              <span class="id">{name}</span>
              {Object.entries(ratings).map(([rater, label]) => (
                <span key={rater}>
                  {rater}: {label === null ? "–" : nameOf(label)}
                </span>
              ))}
            </div>
            {text !== null && <RecordText text={text} passages={[]} words={words} />}
          </li>
        ))}
      </ol>
    </Section>
  );
}
