import { spawn } from "node:child_process";
import {
  existsSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { WatchLog } from "../src/cli/watch/log";
import { emptyMemory, isSeen, withKeys, withListing, withSeen } from "../src/cli/watch/memory";
import { type WatchRecord, watchRecord } from "../src/schemas/index";
import { watchState } from "../src/schemas/watch";
import { ROOT } from "./support/corpus";

const CLI = join(ROOT, "dist", "cli.js");
const NOTICE = "委託先の職員が、顧客名簿を記録したUSBメモリを帰宅途中に紛失しました。";

let folder: string;
let server: Server;
let origin: string;
let pages: Record<string, { status?: number; body?: string; etag?: string }>;
let asked: string[];
let onAsked: () => void;

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request.url!);
    onAsked();
    const { status = 200, body = "", etag } = pages[request.url!] ?? { status: 404 };
    const isKnown = etag !== undefined && request.headers["if-none-match"] === etag;
    response.writeHead(isKnown ? 304 : status, etag === undefined ? {} : { etag }).end(isKnown ? "" : body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "owabi-watch-"));
  pages = {};
  asked = [];
  onAsked = () => {};
});
afterEach(() => rmSync(folder, { recursive: true }));

const at = (name: string) => join(folder, name);

function start(feeds: string[]) {
  const files = ["--state", at("state.json"), "--out", at("out.jsonl")];
  const flags = ["--delay", "0", "--allow-private", "--evidence", "1"];
  const child = spawn(process.execPath, [CLI, "watch", ...feeds, ...files, ...flags]);
  let stderr = "";
  child.stderr.on("data", (part) => (stderr += part));
  const ended = new Promise<{ status: number | null; stderr: string }>((resolve) =>
    child.on("close", (status) => resolve({ status, stderr })),
  );
  return { child, ended };
}

const watch = (...feeds: string[]) => start(feeds).ended;

function records(): WatchRecord[] {
  const lines = readFileSync(at("out.jsonl"), "utf8").split("\n");
  expect(lines.pop()).toBe("");
  return lines.map((line) => watchRecord.parse(JSON.parse(line)));
}

interface Item {
  id: string;
  link?: string | undefined;
  text?: string;
}

