import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { toJSON } from "@liqa/graph";
import { openStore } from "@liqa/store";
import { expect, test } from "vitest";
import { tellProblems } from "../src/console.ts";
import { buildFacts, factsOfStore } from "../src/graph.ts";
import { ingest } from "../src/ingest/ingest.ts";
import { articlesOf } from "../src/inputs.ts";
import { folderOf } from "./liqa.ts";

/** `npm run test:faults` kills more often. */
const KILLS = process.env.LIQA_FAULTS === "long" ? 50 : 2;
const ARTICLES = 4 * 96;

const main = join(import.meta.dirname, "../src/main.ts");
const samples = join(import.meta.dirname, "../../../data/articles");

/** Each sample four times, under ids of its own: enough to be caught in the middle. */
const news = (): string =>
  readdirSync(samples)
    .filter((name) => name.endsWith(".md") && name !== "README.md")
    .flatMap((name) => {
      const text = readFileSync(join(samples, name), "utf8").replace(/^---[\s\S]*?\n---\s*/u, "");
      return ["a", "b", "c", "d"].map((copy) =>
        JSON.stringify({ id: `${copy}-${name}`, text: `${text}\n${copy}`, publishedAt: name.slice(0, 10) }),
      );
    })
    .join("\n");

test(`liqa ingest, killed at ${KILLS} random moments and run again, comes to the graph of a run in peace`, {
  timeout: 3_600_000,
}, async () => {
  const cwd = folderOf({ "news.jsonl": news() });
  const file = join(cwd, "news.db");
  const ingesting = (into: string) => {
    const args = [main, "ingest", "news.jsonl", "--store", into, "--threads", "1"];
    return spawn(process.execPath, args, { cwd, stdio: "ignore", env: { ...process.env, INIT_CWD: cwd } });
  };
  // One run in peace tells how long there is to break in.
  const begun = performance.now();
  await once(ingesting(join(cwd, "peace.db")), "close");
  const duration = performance.now() - begun;
  let stored = 0;
  let caught = 0;
  for (let kill = 0; kill < KILLS; kill++) {
    const child = ingesting(file);
    const closed = once(child, "close");
    await Promise.race([sleep(duration * (0.3 + 0.7 * Math.random())), closed]);
    child.kill("SIGKILL");
    const [, signal] = await closed;
    const store = await openStore(file);
    expect(await store.faults()).toEqual([]);
    const { articles, extractions } = await store.counts();
    expect(extractions).toBe(articles);
    expect(articles).toBeGreaterThanOrEqual(stored);
    if (signal === "SIGKILL" && articles > stored && articles < ARTICLES) caught++;
    stored = articles;
    // Emptied when all is in, so that later kills have something to interrupt.
    if (articles === ARTICLES) {
      const ids: string[] = [];
      for await (const { id } of store.articles()) ids.push(id);
      for (const id of ids) await store.deleteArticle(id);
      stored = 0;
    }
    await store.close();
  }
  // Two may both miss the writing; of fifty enough must hit it.
  if (KILLS > 10) expect(caught).toBeGreaterThan(KILLS / 10);
  const store = await openStore(file);
  const path = join(cwd, "news.jsonl");
  const problems = tellProblems();
  await ingest({
    store,
    articles: (pages) => articlesOf([path], problems, { pages, tellCopies: false }),
    problems: { ...problems, note: () => {} },
  });
  expect((await store.counts()).articles).toBe(ARTICLES);
  const peace = await buildFacts([path], problems);
  expect(toJSON(await factsOfStore(store, problems, undefined))).toBe(toJSON(peace));
  await store.close();
});
