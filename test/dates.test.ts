import { dateMentions } from "../src/facts/date-mentions";
import { resolveDates } from "../src/facts/dates-resolved";
import { publicationDay } from "../src/facts/publication";
import { normalise } from "../src/text/normalise";

/** The days and months of a text as it is read. */
function days(given: string): string[] {
  const { text } = normalise(given);
  const mentions = [...dateMentions(text)];
  return resolveDates(text, mentions, publicationDay(text, mentions)).map(({ iso }) => iso);
}

describe("the dates of a text", () => {
  it.each([
    ["2022年11月8日に判明した。", ["2022-11-08"]],
    ["２０２２年１１月８日（火）に判明した。", ["2022-11-08"]],
    ["令和4年11月8日に判明した。", ["2022-11-08"]],
    ["平成三十年五月六日に判明した。", ["2018-05-06"]],
    ["R6. 7.30 印刷した。", ["2024-07-30"]],
    ["2022/11/8 に判明した。", ["2022-11-08"]],
    ["2022.11.08に判明した。", ["2022-11-08"]],
    ["2021年4月から2022年1月まで公開していた。", ["2021-04", "2022-01"]],
    ["二〇二二年ではなく2022年十一月八日に判明した。", ["2022-11-08"]],
  ])("are read in the ways they are written: %s", (text, expected) => expect(days(text)).toEqual(expected));

  it.each([
    ["2022年11月8日に送信し、同日気付いた。", ["2022-11-08", "2022-11-08"]],
    ["2022年12月31日に送信し、翌日気付いた。", ["2022-12-31", "2023-01-01"]],
    ["2022年11月8日に送信し、同月15日に気付いた。", ["2022-11-08", "2022-11-15"]],
    ["2022年11月8日に送信し、翌9日に気付いた。", ["2022-11-08", "2022-11-09"]],
    ["2022年11月8日に送信し、翌月3日に気付いた。", ["2022-11-08", "2022-12-03"]],
    ["2022年11月8日に送信し、10日に気付いた。", ["2022-11-08", "2022-11-10"]],
    ["2022年12月20日に送信し、1月5日に気付いた。", ["2022-12-20", "2023-01-05"]],
  ])("count from the date before: %s", (text, expected) => expect(days(text)).toEqual(expected));

  it.each([
    ["2023年1月10日\n12月20日に誤って送信しました。", ["2023-01-10", "2022-12-20"]],
    ["2023年1月10日\n昨年12月20日に誤って送信しました。", ["2023-01-10", "2022-12-20"]],
    ["2023年1月10日\n先月28日に誤って送信しました。", ["2023-01-10", "2022-12-28"]],
    ["2023年5月10日\n昨日、誤って送信しました。", ["2023-05-10", "2023-05-09"]],
    ["5月8日に判明した。\n\n2023年5月10日", ["2023-05-08", "2023-05-10"]],
    [
      "2023年5月10日\n2019年4月に導入したものです。5月8日に判明しました。",
      ["2023-05-10", "2019-04", "2023-05-08"],
    ],
    ["市は18日、発表した。2022年11月8日に判明したという。", ["2022-11-18", "2022-11-08"]],
  ])("take their year from the day of publication: %s", (text, expected) =>
    expect(days(text)).toEqual(expected),
  );

  it.each([
    "11月8日に判明した。",
    "30日間、3日以内、5日前、第3日、2022年度、13月45日",
    "受付番号 2022-1108、電話 03-1234-5678",
    "",
  ])("are none where no year can be told, and where numbers are no dates: %j", (text) =>
    expect(days(text)).toEqual([]),
  );
});
