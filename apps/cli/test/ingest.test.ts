import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { toJSON } from "@liqa/graph";
import { openStore, type Store } from "@liqa/store";
import { describe, expect, test } from "vitest";
import { tellProblems } from "../src/console.ts";
import { buildFacts, factsOfStore, sampleArticles } from "../src/graph.ts";
import { type IngestCounts, ingest as runIngest } from "../src/ingest/ingest.ts";
import { articlesOf } from "../src/inputs.ts";
import { folderOf, liqa, MEETING } from "./liqa.ts";

const LAVROV = "استقبل وزير الخارجية الروسي سيرغي لافروف المبعوث الأممي إلى سوريا غير بيدرسون في موسكو.\n";
const dated = (day: string, text: string): string => `---\ndate: ${day}\n---\n${text}`;

const ingest = async (cwd: string, ...inputs: string[]) => {
  const run = await liqa(["ingest", ...inputs, "--store", "news.db", "--json"], { cwd });
  return { ...run, counts: run.stdout ? JSON.parse(run.stdout) : null };
};

/** The same without a process of its own. */
const inProcess = async (
  work: (store: Store, take: (input: string) => Promise<IngestCounts>) => Promise<void>,
) => {
  const store = await openStore(join(folderOf({}), "news.db"));
  try {
    await work(store, (input) =>
      runIngest({
        store,
        articles: (pages) => articlesOf([input], tellProblems(), { pages }),
        problems: tellProblems(),
      }),
    );
  } finally {
    await store.close();
  }
};

const stored = async (store: Store, asOf?: string): Promise<string> =>
  toJSON(await factsOfStore(store, tellProblems(), asOf));
const read = async (input: string): Promise<string> => toJSON(await buildFacts([input], tellProblems()));

describe("liqa ingest", () => {
  test("only what is new or changed is read; the graph is the one of the articles themselves", () =>
    inProcess(async (store, take) => {
      const news = folderOf({ "a.md": dated("2020-01-27", MEETING), "b.md": dated("2021-03-01", LAVROV) });
      expect(await take(news)).toEqual({ added: 2, updated: 0, reread: 0, unchanged: 0 });
      const first = await read(news);
      expect(await stored(store)).toBe(first);
      expect(await take(news)).toEqual({ added: 0, updated: 0, reread: 0, unchanged: 2 });

      writeFileSync(join(news, "b.md"), dated("2021-03-02", LAVROV));
      writeFileSync(join(news, "c.txt"), `قال: ${LAVROV}`);
      expect(await take(news)).toEqual({ added: 1, updated: 1, reread: 0, unchanged: 1 });
      expect(await stored(store)).toBe(await read(news));

      writeFileSync(join(news, "b.md"), dated("2021-03-01", LAVROV));
      await take(news);
      await store.deleteArticle("c");
      expect(await stored(store)).toBe(first);
    }));

  test("the samples come to the same graph, in whatever order they were stored", () =>
    inProcess(async (store, take) => {
      const names = readdirSync(sampleArticles).filter((name) => name !== "README.md");
      const half = folderOf(
        Object.fromEntries(
          names.slice(48).map((name) => [name, readFileSync(join(sampleArticles, name), "utf8")]),
        ),
      );
      await take(half);
      await take(sampleArticles);
      expect(await stored(store)).toBe(await read(sampleArticles));
    }));

  test("--as-of shows what had been published by then", () =>
    inProcess(async (store, take) => {
      const news = folderOf({
        "a.md": dated("2020-01-27", MEETING),
        "b.md": dated("2021-03-01", LAVROV),
        "c.txt": `قال: ${LAVROV}`,
      });
      await take(news);
      const then = await stored(store, "2020");
      for (const file of ["b.md", "c.txt"]) rmSync(join(news, file));
      expect(then).toBe(await read(news));
    }));

  test("a bad record stops nothing and lands in the rejects file with its reason", async () => {
    const cwd = folderOf({
      "news.jsonl": [
        JSON.stringify({ id: "good", text: MEETING }),
        "{broken",
        JSON.stringify({ id: "bad\u0000id", text: LAVROV }),
        JSON.stringify({ id: "late", text: `قال: ${LAVROV}`, publishedAt: "yesterday" }),
        JSON.stringify({ id: "wire", text: MEETING }),
      ].join("\n"),
    });
    const { code, counts } = await ingest(cwd, "news.jsonl");
    expect(code).toBe(1);
    expect(counts).toMatchObject({ added: 3, problems: 3 });
    const rejects = readFileSync(counts.rejects, "utf8").trim().split("\n");
    expect(rejects.map((line) => JSON.parse(line))).toEqual([
      { where: "news.jsonl:2", kind: "rejected", reason: expect.stringContaining("not JSON") },
      { where: "news.jsonl:4", kind: "doubtful", reason: expect.stringContaining("no ISO date") },
      { where: "bad\u0000id", kind: "rejected", reason: expect.stringContaining("control characters") },
      { where: "wire", kind: "noted", reason: expect.stringContaining('the text of "good"') },
    ]);
  });

  test("what is no store is named, with what to do", async () => {
    const cwd = folderOf({ "a.txt": MEETING, "news.db": "not a database, a text" });
    const { code, stderr } = await ingest(cwd, "a.txt");
    expect(code).toBe(1);
    expect(stderr).toContain("is no store");
    expect(stderr).not.toContain("    at ");
  });
});

