import cluster, { type Worker } from "node:cluster";
import { fileURLToPath } from "node:url";
import type { ListenerSettings, ListenerSurroundings } from "./listener.ts";
import type { Published } from "./readers.ts";

/** To a process that serves. */
export type ToServer =
  | { kind: "start"; settings: ListenerSettings; level: string }
  | { kind: "publish"; id: number; path: string; version: string; revision: number | null }
  | { kind: "swap"; id: number }
  | { kind: "listen" }
  | { kind: "collect"; id: number }
  | { kind: "collected"; id: number; all: object[][] }
  | { kind: "close" };

/** From a process that serves. */
export type FromServer =
  | { kind: "loaded"; id: number }
  | { kind: "published"; id: number; error?: string }
  | { kind: "listening"; url: string }
  | { kind: "refused"; code: string; message: string }
  | { kind: "changed" }
  /** Metrics of all processes are wanted. */
  | { kind: "collect"; id: number }
  | { kind: "metrics"; id: number; values: object[] };

/** Milliseconds before a lost process is replaced. */
const PAUSE = 500;
/** Milliseconds to wait for the metrics of a process. */
const COLLECTING = 2000;

/**
 * Several processes on one port. The graph is one file that all of them load; the ports are shared by `node:cluster`,
 * which hands each new connection to the next process. A process that is lost is replaced.
 */
export class Cluster {
  readonly #settings: ListenerSettings;
  readonly #around: ListenerSurroundings;
  readonly #workers = new Set<Worker>();
  #graph: (Published & { id: number }) | undefined;
  #listening = false;
  #closing = false;

  constructor(processes: number, settings: ListenerSettings, around: ListenerSurroundings) {
    this.#settings = settings;
    this.#around = around;
    cluster.setupPrimary({ exec: fileURLToPath(new URL("./clusterWorker.ts", import.meta.url)), args: [] });
    for (let i = 0; i < processes; i++) this.#fork();
  }

  /** @throws Error when no process can load it; the old one stays then */
  async publish(graph: Published): Promise<void> {
    const before = this.#graph;
    const next = { ...graph, id: (before?.id ?? 0) + 1 };
    // Who is started from now on starts with it.
    this.#graph = next;
    const workers = [...this.#workers];
    const loaded = await Promise.allSettled(workers.map((worker) => loadIn(worker, next)));
    const failed = loaded.find((one) => one.status === "rejected");
    if (failed !== undefined && loaded.every((one) => one.status === "rejected")) {
      if (this.#graph === next) this.#graph = before;
      graph.dispose?.();
      throw failed.reason;
    }
    // All at once: who asks twice may be answered by two processes, and must not see a graph go back in time.
    await Promise.allSettled(workers.map((worker) => swapIn(worker, next.id)));
    before?.dispose?.();
  }

  /** @throws the system's error when the port cannot be had */
  async listen(): Promise<string> {
    this.#listening = true;
    const urls = await Promise.all([...this.#workers].map(listenIn));
    return urls[0]!;
  }

  async close(): Promise<void> {
    this.#closing = true;
    const ended = [...this.#workers].map(
      (worker) => new Promise<void>((resolve) => worker.once("exit", () => resolve())),
    );
    for (const worker of this.#workers) tell(worker, { kind: "close" });
    // Whoever is stuck beyond all patience is ended.
    const timer = setTimeout(() => {
      for (const worker of this.#workers) worker.process.kill("SIGKILL");
    }, this.#settings.drainMs + 10_000);
    await Promise.all(ended);
    clearTimeout(timer);
    this.#graph?.dispose?.();
  }

  #fork(): void {
    const worker = cluster.fork();
    this.#workers.add(worker);
    const { logger } = this.#around;
    tell(worker, { kind: "start", settings: this.#settings, level: logger.level });
    worker.on("message", (message: FromServer) => {
      if (message.kind === "changed") this.#around.changed();
      else if (message.kind === "collect") void this.#collect(worker, message.id);
    });
    worker.on("error", (error) => logger.error({ err: error }, "a process cannot be reached"));
    worker.once("exit", (code, signal) => {
      this.#workers.delete(worker);
      if (this.#closing) return;
      logger.error({ code, signal }, "a process was lost; another takes its place");
      setTimeout(() => {
        if (!this.#closing) this.#replace();
      }, PAUSE);
    });
    if (this.#graph !== undefined) {
      const graph = this.#graph;
      const given = loadIn(worker, graph).then(() => swapIn(worker, graph.id));
      given.catch((error) => logger.error({ err: error }, "a process has no graph"));
    }
  }

  #replace(): void {
    const before = new Set(this.#workers);
    this.#fork();
    const worker = [...this.#workers].find((one) => !before.has(one))!;
    // Messages arrive in order: it listens when it has the graph.
    if (this.#listening) {
      listenIn(worker).catch((error) => this.#around.logger.error({ err: error }, "a process cannot listen"));
    }
  }

  async #collect(asker: Worker, id: number): Promise<void> {
    const all = await Promise.all(
      [...this.#workers].map((worker) =>
        answerOf(
          worker,
          (message) => (message.kind === "metrics" && message.id === id ? message.values : undefined),
          { kind: "collect", id },
          COLLECTING,
        ).catch(() => []),
      ),
    );
    tell(asker, { kind: "collected", id, all });
  }
}

function loadIn(worker: Worker, { id, path, version, revision = null }: Published & { id: number }) {
  return answerOf(
    worker,
    (message) => {
      if (message.kind === "published" && message.id === id) throw new Error(message.error);
      return message.kind === "loaded" && message.id === id ? true : undefined;
    },
    { kind: "publish", id, path, version, revision },
  );
}

function swapIn(worker: Worker, id: number) {
  return answerOf(
    worker,
    (message) => (message.kind === "published" && message.id === id ? true : undefined),
    { kind: "swap", id },
  );
}

function listenIn(worker: Worker): Promise<string> {
  return answerOf(
    worker,
    (message) => {
      if (message.kind === "refused") throw Object.assign(new Error(message.message), { code: message.code });
      return message.kind === "listening" ? message.url : undefined;
    },
    { kind: "listen" },
  );
}

/** Sends, and waits for the message in which `read` finds something. */
function answerOf<T>(
  worker: Worker,
  read: (message: FromServer) => T | undefined,
  request: ToServer,
  patience?: number,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const end = (settle: () => void) => {
      worker.off("message", look);
      worker.off("exit", lost);
      if (timer !== undefined) clearTimeout(timer);
      settle();
    };
    const look = (message: FromServer) => {
      try {
        const found = read(message);
        if (found !== undefined) end(() => resolve(found));
      } catch (error) {
        end(() => reject(error));
      }
    };
    const lost = () => end(() => reject(new Error("the process was lost")));
    const timer =
      patience === undefined
        ? undefined
        : setTimeout(() => end(() => reject(new Error("no answer"))), patience);
    worker.on("message", look);
    worker.once("exit", lost);
    tell(worker, request);
  });
}

function tell(worker: Worker, message: ToServer): void {
  // Its end is told by an event of its own.
  if (worker.isConnected()) worker.send(message, () => {});
}
