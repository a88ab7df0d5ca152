/**
 * The recipe of examples/bullmq, against a real Redis: workers that are killed lose nothing and double nothing. The programs
 * import "owabi" as their users do, from dist, by the package's own name.
 */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Job, Queue } from "bullmq";
import { Redis } from "ioredis";
import { jsonLines, owabi } from "./support/cli";
import { ROOT } from "./support/corpus";
import { testFolder } from "./support/folder";

const EXAMPLE = join(ROOT, "examples", "bullmq");
const RECORDS = 300;
const ADVICE = "needs redis-server: apt-get install redis-server";
const installed = spawnSync("redis-server", ["--version"]).error === undefined;

interface Result {
  id: string;
  cause: string | null;
  probability: number;
}

interface Call {
  args?: string[];
  env?: Record<string, string>;
}

/** Long enough for a worker to be caught at work: some milliseconds each. */
function inventedRecords(): string {
  const openings = [
    "顧客名簿を記録したUSBメモリを、職員が帰宅の途中で紛失しました。",
    "催しの案内を一斉に送る際、全員のアドレスを宛先欄に入れ、互いに見える状態で送信しました。",
    "サーバーのファイルが暗号化され、元に戻す代わりに金銭を求める文書が残されていました。",
    "申込フォームの設定を誤り、ほかの方の回答が閲覧できる状態になっていました。",
    "封筒に入れる書類を取り違え、別の方の通知書を郵送しました。",
  ];
  const rest = "対象となる方には個別にお詫びのご連絡を差し上げます。再発の防止に努めてまいります。".repeat(
    40,
  );
  const lines = Array.from({ length: RECORDS }, (_, n) =>
    JSON.stringify({ id: `notice-${n}`, text: `${openings[n % 5]}対象は${n + 1}名です。${rest}` }),
  );
  return `${lines.join("\n")}\n`;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await sleep(5);
}

const parseResults = (lines: string): Result[] =>
  jsonLines<Result>(lines).map(({ id, cause, probability }) => ({ id, cause, probability }));

const byId = (a: Result, b: Result): number => (a.id < b.id ? -1 : 1);

