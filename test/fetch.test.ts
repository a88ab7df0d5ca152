import dns from "node:dns";
import { readFileSync } from "node:fs";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo, LookupFunction } from "node:net";
import { join } from "node:path";
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { isPublic, publicLookup } from "../src/io/addresses";
import { Fetcher, type FetchOptions, readTexts } from "../src/io/index";
import { Rests } from "../src/io/rests";
import { parseRobots } from "../src/io/robots";
import { type Handler, TestServer } from "./support/server";

const server = new TestServer();
let origin: string;
let handlers: Record<string, Handler>;
let asked: string[];

beforeAll(async () => {
  origin = (await server.open()).origin;
});
afterAll(() => server.close());
beforeEach(() => {
  server.reset();
  ({ handlers, asked } = server);
});

const QUICK: FetchOptions = { allowPrivate: true, delay: 0, backoff: 1 };

async function using<T>(
  options: FetchOptions,
  work: (fetcher: Fetcher) => Promise<T>,
  rests?: Rests,
): Promise<T> {
  const fetcher = new Fetcher({ ...QUICK, ...options }, rests);
  try {
    return await work(fetcher);
  } finally {
    await fetcher.close();
  }
}

const fetch = (path: string, options: FetchOptions = {}) =>
  using(options, (fetcher) => fetcher.fetch(path.startsWith("http") ? path : origin + path));

