/** Notices, and labels, as reports list them. */
import type { LeftOut } from "../schemas/report";
import type { Span } from "../text/mapped";
import { Marked, Section, Table } from "./parts";
import type { Wording } from "./words";

interface LeftOutProps {
  leftOut: readonly LeftOut[];
  wording: Wording;
}

export function LeftOutLabels({ leftOut, wording: { words, nameOf } }: LeftOutProps) {
  return (
    <Section title={words.leftOut}>
      <Table
        head={[words.label, words.notices, ""]}
        rows={leftOut.map(({ label, notices }) => [nameOf(label), notices, words.oneIncident])}
      />
    </Section>
  );
}

/** Longer texts are folded. In UTF-16 code units. */
const SHORT = 280;

interface RecordTextProps {
  text: string;
  passages: readonly Span[];
  words: Wording["words"];
}

/** The passages that matter, and the whole text, folded where it is long. */
export function RecordText({ text, passages, words }: RecordTextProps) {
  if (text.length <= SHORT) return <Marked text={text} passages={passages} />;
  return (
    <>
      {passages.map(({ start, end }) => (
        <Marked key={start} text={text.slice(start, end)} passages={[{ start: 0, end: end - start }]} />
      ))}
      <details>
        <summary>{words.wholeText}</summary>
        <Marked text={text} passages={passages} />
      </details>
    </>
  );
}
