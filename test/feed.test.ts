import { entriesOfFeed, wholeEntriesOfFeed } from "../src/io/readers/feed";

const read = (text: string) => entriesOfFeed(text, "feed");

const rss = (items: string, head = "<title>お知らせ</title><link>https://aoba.example/news/</link>") =>
  `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel>${head}${items}</channel></rss>`;

describe("the entries of RSS 2.0", () => {
  it("have the whole content rather than the summary, and the day in Japan", async () =>
    expect(
      await read(
        rss(`<item><title>個人情報の\n  漏えいについて</title><link>https://aoba.example/news/1?a=1&amp;b=2</link>
<guid isPermaLink="false">aoba-1</guid><pubDate>Sun, 02 Jun 2024 23:30:00 +0000</pubDate>
<description>抜粋 […]</description><content:encoded><![CDATA[<p>名簿を紛失。A &lt; B</p>]]></content:encoded></item>`),
      ),
    ).toEqual([
      {
        id: "aoba-1",
        link: "https://aoba.example/news/1?a=1&b=2",
        title: "個人情報の 漏えいについて",
        html: "<p>名簿を紛失。A &lt; B</p>",
        published: "2024-06-03T08:30:00+09:00",
      },
    ]));

  it("have entities read once, and marks that are not escaped kept", async () => {
    const entries = await read(
      rss(`<item><description>A &amp;lt; B&lt;br&gt;&#x6f0f;&hellip;</description></item>
<item><description><p>宛先を<b>誤り</b></p></description></item>`),
    );
    expect(entries.map(({ html }) => html)).toEqual(["A &lt; B<br>漏…", "<p>宛先を<b>誤り</b></p>"]);
  });

  it("have their links resolved against the feed's", async () => {
    const items =
      "<item><title>a</title><link>2024/1.html</link></item><item><title>b</title><link>/x</link></item>";
    expect((await read(rss(items))).map(({ id, link }) => [id, link])).toEqual([
      ["https://aoba.example/news/2024/1.html", "https://aoba.example/news/2024/1.html"],
      ["https://aoba.example/x", "https://aoba.example/x"],
    ]);
    expect((await read(rss(items, "<title>a</title>")))[0]).toMatchObject({ link: "2024/1.html" });
  });

  it("have the identifier as link where it is an address, and only then", async () => {
    const entries = await read(
      rss(`<item><guid>https://aoba.example/1</guid></item><item><guid>aoba-2</guid></item>
<item><guid isPermaLink="false">https://aoba.example/3</guid></item>`),
    );
    expect(entries.map(({ link }) => link)).toEqual(["https://aoba.example/1", null, null]);
  });

  it("have no identifier of a link that others have too", async () => {
    const link = "<link>https://aoba.example/news</link>";
    const entries = await read(
      rss(
        `<item><title>一</title>${link}</item><item><title>二</title>${link}</item><item><guid>n</guid>${link}</item>`,
      ),
    );
    expect(entries.map(({ id, isIdMade }) => [id, isIdMade])).toEqual([
      [expect.stringMatching(/^sha256:/), true],
      [expect.stringMatching(/^sha256:/), true],
      ["n", undefined],
    ]);
    expect(entries[0]!.id).not.toBe(entries[1]!.id);
  });

  it("have a stable identifier where they have neither identifier nor link", async () => {
    const feed = rss(
      "<item><title>一</title><description>本文</description></item><item><title>二</title></item>",
    );
    const [one, two] = await read(feed);
    expect(one?.id).toMatch(/^sha256:[0-9a-f]{32}$/);
    expect(one?.id).not.toBe(two?.id);
    expect(await read(feed)).toEqual([one, two]);
  });

  it.each([
    ["Mon, 3 Jun 2024 08:00:00 JST", "2024-06-03T08:00:00+09:00"],
    ["月, 03 Jun 2024 08:00:00 +0900", "2024-06-03T08:00:00+09:00"],
    ["2024-06-03T08:00:00", "2024-06-03T08:00:00+09:00"],
    ["2024/06/03 08:00", "2024-06-03T08:00:00+09:00"],
    ["2024-06-02T23:00:00.5Z", "2024-06-03T08:00:00+09:00"],
    ["Mon, 3 Jun 2024", "2024-06-03"],
    ["2024/6/3", "2024-06-03"],
    ["Mon Jun  3 08:00:00 2024", "2024-06-03T08:00:00+09:00"],
    ["2024-06-03", "2024-06-03"],
    ["2024-13-03", null],
    ["第3号", null],
    ["3", null],
    ["+275760-09-13T00:00:00Z", null],
  ])("are dated from %s", async (written, published) =>
    expect(await read(rss(`<item><title>a</title><pubDate>${written}</pubDate></item>`))).toMatchObject([
      { published },
    ]),
  );
});

