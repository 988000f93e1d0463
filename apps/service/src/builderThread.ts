import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parentPort, workerData } from "node:worker_threads";
import { type Extraction, type Judgement, Resolver } from "@liqa/graph";
import { extractorVersion, openStore, readersOf, type Store } from "@liqa/store";
import type { BuilderData, FromBuilder } from "./builder.ts";
import { writeGraphFile } from "./graphFile.ts";

/** The thread behind `Builder`: makes the graph anew whenever the store has changed, whoever changed it. */

const port = parentPort!;
const say = (message: FromBuilder) => port.postMessage(message);
const { location, judgements, folder } = workerData as BuilderData;

/** How often to look for changes that nobody tells of, in milliseconds: another process may write. */
const LOOK = 500;
/** The longest rest after a build, in milliseconds. */
const LONGEST_REST = 250;

const resolver = new Resolver();
const version = extractorVersion();
/** What is in the store, kept here, since most of it has not changed when something has. */
const extractions = new Map<string, Extraction>();
/** Changes after which reading everything is no slower than reading what has changed. */
const MANY = 5000;

let wake = () => {};
port.on("message", () => wake());

try {
  await run(await openStore(location, { onWait: (message) => say({ kind: "failed", message }) }));
} catch (error) {
  say({ kind: "unusable", message: (error as Error).message });
}

async function run(store: Store): Promise<void> {
  let built = -1;
  let number = 0;
  for (;;) {
    try {
      // Read before the rest: a change in between is then seen as one.
      const revision = await store.revision();
      if (revision !== built) {
        const began = performance.now();
        // Anew after a failure, and when it is another store under the same name.
        const since = built <= revision ? built : -1;
        built = -1;
        const path = join(folder, `${process.pid}-${++number}.graph`);
        const { version } = await writeGraphFile(await build(store, since), path);
        built = revision;
        say({ kind: "built", path, version, revision });
        // Under a stream of writes some of the time is left to those who read.
        await sleep(Math.min(LONGEST_REST, (performance.now() - began) / 2));
        continue;
      }
    } catch (error) {
      say({ kind: "failed", message: String((error as Error)?.stack ?? error) });
      await sleep(LOOK);
    }
    await new Promise<void>((resume) => {
      const timer = setTimeout(resume, LOOK);
      wake = () => {
        clearTimeout(timer);
        resume();
      };
    });
  }
}

async function build(store: Store, since: number) {
  const changed = since < 0 ? null : await changedArticles(store, since);
  if (changed === null) {
    extractions.clear();
    for await (const extraction of store.extractions({ extractor: version }))
      extractions.set(extraction.article.id, extraction);
  } else {
    for (const id of changed) extractions.delete(id);
    for await (const extraction of store.extractions({ extractor: version, of: [...changed] }))
      extractions.set(extraction.article.id, extraction);
  }
  const all: Judgement[] = [...judgements, ...(await store.judgements())];
  const { facts } = resolver.resolve([...extractions.values()], all);
  return { extractor: await readersOf(store), ...facts };
}

/** Ids of the articles that came, changed or went after a revision; null when they are too many to be worth it. */
async function changedArticles(store: Store, since: number): Promise<Set<string> | null> {
  const changed = new Set<string>();
  for await (const { action, subject } of store.log(since)) {
    if (action !== "judged" && action !== "unjudged") changed.add(subject);
    if (changed.size > MANY) return null;
  }
  return changed;
}
