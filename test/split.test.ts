import fc from "fast-check";
import lexicon from "../data/lexicon/titles.json";
import { titleLexicon } from "../src/schemas/lexicon-titles";
import { type NoticeSegment, splitNotices } from "../src/text/split";
import { readCorpusNotices } from "./support/corpus";

const entries = (page: string): NoticeSegment[] => splitNotices(page).filter(({ kind }) => kind === "entry");
const others = (page: string): string[] =>
  splitNotices(page)
    .filter(({ kind }) => kind === "other")
    .map(({ text }) => text.trim());
const titles = (page: string) => entries(page).map(({ title }) => title);

/** Three notices of invented senders: title and body. */
const NOTICES: readonly [string, string][] = [
  [
    "株式会社アオバ製菓 「アオバ通販」における個人情報漏えいに関するお詫び",
    "平素よりアオバ通販をご利用いただき、誠にありがとうございます。\n\n■概要\n受注画面の改修に誤りがあり、別のお客様の注文が表示されました。\n\n■原因\n試験の不足によるものです。\n\n深くお詫び申し上げます。",
  ],
  [
    "水際市 講座の申込フォームからの個人情報の流出について",
    "このたび、市民講座の申込フォームの設定を誤り、申込者の氏名が閲覧できる状態となりました。\n\n1.経緯\n\n10月3日、申込者からの電話で判明しました。\n\n2.再発防止策\n\n公開前に二人で確かめます。",
  ],
  [
    "学校法人ミナモ学園 USBメモリの紛失に関するお知らせ",
    "本学の教員が、学生の成績を保存したUSBメモリを通勤の途中で紛失いたしました。\n\n【対象】\n\n学生41名の氏名と成績です。\n\n現在まで悪用の知らせはございません。",
  ],
];

describe("splitNotices on pages of many notices", () => {
  it("finds titles with a numbered prefix, and a post of another kind between them", () => {
    const numbered = NOTICES.map(
      ([title, body], i) => `【事故の記録#2024-${120 - 7 * i}】${title}\n\n\n${body}`,
    );
    const other =
      "【転載】古い端末を捨てる前にしておきたいこと\n\n\n端末を捨てる前には、中の記録を消しておきましょう。初期化だけでは足りない場合があります。";
    const page = [numbered[0], numbered[1], other, numbered[2]].join("\n\n");
    expect(titles(page)).toEqual([
      `【事故の記録#2024-120】${NOTICES[0]![0]}`,
      `【事故の記録#2024-113】${NOTICES[1]![0]}`,
      "【転載】古い端末を捨てる前にしておきたいこと",
      `【事故の記録#2024-106】${NOTICES[2]![0]}`,
    ]);
  });

  it("keeps label lines, menus and the footer out of the entries", () => {
    const page = [
      "ホーム | 記事一覧 | お問い合わせ | プロフィール",
      `【記録#101】${NOTICES[0]![0]}\n\n\n${NOTICES[0]![1]}`,
      "リリース文アーカイブ",
      `【記録#102】${NOTICES[1]![0]}\n\n\n${NOTICES[1]![1]}`,
      "リリース文アーカイブ",
      "人気の投稿\n昨年の事故のまとめ\n\nCopyright (C) 2024 事故の記録",
    ].join("\n\n");
    expect(entries(page)).toHaveLength(2);
    expect(others(page)).toEqual([
      "ホーム | 記事一覧 | お問い合わせ | プロフィール",
      "リリース文アーカイブ",
      "リリース文アーカイブ\n\n人気の投稿\n昨年の事故のまとめ\n\nCopyright (C) 2024 事故の記録",
    ]);
  });

  it.each([
    ["2023年12月5日"],
    ["2023-12-05"],
    ["2023/12/5(火)"],
    ["令和5年12月5日"],
    ["公開日：2023年12月5日"],
  ])("finds titles with a date line below: %s", (date) => {
    const page = NOTICES.map(([title, body]) => `${title}\n${date}\n\n${body}`).join("\n\n");
    expect(titles(page)).toEqual(NOTICES.map(([title]) => title));
  });

  it("takes a date above the title into the entry where the page puts dates there", () => {
    const page = NOTICES.map(([title, body]) => `2023年12月5日火曜日\n${title}\n\n${body}`).join(
      "\n続きを読む\n\n",
    );
    expect(titles(page)).toEqual(NOTICES.map(([title]) => title));
    for (const { text } of entries(page)) expect(text.startsWith("2023年12月5日火曜日\n")).toBe(true);
    expect(others(page)).toEqual(["続きを読む", "続きを読む"]);
  });

  it.each([["----------"], ["=========="], ["＊＊＊"], ["\f"]])("parts entries at separators: %j", (rule) => {
    const page = NOTICES.map(([title, body]) => `${title}\n\n${body}`).join(`\n\n${rule}\n\n`);
    expect(titles(page)).toEqual(NOTICES.map(([title]) => title));
  });

  it("finds bare titles between blank lines, whatever the line breaks are", () => {
    const page = NOTICES.map(([title, body]) => `${title}\n\n${body}`).join("\n\n");
    for (const newline of ["\n", "\r\n", "\r", "\u2028"]) {
      expect(titles(page.replaceAll("\n", newline))).toEqual(NOTICES.map(([title]) => title));
    }
  });
});

