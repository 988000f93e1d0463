/**
 * Full ingest (read, extract, store) of made-up articles into SQLite at three sizes: articles a second of CPU and of
 * the clock, memory, and whether they grow in line; then the same articles again, of which none is new.
 *
 *   node bench/ingest.ts [articles of the largest size, default 4000] [--store postgresql://…]
 */
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import type { Article } from "@liqa/graph";
import { openStore } from "@liqa/store";
import { sampleSentences } from "../../../packages/graph/bench/samples.ts";
import { ingest } from "../src/ingest/ingest.ts";

const SENTENCES = { least: 8, most: 18 };

/** The same numbers for the same seed (mulberry32). */
const seeded = (seed: number) => (): number => {
  seed = (seed + 0x6d2b79f5) | 0;
  let value = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
  return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32;
};

const sentences = sampleSentences();

/** Articles of the samples' sentences, put together anew: one after the other, never all at once. */
async function* articles(count: number): AsyncGenerator<Article> {
  const random = seeded(11);
  for (let number = 0; number < count; number++) {
    const length = SENTENCES.least + Math.floor(random() * (SENTENCES.most - SENTENCES.least));
    const text = Array.from({ length }, () => sentences[Math.floor(random() * sentences.length)]).join(" ");
    const day = new Date(Date.UTC(2005, 0, 1 + Math.floor(random() * 7305)));
    yield { id: `a${number}`, text: `${text}\n`, publishedAt: day.toISOString().slice(0, 10) };
  }
}

const refuse = (where: string, why: string): never => {
  throw new Error(`${where}: ${why}`);
};
const problems = { count: 0, exitCode: 0, refuse, reserve: refuse, note: () => {} };

const run = async (count: number, place: string) => {
  const store = await openStore(place);
  const begun = performance.now();
  const before = process.cpuUsage();
  const counts = await ingest({ store, articles: () => articles(count), problems });
  const { user, system } = process.cpuUsage(before);
  await store.close();
  return { counts, wall: (performance.now() - begun) / 1000, cpu: (user + system) / 1e6 };
};

const args = process.argv.slice(2);
const at = args.indexOf("--store");
const server = at < 0 ? undefined : args.splice(at, 2)[1];
const largest = Number(args[0] ?? 4_000);
const sizes = server ? [largest] : [largest / 4, largest / 2, largest].map(Math.round);
let characters = 0;
for await (const { text } of articles(200)) characters += text.length / 200;
console.log(
  `full ingest, articles of ${Math.round(characters)} characters, ${availableParallelism()} processors`,
);
for (const count of sizes) {
  const folder = mkdtempSync(join(tmpdir(), "liqa-bench-"));
  const place = server ?? join(folder, "news.db");
  const first = await run(count, place);
  const again = await run(count, place);
  if (again.counts.unchanged !== count) throw new Error("the second run read articles again");
  const perSecond = (seconds: number): string => (count / seconds).toFixed(0);
  const bytes = server ? "" : `, ${(statSync(place).size / count / 1000).toFixed(1)} kB an article`;
  console.log(
    `  ${String(count).padStart(7)} articles: ${perSecond(first.cpu)} a CPU second, ${perSecond(first.wall)} a second by the clock, at most ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB${bytes}; again: ${perSecond(again.cpu)} a CPU second`,
  );
  rmSync(folder, { recursive: true });
}
