import lexicon from "../data/lexicon/web-pages.json";
import { textOfHtml } from "../src/io/readers/html";
import { whyBlank } from "../src/io/readers/html-blank";
import { webPagesLexicon } from "../src/schemas/lexicon-web-pages";

const textOf = (html: string) => textOfHtml(html).text;

describe("the text of a page", () => {
  it.each([
    ["paragraphs", "<p>一<p>二</p>三", "一\n\n二\n\n三"],
    ["headings", "<h1>一</h1><h2>二</h2>三", "一\n\n二\n\n三"],
    ["line breaks", "一<br>二<br/>三<br><br>四</br>五", "一\n二\n三\n\n四\n五"],
    ["blocks without a margin", "<div>一<div>二</div></div><div>三</div>", "一\n二\n三"],
    ["lists", "前<ul><li>一<li><p>二</p><li>三<ol><li>四</li></ol></ul>後", "前\n\n一\n二\n三\n四\n\n後"],
    ["lists of terms", "<dl><dt>日付<dd>事案<dt>日付<dd>事案</dl>", "日付\n事案\n日付\n事案"],
    ["rules", "一<hr>二", "一\n\n二"],
    ["inline elements", "個人<b>情報</b><a href=x>漏え</a>い<span> の</span> 件", "個人情報漏えい の 件"],
    ["ruby", "<ruby>漏<rp>(</rp><rt>ろう</rt><rp>)</rp>洩<rt>えい</ruby>しました", "漏洩しました"],
    [
      "entities",
      "A&amp;B&nbsp;&lt;漏&#x3048;い&gt;&#12290;&copy &hearts;&bogus;",
      "A&B <漏えい>。© ♥&bogus;",
    ],
    ["preformatted text", "<pre>\n  一  二\n\n\n\t三\n</pre>後", "  一  二\n\n\n\t三\n\n後"],
    ["CR LF", "<pre>一\r\n二\r三</pre>", "一\n二\n三"],
    ["white space", " \n <p> 一  二\t三\n四 </p>\n\n", "一 二 三四"],
    ["source lines of words", "<p>a data\nbreach\nあり</p>", "a data breach あり"],
    ["empty blocks", "<p>一</p><p>&nbsp;</p><div></div><p><br></p><p>二</p>", "一\n\n二"],
    ["indentation by ideographic space", "<p>　このたび</p>", "　このたび"],
    ["comments", "一<!-- <p>隠 -->二<![CDATA[三]]>", "一二"],
    ["a bare less-than sign", "a < b <3 件", "a < b <3 件"],
  ])("has %s", (_, html, text) => expect(textOf(html)).toBe(text));

  it.each([
    ["rows", "<tr><th>項目<td>件数<tr><th>氏名<td>12", "項目\t件数\n氏名\t12"],
    [
      "paragraphs in cells",
      "<tr><td><p>項目</p></td><td><p>件数</p></td></tr><tr><td><p>甲",
      "項目\t件数\n甲",
    ],
    ["cells of several lines", "<tr><td>項目<td>氏名<br>住所<td>計", "項目\t氏名\n住所\n計"],
    ["empty cells", "<tr><td></td><td>一</td><td></td><td>二</td><td></td></tr><tr><td>三", "一\t二\n三"],
    ["captions and parts", "<caption>表</caption><thead><tr><th>甲<tbody><tr><td>乙", "表\n甲\n乙"],
    ["tables in tables", "<tr><td>外<td><table><tr><td>甲<td>乙</table><tr><td>次", "外\n\n甲\t乙\n次"],
    ["lists in cells", "<tr><td>項目<td><ul><li>甲<li>乙</ul><tr><td>次", "項目\t甲\n乙\n次"],
  ])("has tables: %s", (_, rows, text) => expect(textOf(`<table>${rows}</table>`)).toBe(text));

  it.each([
    ["scripts and styles", "<script>if (a<b) '<p>'</script><style>p{}</style>"],
    ["templates", "<template><p>型</p></template>"],
    ["noscript", "<noscript>JavaScriptを有効に</noscript>"],
    ["hidden elements", "<div hidden><div>隠</div>隠</div>"],
    ["undisplayed elements", '<p style="color:red; DISPLAY : none">隠</p><i aria-hidden="true">印</i>'],
    ["an undisplayed item without an end", "<ul><li hidden>隠<li></ul>"],
    ["menus", "<nav><ul><li>製品<li>会社</nav>"],
    ["asides", "<aside><h2>関連</h2></aside>"],
    ["the page's header and footer", "<header><a>ロゴ</a></header><footer>© 2026</footer>"],
    [
      "those of old pages",
      '<div id="header">ロゴ</div><div id=footer>©</div><ul class="x breadcrumb"><li>ホーム</ul>',
    ],
    ["those by role", '<div role="navigation">製品</div><div role="contentinfo">©</div>'],
    [
      "controls",
      "<form><select><option>県<option>府</select><textarea>文</textarea><button>送信</button></form>",
    ],
    [
      "cookie banners",
      '<div id="cookie-banner">同意</div><div class="a Cookie_Notice">同意</div><p id=onetrust-consent-sdk>同意</p>',
    ],
    ["dialogs", "<dialog>閉じた</dialog>"],
    ["pictures", '<img alt="絵"><svg><title>印</title><text>印</text></svg>'],
    ["frames", "<iframe>枠</iframe>"],
  ])("lacks %s", (_, html) => expect(textOf(`<body><p>前</p>${html}<p>後</p>`)).toBe("前\n\n後"));

  it("keeps what is shown", () =>
    expect(
      textOf(
        '<body style="display:none" class="cookie-banner-open"><form><p>文</p></form><details><summary>件名</summary>詳細</details>' +
          '<dialog open>窓</dialog><div hidden="until-found">畳</div><section><header><h2>題</h2></header></section>',
      ),
    ).toBe("文\n\n件名\n詳細\n\n窓\n畳\n\n題"));

  it("is all of the page where there is nothing but menus", () =>
    expect(textOf("<nav><a>製品</a></nav><footer>©</footer>")).toBe("製品\n\n©"));
});

