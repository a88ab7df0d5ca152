import words from "../data/report.json";
import { reportAgreement } from "../src/evaluate/agreement";
import type { Prediction } from "../src/evaluate/metrics";
import { reportOn } from "../src/evaluate/report";
import { renderAgreement, renderAudit, renderCurve, renderEvaluation, wordingOf } from "../src/report";

/** Markup in every text that comes from outside. */
const EVIL = `<script>alert("1")</script><img src=x onerror=alert(2)>&lt;`;
const LABELS = ["usb-loss", `自分の${EVIL}`, "paper-loss"];

function predictions(): Prediction[] {
  return Array.from({ length: 60 }, (_, index) => {
    const label = LABELS[index % 3]!;
    const guess = LABELS[(index % 7 === 0 ? index + 1 : index) % 3]!;
    const rest = LABELS.filter((other) => other !== guess);
    const probability = 0.4 + (index % 6) / 10;
    return {
      label,
      ranking: [
        { cause: guess, probability },
        ...rest.map((cause) => ({ cause, probability: (1 - probability) / 2 })),
      ],
    };
  });
}

const en = wordingOf("en");

const text = `記録媒体を紛失しました。${EVIL}`;
const evaluation = (more = {}) =>
  renderEvaluation(
    {
      report: { ...reportOn(predictions()), ...more },
      subject: EVIL,
      mistakes: [
        {
          name: EVIL,
          labels: [LABELS[1]!],
          guess: "usb-loss",
          probability: 0.9,
          text,
          evidence: [
            { start: 4, end: 8 },
            { start: 0, end: 5 },
          ],
        },
      ],
    },
    en,
  );

const audit = () =>
  renderAudit(
    {
      report: {
        n: 3,
        folds: 2,
        noise: 0.5,
        doubts: [
          {
            index: 0,
            id: EVIL,
            label: LABELS[1]!,
            suggested: "usb-loss",
            wrong: 0.98,
            selfConfidence: 0.01,
            margin: -0.9,
            evidence: ["紛失しました", "そこにはない"],
            why: EVIL,
            text,
          },
        ],
        undecided: [{ index: 1, label: LABELS[1]!, text: EVIL }],
        contradictions: [{ indexes: [0, 2], labels: ["usb-loss", LABELS[1]!], jaccard: 0.8 }],
        leftOut: [{ label: LABELS[1]!, notices: 1, why: EVIL }],
      },
      subject: EVIL,
      noticeOf: () => ({ id: EVIL, text: EVIL }),
    },
    en,
  );

const agreement = () => {
  const raters = [EVIL, "b"];
  const report = reportAgreement(
    [
      [LABELS[1]!, "usb-loss"],
      ["usb-loss", "usb-loss"],
      [null, "usb-loss"],
    ],
    raters,
  );
  const disputes = [{ name: EVIL, ratings: { [EVIL]: LABELS[1]!, b: null }, text: EVIL }];
  return renderAgreement({ report, subject: EVIL, disputes }, en);
};

const curve = () =>
  renderCurve(
    [
      { notices: 40, accuracy: 0.5, macroF1: 0.4 },
      { notices: 80, accuracy: 0.7, macroF1: 0.6 },
    ],
    EVIL,
    en,
  );

