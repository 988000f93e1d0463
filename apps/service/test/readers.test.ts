import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Worker } from "node:worker_threads";
import type { Facts } from "@liqa/graph";
import { pino } from "pino";
import { afterAll, describe, expect, it } from "vitest";
import { madeUpFacts } from "../bench/world.ts";
import { perform, type Task } from "../src/answering.ts";
import { readGraphFile, writeGraphFile } from "../src/graphFile.ts";
import { Readers } from "../src/readers.ts";
import { takeSnapshot } from "../src/snapshot.ts";
import { sampleFacts } from "./fixture.ts";

const never = () => false;
const folder = mkdtempSync(join(tmpdir(), "liqa-readers-"));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
async function publish(readers: Readers, facts: Facts): Promise<string> {
  const path = join(folder, `${++files}.graph`);
  const { version } = await writeGraphFile(facts, path);
  await readers.publish({ path, version });
  return version;
}

const decoded = (body: Uint8Array) => JSON.parse(new TextDecoder().decode(body));

const pathTask = (to: number, more: Record<string, unknown> = {}): Task => ({
  kind: "route",
  operation: "paths",
  path: {},
  query: {
    from: "per:p0000399",
    to: `per:p${String(to).padStart(7, "0")}`,
    k: 3,
    maxHops: 6,
    ...more,
  },
  lines: null,
});

describe("a graph file", () => {
  it("gives back what was written, hostile ids and all, under the hash of it", async () => {
    const facts = sampleFacts();
    facts.redirects = JSON.parse('{"__proto__": "per:sameh-shoukry", "constructor": "per:james-jeffrey"}');
    const path = join(folder, "whole");
    const { version } = await writeGraphFile(facts, path);
    expect(JSON.stringify(readGraphFile(path))).toBe(JSON.stringify(facts));
    expect((await writeGraphFile(facts, path)).version).toBe(version);
    facts.entities[0]!.aliases.push("x");
    expect((await writeGraphFile(facts, path)).version).not.toBe(version);
  });
});

describe("the readers", () => {
  it("answer as the library does, in threads of their own, and refuse as it does", async () => {
    const facts = madeUpFacts(500, 2100);
    const readers = new Readers(pino({ level: "silent" }));
    await publish(readers, facts);
    const snapshot = takeSnapshot(facts);
    for (let i = 1; i < 20; i++) {
      const task = pathTask(i * 20, { since: `${2000 + (i % 10)}`, weight: i % 2 ? "hops" : "strength" });
      const answer = await readers.current.ask(task, never);
      const expected = perform(snapshot, task);
      if (answer.kind !== "body" || expected.kind !== "body") throw new Error(answer.kind);
      expect(decoded(answer.body)).toEqual(decoded(expected.body));
    }
    expect(await readers.current.ask(pathTask(1, { since: "yesterday" }), never)).toMatchObject({
      kind: "refused",
      problem: { code: "invalid-request", complaints: [{ parameter: "since" }] },
    });
    await readers.close();
  });

  it("go over to a new graph while questions are asked, and never mix the two", async () => {
    const readers = new Readers(pino({ level: "silent" }));
    const worlds = [madeUpFacts(500, 2100), madeUpFacts(400, 2050)];
    const task = pathTask(390);
    const expected = new Map<string, unknown>();
    for (const [at, facts] of worlds.entries()) {
      const path = join(folder, `world${at}`);
      const { version } = await writeGraphFile(facts, path);
      const outcome = perform(takeSnapshot(facts), task);
      expected.set(version, outcome.kind === "body" ? decoded(outcome.body) : undefined);
    }
    expect(new Set([...expected.values()].map((one) => JSON.stringify(one))).size).toBe(2);
    await publish(readers, worlds[0]!);
    let swaps = 0;
    const swapping = (async () => {
      for (; swaps < 3; swaps++) await publish(readers, worlds[(swaps + 1) % 2]!);
    })();
    const seen = new Set<string>();
    while (swaps < 3) {
      const edition = readers.current;
      const answers = await Promise.all([edition.ask(task, never), edition.ask(task, never)]);
      for (const answer of answers) {
        expect(answer.kind === "body" && decoded(answer.body)).toEqual(expected.get(edition.version));
      }
      seen.add(edition.version);
    }
    await swapping;
    expect(seen.size).toBe(2);
    await readers.close();
  });

  it("keep the old graph when the new one is none", async () => {
    const readers = new Readers(pino({ level: "silent" }));
    const version = await publish(readers, sampleFacts());
    const broken = sampleFacts();
    broken.entities = [];
    await expect(publish(readers, broken)).rejects.toThrow(/participant|entit/i);
    expect(readers.current.version).toBe(version);
    expect(
      (await readers.current.ask({ kind: "reconcile", input: { query: "شكري", limit: 1 } }, never)).kind,
    ).toBe("value");
    await readers.close();
  });

  it("replace a thread that ends, and answer the questions that it left", async () => {
    const workers: Worker[] = [];
    const note = (worker: Worker) => workers.push(worker);
    process.on("worker", note);
    const readers = new Readers(pino({ level: "silent" }));
    await publish(readers, sampleFacts());
    process.off("worker", note);
    expect(workers).toHaveLength(1);
    const ask = () => readers.current.ask({ kind: "reconcile", input: { query: "شكري", limit: 1 } }, never);
    const before = await ask();
    const left = [ask(), ask(), ask()];
    void workers[0]!.terminate();
    for (const answer of await Promise.all(left)) expect(answer).toEqual(before);
    expect(await ask()).toEqual(before);
    await readers.close();
  });
});