/** Until it is restored. */
function namesLeadTo(addresses: object[]) {
  type Callback = (error: null, addresses: object[]) => void;
  const answer = (_host: string, _options: object, callback: Callback) => callback(null, addresses);
  return jest.spyOn(dns, "lookup").mockImplementation(answer as never);
}

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

  it("nor does a redirect lead to one", async () => {
    // Nothing there is public, so the name stands for the public site that redirects.
    const lookup = namesLeadTo([{ address: "127.0.0.1", family: 4 }]);
    handlers["/in"] = (_, response) => response.writeHead(302, { location: "http://inner.example/" }).end();
    try {
      await expect(fetch("/in", { allowPrivate: false })).rejects.toThrow("not an address of the public");
      await expect(fetch("http://outer.example/", { allowPrivate: false })).rejects.toMatchObject({
        isPassing: false,
        message: expect.stringContaining("outer.example (127.0.0.1) is not an address of the public network"),
      });
    } finally {
      lookup.mockRestore();
    }
    expect(asked).toEqual([]);
  });

  it("of a name with several addresses the public ones are used only", async () => {
    const found = [
      { address: "10.0.0.1", family: 4 },
      { address: "8.8.8.8", family: 4 },
      { address: "::1", family: 6 },
      { address: "2606:4700::1111", family: 6 },
    ];
    const lookup = namesLeadTo(found);
    const ask = (all: boolean) =>
      new Promise((resolve) =>
        (publicLookup as LookupFunction)("mixed.example", { all }, (error, address) =>
          resolve(error ?? address),
        ),
      );
    try {
      expect(await ask(true)).toEqual([found[1], found[3]]);
      expect(await ask(false)).toBe("8.8.8.8");
      found.splice(1, 1);
      found.splice(2, 1);
      expect(await ask(true)).toMatchObject({ name: "PrivateAddressError" });
    } finally {
      lookup.mockRestore();
    }
  });

  it("nor is one of more than 8192 characters fetched", async () => {
    await expect(fetch(`/${"a".repeat(500_000)}`)).rejects.toMatchObject({
      isPassing: false,
      problem: expect.stringContaining("more than 8192 characters"),
    });
    expect(asked).toEqual([]);
  });

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

  it("keeps only what can be sent back, and takes no answer for one that it did not ask for", async () => {
    const body = 'HTTP/1.1 200 OK\r\nETag: "日本"\r\nLast-Modified: then\r\nConnection: close\r\n\r\n';
    handlers["/strange"] = ({ socket }) => socket.end(Buffer.from(body));
    expect(await fetch("/strange")).toMatchObject({ etag: null, lastModified: "then" });
    handlers["/same"] = (_, response) => response.writeHead(304).end();
    await using({}, async (fetcher) => {
      await expect(fetcher.fetch(`${origin}/same`, { etag: '"日本"' })).rejects.toMatchObject({
        isPassing: true,
        message: expect.stringContaining("answered 304; it is as before, but nothing of it is known"),
      });
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

  it.each<[string, (body: Buffer) => Buffer]>([
    ["br", (body) => brotliCompressSync(body)],
    ["GZIP", (body) => gzipSync(body)],
    ["gzip, gzip", (body) => gzipSync(gzipSync(body))],
    ["gzip, br", (body) => brotliCompressSync(gzipSync(body))],
    ["gzip, gzip", (body) => body],
    ["deflate", (body) => deflateSync(body)],
    ["deflate", (body) => deflateRawSync(body)],
    ["none", (body) => body],
    ["utf-8", (body) => body],
    ["toString", (body) => body],
  ])("unpacks what comes as %s", async (encoding, pack) => {
    handlers["/packed"] = (_, response) =>
      response.writeHead(200, { "content-encoding": encoding }).end(pack(Buffer.from("中身")));
    expect((await fetch("/packed"))!.bytes.toString()).toBe("中身");
    handlers["/bomb"] = (_, response) =>
      response.writeHead(200, { "content-encoding": encoding }).end(pack(Buffer.alloc(2_000_000)));
    await expect(fetch("/bomb", { maxBytes: 1_000_000 })).rejects.toThrow("larger than");
  });

  it("says what is wrong with the encryption of a server, which no retry mends", async () => {
    const pem = readFileSync(join(__dirname, "support", "self-signed.pem"));
    const secure = createSecureServer({ key: pem, cert: pem }, (_, response) => response.end());
    await new Promise<void>((resolve) => secure.listen(0, "127.0.0.1", resolve));
    const { port } = secure.address() as AddressInfo;
    try {
      await expect(fetch(`https://127.0.0.1:${port}/`)).rejects.toMatchObject({
        isPassing: false,
        problem: expect.stringContaining("nobody known here vouches for the certificate"),
      });
    } finally {
      secure.closeAllConnections();
      secure.close();
    }
    await expect(fetch(`${origin.replace("http", "https")}/`)).rejects.toMatchObject({
      isPassing: false,
      problem: expect.stringContaining("encryption"),
    });
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
    await expect(fetch("/slow", { timeout: 300, retries: 1 })).rejects.toMatchObject({
      isPassing: true,
      message: expect.stringContaining("not there after 0.3 s"),
    });
    expect(asked.filter((path) => path === "/slow")).toHaveLength(2);
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

  it.each([408, 425, 429, 502, 503, 504])("comes back after %i", async (status) => {
    let busy = 1;
    handlers["/busy"] = (_, response) => response.writeHead(busy-- > 0 ? status : 200).end("here");
    expect((await fetch("/busy"))!.bytes.toString()).toBe("here");
  });

  it("leaves a host alone that asks for it, whatever is wanted of it", async () => {
    handlers["/later"] = (_, response) => response.writeHead(429, { "retry-after": "3600" }).end();
    const rests = new Rests();
    const ask = async (fetcher: Fetcher, path: string) => fetcher.fetch(origin + path);
    await using(
      {},
      async (fetcher) => {
        await expect(ask(fetcher, "/later")).rejects.toThrow("429");
        await expect(ask(fetcher, "/other")).rejects.toThrow(/wants to be asked no more before 20/);
      },
      rests,
    );
    expect(asked).toEqual(["/robots.txt", "/later"]);
    const [[host, until]] = rests.entries() as [[string, number]];
    expect(host).toBe(new URL(origin).host);
    expect(until - Date.now()).toBeGreaterThan(3_500_000);
    rests.set(host, Date.now() - 1);
    expect(rests.entries()).toEqual([]);
    rests.ask(host, 1e12);
    expect(rests.entries()[0]![1] - Date.now()).toBeLessThanOrEqual(86_400_000);
  });

  it("asks nothing more of a host that failed, if it is told so", async () => {
    for (const path of ["/1", "/2"]) handlers[path] = ({ socket }) => socket.destroy();
    await using({ restAfterFailure: true, retries: 1 }, async (fetcher) => {
      await expect(fetcher.fetch(`${origin}/1`)).rejects.toThrow("broke off");
      await expect(fetcher.fetch(`${origin}/2`)).rejects.toThrow("not asked again in this run");
    });
    expect(asked).toEqual(["/robots.txt", "/1", "/1"]);
    await using({ retries: 0 }, async (fetcher) => {
      for (const path of ["/1", "/2"])
        await expect(fetcher.fetch(origin + path)).rejects.toThrow("broke off");
    });
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
    await expect(fetch("/page")).rejects.toMatchObject({
      isPassing: true,
      source: `${origin}/page`,
      problem: expect.stringContaining(`${origin}/robots.txt is not to be had`),
    });
    expect(asked).toEqual(["/robots.txt"]);
  });

  it.each<[string, number]>([
    ["is not to be had for the moment", 503],
    ["is refused for the moment", 429],
  ])("comes to an end where robots.txt %s, with retries", async (_, status) => {
    handlers["/robots.txt"] = (_, response) => response.writeHead(status).end();
    handlers["/page"] = (_, response) => response.end();
    await expect(fetch("/page", { retries: 2, backoff: 1 })).rejects.toMatchObject({ isPassing: true });
    expect(asked).toEqual(["/robots.txt", "/robots.txt", "/robots.txt"]);
  });

  it("follows a robots.txt to where it has moved", async () => {
    handlers["/robots.txt"] = (_, response) => response.writeHead(301, { location: "/rules.txt" }).end();
    handlers["/rules.txt"] = (_, response) => response.end("User-agent: *\nDisallow: /secret\n");
    handlers["/page"] = (_, response) => response.end();
    expect(await fetch("/page")).not.toBeNull();
    await expect(fetch("/secret")).rejects.toThrow("robots.txt forbids");
  });

  it("comes to an end where nobody answers, with retries", async () => {
    const url = "http://127.0.0.1:9/page";
    const options = { allowPrivate: true, delay: 0, retries: 2, backoff: 1 };
    const reads = [];
    for await (const read of readTexts([url, url], options)) reads.push(read);
    expect(reads).toMatchObject([{ ok: false }, { ok: false }]);
  });

  it.each<[string, Handler]>([
    ["leads in a circle", (_, response) => response.writeHead(302, { location: "/robots.txt" }).end()],
    ["leads nowhere", (_, response) => response.writeHead(302, { location: "http://a:b@x.example/" }).end()],
    ["is no text", (_, response) => response.writeHead(200, { "content-encoding": "br2" }).end("\0\0")],
  ])("takes a robots.txt that %s for none", async (_, handler) => {
    handlers["/robots.txt"] = handler;
    handlers["/page"] = (_, response) => response.end();
    expect(await fetch("/page", { retries: 0 })).not.toBeNull();
  });

  it("goes by the beginning of a robots.txt that is too long, up to its last whole line", async () => {
    const rules = ["User-agent: *", "Disallow: /secret", ...Array(60_000).fill("# nothing")].join("\n");
    const cut = `${rules.slice(0, 512 * 1024 - "\nDisallow: /pa".length)}\nDisallow: /page-two\n`;
    handlers["/robots.txt"] = (_, response) => response.end(cut + "#".repeat(100_000));
    handlers["/page"] = (_, response) => response.end();
    expect(await fetch("/page")).not.toBeNull();
    await expect(fetch("/secret")).rejects.toThrow("robots.txt forbids");
  });

  it("looks rules up in moderate time, whatever they are", () => {
    const page = `${origin}/${"a".repeat(8000)}`;
    const rules = (...lines: string[]) =>
      parseRobots(`${origin}/robots.txt`, Buffer.from(["User-agent: *", ...lines].join("\n")));
    const begun = Date.now();
    expect(rules(`Disallow: /${"*a".repeat(200_000)}b$`, "Disallow: /x").isAllowed(page)).toBe(true);
    expect(rules(...Array(300).fill(`Disallow: /*${"a".repeat(1000)}b`)).isAllowed(page)).toBe(true);
    expect(Date.now() - begun).toBeLessThan(10_000);
    const groups = rules(
      "Disallow: /",
      "",
      "User-agent: owabi",
      `Disallow: ${"*a".repeat(9)}`,
      "User-agent: x",
    );
    expect(groups.isAllowed(`${origin}/page`)).toBe(true);
    expect(rules("Disallow: /*/secret/*.html$").isAllowed(`${origin}/a/secret/b.html`)).toBe(false);
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