describe("the entries of older RSS", () => {
  it("are read from 0.91 with its document type, past a byte order mark", async () =>
    expect(
      await read(`\ufeff<?xml version="1.0"?>
<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd">
<rss version="0.91"><channel><title>x</title><link>https://aoba.example/</link>
<item><title>A&T社への誤送信</title><link>a.html</link></item></channel></rss>`),
    ).toMatchObject([
      { title: "A&T社への誤送信", link: "https://aoba.example/a.html", html: "", published: null },
    ]));

  it("are read from 1.0, whatever its list of contents says", async () =>
    expect(
      await read(`<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE rdf:RDF [<!ENTITY % HTMLlat1 PUBLIC "-//W3C//ENTITIES Latin 1 for XHTML//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml-lat1.ent"> %HTMLlat1; ]>
<rdf:RDF xmlns="http://purl.org/rss/1.0/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xml:lang="ja">
<channel rdf:about="https://aoba.example/index.rdf"><title>お知らせ</title><link>https://aoba.example/</link>
<items><rdf:Seq><rdf:li rdf:resource="https://aoba.example/1"/><rdf:li rdf:resource="https://aoba.example/?n=2&amp;m=1"/></rdf:Seq></items></channel>
<item rdf:about="https://aoba.example/1"><title>一</title><link>https://aoba.example/1</link><description>紛失&amp;hellip;</description><dc:date>2024-06-03T08:00:00+09:00</dc:date></item>
<item rdf:about="https://aoba.example/?n=2&amp;m=1"><title>二</title><link>/?n=2&amp;m=1</link><content:encoded><![CDATA[<p>誤送信</p>]]></content:encoded><dc:date>2024-06-04</dc:date></item>
<item rdf:about="https://aoba.example/3"><title>三</title></item>
</rdf:RDF>`),
    ).toEqual([
      {
        id: "https://aoba.example/1",
        link: "https://aoba.example/1",
        title: "一",
        html: "紛失&hellip;",
        published: "2024-06-03T08:00:00+09:00",
      },
      {
        id: expect.stringMatching(/n=2&/),
        link: "https://aoba.example/?n=2&m=1",
        title: "二",
        html: "<p>誤送信</p>",
        published: "2024-06-04",
      },
      {
        id: "https://aoba.example/3",
        link: "https://aoba.example/3",
        title: "三",
        html: "",
        published: null,
      },
    ]));

  it("are read from 1.0 with prefixes of its own", async () =>
    expect(
      await read(`<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:rss="http://purl.org/rss/1.0/" xmlns:d="http://purl.org/dc/elements/1.1/">
<rss:channel r:about="u"><rss:title>t</rss:title><rss:items><r:Seq><r:li r:resource="elsewhere"/></r:Seq></rss:items></rss:channel>
<rss:item r:about="v"><rss:title>紛失</rss:title><d:date>2024-06</d:date></rss:item></r:RDF>`),
    ).toMatchObject([{ id: "v", title: "紛失", published: "2024-06" }]));
});

