import vocabulary from "../data/veris.json";
import { tagEntry } from "../src/cli/tag-record";
import { csvHeader, csvLine } from "../src/export/csv";
import { toVeris } from "../src/export/veris";
import { DATA_KINDS, DISCOVERERS } from "../src/facts/names";
import type { TagRecord } from "../src/schemas/tag";
import { verisIncident } from "../src/schemas/veris";
import { causes } from "../src/taxonomy/taxonomy";
import { readCorpusNotices } from "./support/corpus";

const record: TagRecord = tagEntry(
  "page.txt",
  {
    index: 3,
    title: '=お詫び, "重要"',
    text: "2024年6月12日\n6月3日、会員120名の氏名とメールアドレスを、宛先欄に入れて一斉送信しました。6月5日、受信された方からご指摘をいただきました。",
  } as Parameters<typeof tagEntry>[1],
  { mode: "best-guess" },
);

describe("toVeris", () => {
  it("keeps to the schema, whatever the cause", async () => {
    const notices = (await readCorpusNotices()).filter((_, index) => index % 40 === 0);
    for (const [index, { text }] of notices.entries()) {
      const entry = { index, title: null, text } as Parameters<typeof tagEntry>[1];
      const incident = toVeris(tagEntry("corpus", entry, {}));
      if (incident) expect(() => verisIncident.parse(incident)).not.toThrow();
    }
    for (const { id, veris } of causes) {
      const incident = toVeris({ ...record, cause: id });
      expect(incident === null).toBe(veris === null);
      if (incident) expect(() => verisIncident.parse(incident)).not.toThrow();
    }
  });

  it("carries the facts over", () =>
    expect(toVeris(record)).toMatchObject({
      incident_id: "page.txt#3",
      action: { error: { variety: ["Misdelivery"] } },
      attribute: { confidentiality: { data: [{ variety: "Personal", amount: 120 }], data_total: 120 } },
      timeline: { incident: { year: 2024, month: 6, day: 3 }, discovery: { unit: "Days", value: 2 } },
      discovery_method: { external: { variety: ["Unknown"] } },
      plus: { owabi: { cause: "bcc-mistake", published: "2024-06-12" } },
    }));

  it("leaves out what the text does not tell", () => {
    const dates = { published: null, occurred: null, discovered: null, exposure: null };
    const bare = { ...record.features, people: null, dataKinds: [], dates, discoveredBy: null };
    const incident = toVeris({ ...record, features: bare })!;
    expect(incident.timeline).toEqual({ incident: {} });
    expect(incident.attribute.confidentiality).toEqual({
      data_disclosure: "Potentially",
      data: [{ variety: "Unknown" }],
    });
    expect(incident.discovery_method).toEqual({ unknown: true });
    expect(() => verisIncident.parse(incident)).not.toThrow();
  });

  it("has a word for each kind of data, discoverer and action", () => {
    expect(Object.keys(vocabulary.data)).toEqual([...DATA_KINDS]);
    expect(Object.keys(vocabulary.discovery)).toEqual([...DISCOVERERS]);
    for (const { veris } of causes) if (veris) expect(Object.keys(vocabulary.actor)).toContain(veris.action);
  });
});

describe("CSV", () => {
  it("gives each row the cells of the header, quoted and made safe", () => {
    const columns = csvHeader().trimEnd().split(",");
    expect(columns).toContain("discoveredBy");
    const line = csvLine(record);
    expect(line).toContain('"\'=お詫び, ""重要"""');
    expect(line.endsWith("\r\n")).toBe(true);
    expect(line).toContain("name; email");
  });

  it("keeps a notice on one line, so that nothing begins a line that does not begin a row", () => {
    const line = csvLine({ ...record, id: "x\n=1+1", title: "一行目\r\n=二行目" });
    expect(line.trimEnd()).not.toMatch(/[\r\n]/);
  });

  it("begins with a byte order mark where it is asked for", () => {
    expect(csvHeader().charCodeAt(0)).not.toBe(0xfeff);
    expect(csvHeader({ bom: true }).charCodeAt(0)).toBe(0xfeff);
  });

  it.each(["=1+1", "+1", "-1", "@a", "\tx"])("makes a cell that begins like %j no formula", (title) =>
    expect(csvLine({ ...record, title })).toContain(`'${title}`),
  );
});
