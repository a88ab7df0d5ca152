import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { isPublic } from "../src/io/addresses";
import { Fetcher, type FetchOptions, readTexts } from "../src/io/index";

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

let server: Server;
let origin: string;
let handlers: Record<string, Handler>;
let asked: string[];

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request.url!);
    const handler = handlers[request.url!];
    if (handler) handler(request, response);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  handlers = {};
  asked = [];
});

const QUICK: FetchOptions = { allowPrivate: true, delay: 0, backoff: 1 };

async function using<T>(options: FetchOptions, work: (fetcher: Fetcher) => Promise<T>): Promise<T> {
  const fetcher = new Fetcher({ ...QUICK, ...options });
  try {
    return await work(fetcher);
  } finally {
    await fetcher.close();
  }
}

const fetch = (path: string, options: FetchOptions = {}) =>
  using(options, (fetcher) => fetcher.fetch(path.startsWith("http") ? path : origin + path));

describe("isPublic", () => {
  it.each([
    "0.0.0.0",
    "10.1.2.3",
    "100.64.0.1",
    "127.0.0.1",
    "169.254.169.254",
    "172.16.0.1",
    "192.0.0.8",
    "192.168.1.1",
    "198.18.0.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:a9fe:a9fe",
    "64:ff9b::7f00:1",
    "2002:7f00:1::",
    "2001:db8::1",
    "fc00::1",
    "fd12::1",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "ff02::1",
    "localhost",
    "",
  ])("not %s", (address) => expect(isPublic(address)).toBe(false));

  it.each(["8.8.8.8", "203.104.209.7", "::ffff:8.8.8.8", "2606:4700::1111", "2400:4050::1"])(
    "but %s",
    (address) => expect(isPublic(address)).toBe(true),
  );
});

describe("addresses that are not for everybody", () => {
  it.each([
    "http://127.0.0.1:1/",
    "http://[::1]:1/",
    "http://localhost:1/",
    "http://169.254.169.254/latest/meta-data",
    "http://0x7f.1:1/",
    "http://2130706433:1/",
    "http://[::ffff:127.0.0.1]:1/",
  ])("%s is refused", async (url) => {
    await expect(fetch(url, { allowPrivate: false })).rejects.toMatchObject({
      isPassing: false,
      message: expect.stringContaining("not an address of the public network"),
    });
  });

  it.each(["ftp://example.com/", "file:///etc/passwd", "http://user:secret@example.com/"])(
    "%s is refused",
    async (url) => {
      await expect(using({}, (fetcher) => fetcher.fetch(url))).rejects.toMatchObject({ isPassing: false });
    },
  );

  it("nor is a redirect to another scheme followed", async () => {
    handlers["/out"] = (_, response) => response.writeHead(302, { location: "file:///etc/passwd" }).end();
    await expect(fetch("/out")).rejects.toThrow("only http and https");
  });
});

