import { Worker } from "node:worker_threads";
import type { Article, Judgement, Warning } from "@liqa/graph";
import type { PutOutcome, StoreFault } from "@liqa/store";
import { busy, Problem } from "./problems.ts";

export type Write =
  | { kind: "put"; article: Article }
  | { kind: "delete"; article: string }
  | { kind: "judge"; judgement: Judgement };

/** What became of a write that is kept. */
export interface Written {
  outcome: PutOutcome | "deleted" | "absent" | "judged";
  /** Of the store, at least as late as this write. */
  revision: number;
  /** Of a put: what was read in the article. */
  entities?: number;
  meetings?: number;
  warnings?: readonly Warning[];
}

export type ToWriter = Write & { id: number };
export type FromWriter =
  | { kind: "ready" }
  | { kind: "unusable"; message: string }
  /** This article is being read; null: it has been. */
  | { kind: "reading"; id: number | null }
  | { kind: "written"; id: number; written: Written }
  | { kind: "failed"; id: number; message: string; fault?: StoreFault };

/** Writes that may wait; at some milliseconds each, one more would wait longer than anybody. */
const WAITING = 256;

/** Milliseconds that the reading of one article may take: the longest that are let in need two seconds. */
const PATIENCE = 12_000;

/** The store cannot be opened. The message says what to do. */
export class WriterError extends Error {
  override readonly name = "WriterError";
}

const UNREADABLE = {
  en: "This article cannot be read in reasonable time.",
  ar: "تتعذر قراءة هذه المقالة في وقت معقول.",
};

interface Waiting {
  write: Write;
  resolve(written: Written): void;
  reject(error: Error): void;
}

/**
 * Keeps what is written: a thread of its own, since reading an article takes milliseconds and keeping it waits for
 * the disk. A write whose promise is fulfilled outlives the process.
 */
export class Writer {
  readonly #location: string;
  readonly #changed: () => void;
  readonly #waiting = new Map<number, Waiting>();
  readonly #ended = new WeakSet<Worker>();
  #worker: Promise<Worker> | undefined;
  #last = 0;

  /** @param changed called after every write that is kept */
  constructor(location: string, changed: () => void) {
    this.#location = location;
    this.#changed = changed;
  }

  /** Opens the store, unless it is open. @throws WriterError */
  async open(): Promise<void> {
    await this.#thread();
  }

  /** @throws Problem `too-many-requests`, `invalid-request`, `unavailable` */
  async write(write: Write): Promise<Written> {
    if (this.#waiting.size >= WAITING) throw busy();
    const id = ++this.#last;
    const worker = await this.#thread().catch((cause: Error) => {
      throw new Problem("unavailable", { headers: { "Retry-After": "5" }, cause: cause.message });
    });
    const written = await new Promise<Written>((resolve, reject) => {
      this.#waiting.set(id, { write, resolve, reject });
      worker.postMessage({ ...write, id } satisfies ToWriter);
    });
    this.#changed();
    return written;
  }

  /** Ends the thread when all that was taken has been kept. */
  async close(): Promise<void> {
    while (this.#waiting.size > 0) await new Promise((resolve) => setTimeout(resolve, 10));
    const worker = await this.#worker?.catch(() => undefined);
    await worker?.terminate();
  }

  /** Refuses the article that a thread does not come to an end with; the rest goes to another thread. */
  #skip(worker: Worker, id: number): void {
    this.#ended.add(worker);
    void worker.terminate();
    this.#waiting.get(id)?.reject(new Problem("invalid-request", { detail: UNREADABLE }));
    this.#waiting.delete(id);
    this.#worker = undefined;
    this.#thread().then(
      (next) => {
        // Nothing of these was kept: what is kept has been answered for.
        for (const [other, { write }] of this.#waiting)
          next.postMessage({ ...write, id: other } satisfies ToWriter);
      },
      () => {
        for (const { reject } of this.#waiting.values()) reject(new Problem("unavailable"));
        this.#waiting.clear();
      },
    );
  }

  #thread(): Promise<Worker> {
    this.#worker ??= this.#start().catch((error: unknown) => {
      this.#worker = undefined;
      throw error;
    });
    return this.#worker;
  }

  #start(): Promise<Worker> {
    const worker = new Worker(new URL("./writerThread.ts", import.meta.url), {
      workerData: { location: this.#location },
    });
    let timer: NodeJS.Timeout | undefined;
    return new Promise((resolve, reject) => {
      worker.on("message", (message: FromWriter) => {
        clearTimeout(timer);
        if (message.kind === "reading") {
          const { id } = message;
          if (id !== null) timer = setTimeout(() => this.#skip(worker, id), PATIENCE);
          return;
        }
        if (message.kind === "ready") return resolve(worker);
        if (message.kind === "unusable") return reject(new WriterError(message.message));
        const waiting = this.#waiting.get(message.id);
        this.#waiting.delete(message.id);
        if (message.kind === "written") waiting?.resolve(message.written);
        else waiting?.reject(refusalOf(message));
      });
      worker.on("error", reject);
      worker.once("exit", () => {
        clearTimeout(timer);
        if (this.#ended.has(worker)) return;
        this.#worker = undefined;
        const lost = new Problem("unavailable", { headers: { "Retry-After": "1" } });
        for (const { reject: refuse } of this.#waiting.values()) refuse(lost);
        this.#waiting.clear();
        reject(new WriterError("the thread that writes has ended"));
      });
    });
  }
}

function refusalOf({ fault, message }: Extract<FromWriter, { kind: "failed" }>): Error {
  if (fault === undefined) return new Error(message);
  // The store's words name its place, which is nobody's business outside: they go to the log.
  const code = fault === "invalid" ? "invalid-request" : "unavailable";
  return new Problem(code, {
    cause: message,
    ...(code === "unavailable" ? { headers: { "Retry-After": "5" } } : {}),
  });
}