describe("the entries of Atom", () => {
  const atom = (
    entries: string,
    head = '<link href="/"/><link rel="self" href="https://aoba.example/feed"/>',
  ) => `<feed xmlns="http://www.w3.org/2005/Atom"><title>お知らせ</title><id>f</id>${head}${entries}</feed>`;

  it("have XHTML, HTML or text, and the first date", async () =>
    expect(
      await read(
        atom(`<entry><id>tag:aoba.example,2024:1</id><title>一</title><link rel="enclosure" href="a.pdf"/><link href="1.html"/>
<published>2024-06-02T23:00:00Z</published><updated>2024-07-01T00:00:00Z</updated>
<summary>抜粋</summary><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>A &lt; B</p></div></content></entry>
<entry><title>二</title><updated>2024-06-03T00:00:00+09:00</updated><content type="html">&lt;p&gt;誤送信&lt;/p&gt;</content></entry>
<entry><title>三</title><link rel="self" href="x"/><summary>抜粋だけ</summary></entry>`),
      ),
    ).toMatchObject([
      {
        id: "tag:aoba.example,2024:1",
        title: "一",
        html: "<p>A &lt; B</p>",
        published: "2024-06-03T08:00:00+09:00",
      },
      { title: "二", html: "<p>誤送信</p>", published: "2024-06-03T00:00:00+09:00", link: null },
      { title: "三", html: "抜粋だけ", published: null, link: null },
    ]));

  it("are plain where they say so, and have titles without tags", async () =>
    expect(
      await read(
        atom(`<entry><id>1</id><title type="html">&lt;b&gt;重要&lt;/b&gt; A &amp;amp; B</title><content type="text">a &lt;b&gt;</content></entry>
<entry><id>2</id><title>A &lt;B&gt;</title><summary>三</summary></entry>`),
      ),
    ).toMatchObject([
      { title: "重要 A & B", html: "a <b>", isPlain: true },
      { title: "A <B>", html: "三" },
    ]));

  it("have their links resolved against the nearest base", async () => {
    const entries = '<entry xml:base="2024/"><link href="1"/></entry><entry><link href="2"/></entry>';
    const links = async (head: string) => (await read(atom(entries, head))).map(({ link }) => link);
    expect(await links('<link href="https://aoba.example/a/"/>')).toEqual([
      "https://aoba.example/a/2024/1",
      "https://aoba.example/a/2",
    ]);
    expect(await links('<link href="/"/><link rel="self" href="https://aoba.example/b/feed"/>')).toEqual([
      "https://aoba.example/b/2024/1",
      "https://aoba.example/b/2",
    ]);
  });

  it("are read from 0.3", async () =>
    expect(
      await read(`<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>t</title><entry><title>紛失</title><id>i</id>
<link rel="alternate" type="text/html" href="https://aoba.example/1"/><issued>2005-01-01T00:00:00+09:00</issued>
<content type="text/html" mode="escaped">&lt;p&gt;本文&lt;/p&gt;</content></entry></feed>`),
    ).toEqual([
      {
        id: "i",
        link: "https://aoba.example/1",
        title: "紛失",
        html: "<p>本文</p>",
        published: "2005-01-01T00:00:00+09:00",
      },
    ]));
});

describe("the entries of JSON Feed", () => {
  it("are read", async () =>
    expect(
      await read(
        JSON.stringify({
          version: "https://jsonfeed.org/version/1.1",
          title: "お知らせ",
          home_page_url: "https://aoba.example/",
          items: [
            {
              id: 1,
              url: "/1",
              title: "一",
              content_text: "名簿を紛失",
              date_published: "2024-06-02T23:00:00Z",
            },
            { id: "2", content_html: "<p>誤送信</p>", content_text: "誤送信" },
          ],
        }),
      ),
    ).toEqual([
      {
        id: "1",
        link: "https://aoba.example/1",
        title: "一",
        html: "名簿を紛失",
        isPlain: true,
        published: "2024-06-03T08:00:00+09:00",
      },
      { id: "2", link: null, title: null, html: "<p>誤送信</p>", published: null },
    ]));
});

describe("a feed without entries", () => {
  it("has none", async () => expect(await read(rss(""))).toEqual([]));
});