describe("fetching", () => {
  it("gives bytes, final address, type, encoding and validators, and says who asks", async () => {
    let agent: string | undefined;
    handlers["/from"] = (_, response) => response.writeHead(301, { location: "/to#part" }).end();
    handlers["/to"] = (request, response) => {
      agent = request.headers["user-agent"];
      const headers = {
        "content-type": 'text/html; charset="Shift_JIS"',
        etag: '"1"',
        "last-modified": "then",
      };
      response.writeHead(200, headers).end("x");
    };
    expect(await fetch("/from")).toEqual({
      bytes: Buffer.from("x"),
      url: `${origin}/to`,
      contentType: 'text/html; charset="Shift_JIS"',
      charset: "Shift_JIS",
      etag: '"1"',
      lastModified: "then",
    });
    expect(agent).toMatch(/^owabi\/\d+\.\d+/);
  });

  it("asks whether anything is new", async () => {
    handlers["/feed"] = (request, response) => {
      const isKnown =
        request.headers["if-none-match"] === '"1"' && request.headers["if-modified-since"] === "then";
      response.writeHead(isKnown ? 304 : 200).end();
    };
    await using({}, async (fetcher) => {
      expect(await fetcher.fetch(`${origin}/feed`, { etag: '"1"', lastModified: "then" })).toBeNull();
      expect(await fetcher.fetch(`${origin}/feed`)).not.toBeNull();
    });
  });

  it("follows no circle, and no endless chain", async () => {
    handlers["/a"] = (_, response) => response.writeHead(302, { location: "/b" }).end();
    handlers["/b"] = (_, response) => response.writeHead(302, { location: "/a" }).end();
    await expect(fetch("/a")).rejects.toThrow("in a circle");
    for (let step = 0; step < 9; step++)
      handlers[`/${step}`] = (_, response) => response.writeHead(307, { location: `/${step + 1}` }).end();
    await expect(fetch("/0")).rejects.toThrow("more than 5 times");
  });

  it("stops at the limit of what never ends", async () => {
    let sent = 0;
    handlers["/endless"] = (_, response) => {
      const part = Buffer.alloc(65_536, "x");
      const send = () => {
        while (!response.destroyed && response.write(part)) sent += part.length;
      };
      response.on("drain", send);
      send();
    };
    await expect(fetch("/endless", { maxBytes: 1_000_000 })).rejects.toMatchObject({
      isPassing: false,
      message: expect.stringContaining("larger than 1000000 bytes"),
    });
    expect(sent).toBeLessThan(100_000_000);
  });

  it("unpacks, and no bomb: on the way, or of gzip in a file", async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000));
    expect(bomb.length).toBeLessThan(100_000);
    handlers["/fine"] = (_, response) =>
      response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync("fine"));
    handlers["/bomb"] = (_, response) => response.writeHead(200, { "content-encoding": "gzip" }).end(bomb);
    handlers["/bomb.txt.gz"] = (_, response) => response.end(bomb);
    expect((await fetch("/fine"))!.bytes.toString()).toBe("fine");
    await expect(fetch("/bomb", { maxBytes: 1_000_000 })).rejects.toThrow("larger than");
    const [read] = await all([`${origin}/bomb.txt.gz`], { maxBytes: 1_000_000 });
    expect(read).toMatchObject({ error: { message: expect.stringContaining("larger than") } });
  });

  it("tells what broke off midway, and what is silent or slow, as passing", async () => {
    handlers["/broken"] = (_, response) => {
      response.writeHead(200, { "content-length": "1000" });
      response.write("half", () => response.destroy());
    };
    handlers["/silent"] = () => {};
    handlers["/slow"] = (_, response) => {
      const drip = setInterval(() => response.write("x"), 10);
      response.on("close", () => clearInterval(drip));
    };
    await expect(fetch("/broken", { retries: 1 })).rejects.toMatchObject({ isPassing: true });
    expect(asked.filter((path) => path === "/broken")).toHaveLength(2);
    await expect(fetch("/silent", { silence: 50, timeout: 20_000, retries: 0 })).rejects.toMatchObject({
      isPassing: true,
      message: expect.stringContaining("does not answer"),
    });
    await expect(fetch("/slow", { timeout: 300 })).rejects.toMatchObject({
      isPassing: true,
      message: expect.stringContaining("not there after 0.3 s"),
    });
  });

  it("comes back after 503, and when 429 bids it to", async () => {
    let busy = 2;
    handlers["/busy"] = (_, response) => response.writeHead(busy-- > 0 ? 503 : 200).end("here");
    expect((await fetch("/busy"))!.bytes.toString()).toBe("here");
    const times: number[] = [];
    handlers["/often"] = (_, response) => {
      times.push(Date.now());
      response.writeHead(times.length === 1 ? 429 : 200, { "retry-after": "1" }).end();
    };
    await fetch("/often");
    // A timer may be a millisecond early.
    expect(times[1]! - times[0]!).toBeGreaterThanOrEqual(995);
    handlers["/later"] = (_, response) => response.writeHead(429, { "retry-after": "86400" }).end();
    await expect(fetch("/later")).rejects.toMatchObject({ isPassing: true });
    expect(asked.filter((path) => path === "/later")).toHaveLength(1);
    await expect(fetch("/nowhere")).rejects.toMatchObject({ isPassing: false });
  });

  it("obeys robots.txt, asked for once", async () => {
    handlers["/robots.txt"] = (_, response) =>
      response.end("User-agent: *\nDisallow: /secret\n\nUser-agent: owabi\nDisallow: /own\n");
    handlers["/secret"] = (_, response) => response.end("for owabi");
    handlers["/to-own"] = (_, response) => response.writeHead(302, { location: "/own" }).end();
    await using({}, async (fetcher) => {
      await expect(fetcher.fetch(`${origin}/own`)).rejects.toThrow("robots.txt forbids");
      await expect(fetcher.fetch(`${origin}/to-own`)).rejects.toThrow("robots.txt forbids");
      expect(await fetcher.fetch(`${origin}/secret`)).not.toBeNull();
    });
    expect(asked).toEqual(["/robots.txt", "/to-own", "/secret"]);
  });

  it("leaves a site alone whose robots.txt is out of order", async () => {
    handlers["/robots.txt"] = (_, response) => response.writeHead(500).end();
    handlers["/page"] = (_, response) => response.end();
    await expect(fetch("/page")).rejects.toMatchObject({ isPassing: true });
    expect(asked).toEqual(["/robots.txt"]);
  });

  it("asks one thing at a time, and pauses between", async () => {
    let open = 0;
    const times: number[] = [];
    handlers["/page"] = (_, response) => {
      expect(++open).toBe(1);
      times.push(Date.now());
      setTimeout(() => {
        open--;
        response.end();
      }, 20);
    };
    handlers["/robots.txt"] = (_, response) => response.end("User-agent: *\nCrawl-delay: 0.2\n");
    await using({ delay: 50 }, (fetcher) =>
      Promise.all([fetcher.fetch(`${origin}/page`), fetcher.fetch(`${origin}/page`)]),
    );
    expect(times[1]! - times[0]!).toBeGreaterThanOrEqual(195);
  });
});

