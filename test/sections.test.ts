import fc from "fast-check";
import lexicon from "../data/lexicon/sections.json";
import { sectionLexicon } from "../src/schemas/lexicon-sections";
import { parseNotice } from "../src/text/notice";
import { findSections } from "../src/text/sections";

function sectionsOf(source: string): [string, string][] {
  const { mapped, sections } = parseNotice(source);
  return sections.map(({ kind, start, end }) => [kind, mapped.text.slice(start, end).trim()]);
}

describe("findSections", () => {
  it("follows the headings of an official notice", () => {
    const notice = [
      "児童の答案を保存した媒体の所在不明について",
      "",
      "1 概要",
      "町立小学校の教諭が媒体を校内で見失った。",
      "2　経　緯",
      "6月3日　職員室で使用した。",
      "3 原因",
      "保管庫に戻さなかったこと。",
      "4 再発防止策",
      "(1)媒体の使用をやめる。",
      "(2)メールの宛先を二人で見る。",
      "5 問い合わせ先",
      "学校教育課",
    ].join("\n");
    expect(sectionsOf(notice).map(([kind]) => kind)).toEqual([
      "title",
      "summary",
      "timeline",
      "cause",
      "prevention",
      "contact",
    ]);
  });

  it("tells apology and prevention apart where there is no heading", () => {
    const notice =
      "会報の発送で封筒の中身を取り違えました。関係の皆様に深くお詫び申し上げます。今後は複数人で確かめ、再発防止に努めてまいります。";
    expect(sectionsOf(notice)).toEqual([
      ["summary", "会報の発送で封筒の中身を取り違えました。"],
      ["apology", "関係の皆様に深くお詫び申し上げます。"],
      ["prevention", "今後は複数人で確かめ、再発防止に努めてまいります。"],
    ]);
  });

  it("reads a heading that shares its line with its text", () => {
    expect(sectionsOf("■原因：担当者が設定を誤ったもの\n■件数：12件")).toEqual([
      ["cause", "■原因:担当者が設定を誤ったもの"],
      ["data", "■件数:12件"],
    ]);
  });

  it("does not take a time of day for a numbered heading", () => {
    expect(sectionsOf("2 時系列\n9:58 最初の申し出\n10:31 受付を停止").map(([kind]) => kind)).toEqual([
      "timeline",
    ]);
  });

  it("looks for the title above the running text only", () => {
    const kinds = sectionsOf("会報の発送で封筒の中身を取り違えました。\n総務部広報課広報係\n").map(
      ([kind]) => kind,
    );
    expect(kinds).not.toContain("title");
    expect(sectionsOf("受講者の皆様へ\n\n講座案内の誤送信について\n\n本文です。")).toContainEqual([
      "title",
      "講座案内の誤送信について",
    ]);
  });

  it("covers everything that is not blank, once, in order", () => {
    const piece = fc.constantFrom(
      "1 概要",
      "\n",
      "。",
      "原因:",
      "再発防止",
      "お詫び申し上げます",
      "a",
      "■",
      " ",
      "(2)",
    );
    fc.assert(
      fc.property(fc.string({ unit: piece, maxLength: 60 }), (text) => {
        const covered = new Array<number>(text.length).fill(0);
        for (const { start, end } of findSections(text)) for (let i = start; i < end; i++) covered[i]!++;
        [...text].forEach((character, i) => {
          expect(covered[i]).toBeLessThanOrEqual(1);
          if (character.trim() !== "") expect(covered[i]).toBe(1);
        });
      }),
    );
  });

  it("has a lexicon that keeps to its schema", () => {
    expect(() => sectionLexicon.parse(lexicon)).not.toThrow();
  });
});