describe("the title of a page", () => {
  it.each<[string, string | null]>([
    ["<title>\n お詫び &amp; お知らせ\n</title>", "お詫び & お知らせ"],
    ["<title>一</title><svg><title>二</title></svg><title>三</title>", "一"],
    ["<svg><title>二</title></svg>", null],
    ["<title> </title>", null],
    ["<p>無題</p>", null],
  ])("of %s", (html, title) => expect(textOfHtml(html).title).toBe(title));
});

describe("the main part", () => {
  const LONG = "当社のサーバーが不正アクセスを受け、会員の氏名が流出しました。";

  it.each([
    ["<main>", `<div>周り</div><main><p>${LONG}</p></main><div>周り</div>`],
    ["a role", `<div>周り</div><div role="main"><p>${LONG}</p></div>`],
    ["the only article", `<p>周り</p><article><p>${LONG}</p></article>`],
    ["an article in an article", `<article><p>${LONG}</p></article><p>周り</p>`],
    ["a menu in it", `<main><nav>目次</nav><p>${LONG}</p><aside>広告</aside></main>`],
  ])("is marked by %s", (_, html) => expect(textOf(html)).toBe(LONG));

  it("is not believed where little is in it", () =>
    expect(textOf(`<main>短</main><p>${LONG}</p>`)).toBe(`短\n\n${LONG}`));

  it("has the header of the article", () =>
    expect(textOf(`<article><header><h1>題</h1></header><p>${LONG}</p><footer>以上</footer></article>`)).toBe(
      `題\n\n${LONG}\n\n以上`,
    ));

  it("has the heading of the page, wherever it stands", () => {
    expect(textOf(`<header><p>ロゴ</p><h1>題</h1></header><main><p>${LONG}</p></main>`)).toBe(
      `題\n\n${LONG}`,
    );
    expect(textOf(`<div><h1>題</h1>周り</div><main><p>${LONG}</p></main>`)).toBe(`題\n\n${LONG}`);
    expect(textOf(`<header><h1>社名</h1></header><main><h1>題</h1><p>${LONG}</p></main>`)).toBe(
      `題\n\n${LONG}`,
    );
  });

  it("of an archive has all its entries", () => {
    const entries = Array.from({ length: 30 }, (_, index) => index + 1);
    const page = entries.map(
      (n) => `<article><h2>第${n}報</h2><time>4月${n}日</time><p>${LONG}</p></article>`,
    );
    const text = entries.map((n) => `第${n}報\n\n4月${n}日\n\n${LONG}`).join("\n\n");
    expect(textOf(`<body>${page.join("")}`)).toBe(text);
    expect(textOf(`<body><main>${page.join("\n")}</main>`)).toBe(text);
    expect(textOf(`<body><div id="blog"><div>${page.join("</div><div>")}</div></div>`)).toBe(text);
  });
});

