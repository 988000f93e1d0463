import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { openStore } from "@liqa/store";
import { afterEach, describe, expect, test } from "vitest";
import { root } from "../src/graph.ts";
import { folderOf, liqa, MEETING } from "./liqa.ts";

const running: ChildProcess[] = [];
afterEach(() => {
  for (const child of running.splice(0)) child.kill("SIGKILL");
});

/** Starts `liqa serve` with a store. */
const serve = async (args: readonly string[], env: { [name: string]: string } = {}) => {
  const { INIT_CWD: _, ...rest } = process.env;
  const child = spawn(
    process.execPath,
    [join(root, "apps/cli/src/main.ts"), "serve", "--port", "0", ...args],
    {
      env: { ...rest, ...env },
    },
  );
  running.push(child);
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  const exited = new Promise<number | null>((done) => child.once("exit", done));
  const url = await new Promise<string>((ready, fail) => {
    let stdout = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
      const found = /https?:\/\/\S+/u.exec(stdout)?.[0];
      if (found) ready(found);
    });
    child.once("exit", (code) => fail(new Error(`ended with ${code}: ${stderr}`)));
  });
  return {
    url,
    said: () => stderr,
    end: () => {
      child.kill("SIGTERM");
      return exited;
    },
  };
};

const post = (url: string, key: string, id: string) =>
  fetch(`${url}/api/articles`, {
    method: "POST",
    headers: { Authorization: `Bearer ${key}`, "Content-Type": "application/json" },
    body: JSON.stringify({ id, text: `${MEETING}${id}` }),
  });

describe("liqa keys", () => {
  test("makes, lists, rotates and revokes keys, and shows a secret once", async () => {
    const store = join(folderOf({}), "news.db");
    const added = await liqa(["keys", "add", "newsroom", "--store", store, "--scopes", "articles"]);
    expect(added).toMatchObject({ code: 0 });
    const secret = added.stdout.trim();
    expect(secret).toMatch(/^liqa_[a-z0-9]{8}_[\w-]{43}$/u);
    const listed = await liqa(["keys", "list", "--store", store]);
    expect(listed.stdout).toMatch(/newsroom {2}articles/u);
    expect(listed.stdout).not.toContain(secret.slice(14));
    const rotated = await liqa(["keys", "rotate", "newsroom", "--store", store, "--grace", "1", "--json"]);
    expect(JSON.parse(rotated.stdout)).toMatchObject({ name: "newsroom", scopes: ["articles"] });
    expect((await liqa(["keys", "revoke", "newsroom", "--store", store])).code).toBe(0);
    expect((await liqa(["keys", "revoke", "nobody", "--store", store])).code).toBe(1);
    expect((await liqa(["keys", "add", "x", "--store", store, "--scopes", "all"])).code).toBe(2);
    expect((await liqa(["keys", "list"])).code).toBe(2);
  });
});

describe("liqa serve --store", () => {
  test("--as-of answers as was known then, and takes no writing", async () => {
    const told = (id: string, publishedAt: string) =>
      JSON.stringify({ id, text: `${MEETING}${id}`, publishedAt });
    const lines = [told("old", "2019-06-11"), told("new", "2020-02-01")].join("\n");
    const folder = folderOf({ "news.jsonl": lines });
    const store = join(folder, "news.db");
    expect(await liqa(["ingest", join(folder, "news.jsonl"), "--store", store])).toMatchObject({ code: 0 });
    const key = (await liqa(["keys", "add", "test", "--store", store])).stdout.trim();
    const { url } = await serve(["--store", store, "--as-of", "2019"]);
    expect((await fetch(`${url}/api/articles/old`)).status).toBe(200);
    expect((await fetch(`${url}/api/articles/new`)).status).toBe(404);
    const meetings = (await (await fetch(`${url}/api/meetings?status=all`)).json()) as { items: unknown[] };
    expect(meetings.items).toHaveLength(1);
    expect((await post(url, key, "later")).status).toBeGreaterThanOrEqual(400);
  });

  test("divides the rate limit among its processes, each of which counts for itself", async () => {
    const store = join(folderOf({}), "news.db");
    const { url } = await serve(["--store", store, "--workers", "2", "--rate-limit", "10"]);
    const { headers } = await fetch(`${url}/api/meetings`, { headers: { Connection: "close" } });
    expect(headers.get("ratelimit-policy")).toMatch(/q=5\b/u);
  });

  test("by several processes: answers of what was written, and on SIGTERM under load loses nothing it took", async () => {
    const store = join(folderOf({}), "news.db");
    const key = (await liqa(["keys", "add", "test", "--store", store])).stdout.trim();
    const { url, said, end } = await serve(["--store", store], { LIQA_WORKERS: "2" });
    expect(said()).toMatch(/workers +2 \(environment, LIQA_WORKERS\)/u);
    expect(said()).toMatch(/host +127\.0\.0\.1 \(default\)/u);
    const first = await post(url, key, "first");
    expect(first.status).toBe(201);
    const { revision } = (await first.json()) as { revision: number };
    const ready = async () =>
      (
        (await (await fetch(`${url}/readyz`, { headers: { Connection: "close" } })).json()) as {
          revision: number;
        }
      ).revision >= revision;
    // Each new connection may come to another process: all of them must know.
    for (let seen = 0; seen < 6; ) {
      if (await ready()) seen += 1;
      else await sleep(50);
    }
    expect((await fetch(`${url}/api/articles/first`)).status).toBe(200);
    const metrics = await (await fetch(`${url}/metrics`)).text();
    expect(metrics).toMatch(/^liqa_articles 1$/mu);

    const kept: string[] = [];
    const refused: number[] = [];
    const writers = Array.from({ length: 6 }, async (_, w) => {
      for (let i = 0; ; i++) {
        const answer = await post(url, key, `w${w}-${i}`).catch(() => undefined);
        if (answer === undefined) return;
        if (answer.status === 201) kept.push(`w${w}-${i}`);
        else refused.push(answer.status);
      }
    });
    while (kept.length < 20) await sleep(20);
    expect(await end()).toBe(0);
    await Promise.all(writers);
    expect(refused).toEqual([]);
    const after = await openStore(store);
    for (const id of kept) expect(await after.article(id), id).toBeDefined();
    await after.close();
  });

  test("says what is wrong with a store, a setting, or two sources at once", async () => {
    const folder = folderOf({ "no.db": "This is no store, and longer than its head." });
    const foreign = await liqa(["serve", "--store", join(folder, "no.db"), "--port", "0"]);
    expect(foreign).toMatchObject({ code: 1 });
    expect(foreign.stderr).toContain("is no store");
    const wrong = [
      ["--workers", "none"],
      ["--trust-proxy", "true"],
      ["--frame-ancestors", "javascript:x"],
      ["--store", "a.db", "--graph", "b.json"],
    ];
    const runs = await Promise.all(wrong.map((args) => liqa(["serve", ...args])));
    expect(runs.map(({ code }) => code)).toEqual([2, 2, 2, 2]);
  });
});
