import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, copyFileSync, readFileSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { draft, openStore, type Store, StoreError } from "../src/index.ts";
import { all, folder, MOSCOW, read } from "./articles.ts";
import { hasPostgres, PostgresServer } from "./postgresServer.ts";
import { BATCH } from "./writer.ts";

/** `npm run test:faults` does everything more often. */
const LONG = process.env.LIQA_FAULTS === "long";
const TIMEOUT = LONG ? 1_200_000 : 120_000;

const writerFile = join(import.meta.dirname, "writer.ts");
/** Nobody's. */
const UID = 65534;

/** A writing process; `acknowledged` is what it has said so far. */
class Writer {
  readonly process: ChildProcess;
  acknowledged = 0;
  said = "";
  readonly opened: Promise<void>;
  readonly ended: Promise<unknown>;

  constructor(location: string, prefix: string, { before = "", more = [] as string[] } = {}) {
    const args = ["--disable-warning=ExperimentalWarning", writerFile, location, prefix, ...more];
    this.process = before
      ? spawn("sh", ["-c", `${before}; exec "$0" "$@"`, process.execPath, ...args])
      : spawn(process.execPath, args);
    const lines = createInterface({ input: this.process.stdout! });
    this.process.stderr!.on("data", (text) => {
      this.said += text;
    });
    this.opened = new Promise((resolve) => {
      lines.on("line", (line) => {
        if (line === "open") resolve();
        else if (/^\d+$/u.test(line)) this.acknowledged = Number(line);
        else this.said += line;
      });
      lines.on("close", resolve);
    });
    this.ended = once(this.process, "close");
  }

  async kill(): Promise<void> {
    this.process.kill("SIGKILL");
    await this.ended;
  }
}

/** All acknowledged articles are there, each whole, and no write is there in part. */
const expectSound = async (store: Store, writers: readonly { prefix: string; acknowledged: number }[]) => {
  expect(await store.faults()).toEqual([]);
  const { articles, extractions, revision } = await store.counts();
  expect(extractions).toBe(articles);
  expect(revision).toBe(articles);
  expect(articles % BATCH).toBe(0);
  const ids = new Set((await all(store.articles())).map(({ id }) => id));
  for (const { prefix, acknowledged } of writers) {
    for (let at = 0; at < acknowledged; at++) expect(ids.has(`${prefix}${at}`), `${prefix}${at}`).toBe(true);
  }
  return articles;
};

const killing = (place: () => Promise<string>, kills: number): void => {
  test(
    `kill -9 at ${kills} random moments: nothing acknowledged is lost, nothing is there in part`,
    async () => {
      const location = await place();
      const writers: { prefix: string; acknowledged: number }[] = [];
      let stored = 0;
      for (let kill = 0; kill < kills; kill++) {
        const prefix = `w${kill}-`;
        const writer = new Writer(location, prefix);
        await writer.opened;
        // Once at least in the middle of things, however slow the machine.
        while (kill === 0 && writer.acknowledged === 0) await sleep(5);
        await sleep(Math.random() * 150);
        await writer.kill();
        writers.push({ prefix, acknowledged: writer.acknowledged });
        const store = await openStore(location);
        const now = await expectSound(store, writers);
        expect(now).toBeGreaterThanOrEqual(stored);
        stored = now;
        await store.close();
      }
      expect(stored).toBeGreaterThan(0);
    },
    TIMEOUT,
  );

  test("two processes write at once: both get everything in", { timeout: TIMEOUT }, async () => {
    const location = await place();
    const writers = ["a", "b"].map((prefix) => new Writer(location, prefix));
    await Promise.all(writers.map((writer) => writer.opened));
    while (writers.some(({ acknowledged }) => acknowledged < (LONG ? 2_000 : 80))) await sleep(20);
    await Promise.all(writers.map((writer) => writer.kill()));
    const store = await openStore(location);
    await expectSound(
      store,
      writers.map(({ acknowledged }, at) => ({ prefix: "ab"[at]!, acknowledged })),
    );
    expect(writers.map(({ said }) => said)).toEqual(["", ""]);
    await store.close();
  });
};