describe("what scripts show", () => {
  const NOTICE = "当社の職員が顧客名簿を紛失しました。深くお詫び申し上げます。";

  it.each([
    ["in a wrapper that notes a banner", `<div class="page has-cookie-bar"><p>${NOTICE}</p></div>`],
    [
      "in a wrapper of a main part shorter than its surroundings",
      `<p>${"周りの案内。".repeat(9)}</p><div id="consent-container"><main>${NOTICE}</main></div>`,
      `${"周りの案内。".repeat(9)}\n\n${NOTICE}`,
    ],
    [
      "in a wrapper with the banner in it",
      `<div class="cookie-popup-enabled"><div class="cookie-popup">同意</div><div>${NOTICE}</div></div>`,
    ],
    [
      "invisible until it is faded in",
      `<nav>目次</nav><div style="visibility: hidden"><p>${NOTICE}</p></div>`,
    ],
    [
      "invisible until it is faded in, without sentences",
      '<div style="visibility:hidden">名簿 12件</div>',
      "名簿 12件",
    ],
    [
      "visible in what is not",
      `<p>前</p><p style="visibility:hidden">隠<span style="VISIBILITY : visible">${NOTICE}</span>隠</p>後`,
      `前\n\n${NOTICE}\n後`,
    ],
    [
      "folded under its heading",
      `<h1>お詫び</h1><div class="body" style="color: red; display: none"><p>${NOTICE}</p></div>`,
      `お詫び\n\n${NOTICE}`,
    ],
    [
      "not hidden by another property",
      `<p style="backface-visibility: hidden">${NOTICE}</p><p>${NOTICE}</p>`,
      `${NOTICE}\n\n${NOTICE}`,
    ],
    ["in a dialog", `<div role="dialog"><p>${NOTICE}</p></div><p>Copyright</p>`, `${NOTICE}\n\nCopyright`],
    ["in an aside", `<p>短い</p><aside>${NOTICE}</aside>`, `短い\n\n${NOTICE}`],
    [
      "under a button that is a heading",
      `<h2><button>原因</button></h2><p>${NOTICE}</p><h2>対応 <button>写す</button></h2>`,
      `原因\n\n${NOTICE}\n\n対応`,
    ],
  ])("is read: %s", (_, html, text = NOTICE) => expect(textOf(`<body>${html}</body>`)).toBe(text));

  it.each([
    ["a dialog of another matter", `<p>${NOTICE}</p><div style="display:none">${NOTICE}${NOTICE}</div>`],
    ["a banner as long", `<p>${NOTICE}</p><div id="onetrust-consent-sdk">${NOTICE}${NOTICE}</div>`],
    ["a side column as long", `<p>${NOTICE}</p><aside>${NOTICE}${NOTICE}</aside>`],
    ["hidden numbers", `<p>${NOTICE}</p><b aria-hidden="true">1.</b><i hidden>2.</i>`],
  ])("is left out beside the text: %s", (_, html) => expect(textOf(`<body>${html}</body>`)).toBe(NOTICE));

  it("does not break a line where it is left out", () =>
    expect(textOf("<p>紛失<i hidden>。</i>しました。</p>")).toBe("紛失しました。"));

  it("is hidden, however deep it nests", () => {
    const deep = "<b>".repeat(600);
    expect(textOf(`<p>本文です。</p>${deep}<i hidden>隠<u>隠</u>隠<u>隠</i>見`)).toBe("本文です。\n\n見");
  });
});