if (!installed && !process.env.CI) {
  process.stderr.write(`test/redis.test.ts left out: ${ADVICE}\n`);
  it.skip(ADVICE, () => {});
} else {
  describe("the recipe for BullMQ", () => {
    const records = inventedRecords();
    const started: ChildProcess[] = [];
    const { path: folder } = testFolder("redis");
    let url: string;
    let redis: Redis;

    beforeAll(async () => {
      if (!installed) throw new Error(ADVICE);
      const port = await freePort();
      url = `redis://127.0.0.1:${port}`;
      const inMemory = ["--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", folder];
      started.push(spawn("redis-server", ["--port", String(port), ...inMemory], { stdio: "ignore" }));
      redis = new Redis(url, { retryStrategy: () => 50, maxRetriesPerRequest: 200 });
      // Until the server listens it is refused.
      redis.on("error", () => {});
      await redis.ping();
    });

    afterAll(async () => {
      await redis?.quit();
      for (const child of started) child.kill("SIGKILL");
    });

    const settings = (queue: string) => ({
      ...process.env,
      REDIS_URL: url,
      OWABI_QUEUE: queue,
      LOCK_MS: "2000",
      STALLED_MS: "1000",
    });

    function run(queue: string, program: string, input = "", { args = [], env = {} }: Call = {}) {
      const path = join(EXAMPLE, program);
      const { status, stdout, stderr } = spawnSync(process.execPath, [path, ...args], {
        env: { ...settings(queue), ...env },
        input,
        encoding: "utf8",
        maxBuffer: 1 << 28,
      });
      return { status, stdout, stderr };
    }

    function startWorker(queue: string, env: Record<string, string> = {}): ChildProcess {
      const worker = spawn(process.execPath, [join(EXAMPLE, "worker.mjs")], {
        env: { ...settings(queue), ...env },
        stdio: "ignore",
      });
      started.push(worker);
      return worker;
    }

    async function stop(worker: ChildProcess): Promise<number | null> {
      const exit = once(worker, "exit");
      worker.kill("SIGTERM");
      const [code] = await exit;
      return code;
    }

    const countResults = (queue: string): Promise<number> => redis.hlen(`${queue}-results`);

    async function jobsInHand(worker: ChildProcess, queue: Queue): Promise<Job[]> {
      return (await queue.getActive()).filter(({ processedBy }) => processedBy?.endsWith(`-${worker.pid}`));
    }

    /** Stopped first, so that what it has in hand is known and stays there. */
    async function killAtWork(worker: ChildProcess, queue: Queue): Promise<string[]> {
      for (;;) {
        worker.kill("SIGSTOP");
        // What it sent before is still on its way to Redis.
        await sleep(100);
        const jobs = await jobsInHand(worker, queue);
        if (jobs.length > 0) {
          worker.kill("SIGKILL");
          return jobs.map(({ id }) => id!);
        }
        worker.kill("SIGCONT");
        await sleep(5);
      }
    }

    it("gives each record one result, that of `owabi tag`, though a worker is killed and records come twice", async () => {
      const name = "killed";
      expect(run(name, "enqueue.mjs", records)).toMatchObject({
        status: 0,
        stderr: `${RECORDS} records read, the queue knows ${RECORDS}\n`,
      });
      expect(run(name, "export.mjs")).toEqual({ status: 1, stdout: "", stderr: `${RECORDS} not done yet\n` });
      const queue = new Queue(name, { connection: redis });
      const victim = startWorker(name);
      const survivor = startWorker(name);
      await until(async () => (await countResults(name)) >= RECORDS / 10);
      const orphans = await killAtWork(victim, queue);
      expect(run(name, "enqueue.mjs", records).stderr).toContain(`the queue knows ${RECORDS}`);
      await until(async () => (await queue.getCompletedCount()) === RECORDS);
      for (const id of orphans) {
        const job = (await queue.getJob(id))!;
        expect(job.stalledCounter).toBeGreaterThan(0);
        expect(job.processedBy).toMatch(new RegExp(`-${survivor.pid}$`));
      }
      const { status, stdout, stderr } = run(name, "export.mjs");
      expect([status, stderr]).toEqual([0, ""]);
      const tagged = owabi(["tag", "-"], records).stdout;
      const results = parseResults(stdout);
      expect(results).toHaveLength(RECORDS);
      expect(results).toEqual(parseResults(tagged).sort(byId));
      expect(run(name, "export.mjs").stdout).toBe(stdout);
      expect(await stop(survivor)).toBe(0);
      await queue.close();
    }, 60_000);

    it("finishes what is in hand when told to stop, and leaves the rest to others", async () => {
      const name = "stopped";
      run(name, "enqueue.mjs", records);
      const queue = new Queue(name, { connection: redis });
      const worker = startWorker(name);
      await until(async () => (await countResults(name)) > 0);
      expect(await stop(worker)).toBe(0);
      const { active, completed, waiting } = await queue.getJobCounts();
      expect([active, completed! + waiting!]).toEqual([0, RECORDS]);
      expect(await countResults(name)).toBe(completed);
      await queue.close();
    });

    it("names a record that fails for good, and lines that are no records", async () => {
      const name = "failing";
      // So many that by their beginning they are a page of text.
      const lines = `${"not json\n".repeat(6)}{"id":"whole","text":"USBメモリを紛失しました。"}\n`;
      expect(run(name, "enqueue.mjs", lines)).toMatchObject({
        status: 1,
        stderr: expect.stringContaining("-:6: not JSON"),
      });
      const queue = new Queue(name, { connection: redis });
      await queue.add("tag", { id: "broken" }, { jobId: "broken", attempts: 3 });
      const worker = startWorker(name);
      await until(async () => (await queue.getFailedCount()) + (await queue.getCompletedCount()) === 2);
      expect(await queue.getJob("broken")).toMatchObject({ attemptsMade: 3 });
      const { status, stdout, stderr } = run(name, "export.mjs");
      expect(parseResults(stdout)).toMatchObject([{ id: "whole", cause: "usb-loss" }]);
      expect([status, stderr]).toEqual([1, expect.stringMatching(/^broken: failed for good: .+\n$/)]);
      expect(await stop(worker)).toBe(0);
      await queue.close();
    });

    it("says in a line what is wrong with the usage", async () => {
      const problemOf = (program: string, args: string[] = [], env: Record<string, string> = {}) => {
        const { status, stdout, stderr } = run("usage", program, "", { args, env });
        expect([status, stdout, stderr.trim().split("\n").length]).toEqual([2, "", 1]);
        return stderr;
      };
      const nowhere = { REDIS_URL: `redis://127.0.0.1:${await freePort()}` };
      for (const program of ["enqueue.mjs", "worker.mjs", "export.mjs"])
        expect(problemOf(program, ["--no-such"])).toContain("--no-such");
      for (const program of ["enqueue.mjs", "worker.mjs"])
        expect(problemOf(program, [], nowhere)).toMatch(/^no Redis: .*ECONNREFUSED.*REDIS_URL$/m);
      expect(problemOf("export.mjs", [], { OWABI_QUEUE: "a:b" })).toMatch(/^OWABI_QUEUE: a:b: /);
      expect(problemOf("worker.mjs", ["--concurrency", "abc"])).toMatch(/^--concurrency: .*whole number/);
      expect(problemOf("worker.mjs", [], { LOCK_MS: "1.5" })).toMatch(/^LOCK_MS: 1\.5: /);
    }, 30_000);

    it("ends the export without a word when its reader has enough", async () => {
      const name = "enough";
      const filled = Array.from({ length: 2000 }, (_, n) => [
        `${n} x`,
        JSON.stringify({ id: n, text: "x".repeat(500) }),
      ]);
      await redis.hset(`${name}-results`, Object.fromEntries(filled));
      const { stdout, stderr } = spawnSync(
        "sh",
        ["-c", '("$0" "$1"; echo "exit $?" >&2) | head -n 1', process.execPath, join(EXAMPLE, "export.mjs")],
        { env: settings(name), encoding: "utf8" },
      );
      expect([stdout.split("\n").length, stderr]).toEqual([2, "exit 0\n"]);
    });

    it("ends a worker that is told to stop while Redis is away", async () => {
      const port = await freePort();
      const away = spawn("redis-server", ["--port", String(port), "--save", "", "--dir", folder], {
        stdio: "ignore",
      });
      started.push(away);
      const own = new Redis(`redis://127.0.0.1:${port}`, {
        retryStrategy: () => 50,
        maxRetriesPerRequest: 200,
      });
      own.on("error", () => {});
      await own.ping();
      const worker = startWorker("away", { REDIS_URL: `redis://127.0.0.1:${port}` });
      const queue = new Queue("away", { connection: own });
      queue.on("error", () => {});
      await queue.waitUntilReady();
      await until(async () => (await queue.getWorkersCount()) === 1);
      const gone = once(away, "exit");
      away.kill("SIGKILL");
      await gone;
      own.disconnect();
      // It has to notice first.
      await sleep(200);
      const start = Date.now();
      expect(await stop(worker)).toBe(0);
      expect(Date.now() - start).toBeLessThan(2000);
    });
  });
}
