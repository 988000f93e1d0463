import { parentPort, workerData } from "node:worker_threads";
import { extractor } from "@liqa/graph";
import { ar } from "@liqa/graph/ar";
import { type Draft, draft, extractorVersion, openStore, StoreError } from "@liqa/store";
import type { FromWriter, ToWriter, Write, Written } from "./writer.ts";

/** The thread behind `Writer`: reads what comes in and keeps it, in the order in which it came. */

const port = parentPort!;
const say = (message: FromWriter) => port.postMessage(message);
const extract = extractor(ar);
const version = extractorVersion();

/** Articles kept by one transaction: each waits for the disk, however many there are in it. */
const BATCH = 16;

type Put = Extract<ToWriter, { kind: "put" }>;

const waiting: ToWriter[] = [];
let working = false;

const store = await openStore((workerData as { location: string }).location).catch((error: unknown) => {
  say({ kind: "unusable", message: (error as Error).message });
  return undefined;
});
if (store !== undefined) {
  port.on("message", (message: ToWriter) => {
    waiting.push(message);
    if (!working) void work();
  });
  say({ kind: "ready" });
}

async function work(): Promise<void> {
  working = true;
  // What arrives together is kept together.
  await new Promise(setImmediate);
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    if (next.kind === "put") {
      await put([next, ...following(next)]);
    } else {
      const write = next;
      await settle([write], async () => [await one(write)]);
    }
    await new Promise(setImmediate);
  }
  working = false;
}

/** The puts of other articles that come right after this one. */
function following(first: Put): Put[] {
  const ids = new Set([first.article.id]);
  const batch: Put[] = [];
  for (let next = waiting[0]; next?.kind === "put" && batch.length < BATCH - 1; next = waiting[0]) {
    if (ids.has(next.article.id)) break;
    ids.add(next.article.id);
    batch.push(next);
    waiting.shift();
  }
  return batch;
}

async function put(batch: readonly Put[]): Promise<void> {
  const read: { write: Put; draft: Draft; found: Pick<Written, "entities" | "meetings" | "warnings"> }[] = [];
  for (const write of batch) {
    await settle([write], async () => {
      say({ kind: "reading", id: write.id });
      const extraction = extract(write.article);
      say({ kind: "reading", id: null });
      read.push({
        write,
        draft: draft(write.article, extraction, version),
        found: {
          entities: extraction.entities.length,
          meetings: extraction.meetings.length,
          warnings: extraction.warnings,
        },
      });
      return [];
    });
  }
  await settle(
    read.map(({ write }) => write),
    async () => {
      const outcomes = await store!.putDrafts(read.map((one) => one.draft));
      const revision = await store!.revision();
      return read.map(({ found }, at) => ({ outcome: outcomes[at]!, revision, ...found }));
    },
  );
}

async function one(write: Exclude<Write, { kind: "put" }>): Promise<Written> {
  let outcome: Written["outcome"] = "judged";
  if (write.kind === "judge") await store!.putJudgement(write.judgement);
  else outcome = (await store!.deleteArticle(write.article)) ? "deleted" : "absent";
  return { outcome, revision: await store!.revision() };
}

/** Answers the writes with what the work gives for them, or all of them with its failure. */
async function settle(writes: readonly ToWriter[], work: () => Promise<Written[]>): Promise<void> {
  try {
    for (const [at, written] of (await work()).entries())
      say({ kind: "written", id: writes[at]!.id, written });
  } catch (error) {
    const fault = error instanceof StoreError ? error.fault : undefined;
    const message = String(
      fault === undefined ? ((error as Error)?.stack ?? error) : (error as Error).message,
    );
    for (const { id } of writes)
      say({ kind: "failed", id, message, ...(fault === undefined ? {} : { fault }) });
  }
}