describe("pictures and XML", () => {
  it.each([
    ["a picture closed by a slash", '<p>前</p><svg class="icon"/>後', "前\n\n後"],
    ["a picture never closed", "<p>前</p><svg class=icon/><p>後</p>", "前\n\n後"],
    ["elements of a picture", '<svg><g/><desc><p>印</p></desc><use href="#a"/></svg>後', "後"],
    ["formulas", "<math><mi/></math><p>後</p>", "後"],
    ["a slash in HTML", "<p/>前<div/>後", "前\n\n後"],
  ])("are read: %s", (_, html, text) => expect(textOf(html)).toBe(text));

  it.each([
    ["by its declaration", '<?xml version="1.0"?><html><head>', undefined],
    ["by its namespace", '<html lang="ja" xmlns="http://www.w3.org/1999/xhtml"><head>', undefined],
    ["by its name", "<html><head>", true],
  ])("are XML %s", (_, start, isXml) => {
    const html = `${start}<script src="a.js"/><title/></head><body><iframe src="b"/><p><![CDATA[A < B]]></p></body></html>`;
    expect(textOfHtml(html, isXml)).toEqual({ title: null, text: "A < B" });
  });
});

describe("why a page is blank", () => {
  it.each([
    [
      "<frameset><frame name=a src='menu.html'><frame src=\"b.html\"></frameset>",
      /frames; .*\(menu\.html, b\.html\)/,
    ],
    ['<meta http-equiv="Refresh" content="0; URL=/new/">', /redirects to \/new\/ /],
    ['<meta name="x" content="url=/y"><img src="a.png" alt="">', /images only/],
    ["<div id=root></div><script src=a.js></script>", /scripts/],
    ["<!-- <img> <script> -->", /^holds no text; give/],
  ])("is told of %s", (html, reason) => expect(whyBlank(html)).toMatch(reason));
});

describe("malformed pages", () => {
  it.each([
    ["", ""],
    ["<", "<"],
    ["一<p", "一"],
    ['一<p class="', "一"],
    ["</p></div></td>一</table>", "一"],
    ["<b><p>一</b>二</p></i>三", "一二\n\n三"],
    ["<table><td>一<div>二</table>三", "一\n二\n\n三"],
    ["<!-- 一", ""],
    ["<script>一", ""],
    ["一&#x110000;&#0;&", "一\ufffd\ufffd&"],
    ["一</body></html>二", "一二"],
    ["<a><p>一</a>二</a></p><span hidden><div>隠</span>隠</div></span>三", "一二\n\n三"],
    ["<nav><div><p>製品</nav><p>一", "一"],
    ["<div><table><tr><td></div>一</td></tr></table></div>", "一"],
  ])("are read: %j", (html, text) => expect(textOf(html)).toBe(text));

  // What takes more than linear time or recurses does not end, or overflows, with so many.
  const MANY = 100_000;

  it.each([
    "<div>",
    "<p>",
    "<b>",
    "<li>",
    "<ul><li>",
    "<table><tr><td>",
    "<svg>",
    "<pre>",
    "<ruby><rt>",
    "<nav>",
  ])("may nest %s without end", (tag) => expect(textOf(`始${tag.repeat(MANY)}終`)).toMatch(/^始/));

  it("may nest and close", () =>
    expect(textOf(`${"<div>".repeat(MANY)}一${"</div>".repeat(MANY)}二`)).toBe("一\n二"));

  it("may close what was never open, deep in others", () =>
    expect(textOf(`${"<i>".repeat(MANY)}${"</b>".repeat(MANY)}一`)).toBe("一"));

  it.each(["<", "&", "&#", "<!--", "<a b=", "a\n", "</", "一<br>", " &nbsp;", "<p a a a>"])(
    "may repeat %j",
    (part) => expect(typeof textOf(part.repeat(MANY))).toBe("string"),
  );
});

describe("the lexicon", () => {
  it("keeps to its schema", () => expect(() => webPagesLexicon.parse(lexicon)).not.toThrow());
});
