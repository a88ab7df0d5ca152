/** Runs of `owabi watch`, each in a folder of its own. */
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ClassifyOptions } from "../../src/classify";
import { WatchLog } from "../../src/cli/watch/log";
import { Pass } from "../../src/cli/watch/pass";
import { Fetcher } from "../../src/io/fetch";
import { Rests } from "../../src/io/rests";
import { type WatchRecord, watchRecord } from "../../src/schemas/index";
import { CLI } from "./cli";

export interface Ended {
  status: number | null;
  stderr: string;
}

export class WatchFolder {
  readonly path = mkdtempSync(join(tmpdir(), "owabi-watch-"));

  /** For `pass`. */
  settings: ClassifyOptions = { evidence: 1 };

  at(name: string): string {
    return join(this.path, name);
  }

  remove(): void {
    rmSync(this.path, { recursive: true });
  }

  /** Later options count. */
  start(feeds: string[], options: string[] = []) {
    const files = ["--state", this.at("state.json"), "--out", this.at("out.jsonl")];
    const flags = ["--delay", "0", "--allow-private", "--evidence", "1"];
    const child = spawn(process.execPath, [CLI, "watch", ...feeds, ...files, ...flags, ...options]);
    let stderr = "";
    child.stderr.on("data", (part) => (stderr += part));
    const ended = new Promise<Ended>((resolve) => child.on("close", (status) => resolve({ status, stderr })));
    return { child, ended };
  }

  watch(feeds: string[], options: string[] = []): Promise<Ended> {
    return this.start(feeds, options).ended;
  }

  /** As `watch`, without the start of a process; what was complained of. */
  async pass(...feeds: string[]): Promise<string[]> {
    const log = await WatchLog.open({ state: this.at("state.json"), out: this.at("out.jsonl") });
    const rests = new Rests(log.hosts);
    const options = { allowPrivate: true, delay: 0, backoff: 1, restAfterFailure: true };
    const fetcher = new Fetcher(options, rests);
    const said: string[] = [];
    const complaints = { add: ({ message }: Error) => void said.push(message) };
    const { signal } = new AbortController();
    const { settings } = this;
    const maxBytes = 1_000_000;
    try {
      await new Pass({ log, fetcher, maxBytes, settings, complaints, signal }).over(new Set(feeds));
      await log.close(rests.entries());
    } finally {
      await fetcher.close();
    }
    return said;
  }

  /** What has been written so far; each line is to be whole. */
  records(name = "out.jsonl"): WatchRecord[] {
    if (!existsSync(this.at(name))) return [];
    const lines = readFileSync(this.at(name), "utf8").split("\n");
    if (lines.pop() !== "") throw new Error("the last line is not whole");
    return lines.map((line) => watchRecord.parse(JSON.parse(line)));
  }

  /** The state, for tests that set its clock back. */
  state() {
    return JSON.parse(readFileSync(this.at("state.json"), "utf8"));
  }
}

export interface Item {
  id?: string | undefined;
  title?: string;
  link?: string | undefined;
  text?: string;
  /** As RSS writes it; none if empty. */
  date?: string;
}

const element = (name: string, value: string | undefined) => (value ? `<${name}>${value}</${name}>` : "");

export function rss(items: readonly Item[]): string {
  const written = items.map(
    ({ id, title = `お知らせ${id ?? ""}`, link, text = "要約", date = "Tue, 02 Jan 2024 00:00:00 GMT" }) =>
      `<item>${id === undefined ? "" : `<guid isPermaLink="false">${id}</guid>`}${element("title", title)}${element("link", link)}${element("description", text)}${element("pubDate", date)}</item>`,
  );
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>t</title><description>d</description><link>https://feed.example</link>${written.join("")}</channel></rss>`;
}

export const html = (text: string) => `<!doctype html><meta charset="utf-8"><main><p>${text}</p></main>`;
