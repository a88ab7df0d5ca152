import {
  chmodSync,
  existsSync,
  linkSync,
  lstatSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { LONGEST_ENTRY } from "../src/cli/entries";
import { withKeys } from "../src/cli/watch/keys";
import { lockFile } from "../src/cli/watch/lock";
import { WatchLog } from "../src/cli/watch/log";
import { Memory } from "../src/cli/watch/memory";
import type { FeedEntry } from "../src/io/readers/feed";
import { watchState } from "../src/schemas/watch";
import { type Handler, TestServer } from "./support/server";
import { html, type Item, rss, WatchFolder } from "./support/watch";

const NOTICE = "委託先の職員が、顧客名簿を記録したUSBメモリを帰宅途中に紛失しました。";

const server = new TestServer();
let origin: string;
let folder: WatchFolder;

beforeAll(async () => {
  origin = (await server.open()).origin;
});
afterAll(() => server.close());
beforeEach(() => {
  server.reset();
  folder = new WatchFolder();
});
afterEach(() => folder.remove());

const at = (name: string) => folder.at(name);
const records = () => folder.records();
const watch = (...feeds: string[]) => folder.watch(feeds);
const pass = (...feeds: string[]) => folder.pass(...feeds);
const watchWith = (options: string[], ...feeds: string[]) => folder.watch(feeds, options);

interface Page {
  status?: number;
  body?: string;
  headers?: Record<string, string>;
}

/** Answers 304 to who knows its ETag. */
function page({ status = 200, body = "", headers = {} }: Page): Handler {
  return (request, response) => {
    const isKnown = headers.etag !== undefined && request.headers["if-none-match"] === headers.etag;
    response.writeHead(isKnown ? 304 : status, headers).end(isKnown ? "" : body);
  };
}

function serve(path: string, answer: Page | string): string {
  server.handlers[path] = page(typeof answer === "string" ? { body: answer } : answer);
  return origin + path;
}

const feedFile = (items: readonly Item[], name = "feed.xml") => {
  writeFileSync(at(name), rss(items));
  return at(name);
};

/** As if all that waits had been waiting for some days. */
function setBack(days = 3): void {
  const state = watchState.parse(folder.state());
  for (const { waiting } of Object.values(state.feeds))
    for (const entry of Object.values(waiting))
      entry.since = new Date(Date.now() - days * 86_400_000).toISOString();
  writeFileSync(at("state.json"), JSON.stringify(state));
}

describe("owabi watch", () => {
  it("tags the pages of new entries, once", async () => {
    for (const path of ["/1", "/2", "/3"]) serve(path, html(NOTICE));
    const items = ["1", "2"].map((id) => ({ id, link: `${origin}/${id}` }));
    const feed = serve("/feed", { body: rss(items), headers: { etag: '"1"' } });
    expect(await watch(feed)).toEqual({ status: 0, stderr: "" });
    expect(records()).toMatchObject(
      items.map(({ id, link }) => ({
        id,
        link,
        feed,
        source: link,
        title: `お知らせ${id}`,
        published: "2024-01-02T09:00:00+09:00",
        cause: "usb-loss",
        textFrom: "page",
        pageProblem: null,
      })),
    );
    expect(readdirSync(folder.path).sort()).toEqual(["out.jsonl", "state.json"]);
    const first = readFileSync(at("out.jsonl"), "utf8");
    server.asked.length = 0;
    expect(await watch(feed)).toEqual({ status: 0, stderr: "" });
    expect(server.asked).toEqual(["/robots.txt", "/feed"]);
    expect(readFileSync(at("out.jsonl"), "utf8")).toBe(first);

    // The second has a new id, but all else is as before.
    const changed = [
      { id: "3", link: `${origin}/3` },
      { ...items[1]!, id: "2b", title: "お知らせ2" },
      items[0]!,
    ];
    serve("/feed", { body: rss(changed), headers: { etag: '"2"' } });
    expect((await watch(feed)).status).toBe(0);
    expect(records().map(({ id }) => id)).toEqual(["1", "2", "3"]);
    renameSync(at("out.jsonl"), at("rotated"));
    expect((await watch(feed)).status).toBe(0);
    expect(existsSync(at("out.jsonl"))).toBe(false);
  });

  it("loses no entry that shares its link or its id with others", async () => {
    const news = serve("/news.html", html(NOTICE));
    const titles = ["一", "二", "三"];
    const noId = feedFile(
      titles.map((title) => ({ title, link: news, text: NOTICE + title })),
      "a.xml",
    );
    const sameId = feedFile(
      titles.map((title) => ({ id: "site", title, text: NOTICE + title })),
      "b.xml",
    );
    const parts = feedFile(
      titles.map((title) => ({ id: title, title, link: `${news}#${title}`, text: NOTICE })),
      "c.xml",
    );
    for (const _ of [1, 2]) expect(await pass(noId, sameId, parts)).toEqual([]);
    const pageProblem = "the page is shared by several entries";
    expect(records()).toMatchObject([
      ...titles.map((title) => ({ title, textFrom: "feed", pageProblem })),
      ...titles.map((title) => ({ title, id: "site" })),
      ...titles.map((title) => ({ title, textFrom: "feed", pageProblem })),
    ]);
    expect(
      new Set(
        records()
          .slice(0, 3)
          .map(({ id }) => id),
      ).size,
    ).toBe(3);
  });

  it("finds each new notice of a feed that keeps the latest only, under one link", async () => {
    const link = serve("/news.html", html(NOTICE));
    for (const [id, title] of [
      ["1", "一"],
      ["2", "二"],
      ["2", "二"],
    ] as const)
      await pass(feedFile([{ id, title, link, text: title }]));
    for (const title of ["三", "四", "四"]) await pass(feedFile([{ title, link, text: title, date: "" }]));
    expect(records().map(({ title }) => title)).toEqual(["一", "二", "三", "四"]);
  });

  it("writes an entry once that several feeds list, and reads a feed once, however it is spelt", async () => {
    const link = serve("/page", html(NOTICE));
    const one = serve("/one", rss([{ id: "a", title: "紛失", link, text: "全文" }]));
    const two = serve("/two", rss([{ id: "b", title: "紛失", link, text: "要約" }]));
    await watch(one, `${one}#top`, one.replace("http", "HTTP"), two);
    expect(records()).toMatchObject([{ id: "a", feed: one }]);
    expect(server.asked).toEqual(["/robots.txt", "/one", "/page", "/two"]);
    await watch(two);
    expect(records()).toHaveLength(1);
  });

  it("leaves nothing pending at its end, so that the output may be moved away", async () => {
    serve("/a", { status: 500 });
    const feed = serve("/feed", {
      body: rss([{ id: "a", link: `${origin}/a`, text: NOTICE }]),
      headers: { etag: '"1"' },
    });
    await pass(feed);
    serve("/a", html(NOTICE));
    await pass(feed);
    expect(records()).toMatchObject([{ id: "a", textFrom: "page" }]);
    renameSync(at("out.jsonl"), at("rotated"));
    await pass(feed);
    expect(records()).toEqual([]);
  });

  it("tags by the feed what has no page worth the name, and says so", async () => {
    serve("/short", html("準備中"));
    serve("/long", html("紛失".repeat(LONGEST_ENTRY / 2 + 1)));
    const feed = feedFile([
      { id: "none", text: NOTICE },
      { id: "gone", link: `${origin}/gone`, text: NOTICE },
      { id: "short", link: `${origin}/short`, text: NOTICE },
      { id: "other", link: "mailto:a@example.com", text: NOTICE },
      { id: "long", link: `${origin}/long`, text: NOTICE },
    ]);
    const { status, stderr } = await watch(feed, at("no.xml"), `${origin}/nofeed`);
    expect(status).toBe(1);
    expect(stderr).toContain("/gone: the server answered 404");
    expect(stderr).toContain("no.xml: no such file");
    expect(stderr).toContain("/nofeed: the server answered 404");
    expect(stderr).toContain("5 could not be read, 5 done");
    expect(records()).toMatchObject([
      { id: "none", source: feed, link: null, pageProblem: "the entry has no link" },
      { id: "gone", pageProblem: expect.stringContaining("404") },
      { id: "short", pageProblem: "the page says less than the feed" },
      { id: "other", pageProblem: expect.stringContaining("no address of the web") },
      { id: "long", pageProblem: expect.stringContaining("more than 1000000 characters") },
    ]);
    for (const record of records()) expect(record).toMatchObject({ cause: "usb-loss", textFrom: "feed" });
  });

  it("lets an entry wait for its page, even when nobody asks for its feed, but not for ever", async () => {
    // A server error that is not worth a retry within the run.
    for (const path of ["/a", "/b"]) serve(path, { status: 500 });
    const feed = feedFile(["a", "b"].map((id) => ({ id, link: `${origin}/${id}`, text: NOTICE })));
    const other = feedFile([{ id: "0", text: NOTICE }], "other.xml");
    expect(await pass(feed)).toHaveLength(2);
    expect(records()).toEqual([]);
    serve("/a", html(NOTICE));
    await pass(other);
    expect(records()).toMatchObject([{ id: "0" }, { id: "a", textFrom: "page" }]);
    // Days have gone by, but it has not been tried often enough; then it has been, but on one day.
    setBack();
    for (const _ of [3, 4]) await pass(other);
    expect(records()).toHaveLength(2);
    await pass(other);
    expect(records()).toMatchObject([
      {},
      {},
      { id: "b", textFrom: "feed", pageProblem: expect.stringContaining("500") },
    ]);
    await pass(feed);
    expect(records()).toHaveLength(3);
  });

  it("gives an entry up by the days, not by the runs", async () => {
    serve("/a", { status: 500 });
    const feed = feedFile([{ id: "a", link: `${origin}/a`, text: NOTICE }]);
    for (let run = 0; run < 6; run++) await pass(feed);
    expect(records()).toEqual([]);
    setBack();
    await pass(feed);
    expect(records()).toMatchObject([{ id: "a", textFrom: "feed" }]);
  });

  it("lets an entry wait that nobody can tag, in the end without a record, and goes on", async () => {
    const feed = feedFile(["1", "2"].map((id) => ({ id, text: NOTICE })));
    const { settings } = folder;
    folder.settings = {
      get classifier(): never {
        throw new TypeError("odd");
      },
    };
    for (let run = 0; run < 5; run++) {
      expect(await pass(feed)).toEqual([
        expect.stringContaining("1: cannot be tagged: TypeError: odd"),
        expect.stringContaining("2: cannot be tagged"),
      ]);
      setBack();
    }
    expect(await pass(feed)).toEqual([]);
    folder.settings = settings;
    expect(await pass(feed)).toEqual([]);
    expect(records()).toEqual([]);
  });

  it("asks nothing of a host that wants to be left alone, in this run and the next", async () => {
    const ids = ["1", "2", "3"];
    for (const id of ids) serve(`/${id}`, { status: 429, headers: { "retry-after": "3600" } });
    const feed = feedFile(ids.map((id) => ({ id, link: `${origin}/${id}`, text: NOTICE })));
    expect(await pass(feed)).toHaveLength(1);
    expect(server.asked).toEqual(["/robots.txt", "/1"]);
    expect(await pass(feed)).toEqual([]);
    expect(server.asked).toEqual(["/robots.txt", "/1"]);
    const state = folder.state();
    const waiting = Object.values(watchState.parse(state).feeds).flatMap((one) => Object.values(one.waiting));
    expect(waiting.map(({ tries }) => tries)).toEqual([1, 0, 0]);
    for (const id of ids) serve(`/${id}`, html(NOTICE));
    setBack(15);
    await pass(feed);
    expect(records().map(({ id, textFrom }) => [id, textFrom])).toEqual(
      ["2", "3", "1"].map((id) => [id, "feed"]),
    );
    rmSync(at("out.jsonl"));
    writeFileSync(at("state.json"), JSON.stringify({ ...state, hosts: {} }));
    await pass(feed);
    // What has been tried least comes first.
    expect(records().map(({ id, textFrom }) => [id, textFrom])).toEqual(
      ["2", "3", "1"].map((id) => [id, "page"]),
    );
  });

  it("takes its options", async () => {
    const feed = serve("/feed", rss([{ id: "1", link: `${origin}/1`, text: NOTICE }]));
    serve("/1", html(NOTICE.repeat(100)));
    const late: Handler = (_, response) => setTimeout(() => response.end(rss([])), 1500);
    server.handlers["/late"] = late;
    expect(await watchWith(["--max-bytes", "2000"], feed)).toMatchObject({
      stderr: expect.stringContaining("/1: larger than 2000 bytes"),
    });
    expect(await watchWith(["--timeout", "0.2"], `${origin}/late`)).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("not there after 0.2 s"),
    });
    for (const options of [
      ["--timeout", "0"],
      ["--mode", "guess"],
      ["--model", at("none.json")],
      ["--max-bytes", "x"],
    ])
      expect(await watchWith(options, feed)).toMatchObject({ status: 2 });
    writeFileSync(at("model.json"), "{}");
    expect(await watchWith(["--model", at("model.json")], feed)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("model"),
    });
    const sure = feedFile([{ id: "2", text: "お知らせがあります。" }]);
    await watchWith(["--mode", "high-precision"], sure);
    expect(records()).toMatchObject([
      { id: "1", textFrom: "feed" },
      { id: "2", cause: null },
    ]);
  });

  it.each(["SIGINT", "SIGTERM"] as const)("ends by %s where it can be gone on with", async (name) => {
    const ids = ["1", "2", "3"];
    for (const id of ids) serve(`/${id}`, html(NOTICE));
    const feed = serve("/feed", rss(ids.map((id) => ({ id, link: `${origin}/${id}` }))));
    const { child, ended } = folder.start([feed]);
    // The second page never comes.
    server.handlers["/2"] = () => child.kill(name);
    expect(await ended).toEqual({
      status: name === "SIGINT" ? 130 : 143,
      stderr: `owabi: ended by ${name}, 1 done\n`,
    });
    expect(readdirSync(folder.path).sort()).toEqual(["out.jsonl", "state.json"]);
    serve("/2", html(NOTICE));
    expect((await watch(feed)).status).toBe(0);
    expect(records().map(({ id }) => id)).toEqual(ids);
  });

  it("says so where the state is gone, but not the output", async () => {
    const feed = feedFile([{ id: "a", title: "紛失のお詫び", text: NOTICE }]);
    expect((await watch(feed)).stderr).toBe("");
    rmSync(at("state.json"));
    expect((await watch(feed)).stderr).toContain("there is no state yet");
    expect((await watch(feed)).stderr).toBe("");
  });

  it("refuses a state that is none", async () => {
    const feed = feedFile([{ id: "1", text: NOTICE }]);
    writeFileSync(at("state.json"), '{"version":1}');
    expect(await watch(feed)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("no state of this version"),
    });
    expect(records()).toEqual([]);
  });

  it("refuses files that are one, that are read, or that are no files", async () => {
    const feed = feedFile([{ id: "1", text: NOTICE }]);
    for (const name of ["one", "same", "other"]) writeFileSync(at(name), "");
    rmSync(at("same"));
    linkSync(at("one"), at("same"));
    symlinkSync(at("new"), at("link"));
    const refusals: [string[], string][] = [
      [["--out", at("state.json")], "need a file each"],
      [["--state", at("one"), "--out", at("same")], "need a file each"],
      [["--state", at("link"), "--out", at("new")], "need a file each"],
      [["--out", at("state.json.journal")], "need a file each"],
      [["--out", feed], "is read too"],
      [["--out", "/dev/full"], "no regular file"],
      [["--state", folder.path], "no regular file"],
      [["--state", at("none/state.json")], "cannot be written"],
    ];
    for (const [options, problem] of refusals)
      expect(await watchWith(options, feed)).toMatchObject({
        status: 2,
        stderr: expect.stringContaining(problem),
      });
    expect(readFileSync(feed, "utf8")).toBe(rss([{ id: "1", text: NOTICE }]));
  });

  it("writes the state behind a link, and leaves its mode as it is", async () => {
    const feed = feedFile([{ id: "1", text: NOTICE }]);
    await watch(feed);
    renameSync(at("state.json"), at("real.json"));
    chmodSync(at("real.json"), 0o600);
    symlinkSync("real.json", at("state.json"));
    const before = folder.state().generation;
    await watch(feed);
    expect(lstatSync(at("state.json")).isSymbolicLink()).toBe(true);
    expect(folder.state().generation).toBeGreaterThan(before);
    expect(statSync(at("real.json")).mode & 0o777).toBe(0o600);
    expect(records()).toHaveLength(1);
  });

  it("loses and repeats nothing, however often it is killed", async () => {
    const ids = Array.from({ length: 24 }, (_, index) => String(index));
    for (const id of ids) serve(`/${id}`, html(`${NOTICE}${id}件目です。`));
    const said = (of: WatchFolder) => of.records().map(({ fetched, feed, ...record }) => record);
    /** The server tells the runs apart by the feed that they begin with. */
    const feedOf = (name: string) =>
      serve(`/feed-${name}`, {
        body: rss(ids.map((id) => ({ id, link: `${origin}/${id}` }))),
        headers: { etag: '"1"' },
      });
    expect((await watch(feedOf("calm"))).status).toBe(0);
    const undisturbed = said(folder);
    expect(undisturbed.map(({ id }) => id)).toEqual(ids);

    const killed = await killOften(feedOf("killed"), 100, (of) => expect(said(of)).toEqual(undisturbed));
    expect(killed.midway).toBeGreaterThan(0);
    // A hundred starts of Node, on a machine that may be busy.
  }, 600_000);
});