describe("splitNotices on one notice", () => {
  const only = (text: string) => {
    const found = entries(text);
    expect(found).toHaveLength(1);
    return found[0]!;
  };

  it("leaves its sections, lists, attachments and questions together", () => {
    const notice = `令和5年9月4日\nお客様各位\n株式会社ヒナタ物流\n\n不正アクセスによる情報漏えいに関するお詫び\n\n平素より格別のお引き立てを賜り、厚く御礼申し上げます。\n\n記\n\n1.経緯\n9月1日、監視の仕組みが異常を知らせました。\n\n■原因\n機器の更新が遅れておりました。\n\n【対象】\n\n(1)会員の氏名 120名\n(2)電話番号\n\n以上\n\n別紙 よくあるご質問について\n\nQ1.私の情報は含まれますか。\nA1.対象の方には個別にお知らせいたします。\n\nQ2.カードの情報は漏れましたか。\nA2.カードの情報は保有しておりません。\n`;
    expect(only(notice)).toMatchObject({ title: "不正アクセスによる情報漏えいに関するお詫び", text: notice });
  });

  it("leaves its later reports with it", () => {
    const title = "サーバーへの不正アクセスについて";
    const report = (n: number) =>
      `${title}（第${n}報）\n2023年11月${n + 6}日\n\nこのたび、当社のサーバーが外部から不正なアクセスを受けたことが判明しました。\n\n調査を続けております。`;
    expect(only([report(3), report(2), report(1)].join("\n\n")).title).toBe(`${title}（第3報）`);
  });

  it("takes no list of titles for entries", () => {
    const [title, body] = NOTICES[1]!;
    const list = NOTICES.map(([other], i) => `【記録#10${i}】${other}`).join("\n");
    expect(only(`【記録#100】${title}\n\n${body}\n\n人気の投稿\n${list}\n`).text.trimEnd()).toBe(
      `【記録#100】${title}\n\n${body}`,
    );
  });

  it.each([["短い知らせ"], ["名簿を一冊なくしました。\n見つかり次第お知らせします。"]])(
    "takes %j as one",
    (text) => {
      expect(only(text).text).toBe(text);
    },
  );

  it("gives the title as it is written", () => {
    expect(only("　　個人情報の漏えいに ついて（お詫び）　\n\nこのたびは申し訳ございません。").title).toBe(
      "個人情報の漏えいに ついて（お詫び）",
    );
  });
});

