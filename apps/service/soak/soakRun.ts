import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { seeded } from "./malformed.ts";
import { serve } from "./served.ts";

/**
 * Mixed traffic on a service in a process of its own while articles come, change and go: no answer may be a 5xx,
 * every write must be seen in answers, and the memory must stay what it was after the first fifth of the time.
 * `node soakRun.ts [minutes] [readers] [workers]`
 */
const [minutes = 30, readers = 16, workers = 1] = process.argv.slice(2).map(Number);
/** Growth after the warm-up that counts as a leak. */
const GROWTH = 0.1;
/** Articles that stand in the store at a time. */
const STANDING = 120;
/** Milliseconds between two writes. */
const PACE = 500;

const samples = join(fileURLToPath(new URL("../../../data/articles/", import.meta.url)));
const texts = readdirSync(samples)
  .filter((name) => name.endsWith(".md") && !/readme/i.test(name))
  .map((name) => readFileSync(join(samples, name), "utf8"))
  .map((text) => {
    const [, front = "", body = text] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text) ?? [];
    const date = /^date:\s*(\d{4}-\d{2}-\d{2})/m.exec(front)?.[1];
    return { text: body.trim(), ...(date === undefined ? {} : { publishedAt: date }) };
  });
if (texts.length === 0) throw new Error(`no articles in ${samples}`);

const served = await serve({ workers });
const random = seeded(1);
const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
const end = performance.now() + minutes * 60_000;
const statuses: Record<string, number> = {};
const faults: string[] = [];
const latencies: number[] = [];
const seen: number[] = [];

function note(what: string, status: number, since?: number) {
  statuses[status] = (statuses[status] ?? 0) + 1;
  if (status >= 500) faults.push(`${status} for ${what}`);
  // A sample is enough for percentiles, and does not grow for half an hour.
  if (since === undefined) return;
  const took = performance.now() - since;
  if (latencies.length < 200_000) latencies.push(took);
  else latencies[Math.floor(random() * latencies.length)] = took;
}

async function ask(
  path: string,
  init: RequestInit = {},
): Promise<{ status: number; text: string; etag: string | null }> {
  const since = performance.now();
  const response = await fetch(served.url + path, { redirect: "manual", ...init });
  const text = await response.text();
  note(`${init.method ?? "GET"} ${path}`, response.status, since);
  return { status: response.status, text, etag: response.headers.get("etag") };
}

const authorized = { Authorization: `Bearer ${served.key}`, "Content-Type": "application/json" };
const standing: string[] = [];
let written = 0;
const write = async () => {
  const id = `soak-${++written}`;
  const { status, text } = await ask("/api/articles", {
    method: "POST",
    headers: authorized,
    body: JSON.stringify({ id, ...texts[written % texts.length]! }),
  });
  if (status === 201) standing.push(id);
  return { id, revision: (JSON.parse(text) as { revision: number }).revision };
};
const remove = () => ask(`/api/articles/${standing.shift()}`, { method: "DELETE", headers: authorized });

/** How long until the answers come from this revision. */
async function visible(revision: number) {
  const since = performance.now();
  for (;;) {
    const { text } = await ask("/readyz");
    if ((JSON.parse(text) as { revision: number }).revision >= revision) break;
    if (performance.now() - since > 30_000) {
      faults.push(`revision ${revision} is not seen after 30 s`);
      return;
    }
    await sleep(50);
  }
  seen.push(performance.now() - since);
}

async function writer() {
  while (performance.now() < end && faults.length < 20) {
    const { id, revision } = await write();
    if (standing.length > STANDING) await remove();
    await visible(revision);
    // With several processes another one may be a moment behind.
    if (workers === 1 && (await ask(`/api/articles/${id}`)).status !== 200)
      faults.push(`${id} was written, and is not there`);
    await sleep(PACE);
  }
}