describe("a feed that was cut off", () => {
  const item = (n: number) => `<item><guid>${n}</guid><description>紛失</description></item>`;
  const atomOf = (prefix: string) =>
    `<${prefix}feed xmlns${prefix && ":a"}="http://www.w3.org/2005/Atom"><${prefix}entry><${prefix}id>1</${prefix}id></${prefix}entry><${prefix}entry><${prefix}id>2</${prefix}id></${prefix}entry>`;

  it.each([
    ["RSS 2.0", rss(item(1) + item(2) + item(3)).replace(/3<\/guid>.*/s, "")],
    ["RSS 2.0 after an entry", rss(item(1) + item(2)).replace(/<\/channel>.*/s, "")],
    ["Atom", `${atomOf("")}<entry><id>3`],
    ["Atom with a prefix", `${atomOf("a:")}<a:entry><a:id>3`],
    [
      "RSS 1.0",
      `<rdf:RDF xmlns="http://purl.org/rss/1.0/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><channel rdf:about="c"><title>t</title></channel>
<item rdf:about="1"><title>一</title></item><item rdf:about="2"><title>二</title></item><item rdf:ab`,
    ],
  ])("has its whole entries: %s", async (_, text) => {
    const { entries, error } = await wholeEntriesOfFeed(text, "feed");
    expect(entries.map(({ id }) => id)).toEqual(["1", "2"]);
    expect(error?.message).toMatch(/^feed: is a feed that was cut off after 2 whole entries/);
  });

  it.each([
    ["without a whole one", rss(item(1)).replace(/<\/guid>.*/s, "")],
    ["broken within", rss(`${item(1)}<__proto__>a</__proto__>${item(2)}`).replace(/<\/rss>/, "")],
  ])("is complained of: %s", async (_, text) =>
    expect(wholeEntriesOfFeed(text, "feed")).rejects.toThrow(/a broken feed/),
  );
});

describe("what is hostile", () => {
  /** Ten entities of the one before in each: 10^9 words if they were expanded. */
  const bomb = `<!DOCTYPE rss [<!ENTITY e0 "lol">${Array.from(
    { length: 9 },
    (_, index) => `<!ENTITY e${index + 1} "${`&e${index};`.repeat(10)}">`,
  ).join("")}]>`;

  it.each([
    ["as a document type", `<?xml version="1.0"?>${bomb}`],
    ["hidden behind a comment", `<!-- <a --> ${bomb}`],
  ])("swells to nothing: entities of entities %s", async (_, head) => {
    const [entry] = await read(`${head}<rss version="2.0"><channel><item><title>&e9;</title>
<description>&e9;&e9;</description></item></channel></rss>`);
    expect([entry?.title, entry?.html]).toEqual(["&e9;", "&e9;&e9;"]);
  });

  it("reads no file", async () => {
    const [entry] = await read(
      `<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>${rss("<item><title>&x;</title></item>").replace(/^.*\n/, "")}`,
    );
    expect(entry?.title).toBe("&x;");
  });

  it.each([
    ["elements in elements without end", rss("<a>".repeat(100_000))],
    ["names of the language", rss("<item><__proto__>a</__proto__></item>")],
  ])("is complained of: %s", async (_, text) =>
    expect(read(text)).rejects.toMatchObject({
      name: "InputError",
      message: expect.stringMatching(/^feed: a broken feed: /),
    }),
  );
});

describe("what is no feed", () => {
  it.each([
    ["nothing", "", /^feed: not a feed/],
    ["a text", "名簿を紛失しました。", /^feed: not a feed/],
    [
      "a web page",
      "<!DOCTYPE html>\n<html><body>お詫び</body></html>",
      /^feed: a web page.*feed that it links/,
    ],
    ["JSON of something else", '{"a":1}', /^feed: not a feed/],
    ["XML of something else", '<?xml version="1.0"?><a/>', /^feed: not a feed/],
    ["a feed cut off", rss("<item><title>一").slice(0, -20), /^feed: a broken feed/],
    ["a document type that does not end", "<!DOCTYPE rss [<!ENTITY", /^feed: not a feed/],
  ])("is complained of: %s", async (_, text, message) =>
    expect(read(text)).rejects.toMatchObject({
      name: "InputError",
      message: expect.stringMatching(message),
    }),
  );
});
