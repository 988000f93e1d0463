import { setFlagsFromString } from "node:v8";
import type { Article } from "@liqa/graph";
import { extractorVersion, type PutOutcome, type Store } from "@liqa/store";
import type { Problems } from "../console.ts";
import type { PageReader } from "../inputs.ts";
import { Readers } from "./readers.ts";

export type IngestCounts = Record<PutOutcome, number>;

export interface IngestOptions {
  store: Store;
  /** In the order in which they are to be stored; web pages among them may be read by the same threads. */
  articles: (pages: PageReader) => AsyncIterable<Article>;
  problems: Problems;
  /** Threads that read; default one a processor. */
  threads?: number;
  /** Told after each write, with the counts so far: all that they count is on the disk. */
  onStored?: (counts: Readonly<IngestCounts>) => void;
  /** Ends the work early, after what has been begun. */
  signal?: AbortSignal;
}

/**
 * Everything here is short-lived, and V8 would let the heap double before it tidies up: a third more is enough, or a
 * long run takes half as much memory again.
 */
const TIDY = "--heap-growing-percent=30";

/** Articles of one message to a thread and of one write: large enough that neither costs much. */
const GROUP = 32;

/**
 * Reads articles on all processors and stores them with their readings. What is there with the same text and a
 * reading by this very extractor is passed over, so that a run that broke off is taken up by running it again.
 */
export const ingest = async (options: IngestOptions): Promise<IngestCounts> => {
  const { store, problems, signal } = options;
  setFlagsFromString(TIDY);
  const extractor = extractorVersion();
  const readers = new Readers(extractor, options.threads);
  const counts: IngestCounts = { added: 0, updated: 0, reread: 0, unchanged: 0 };

  const take = async (group: readonly Article[]): Promise<void> => {
    const known = await store.known(group, extractor);
    counts.unchanged += known.size;
    const fresh = group.filter(({ id }) => !known.has(id));
    const drafted = fresh.length ? await readers.read(fresh) : [];
    const drafts = drafted.flatMap((one, at) => {
      if (!("refusal" in one)) return [one];
      problems.refuse(fresh[at]!.id, one.refusal);
      return [];
    });
    const outcomes = await store.putDrafts(drafts);
    for (const [at, outcome] of outcomes.entries()) {
      counts[outcome]++;
      if (outcome === "added" || outcome === "updated") await tellCopy(drafts[at]!.id);
    }
    options.onStored?.(counts);
  };

  const tellCopy = async (id: string): Promise<void> => {
    const [copy] = await store.copiesOf(id, { earlier: true });
    if (copy)
      problems.note(
        id,
        `is ${copy.likeness === 1 ? "the text" : `${Math.round(100 * copy.likeness)} % the text`} of "${copy.id}"; stored, and counted with it as one source`,
      );
  };

  const articles = options.articles({
    read: (page) => readers.readPage(page),
    ahead: 4 * readers.threads,
  });

  try {
    const running = new Set<Promise<void>>();
    // A few groups ahead of the threads keep them busy; more would only fill the memory.
    const most = readers.threads + 2;
    let failure: { error: unknown } | undefined;
    for await (const group of groups(articles, signal)) {
      const work = take(group)
        .catch((error: unknown) => {
          failure ??= { error };
        })
        .finally(() => running.delete(work));
      running.add(work);
      if (running.size >= most) await Promise.race(running);
      if (failure) break;
    }
    await Promise.all(running);
    if (failure) throw failure.error;
    return counts;
  } finally {
    await readers.close();
  }
};

async function* groups(
  articles: AsyncIterable<Article>,
  signal: AbortSignal | undefined,
): AsyncGenerator<Article[]> {
  let group: Article[] = [];
  for await (const article of articles) {
    if (signal?.aborted) break;
    group.push(article);
    if (group.length < GROUP) continue;
    yield group;
    group = [];
  }
  if (group.length) yield group;
}