describe("SQLite", () => {
  const place = async (): Promise<string> => join(folder(), "news.db");
  killing(place, LONG ? 50 : 3);

  test("no room left: says so, keeps what was acknowledged, goes on when there is room", async () => {
    const location = await place();
    // Blocks of half a kilobyte or a whole one, for any one file.
    const writer = new Writer(location, "a", { before: "ulimit -f 1000" });
    await writer.ended;
    expect(writer.said).toMatch(/^full: .*is the disk full\? All that was acknowledged is kept/);
    expect(writer.acknowledged).toBeGreaterThan(0);
    const store = await openStore(location);
    await expectSound(store, [{ prefix: "a", acknowledged: writer.acknowledged }]);
    await store.putDrafts([draft({ ...MOSCOW, id: "more" }, read(MOSCOW), "ar-1")]);
    await store.close();
  });

  test("a file that may not be written: says so, and changes nothing", async () => {
    const location = await place();
    await (await openStore(location)).close();
    const before = readFileSync(location);
    chmodSync(location, 0o444);
    chmodSync(dirname(location), 0o555);
    // Root may write everything: the writer gives its rights away.
    const more = process.getuid?.() === 0 ? ["--as", String(UID)] : [];
    const writer = new Writer(location, "a", { more });
    await writer.ended;
    expect(writer.said).toMatch(/^read-only: .*must be yours to write/);
    chmodSync(dirname(location), 0o755);
    chmodSync(location, 0o644);
    expect(readFileSync(location).equals(before)).toBe(true);
  });

  test("another program holds the file: waits with patience, without blocking, then says so", async () => {
    const location = await place();
    const store = await openStore(location, { patience: 400 });
    const other = new DatabaseSync(location);
    other.exec("BEGIN IMMEDIATE");
    let ticks = 0;
    const clock = setInterval(() => ticks++, 10);
    const one = draft(MOSCOW, read(MOSCOW), "ar-1");
    await expect(store.putDrafts([one])).rejects.toMatchObject({ fault: "locked" });
    expect(ticks).toBeGreaterThan(3);
    clearInterval(clock);
    setTimeout(() => other.exec("ROLLBACK"), 50);
    expect(await store.putDrafts([one])).toEqual(["added"]);
    other.close();
    await store.close();
  });

  test("a damaged file: every answer is right or a refusal, and a check finds what is wrong", {
    timeout: TIMEOUT,
  }, async () => {
    const sound = await place();
    const store = await openStore(sound);
    await store.putDrafts(
      Array.from({ length: 120 }, (_, at) => draft({ ...MOSCOW, id: `a${at}` }, read(MOSCOW), "ar-1")),
    );
    const expected = JSON.stringify(await all(store.extractions()));
    await store.close();
    const { size } = statSync(sound);
    let noticed = 0;
    for (let round = 0; round < (LONG ? 400 : 25); round++) {
      const location = await place();
      copyFileSync(sound, location);
      if (round === 0) truncateSync(location, size / 2);
      else if (round === 1) truncateSync(location, 60);
      else {
        const bytes = readFileSync(location);
        const at = Math.floor(Math.random() * (size - 64));
        for (let offset = 0; offset < 64; offset++) bytes[at + offset]! ^= 0xa5;
        writeFileSync(location, bytes);
      }
      try {
        const damaged = await openStore(location, { create: false, patience: 100 });
        try {
          const faults = await damaged.faults();
          if (faults.length) throw new StoreError("damaged", faults[0]!);
          // What no check minds is no damage: free space, an index that nothing was read by.
          expect(JSON.stringify(await all(damaged.extractions()))).toBe(expected);
        } finally {
          await damaged.close();
        }
      } catch (error) {
        if (!(error instanceof StoreError)) throw error;
        noticed++;
      }
    }
    expect(noticed).toBeGreaterThan(LONG ? 200 : 10);
  });
});

describe.skipIf(!hasPostgres)("PostgreSQL", () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await PostgresServer.start();
  });
  afterAll(() => server?.remove());
  killing(() => server.database(), LONG ? 50 : 2);

  test(`the server crashes and comes back in the middle: the writer waits, goes on, loses nothing`, {
    timeout: TIMEOUT,
  }, async () => {
    const location = await server.database();
    const waits: string[] = [];
    const store = await openStore(location, { onWait: (message) => waits.push(message) });
    const extraction = read(MOSCOW);
    let acknowledged = 0;
    let ending = false;
    const writing = (async () => {
      while (!ending) {
        const drafts = Array.from({ length: BATCH }, (_, at) =>
          draft({ ...MOSCOW, id: `a${acknowledged + at}` }, extraction, "ar-1"),
        );
        await store.putDrafts(drafts);
        acknowledged += BATCH;
      }
    })();
    for (let crash = 0; crash < (LONG ? 10 : 2); crash++) {
      await sleep(Math.random() * 300);
      await server.down(crash % 2 ? "fast" : "immediate");
      const then = acknowledged;
      await server.up();
      while (acknowledged < then + 2 * BATCH) await sleep(20);
    }
    ending = true;
    await writing;
    expect(waits[0]).toContain("trying again");
    await expectSound(store, [{ prefix: "a", acknowledged }]);
    await store.close();
  });

  test("a server that is not there, or refuses: says so", async () => {
    const location = await server.database();
    const away = location.replace(/host=[^&]*/u, "host=%2Fnowhere").replace("liqa@", "liqa:secret@");
    const error = await openStore(away, { patience: 100 }).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ fault: "unreachable" });
    expect((error as Error).message).not.toContain("secret");
    await expect(openStore(location.replace(/test\d+/u, "absent"))).rejects.toMatchObject({
      fault: "unreachable",
    });
  });
});
