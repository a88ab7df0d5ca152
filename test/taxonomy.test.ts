import { z } from "zod";
import { taxonomy } from "../data/taxonomy";
import { taxonomySchema } from "../src/schemas/taxonomy";
import {
  type CauseId,
  causeIds,
  causeOf,
  causes,
  families,
  familyIds,
  isCauseId,
} from "../src/taxonomy/taxonomy";

describe("the data", () => {
  it("satisfies its schema", () => {
    expect(taxonomySchema.parse(taxonomy)).toEqual(taxonomy);
  });

  it("is refused by the schema with a field missing, unknown or in the wrong language", () => {
    const [first, ...rest] = taxonomy.causes;
    const withFirst = (cause: object) =>
      taxonomySchema.safeParse({ ...taxonomy, causes: [cause, ...rest] }).success;
    expect(withFirst(first)).toBe(true);
    expect(withFirst({ ...first, advice: undefined })).toBe(false);
    expect(withFirst({ ...first, pattern: true })).toBe(false);
    expect(withFirst({ ...first, family: "weather" })).toBe(false);
    expect(withFirst({ ...first, name: { ja: "Forms", en: "Forms" } })).toBe(false);
    expect(withFirst({ ...first, name: { ja: "設定ミス", en: "設定ミス" } })).toBe(false);
  });

  it("names 23 causes and 8 families, no id or name twice", () => {
    expect(new Set(causeIds).size).toBe(23);
    expect(causeIds).toHaveLength(23);
    expect(new Set(familyIds).size).toBe(8);
    expect(familyIds).toHaveLength(8);
    for (const language of ["ja", "en"] as const) {
      expect(new Set(causes.map(({ name }) => name[language])).size).toBe(causes.length);
      expect(new Set(families.map(({ name }) => name[language])).size).toBe(families.length);
    }
    for (const id of [...causeIds, ...familyIds]) expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
  });

  it("gives each cause a family that exists, and lists families in the order of their first causes", () => {
    expect([...new Set(causes.map(({ family }) => family))]).toEqual(familyIds);
  });

  it.each(causes)("tells $id in short, whole sentences", ({ definition, advice }) => {
    expect(definition.ja).toMatch(/^[^。]+。([^。]+。)?$/);
    expect(advice.ja).toMatch(/^[^。]+。$/);
    // A full stop within a sentence would need another test; the English texts do without.
    expect(definition.en).toMatch(/^[A-Z][^.]+\.( [A-Z][^.]+\.)?$/);
    expect(advice.en).toMatch(/^[A-Z][^.]+\.$/);
  });

  it("calls the neighbours of a cause by their names", () => {
    const quoted = (language: "ja" | "en", pattern: RegExp) =>
      causes.flatMap(({ definition }) =>
        [...definition[language].matchAll(pattern)].map((match) => match[1]),
      );
    const japanese = quoted("ja", /「([^」]+)」(?:とし|とする|を主な)/g);
    const english = quoted("en", /\b(?:is|are) ([a-z]+(?:-[a-z]+)+)/g);
    expect(causes.map(({ name }) => name.ja)).toEqual(expect.arrayContaining(japanese));
    expect(causeIds).toEqual(expect.arrayContaining(english));
    expect(Math.min(japanese.length, english.length)).toBeGreaterThan(5);
  });

  it("has no VERIS action only where there is no incident, and no variety only where the action is unknown", () => {
    for (const { id, veris } of causes) {
      expect(veris === null).toBe(id === "not-a-notice");
      if (veris) expect(veris.variety === null).toBe(veris.action === "unknown");
    }
  });
});

describe("looking things up", () => {
  it("finds every cause and its family by id", () => {
    for (const cause of causes) {
      expect(causeOf(cause.id)).toBe(cause);
      expect(familyIds).toContain(cause.family);
    }
  });

  it("tells ids from other strings", () => {
    expect(causeIds.every(isCauseId)).toBe(true);
    for (const other of ["", "usb", "USB-loss", "loss", "constructor", "__proto__"]) {
      expect(isCauseId(other)).toBe(false);
    }
  });

  it("refuses an id that there is not", () => {
    // @ts-expect-error CauseId is a union of literals, not string.
    const wrong: CauseId = "usb-lost";
    expect(() => causeOf(wrong)).toThrow(RangeError);
  });

  it("keeps the union of ids through a schema", () => {
    const parsed: CauseId = z.enum(causeIds).parse("ransomware");
    expect(parsed).toBe("ransomware");
    // @ts-expect-error A string is a CauseId only once isCauseId has said so.
    const unchecked: CauseId = String(parsed);
    expect(unchecked).toBe(parsed);
  });
});