describe("splitNotices on any text", () => {
  it("gives nothing for nothing, and one other segment for blanks", () => {
    expect(splitNotices("")).toEqual([]);
    const blank = " \n\t\u3000\r\n\f";
    expect(splitNotices(blank)).toEqual([
      { kind: "other", title: null, text: blank, start: 0, end: blank.length },
    ]);
  });

  const piece = fc.oneof(
    fc.string({ unit: "binary", maxLength: 30 }),
    fc.constantFrom(
      "\n",
      "\r\n",
      "\n\n",
      "\f",
      "\n----\n",
      "\n続きを読む\n",
      "\n2023年12月5日\n",
      "　",
      "\ud800",
    ),
    fc.constantFrom(
      ...NOTICES.flatMap(([title, body]) => [`\n${title}\n`, `\n【記録#123】${title}\n`, body]),
    ),
  );

  it("tiles it", () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join("");
        const segments = splitNotices(text);
        let end = 0;
        for (const segment of segments) {
          expect(segment.start).toBe(end);
          expect(segment.text).toBe(text.slice(segment.start, segment.end));
          expect(segment.text).not.toBe("");
          if (segment.title !== null) expect(segment.text).toContain(segment.title);
          end = segment.end;
        }
        expect(end).toBe(text.length);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ["one line of 5 MB", "漏えいについて".repeat(750_000)],
    ["a million short lines", "漏えい\n".repeat(1_000_000)],
    ["a million titles", "不正アクセスについて\n".repeat(1_000_000)],
    ["a million rules", "----\n".repeat(1_000_000)],
  ])("ends soon, since its time is linear: %s", (_, text) => {
    expect(entries(text).length).toBeLessThanOrEqual(1);
  });
});

describe("splitNotices on the corpus", () => {
  let notices: string[];

  beforeAll(async () => {
    notices = (await readCorpusNotices()).map(({ text }) => text);
  });

  it("leaves at least 99% of the notices whole", () => {
    const whole = notices.filter((text) => {
      const found = entries(text);
      return found.length === 1 && found[0]!.text.trim().length >= 0.9 * text.trim().length;
    });
    expect(whole.length / notices.length).toBeGreaterThanOrEqual(0.99);
  });

  it("finds them again on pages of numbered titles and on pages of dated titles", () => {
    expect(
      shareFound(notices, (title, body, i) => `【事故の記録#2023-${400 - i}】${title}\n\n\n${body}\n\n`),
    ).toBeGreaterThan(0.95);
    expect(shareFound(notices, (title, body) => `${title}\n2023年12月5日\n\n${body}\n\n`)).toBeGreaterThan(
      0.9,
    );
  });
});

it("has a lexicon that fits its schema", () => {
  expect(() => titleLexicon.parse(lexicon)).not.toThrow();
});

/** A first line that is a title beyond doubt: many notices begin with their date, their sender or a menu. */
const TITLE = /(?:お詫び|おわび|お知らせ|ご報告|について|の件)[)）]?$/;

/** Of the notices whose first line is a title and that are joined in twelves, the share that starts an entry so titled. */
function shareFound(notices: string[], layout: (title: string, body: string, i: number) => string): number {
  const titled = notices.flatMap((text) => {
    const [, title, body] = /^([^\n。：:|＞>]{12,60})\n\s*\n([\s\S]*。[\s\S]*)$/.exec(text) ?? [];
    return title && body && TITLE.test(title) ? [{ title, body: body.trim() }] : [];
  });
  let found = 0;
  // A stride that is prime to their number mixes causes and genres, the same way in every run.
  const mixed = titled.map((_, i) => titled[(i * 101) % titled.length]!);
  for (let i = 0; i < mixed.length; i += 12) {
    const group = mixed.slice(i, i + 12);
    const got = new Set(titles(group.map(({ title, body }, k) => layout(title, body, k)).join("")));
    found += group.filter(({ title, body }, k) =>
      got.has(layout(title, body, k).split("\n")[0]!.trim()),
    ).length;
  }
  return found / mixed.length;
}