describe.each([
  ["evaluation", evaluation],
  ["audit", audit],
  ["agreement", agreement],
  ["curve", curve],
])("the page of the %s", (_, render) => {
  const page = render();

  it("runs nothing, loads nothing, and takes no text for markup", () => {
    expect(page).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
    expect(page).toContain("&lt;script>alert(");
    expect(page).not.toMatch(/<(?:script|img|link|iframe|object|embed|foreignObject)\b/i);
    expect(page).not.toMatch(/<[a-z][^>]*\s(?:src|href|xlink:href|on[a-z]+)\s*=/i);
    expect(page).not.toMatch(/url\((?!#)|@import|CDATA/);
  });

  it("closes what it opens", () => {
    const open: string[] = [];
    for (const [, close, name, self] of page.matchAll(/<(\/?)([a-z][a-z0-9]*)\b[^<>]*?(\/?)>/gi)) {
      if (self || ["meta", "br"].includes(name!)) continue;
      if (!close) open.push(name!);
      else expect(open.pop()).toBe(name);
    }
    expect(open).toEqual([]);
  });

  it("tells what is drawn to those who cannot see it, and lets the keyboard scroll it", () => {
    const drawings = page.match(/<svg\b/g) ?? [];
    const named = page.match(
      /<div class="scroll(?: scales)?" role="img" aria-label="[^"]+" tabindex="0">\s*<svg\b/g,
    );
    expect(named ?? []).toHaveLength(drawings.length);
    expect(
      page.match(/<figcaption><details><summary>[^<]+<\/summary><div class="scroll"><table>/g) ?? [],
    ).toHaveLength(drawings.length);
  });

  it("is the same each time", () => expect(withoutNumbers(render())).toBe(withoutNumbers(page)));
});

/** The chart library numbers its drawings within a process. */
function withoutNumbers(page: string): string {
  return page.replaceAll(/zr\d+/g, "zr");
}

describe("the page of an evaluation", () => {
  it("marks the evidence, joined where passages meet", () => {
    expect(evaluation()).toContain("<mark>記録媒体を紛失し</mark>ました。&lt;script>");
  });

  it("draws the four charts, and a learning curve where there is one", () => {
    expect(evaluation().match(/<svg\b/g)).toHaveLength(4);
    const points = [
      { notices: 40, accuracy: 0.5, macroF1: 0.4 },
      { notices: 80, accuracy: 0.7, macroF1: 0.6 },
    ];
    expect(evaluation({ learningCurve: points }).match(/<svg\b/g)).toHaveLength(5);
  });

  it("shows the figures of the report and nothing else", () => {
    const report = reportOn(predictions());
    const page = evaluation();
    for (const value of [
      report.accuracy,
      report.macroF1,
      report.ece,
      report.brier,
      report.perCause["usb-loss"]!.f1,
    ])
      expect(page).toContain(`>${value.toFixed(3)}<`);
    for (const [label, row] of Object.entries(report.confusion))
      for (const count of Object.values(row))
        if (label === "usb-loss") expect(page).toContain(`>${count}</text>`);
  });

  it("stands without notices, comparisons and facts, and tells them where there are some", () => {
    const none = renderEvaluation({ report: reportOn([]), subject: "", mistakes: [] }, en);
    expect(none).not.toContain("<svg");
    expect(none).toContain(words.en.none);
    const page = evaluation({
      comparison: { model: EVIL, accuracy: 0.5, macroF1: 0.25, onlyFirst: 3, onlySecond: 1, p: 0.0001 },
      features: { people: 0.125, services: null },
    });
    expect(page).toContain("&lt; 0.001");
    expect(page).toContain(">0.125<");
  });

  it("draws counts only, whatever the labels are called", () => {
    const odd = ["constructor", "toString", "__proto__"].map(
      (label): Prediction => ({
        label,
        ranking: [{ cause: label, probability: 1 }],
      }),
    );
    const page = renderEvaluation({ report: reportOn(odd), subject: "", mistakes: [] }, en);
    expect(page).not.toContain("function");
    expect(page).not.toContain("NaN");
  });

  it("draws the most frequent of hundreds of labels, and says so", () => {
    const many = Array.from({ length: 300 }, (_, index): Prediction => {
      const label = `label ${index % 120}`;
      return { label, ranking: [{ cause: label, probability: 1 }] };
    });
    const page = renderEvaluation({ report: reportOn(many), subject: "", mistakes: [] }, en);
    expect(page).toContain(words.en.confusionCut);
  });
});

describe("the words of the reports", () => {
  it("are there in every language, and in that language", () => {
    expect(Object.keys(words.ja)).toEqual(Object.keys(words.en));
    for (const word of Object.values(words.en)) expect(word).toMatch(/^[ -~“”]+$/);
  });

  it("name causes in the language of the page, and leave other labels as they are", () => {
    expect(wordingOf("en").nameOf("usb-loss")).toMatch(/^[ -~]+$/);
    expect(wordingOf("ja").nameOf("usb-loss")).toMatch(/紛失/);
    expect(wordingOf("ja").nameOf("spilt milk")).toBe("spilt milk");
  });
});