/** Kills run after run at some moment, until it has been done so often; what is complete is checked and begun anew. */
async function killOften(
  feed: string,
  times: number,
  check: (folder: WatchFolder) => void,
): Promise<{ midway: number }> {
  const random = seeded(7);
  const fresh = () => {
    for (const name of readdirSync(folder.path)) rmSync(at(name), { force: true });
  };
  let kills = 0;
  let midway = 0;
  fresh();
  while (kills < times) {
    // Not by the clock alone: however slow the machine is, most are killed midway.
    let requests = Math.ceil(random() * 7);
    const delay = random() * 20;
    const { child, ended } = folder.start([feed]);
    server.onAsked = () => {
      if (--requests === 0) setTimeout(() => child.kill("SIGKILL"), delay);
    };
    const { status } = await ended;
    if (status === null) {
      kills++;
      if (existsSync(at("out.jsonl"))) midway++;
    } else {
      check(folder);
      fresh();
    }
  }
  expect((await watch(feed)).status).toBe(0);
  check(folder);
  return { midway };
}

/** The generator of Park and Miller. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

describe("the lock", () => {
  it("keeps a second run off the state and off the output, for as long as the first lives", async () => {
    serve("/1", html(NOTICE));
    const feed = feedFile([{ id: "1", link: `${origin}/1` }]);
    const first = folder.start([feed]);
    const refused = await new Promise<Awaited<ReturnType<typeof watch>>[]>((resolve) => {
      server.onAsked = () => {
        server.onAsked = () => {};
        first.child.kill("SIGSTOP");
        // However long it sleeps.
        for (const name of ["state.json.lock", "out.jsonl.lock"]) utimesSync(at(name), 0, 0);
        void Promise.all([
          watch(feed),
          watchWith(["--state", at("other.json")], feed),
          watchWith(["--out", at("other.jsonl")], feed),
        ]).then(resolve);
      };
    });
    for (const each of refused)
      expect(each).toMatchObject({
        status: 2,
        stderr: expect.stringContaining("another owabi watch (process"),
      });
    first.child.kill("SIGCONT");
    expect(await first.ended).toEqual({ status: 0, stderr: "" });
    expect(records()).toHaveLength(1);
  });

  it("ends a run that has lost it, before it writes anything", async () => {
    serve("/1", html(NOTICE));
    const feed = feedFile([{ id: "1", link: `${origin}/1` }]);
    server.onAsked = () => rmSync(at("state.json.lock"), { force: true });
    expect(await watch(feed)).toEqual({
      status: 2,
      stderr: expect.stringMatching(/^owabi: .*another owabi watch has taken it over.*\n$/),
    });
    expect(readdirSync(folder.path)).toEqual(["feed.xml"]);
  });

  it("of another machine counts as long as it is renewed, and one that is half written for a while", async () => {
    const lock = at("state.json.lock");
    const foreign = JSON.stringify({ token: "t", pid: process.pid, place: "elsewhere 1 2", began: "1" });
    for (const content of [foreign, ""]) {
      writeFileSync(lock, content);
      await expect(lockFile(at("state.json"))).rejects.toThrow("another owabi watch");
      utimesSync(lock, 0, 0);
      const mine = await lockFile(at("state.json"));
      await mine.check();
      writeFileSync(lock, foreign);
      await expect(mine.check()).rejects.toThrow("taken it over");
      await mine.release();
      expect(readFileSync(lock, "utf8")).toBe(foreign);
      rmSync(lock);
    }
  });
});

describe("the log", () => {
  const LINE = '{"id":"新"}';
  const open = () => WatchLog.open({ state: at("state.json"), out: at("out.jsonl") });
  const change = (record: string | null, generation = 0) =>
    `${JSON.stringify({ generation, feed: "f", seen: ["k"], waiting: null, record })}\n`;
  const pend = () => writeFileSync(at("state.json.journal"), change(LINE));

  it.each([...Array(Buffer.byteLength(`${LINE}\n`) + 1).keys()])(
    "mends a line cut off after %i bytes",
    async (length) => {
      const old = '{"id":"旧"}\n';
      writeFileSync(
        at("out.jsonl"),
        Buffer.concat([Buffer.from(old), Buffer.from(`${LINE}\n`).subarray(0, length)]),
      );
      // Twice, as after a crash in mending.
      for (const _ of [1, 2]) {
        pend();
        rmSync(at("state.json"), { force: true });
        const { memory } = await open();
        expect(memory.isSeen({ keys: ["k"] })).toBe(true);
        expect(readFileSync(at("out.jsonl"), "utf8")).toBe(`${old}${LINE}\n`);
        expect(existsSync(at("state.json.journal"))).toBe(false);
      }
    },
  );

  it.each([
    [undefined, `${LINE}\n`],
    ["", `${LINE}\n`],
    ["by others", `by others\n${LINE}\n`],
    ["new\n", `new\n${LINE}\n`],
    [`${LINE}\nlater\n`, `${LINE}\nlater\n`],
  ])("takes an output that others changed to %j as it is", async (before, after) => {
    if (before !== undefined) writeFileSync(at("out.jsonl"), before);
    pend();
    await open();
    expect(readFileSync(at("out.jsonl"), "utf8")).toBe(after);
  });

  it("ends the last line of others", async () => {
    writeFileSync(at("out.jsonl"), "by others");
    await open();
    expect(readFileSync(at("out.jsonl"), "utf8")).toBe("by others\n");
  });

  it("passes over what is left of a journal: cut off, or of an older state", async () => {
    const whole = change(null);
    for (let length = 0; length < whole.length; length++) {
      rmSync(at("state.json"), { force: true });
      writeFileSync(at("state.json.journal"), whole.slice(0, length));
      expect((await open()).memory.isSeen({ keys: ["k"] })).toBe(false);
    }
    const { generation } = folder.state();
    expect(generation).toBe(1);
    writeFileSync(at("state.json.journal"), change(LINE, 0));
    expect((await open()).memory.isSeen({ keys: ["k"] })).toBe(false);
    expect(existsSync(at("out.jsonl"))).toBe(false);
    writeFileSync(at("state.json.journal"), "{}\n");
    await expect(open()).rejects.toThrow("is damaged");
  });

  it("costs as much for an entry when much is known as when little is", async () => {
    const seen = Object.fromEntries(
      Array.from({ length: 300_000 }, (_, n) => [n.toString(16).padStart(32, "0"), null]),
    );
    const feeds = { f: { etag: null, lastModified: null, seen, waiting: {}, unnamed: null } };
    writeFileSync(at("state.json"), JSON.stringify({ version: 2, generation: 5, feeds, hosts: {} }));
    const log = await open();
    for (let n = 0; n < 50; n++) await log.commit({ feed: "f", seen: [`k${n}`], waiting: null }, { n });
    expect(statSync(at("state.json.journal")).size).toBeLessThan(10_000);
    await log.close([["a.example", Date.parse("2100-01-01T00:00:00Z")]]);
    const again = await open();
    expect(again.memory.isSeen({ keys: ["k49"] })).toBe(true);
    expect(again.hosts).toEqual([["a.example", Date.parse("2100-01-01T00:00:00Z")]]);
    expect(readFileSync(at("out.jsonl"), "utf8").split("\n")).toHaveLength(51);
  });
});

describe("what is remembered", () => {
  const entry = (id: string, more: Partial<FeedEntry> = {}): FeedEntry => ({
    id,
    link: null,
    html: "",
    title: null,
    published: null,
    ...more,
  });
  const LINK = { link: "http://a.example/1" };
  const DAY = "2024-01-02T00:00:00+09:00";
  function remember(...entries: FeedEntry[]): Memory {
    const memory = new Memory({});
    for (const { keys } of withKeys("f", entries))
      memory.apply({ feed: "f", seen: [...keys], waiting: null, record: null });
    return memory;
  }
  const knows = (memory: Memory, one: FeedEntry, feed = "f") => memory.isSeen(withKeys(feed, [one])[0]!);

  it("knows entries by their id within their feed, and by what they say anywhere", () => {
    const content = "内容".repeat(200);
    const memory = remember(entry("1", { ...LINK, html: content }));
    expect(knows(memory, entry("1", { link: "http://a.example/9" }))).toBe(true);
    expect(knows(memory, entry("1", { link: "http://a.example/9" }), "g")).toBe(false);
    expect(knows(memory, entry("8", { html: content }), "g")).toBe(true);
    expect(knows(memory, entry("7"))).toBe(false);
    expect(knows(remember(entry("1", { html: "短い" })), entry("2", { html: "短い" }))).toBe(false);
  });

  it.each<[string, boolean, Partial<FeedEntry>]>([
    ["the link alone", false, { title: "別", html: "別", published: "2024-03-01" }],
    ["link, title and day", true, { title: "題", html: "別", published: DAY }],
    ["link and title of another day", false, { title: "題", html: "別", published: "2024-03-01" }],
    ["link, content and day", true, { title: "別", html: "文", published: DAY }],
    ["link and day", false, { title: "別", html: "別", published: DAY }],
  ])("with a new id: by %s: %s", (_, isKnown, other) => {
    const memory = remember(entry("1", { ...LINK, title: "題", html: "文", published: DAY }));
    expect(knows(memory, entry("2", { ...LINK, ...other }))).toBe(isKnown);
  });

  it("with a new id: by link and time", () => {
    const published = "2024-01-02T10:11:12+09:00";
    const memory = remember(entry("1", { ...LINK, title: "題", published }));
    expect(knows(memory, entry("2", { ...LINK, title: "別", published }))).toBe(true);
  });

  it("without ids: by link and title on any day, but not by the link alone", () => {
    const made = (more: Partial<FeedEntry>) => entry("made", { ...LINK, isIdMade: true, ...more });
    const memory = remember(made({ title: "題", html: "文", published: "2024-01-02" }));
    expect(knows(memory, made({ title: "題", published: "2024-03-01" }))).toBe(true);
    expect(knows(memory, made({ title: "別", html: "文", published: "2024-03-01" }))).toBe(true);
    expect(knows(memory, made({ title: "別", html: "別", published: "2024-01-02" }))).toBe(false);
  });

  it("not by what several entries of a listing have", () => {
    const memory = remember(
      entry("1", { ...LINK, title: "題" }),
      entry("1", { ...LINK, title: "題", html: "文" }),
    );
    expect(knows(memory, entry("1", { title: "別" }))).toBe(false);
    expect(knows(memory, entry("1", { ...LINK, title: "題" }))).toBe(true);
    expect(knows(memory, entry("1", { ...LINK, title: "題", html: "文" }))).toBe(true);
  });

  it("forgets what is gone for 90 days, and nothing that is listed", () => {
    const day = (n: number) => new Date(Date.UTC(2024, 0, 1 + n));
    const [one, two] = withKeys("f", [entry("1"), entry("2")]);
    let memory = remember(entry("1"), entry("2"));
    const after = (n: number) => {
      memory.noteListing("f", [one!], {}, day(n));
      // Within a run nothing is forgotten.
      memory = new Memory(memory.toState());
      return [memory.isSeen(one!), memory.isSeen(two!)];
    };
    expect([0, 80, 100].map(after)).toEqual([
      [true, true],
      [true, true],
      [true, false],
    ]);
  });

  it("forgets feeds that no run has named for 90 days, unless something waits there", () => {
    const day = (n: number) => new Date(Date.UTC(2024, 0, 1 + n));
    const memory = remember(entry("1"));
    const waiting = { entry: entry("2"), tries: 1, since: day(0).toISOString() };
    memory.apply({ feed: "g", seen: ["k"], waiting: { key: "k", entry: waiting }, record: null });
    for (const n of [0, 80]) memory.noteNamed(new Set(), day(n));
    expect(Object.keys(memory.toState())).toEqual(["f", "g"]);
    memory.noteNamed(new Set(), day(100));
    expect(Object.keys(memory.toState())).toEqual(["g"]);
    memory.noteNamed(new Set(["g"]), day(101));
    expect(memory.toState().g!.unnamed).toBeNull();
  });
});