const names = ["شكري", "جيفري", "بيدرسون", "Lavrov", "Shoukry", "وزير الخارجية", "xyz", "القاهرة"];
const questions = [
  "من التقى سامح شكري؟",
  "Whom did Geir Pedersen meet in Moscow?",
  "هل التقى محمد بن سلمان بنيامين نتنياهو؟",
];
let ids: string[] = ["per:sameh-shoukry"];
const requests: (() => Promise<unknown>)[] = [
  async () => {
    const { text } = await ask(`/api/search?q=${encodeURIComponent(pick(names))}`);
    const found = (JSON.parse(text) as { items?: { id: string }[] }).items ?? [];
    if (found.length > 0) ids = [...ids, ...found.map(({ id }) => id)].slice(-50);
  },
  () => ask(`/api/entities/${encodeURIComponent(pick(ids))}`),
  () => ask(`/api/entities/${encodeURIComponent(pick(ids))}/neighbours?limit=20`),
  () =>
    ask(
      `/api/paths?from=${encodeURIComponent(pick(ids))}&to=${encodeURIComponent(pick(ids))}&k=${1 + Math.floor(random() * 20)}&maxHops=12`,
    ),
  () => ask(`/api/common?a=${encodeURIComponent(pick(ids))}&b=${encodeURIComponent(pick(ids))}`),
  () => ask(`/api/meetings?limit=${1 + Math.floor(random() * 200)}`),
  () => ask("/api/meetings?status=all", { headers: { Accept: "application/x-ndjson" } }),
  () => ask(`/api/ask?q=${encodeURIComponent(pick(questions))}`),
  () => ask(`/api/graph?center=${encodeURIComponent(pick(ids))}&depth=4`),
  () => ask("/api/timeline?unit=month"),
  () => ask(`/api/export?format=${pick(["gexf", "graphml", "csv", "json", "ftm", "jsonld"])}`),
  () => ask("/"),
  () => ask("/docs"),
  () => ask("/metrics"),
  () => ask("/api/entities/per:nobody"),
  () => ask("/api/meetings?limit=none"),
  async () => {
    const { etag } = await ask("/api/meetings?limit=5");
    if (etag !== null) await ask("/api/meetings?limit=5", { headers: { "If-None-Match": etag } });
  },
  () =>
    ask("/mcp", {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json, text/event-stream" },
      body: JSON.stringify({
        jsonrpc: "2.0",
        id: 1,
        method: "tools/call",
        params: { name: "who_met", arguments: { actor: pick(ids) } },
      }),
    }),
  () =>
    ask("/api/judgements", {
      method: "POST",
      headers: authorized,
      body: JSON.stringify({ left: pick(ids), right: pick(ids), verdict: "unsure" }),
    }),
];

async function reader() {
  while (performance.now() < end && faults.length < 20) {
    // Half of the reads are what pages ask most.
    await pick(random() < 0.5 ? requests.slice(0, 4) : requests)();
    await sleep(random() * 40);
  }
}

const memory: { at: number; bytes: number }[] = [];
const began = performance.now();
async function watch() {
  let told = 0;
  while (performance.now() < end && served.alive()) {
    const at = performance.now() - began;
    memory.push({ at, bytes: served.memory() });
    if (at - told > 60_000) {
      told = at;
      console.log(
        `${Math.round(at / 1000)} s: ${total()} answers, ${written} writes, ${(memory.at(-1)!.bytes / 1e6).toFixed(0)} MB`,
      );
    }
    await sleep(1000);
  }
}
const total = () => Object.values(statuses).reduce((sum, count) => sum + count, 0);

try {
  while (standing.length < STANDING) await write();
  await Promise.all([watch(), writer(), ...Array.from({ length: readers }, reader)]);
} catch (error) {
  faults.push(`a request got no answer: ${(error as Error).message} ${String((error as Error).cause ?? "")}`);
}
if (!served.alive()) faults.push("the service has ended");
const { code, said } = await served.end();
if (code !== 0) faults.push(`the service ended with ${code}`);
if (said !== "") faults.push(`the service complained: ${said.slice(0, 2000)}`);

const mean = (from: number, to: number) => {
  const span = memory.filter(({ at }) => at >= from * minutes * 60_000 && at < to * minutes * 60_000);
  return span.reduce((sum, { bytes }) => sum + bytes, 0) / Math.max(1, span.length);
};
const [early, late] = [mean(0.2, 0.4), mean(0.8, 1)];
const at = (list: number[], share: number) =>
  (list.sort((a, b) => a - b)[Math.floor(list.length * share)] ?? Number.NaN).toFixed(0);
console.log(
  `answers: ${JSON.stringify(statuses)}, p50 ${at(latencies, 0.5)} ms, p99 ${at(latencies, 0.99)} ms`,
);
console.log(`${written} articles written, seen after ${at(seen, 0.5)} ms (p50), ${at(seen, 0.99)} ms (p99)`);
console.log(
  `memory after warm-up ${(early / 1e6).toFixed(0)} MB, at the end ${(late / 1e6).toFixed(0)} MB (${((late / early - 1) * 100).toFixed(1)} %)`,
);
if (late > early * (1 + GROWTH)) faults.push("the memory grows");
for (const fault of faults) console.error(fault);
console.log(faults.length === 0 ? "nothing wrong" : `${faults.length} faults`);
process.exitCode = faults.length === 0 ? 0 : 1;