describe("liqa store, liqa build --store", () => {
  test("packed lines are read like others, and told of when they are cut off", () =>
    inProcess(async (store, take) => {
      const lines = ["one", "two"].map((id) => `${JSON.stringify({ id, text: LAVROV })}\n`).join("");
      const packed = gzipSync(lines);
      const news = folderOf({ "a.jsonl.gz": packed, "b.jsonl.gz": packed.subarray(0, 40) });
      expect(await take(join(news, "a.jsonl.gz"))).toMatchObject({ added: 2 });
      expect(await take(news)).toMatchObject({ added: 0, unchanged: 2 });
      expect((await store.counts()).articles).toBe(2);
    }));

  test("what was ingested is built, backed up, restored and deleted", async () => {
    const cwd = folderOf({
      "a.md": dated("2020-01-27", MEETING),
      "b.txt": LAVROV,
      "j.tsv":
        "left\tright\tverdict\tscore\treasons\twho\twhen\nper:x\tper:y\tdifferent\t\ttwo | men\trk\t2026-01-01\n",
    });
    const on = (store: string, ...args: string[]) => liqa([...args, "--store", store], { cwd });
    await ingest(cwd, "a.md", "b.txt");
    const built = await on("news.db", "build", "--as-of", "2020", "--out", "graph.json", "--json");
    expect(JSON.parse(built.stdout)).toMatchObject({ articles: 1, meetings: 1 });
    expect(built.stderr).toContain("1 articles without a date");

    const exported = await on("news.db", "export", "--as-of", "2020");
    expect(JSON.parse(exported.stdout).nodes).not.toHaveLength(0);
    const before = await on("news.db", "export", "--as-of", "2019");
    expect(JSON.parse(before.stdout).nodes).toEqual([]);
    const two = await on("news.db", "export", "--graph", "graph.json");
    expect([two.code, two.stderr]).toEqual([2, expect.stringContaining("--graph or --store, not both")]);

    const added = await on("news.db", "store", "judgements", "--add", "j.tsv");
    expect(added.stdout).toBe(readFileSync(join(cwd, "j.tsv"), "utf8"));
    expect((await on("news.db", "store", "backup", "b.gz")).code).toBe(0);
    expect((await on("new.db", "store", "restore", "b.gz")).code).toBe(0);
    expect((await on("new.db", "store", "delete", "b", "c")).stderr).toMatch(/^liqa: c: no article/);
    const status = await on("new.db", "store", "status", "--check", "--json");
    expect(JSON.parse(status.stdout)).toMatchObject({ articles: 1, judgements: 1, faults: [] });

    writeFileSync(join(cwd, "b.gz"), readFileSync(join(cwd, "b.gz")).subarray(0, -20));
    const broken = await on("third.db", "store", "restore", "b.gz");
    expect(broken.code).toBe(1);
    expect(broken.stderr).toContain("b.gz cannot be read");
  });
});
