/**
 * What the store itself costs, without reading: writing, passing over, reading back, at three sizes.
 *
 *   node bench/store.ts [articles of the largest size, default 20000] [--store postgresql://…]
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Article, Extraction } from "@liqa/graph";
import { draft, openStore } from "../src/index.ts";

const WORDS =
  "التقى وزير الخارجية المصري نظيره الروسي في موسكو أمس وبحث الجانبان سبل تعزيز العلاقات بين البلدين وتطورات الأوضاع".split(
    " ",
  );
const BATCH = 32;

/** An article of about 2,000 characters, with a reading of about 4 kB, as of real news. */
const made = (number: number): { article: Article; extraction: Extraction } => {
  const text = Array.from(
    { length: 320 },
    (_, at) => WORDS[(at * 7 + number * (1 + (at % 5))) % WORDS.length],
  ).join(" ");
  const article = { id: `a${number}`, text, publishedAt: `20${10 + (number % 15)}-05-01` };
  const mentions = [{ start: 0, end: 5, text: "التقى" }];
  const entities = Array.from({ length: 22 }, (_, at) => ({
    id: `e${at}`,
    kind: "person" as const,
    name: `${WORDS[at % WORDS.length]} ${number}`,
    aliases: [],
    mentions,
    roles: [],
  }));
  return { article, extraction: { article, entities, meetings: [], relations: [], warnings: [] } };
};

const timed = async (work: () => Promise<unknown>): Promise<{ cpu: number; wall: number }> => {
  const begun = performance.now();
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return { cpu: (user + system) / 1e6, wall: (performance.now() - begun) / 1000 };
};

const args = process.argv.slice(2);
const at = args.indexOf("--store");
const server = at < 0 ? undefined : args.splice(at, 2)[1];
const largest = Number(args[0] ?? 20_000);
const sizes = server ? [largest] : [largest / 4, largest / 2, largest].map(Math.round);
console.log("the store alone, in articles a CPU second of this process (a second by the clock)");
for (const size of sizes) {
  const folder = mkdtempSync(join(tmpdir(), "liqa-bench-"));
  const store = await openStore(server ?? join(folder, "news.db"));
  const groups = function* () {
    for (let from = 0; from < size; from += BATCH)
      yield Array.from({ length: Math.min(BATCH, size - from) }, (_, of) => made(from + of));
  };
  const tell = (what: string, { cpu, wall }: { cpu: number; wall: number }): string =>
    `${what} ${Math.round(size / cpu)} (${Math.round(size / wall)})`;
  const written = await timed(async () => {
    for (const group of groups())
      await store.putDrafts(group.map(({ article, extraction }) => draft(article, extraction, "ar-1")));
  });
  const passed = await timed(async () => {
    for (const group of groups())
      await store.known(
        group.map(({ article }) => article),
        "ar-1",
      );
  });
  const read = await timed(async () => {
    let count = 0;
    for await (const _ of store.extractions()) count++;
    if (count < size) throw new Error(`read ${count} of ${size}`);
  });
  const copied = await timed(async () => {
    for (let number = 0; number < size; number += 10) await store.copiesOf(`a${number}`, { earlier: true });
  });
  await store.close();
  rmSync(folder, { recursive: true });
  console.log(
    `  ${String(size).padStart(7)}: ${tell("written", written)}, ${tell("passed over", passed)}, ${tell("read back", read)}, ${tell("asked for copies (each tenth)", copied)}`,
  );
}