async function all(sources: string[], options: FetchOptions = {}) {
  const reads = [];
  for await (const read of readTexts(sources, { ...QUICK, ...options })) reads.push(read);
  return reads;
}

describe("readTexts of addresses", () => {
  const SHIFT_JIS = Buffer.from("95b48eb882b582dc82b582bd", "hex");

  it("goes by Content-Type, then by path, then by content", async () => {
    const send = (path: string, body: string, type?: string) => {
      handlers[path] = (_, response) =>
        response.writeHead(200, type ? { "content-type": type } : {}).end(body);
    };
    send("/a.txt", "<p>一</p>", "text/html; charset=utf-8");
    send("/b.html?q=1", "<p>二</p>", "application/octet-stream");
    send("/c", "<!doctype html><p>三</p>");
    send("/d", "四 <p>", "text/plain");
    expect(await all(["/a.txt", "/b.html?q=1", "/c", "/d"].map((path) => origin + path))).toMatchObject(
      ["一", "二", "三", "四 <p>"].map((text) => ({ ok: true, value: { text, isPage: true } })),
    );
  });

  it("takes the encoding that the header names, unless it lies", async () => {
    for (const charset of ["Shift_JIS", "utf-8", "EUC-JP", "iso-8859-1", "nonsense"]) {
      handlers[`/${charset}`] = (_, response) =>
        response.writeHead(200, { "content-type": `text/plain; charset=${charset}` }).end(SHIFT_JIS);
      expect(await all([`${origin}/${charset}`])).toMatchObject([{ value: { text: "紛失しました" } }]);
    }
  });

  it("names what cannot be fetched, and goes on", async () => {
    handlers["/there"] = (_, response) => response.end("ある");
    expect(await all([`${origin}/gone`, `${origin}/there`])).toMatchObject([
      { ok: false, error: { message: `${origin}/gone: the server answered 404; there is no such page` } },
      { ok: true, source: `${origin}/there` },
    ]);
    const [refused] = await all([`${origin}/there`], { allowPrivate: false });
    expect(refused).toMatchObject({ error: { message: expect.stringContaining("--allow-private") } });
  });
});
