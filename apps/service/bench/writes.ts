import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Article, extractor } from "@liqa/graph";
import { ar } from "@liqa/graph/ar";
import { draft, extractorVersion, openStore } from "@liqa/store";
import { sampleSentences } from "../../../packages/graph/bench/samples.ts";
import { startService } from "../src/index.ts";
import { addKey } from "../src/keys.ts";

/**
 * From the POST of an article to the first answer that knows it, with more and more articles in the store: by the
 * clock, and CPU time of all threads.
 * `node bench/writes.ts [articles…]`, default 1000 4000; the articles are made of the samples' sentences.
 */
const sizes = process.argv.slice(2).map(Number);
const WRITES = 5;

const sentences = sampleSentences();

/** Article number so and so: a dozen sentences, one after the other by a fixed rule. */
const made = (number: number): Article => ({
  id: `a${number}`,
  text: Array.from(
    { length: 8 + (number % 10) },
    (_, at) => sentences[((number + 1) * 7919 + at * 104_729) % sentences.length],
  ).join(" "),
  publishedAt: new Date(Date.UTC(2005, 0, 1 + ((number * 37) % 7305))).toISOString().slice(0, 10),
});

const extract = extractor(ar);
for (const size of sizes.length > 0 ? sizes : [1000, 4000]) {
  const folder = mkdtempSync(join(tmpdir(), "liqa-bench-"));
  const location = join(folder, "news.db");
  const store = await openStore(location);
  for (let from = 0; from < size; from += 50) {
    const batch = Array.from({ length: Math.min(50, size - from) }, (_, at) => made(from + at));
    await store.putDrafts(batch.map((article) => draft(article, extract(article), extractorVersion())));
  }
  await store.close();
  const keys = join(folder, "keys.json");
  const { secret } = addKey(keys, "bench");
  const service = await startService({ store: location, keys, port: 0 });
  const clock: number[] = [];
  const cpu: number[] = [];
  for (let write = 0; write < WRITES; write++) {
    const began = performance.now();
    const before = process.cpuUsage();
    const response = await fetch(`${service.url}/api/articles`, {
      method: "POST",
      headers: { Authorization: `Bearer ${secret}`, "Content-Type": "application/json" },
      body: JSON.stringify(made(size + write)),
    });
    const { revision } = (await response.json()) as { revision: number };
    for (;;) {
      const ready = (await (await fetch(`${service.url}/readyz`)).json()) as { revision: number };
      if (ready.revision >= revision) break;
      await sleep(20);
    }
    const { user, system } = process.cpuUsage(before);
    clock.push((performance.now() - began) / 1000);
    cpu.push((user + system) / 1e6);
  }
  await service.close();
  rmSync(folder, { recursive: true });
  const middle = (of: number[]): string => [...of].sort((a, b) => a - b)[WRITES >> 1]!.toFixed(2);
  console.log(
    `${String(size).padStart(7)} articles: seen after ${middle(clock)} s by the clock, ${middle(cpu)} s of CPU`,
  );
}
