import lexicon from "../data/lexicon/people.json";
import { readNumeral } from "../src/facts/numerals";
import { findPeople } from "../src/facts/people";
import { shippedJudges } from "../src/facts/shipped";
import { peopleLexicon } from "../src/schemas/lexicon-people";
import { parseNotice } from "../src/text/notice";
import { readCorpusNotices } from "./support/corpus";

/** Value, unit and the words quoted from the text as given. */
function people(text: string): [number, string, string] | null {
  const found = findPeople(parseNotice(text), shippedJudges().people);
  return found && [found.value, found.unit, text.slice(found.start, found.end)];
}

describe("readNumeral", () => {
  it.each([
    ["1,204", 1204],
    ["3万5千", 35_000],
    ["1.2万", 12_000],
    ["12万6500", 126_500],
    ["5億3000万", 530_000_000],
    ["三十四", 34],
    ["千二百", 1200],
    ["一,二〇四", 1204],
    ["二百八十九", 289],
    ["十", 10],
    ["万", 10_000],
    ["1.5", null],
    ["0", null],
    ["1.2.3", null],
    ["0万", null],
    ["0千万", null],
    ["5億0万", 500_000_000],
    ["1,234.5万", 12_345_000],
    ["12,345,678", 12_345_678],
    ["120,5", null],
    ["1,2万", null],
    ["3,", null],
    ["0,123", null],
    ["1234,567", null],
  ])("reads %s as %s", (written, value) => expect(readNumeral(written)).toBe(value));
});

describe("findPeople", () => {
  it.each([
    ["対象は応募者 ３，２０５ 名様の氏名と住所です。", [3205, "people", "３，２０５ 名"]],
    ["会員約3万5千人分の氏名が流出した。", [35_000, "people", "3万5千人"]],
    ["利用者三十四名の氏名、住所が記載されていた。", [34, "people", "三十四名"]],
    ["生徒二百人の成績が誤って公開されていた。", [200, "people", "二百人"]],
    ["最大で1.2万件の顧客情報が漏えいした。", [12_000, "records", "1.2万件"]],
    ["該当する83世帯の住所と電話番号が写っていた。", [83, "households", "83世帯"]],
  ])("reads the amount with its unit: %s", (text, expected) => expect(people(text)).toEqual(expected));

  it.each([
    ["職員2名で確認していたが、申込者64名の氏名が見える状態だった。", 64],
    ["メール300通を送った際、参加者41名のメールアドレスが互いに見える状態だった。", 41],
    ["社員900名を抱える同社は、顧客1,530名分の個人情報を紛失したと発表した。", 1530],
    ["漏えいした可能性のあるお客様は2,410名。うち37名は口座番号も含む。", 2410],
    [
      "昨年も別の事故で5,000人の情報を失っている。このたび紛失した名簿には患者120名の氏名、住所が記載されていた。",
      120,
    ],
  ])("tells it from staff, mails and parts: %s", (text, value) => expect(people(text)?.[0]).toBe(value));

  it("takes a stated total over its parts", () =>
    expect(people("■対象となる方\n在学生　612名\n卒業生　1,038名\n計　1,650名\n")?.[0]).toBe(1650));

  it("takes the exact figure over the round one of the title", () =>
    expect(people("顧客4万件余りの情報流出か\n\n同社は顧客情報4万1260件が流出したと発表した。")?.[0]).toBe(
      41_260,
    ));

  it.each([
    "2024年5月3日10時20分、電話03-1234-5678へご連絡ください。",
    "被害額は180万円、影響は3時間、割合は12%でした。",
    "第三者が一部の画面を見ていた。",
    "数十名が参加したとみられる。",
    "影響を受けたのは0万人です。",
    "対象は120,5名の氏名です。",
    "2年3組の教室に掲示していた。",
    "名簿はありません。",
    "",
  ])("gives nothing where the text counts nobody: %j", (text) => expect(people(text)).toBeNull());

  it.each([
    ["9", 2_000_000],
    [",", 2_000_000],
    ["1,,,,,,", 300_000],
    ["万", 2_000_000],
    ["1人", 1_000_000],
    ["約3万人と、", 300_000],
    ["\n", 2_000_000],
  ])("ends soon, since its time is linear: %j", (unit, times) => {
    const notice = parseNotice(unit.repeat(times));
    expect(() => findPeople(notice, shippedJudges().people)).not.toThrow();
  });

  it("ends soon on a comma run that ends in a digit", () => {
    const notice = parseNotice(`1${",".repeat(2_000_000)}1人`);
    expect(() => findPeople(notice, shippedJudges().people)).not.toThrow();
  });
});

describe("the precision of the number", () => {
  it.each([
    ["会員120名のメールアドレスが流出した。", "exact"],
    ["会員約120名のメールアドレスが流出した。", "approximate"],
    ["会員120名余りのメールアドレスが流出した。", "approximate"],
    ["会員最大120名のメールアドレスが流出した。", "maximum"],
    ["会員120名以上のメールアドレスが流出した。", "minimum"],
    ["会員120名以下のメールアドレスが流出した。", "maximum"],
    ["会員少なくとも120名のメールアドレスが流出した。", "minimum"],
  ])("%s: %s", (text, precision) =>
    expect(findPeople(parseNotice(text), shippedJudges().people)).toMatchObject({ value: 120, precision }),
  );
});

describe("data/lexicon/people.json", () => {
  it("follows its schema", () => expect(() => peopleLexicon.parse(lexicon)).not.toThrow());

  it("weighs every cue that it looks for, or leaves it to the code to build upon", () => {
    const builtUpon = [
      "data-close",
      "share-data",
      "person-touching",
      "staff-touching",
      "staff-body",
      "whole",
      "partial",
      "outsider",
    ];
    const weighed = new Set([...Object.keys(lexicon.weights), ...builtUpon]);
    expect([...lexicon.cues, ...lexicon.none].filter(({ name }) => !weighed.has(name))).toEqual([]);
  });

  it("names each cue once", () => {
    const names = lexicon.cues.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe("on the corpus", () => {
  const FLOOR = 0.78;

  it(`finds the labelled figure, or rightly none, in at least ${FLOOR * 100} % of the notices`, async () => {
    const notices = await readCorpusNotices();
    const right = notices.filter(
      ({ text, people = null }) =>
        (findPeople(parseNotice(text), shippedJudges().people)?.value ?? null) === people,
    );
    expect(right.length / notices.length).toBeGreaterThanOrEqual(FLOOR);
  });
});