const rss = (items: Item[]) =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>t</title><link>${origin}</link>${items
    .map(
      ({ id, link, text = "要約" }) =>
        `<item><guid isPermaLink="false">${id}</guid><title>お知らせ${id}</title>${
          link ? `<link>${link}</link>` : ""
        }<description>${text}</description><pubDate>Tue, 02 Jan 2024 00:00:00 GMT</pubDate></item>`,
    )
    .join("")}</channel></rss>`;

const html = (text: string) => `<!doctype html><meta charset="utf-8"><main><p>${text}</p></main>`;

describe("owabi watch", () => {
  it("tags the pages of new entries, once", async () => {
    const items = ["1", "2"].map((id) => ({ id, link: `${origin}/${id}` }));
    pages = {
      "/feed": { body: rss(items), etag: '"1"' },
      "/1": { body: html(NOTICE) },
      "/2": { body: html(NOTICE) },
      "/3": { body: html(NOTICE) },
    };
    const feed = `${origin}/feed`;
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
    const first = readFileSync(at("out.jsonl"), "utf8");
    asked = [];
    expect(await watch(feed)).toEqual({ status: 0, stderr: "" });
    expect(asked).toEqual(["/robots.txt", "/feed"]);
    expect(readFileSync(at("out.jsonl"), "utf8")).toBe(first);

    // The second has a new id, but its old link.
    const changed = [{ id: "3", link: `${origin}/3` }, { id: "2b", link: `${origin}/2` }, items[0]!];
    pages["/feed"] = { body: rss(changed), etag: '"2"' };
    expect((await watch(feed)).status).toBe(0);
    expect(records().map(({ id }) => id)).toEqual(["1", "2", "3"]);
    renameSync(at("out.jsonl"), at("rotated"));
    expect((await watch(feed)).status).toBe(0);
    expect(existsSync(at("out.jsonl"))).toBe(false);
  });

  it("tags by the feed what has no page worth the name, and says so", async () => {
    pages = { "/short": { body: html("準備中") } };
    writeFileSync(
      at("feed.xml"),
      rss([
        { id: "none", text: NOTICE },
        { id: "gone", link: `${origin}/gone`, text: NOTICE },
        { id: "short", link: `${origin}/short`, text: NOTICE },
        { id: "other", link: "mailto:a@example.com", text: NOTICE },
      ]),
    );
    const { status, stderr } = await watch(at("feed.xml"), at("no.xml"), `${origin}/nofeed`);
    expect(status).toBe(1);
    expect(stderr).toContain("/gone: the server answered 404");
    expect(stderr).toContain("no.xml: no such file");
    expect(stderr).toContain("/nofeed: the server answered 404");
    expect(stderr).toContain("4 could not be read, 4 done");
    expect(records()).toMatchObject([
      { id: "none", source: at("feed.xml"), link: null, pageProblem: "the entry has no link" },
      { id: "gone", pageProblem: expect.stringContaining("404") },
      { id: "short", pageProblem: "the page says less than the feed" },
      { id: "other", pageProblem: expect.stringContaining("no address of the web") },
    ]);
    for (const record of records()) expect(record).toMatchObject({ cause: "usb-loss", textFrom: "feed" });
  });

  it("lets an entry wait for its page, even when the feed drops it, but not for ever", async () => {
    // A server error that is not worth a retry within the run.
    for (const page of ["/a", "/b"]) pages[page] = { status: 500 };
    const waiting = ["a", "b"].map((id) => ({ id, link: `${origin}/${id}`, text: NOTICE }));
    writeFileSync(at("feed.xml"), rss(waiting));
    expect((await watch(at("feed.xml"))).status).toBe(1);
    expect(existsSync(at("out.jsonl"))).toBe(false);
    writeFileSync(at("feed.xml"), rss([]).replace("<link>", "<description>d</description><link>"));
    pages["/a"] = { body: html(NOTICE) };
    await watch(at("feed.xml"));
    expect(records()).toMatchObject([{ id: "a", textFrom: "page" }]);
    for (const _ of [3, 4]) await watch(at("feed.xml"));
    expect(records()).toHaveLength(1);
    await watch(at("feed.xml"));
    expect(records()).toMatchObject([{ id: "a" }, { id: "b", textFrom: "feed" }]);
    await watch(at("feed.xml"));
    expect(records()).toHaveLength(2);
  });

  it("refuses a state that another has, and one that is none", async () => {
    pages = { "/1": { body: html(NOTICE) } };
    writeFileSync(at("feed.xml"), rss([{ id: "1", link: `${origin}/1` }]));
    const first = start([at("feed.xml")]);
    const second = new Promise<{ status: number | null; stderr: string }>((resolve) => {
      onAsked = () => {
        onAsked = () => {};
        first.child.kill("SIGSTOP");
        void watch(at("feed.xml")).then(resolve);
      };
    });
    expect(await second).toMatchObject({ status: 2, stderr: expect.stringContaining("another owabi watch") });
    first.child.kill("SIGCONT");
    expect(await first.ended).toEqual({ status: 0, stderr: "" });
    writeFileSync(at("state.json"), '{"version":2}');
    expect(await watch(at("feed.xml"))).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("no state of this version"),
    });
    expect(records()).toHaveLength(1);
  });

  it("loses and repeats nothing, however often it is killed", async () => {
    const ids = Array.from({ length: 12 }, (_, index) => String(index));
    for (const id of ids) pages[`/${id}`] = { body: html(`${NOTICE}${id}件目です。`) };
    pages["/feed"] = { body: rss(ids.map((id) => ({ id, link: `${origin}/${id}` }))), etag: '"1"' };
    const feed = `${origin}/feed`;
    const fresh = () => {
      for (const name of ["out.jsonl", "state.json"]) rmSync(at(name), { force: true });
    };
    const said = () => records().map(({ fetched, ...record }) => record);

    expect((await watch(feed)).status).toBe(0);
    const undisturbed = said();
    expect(undisturbed.map(({ id }) => id)).toEqual(ids);

    const random = seeded(7);
    let kills = 0;
    let midway = 0;
    fresh();
    while (kills < 100) {
      // Not by the clock alone: however slow the machine is, most are killed midway.
      let requests = Math.ceil(random() * 7);
      const delay = random() * 20;
      const { child, ended } = start([feed]);
      onAsked = () => {
        if (--requests === 0) setTimeout(() => child.kill("SIGKILL"), delay);
      };
      const { status } = await ended;
      // The lock of the dead: a minute later it would count no more.
      if (existsSync(at("state.json.lock"))) utimesSync(at("state.json.lock"), 0, 0);
      if (status === null) {
        kills++;
        if (existsSync(at("out.jsonl"))) midway++;
      } else {
        expect(said()).toEqual(undisturbed);
        fresh();
      }
    }
    expect((await watch(feed)).status).toBe(0);
    expect(said()).toEqual(undisturbed);
    expect(midway).toBeGreaterThan(0);
    // A hundred starts of Node, on a machine that may be busy.
  }, 600_000);
});

/** The generator of Park and Miller. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

describe("the log", () => {
  const LINE = '{"id":"新"}';
  const pend = () =>
    writeFileSync(at("state.json"), JSON.stringify({ version: 1, pending: LINE, feeds: {} }));

  it.each([...Array(Buffer.byteLength(`${LINE}\n`) + 1).keys()])(
    "mends a line cut off after %i bytes",
    async (length) => {
      const old = '{"id":"旧"}\n';
      writeFileSync(
        at("out.jsonl"),
        Buffer.concat([Buffer.from(old), Buffer.from(`${LINE}\n`).subarray(0, length)]),
      );
      pend();
      // Twice, as after a crash in mending.
      for (const _ of [1, 2]) {
        await WatchLog.open(at("state.json"), at("out.jsonl"));
        expect(readFileSync(at("out.jsonl"), "utf8")).toBe(`${old}${LINE}\n`);
        expect(watchState.parse(JSON.parse(readFileSync(at("state.json"), "utf8"))).pending).toBeNull();
        pend();
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
    await WatchLog.open(at("state.json"), at("out.jsonl"));
    expect(readFileSync(at("out.jsonl"), "utf8")).toBe(after);
  });
});

describe("what is remembered", () => {
  const entry = (id: string, link: string | null, html = "") => ({
    id,
    link,
    html,
    title: null,
    published: null,
  });
  const remember = (...entries: ReturnType<typeof entry>[]) =>
    withKeys(entries).reduce((memory, known) => withSeen(memory, known), emptyMemory());
  const knows = (memory: ReturnType<typeof remember>, ...entries: ReturnType<typeof entry>[]) =>
    withKeys(entries).map((known) => isSeen(memory, known));

  it("knows entries by id, link or content, if they tell anything", () => {
    const content = "内容".repeat(200);
    const memory = remember(entry("1", "http://a/1", content));
    expect(
      knows(
        memory,
        entry("1", "http://a/9"),
        entry("9", "http://a/1"),
        entry("8", null, content),
        entry("7", null),
      ),
    ).toEqual([true, true, true, false]);
    const news = remember(entry("1", "http://a/news", "短い"), entry("2", "http://a/news"));
    expect(knows(news, entry("3", "http://a/news"), entry("4", null, "短い"))).toEqual([false, false]);
  });

  it("forgets what is gone for 90 days, and nothing that is listed", () => {
    const day = (n: number) => new Date(Date.UTC(2024, 0, 1 + n));
    const [one, two] = withKeys([entry("1", null), entry("2", null)]);
    let memory = [one!, two!].reduce((known, each) => withSeen(known, each), emptyMemory());
    memory = withListing(memory, [one!], day(0));
    expect([isSeen(memory, one!), isSeen(memory, two!)]).toEqual([true, true]);
    memory = withListing(memory, [one!], day(80));
    expect([isSeen(memory, one!), isSeen(memory, two!)]).toEqual([true, true]);
    memory = withListing(memory, [one!], day(100));
    expect([isSeen(memory, one!), isSeen(memory, two!)]).toEqual([true, false]);
  });
});
