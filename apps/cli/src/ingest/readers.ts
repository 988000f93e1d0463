import { availableParallelism } from "node:os";
import { type ResourceLimits, Worker } from "node:worker_threads";
import type { Article } from "@liqa/graph";
import type { Page, Reading } from "../readers/article.ts";
import type { Drafted, Task } from "./reader.ts";

interface Job {
  task: Task;
  done: (answer: unknown) => void;
  fail: (error: Error) => void;
}

/**
 * Megabytes of a thread: little room for the short-lived things of one article, and for the rest enough for any
 * article of a newspaper; with more, V8 would rather let the thread grow than tidy up.
 */
const LIMITS = { maxYoungGenerationSizeMb: 16, maxOldGenerationSizeMb: 320 };

/** All the memory there is. */
const NO_LIMITS: ResourceLimits = {};

/** Threads that read articles: reading is all computing, so it takes as many as there are processors. */
export class Readers {
  /** As many at most. */
  readonly threads: number;
  readonly #extractor: string;
  readonly #limits: ResourceLimits;
  readonly #threads = new Set<Worker>();
  readonly #idle: Worker[] = [];
  readonly #jobs: Job[] = [];
  readonly #running = new Map<Worker, Job>();

  /** @param limits of each thread's memory */
  constructor(extractor: string, threads: number = availableParallelism(), limits: ResourceLimits = LIMITS) {
    this.#extractor = extractor;
    this.threads = threads;
    this.#limits = limits;
  }

  /** Reads articles; answers in their order. An article that no thread survives is refused, the others are read. */
  async read(articles: readonly Article[]): Promise<Drafted[]> {
    try {
      return (await this.#run({ articles, extractor: this.#extractor })) as Drafted[];
    } catch (error) {
      if (articles.length > 1) {
        const one = await Promise.all(articles.map((article) => this.read([article])));
        return one.flat();
      }
      if (this.#limits !== NO_LIMITS) return this.#readAlone(articles);
      return [{ refusal: `could not be read: ${(error as Error).message}` }];
    }
  }

  /** By a thread with all the memory there is: an article may be ten megabytes. */
  async #readAlone(articles: readonly Article[]): Promise<Drafted[]> {
    const alone = new Readers(this.#extractor, 1, NO_LIMITS);
    try {
      return await alone.read(articles);
    } finally {
      await alone.close();
    }
  }

  /** Takes the article out of a web page. */
  async readPage(page: Page): Promise<Reading> {
    try {
      const [reading] = (await this.#run({ pages: [page] })) as Reading[];
      return reading!;
    } catch (error) {
      return { where: page.where, refusal: `could not be read: ${(error as Error).message}` };
    }
  }

  async close(): Promise<void> {
    await Promise.all([...this.#threads].map((thread) => thread.terminate()));
  }

  #run(task: Task): Promise<unknown> {
    return new Promise((done, fail) => {
      this.#jobs.push({ task, done, fail });
      this.#next();
    });
  }

  #start(): void {
    const thread = new Worker(new URL("./reader.ts", import.meta.url), { resourceLimits: this.#limits });
    this.#threads.add(thread);
    this.#idle.push(thread);
    thread.on("message", (answer: unknown) => {
      const job = this.#running.get(thread)!;
      this.#running.delete(thread);
      this.#idle.push(thread);
      job.done(answer);
      this.#next();
    });
    thread.on("error", (error) => {
      // Out of memory, say: the thread is gone, what it read is not lost.
      this.#threads.delete(thread);
      const at = this.#idle.indexOf(thread);
      if (at >= 0) this.#idle.splice(at, 1);
      const job = this.#running.get(thread);
      this.#running.delete(thread);
      job?.fail(error as Error);
      this.#next();
    });
  }

  #next(): void {
    // A few articles need no second thread, which takes a while to learn its words.
    if (this.#jobs.length > this.#idle.length && this.#threads.size < this.threads) this.#start();
    while (this.#idle.length && this.#jobs.length) {
      const thread = this.#idle.pop()!;
      const job = this.#jobs.shift()!;
      this.#running.set(thread, job);
      thread.postMessage(job.task);
    }
  }
}
