import { Worker } from "node:worker_threads";
import type { Judgement } from "@liqa/graph";
import type { Logger } from "pino";

export interface BuilderData {
  /** Of the store. */
  location: string;
  /** Beside those in the store. */
  judgements: readonly Judgement[];
  /** Where to put graph files. */
  folder: string;
}

export type FromBuilder =
  | { kind: "built"; path: string; version: string; revision: number }
  | { kind: "failed"; message: string }
  | { kind: "unusable"; message: string };

export type Built = Omit<Extract<FromBuilder, { kind: "built" }>, "kind">;

/** The store cannot be opened. The message says what to do. */
export class BuilderError extends Error {
  override readonly name = "BuilderError";
}

/** Keeps a graph file up to date with a store, in a thread of its own. */
export class Builder {
  readonly #data: BuilderData;
  readonly #logger: Logger;
  readonly #take: (built: Built) => void;
  #worker: Worker;
  #closed = false;

  private constructor(data: BuilderData, logger: Logger, take: (built: Built) => void) {
    this.#data = data;
    this.#logger = logger;
    this.#take = take;
    this.#worker = this.#start();
  }

  /**
   * Builds the first graph, and from then on one after every change.
   * @param take is given each graph; the file is then its own
   * @throws BuilderError when the store cannot be opened
   */
  static open(data: BuilderData, logger: Logger, take: (built: Built) => void): Promise<Builder> {
    return new Promise((resolve, reject) => {
      const builder: Builder = new Builder(data, logger, (built) => {
        take(built);
        resolve(builder);
      });
      const fail = (error: Error) => {
        reject(error);
        // A thread that is left behind would keep the process alive.
        void builder.close();
      };
      builder.#worker.on("message", (message: FromBuilder) => {
        if (message.kind === "unusable") fail(new BuilderError(message.message));
      });
      builder.#worker.once("error", fail);
    });
  }

  /** The store has changed: build now, not when it is next looked at. */
  changed(): void {
    this.#worker.postMessage("changed");
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#worker.terminate();
  }

  #start(): Worker {
    const worker = new Worker(new URL("./builderThread.ts", import.meta.url), { workerData: this.#data });
    worker.on("message", (message: FromBuilder) => {
      if (message.kind === "built") this.#take(message);
      else if (message.kind === "failed")
        this.#logger.error({ reason: message.message }, "the graph could not be built");
    });
    worker.on("error", (error) => this.#logger.error({ err: error }, "the thread that builds was lost"));
    worker.once("exit", () => {
      if (this.#closed) return;
      // Not at once: a graph that does not fit into memory will not fit the next time either.
      setTimeout(() => {
        if (!this.#closed) this.#worker = this.#start();
      }, 5000).unref();
    });
    return worker;
  }
}
