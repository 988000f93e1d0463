import { Worker } from "node:worker_threads";
import type { Outcome, Task } from "./answering.ts";

/** To the thread. */
export type ToThread =
  | { kind: "load"; path: string }
  | { kind: "unload" }
  | { kind: "ask"; id: number; task: Task }
  | { kind: "pull"; id: number }
  | { kind: "cancel"; id: number };

/** An outcome as it comes over; a stream follows in chunks that are asked for one by one. */
export type Reply =
  | Exclude<Outcome, { kind: "stream" }>
  | { kind: "stream"; mediaType: string; filename: string; nextCursor: string | null };

/** From the thread. */
export type FromThread =
  | { kind: "loaded"; counts: Counts }
  | { kind: "unusable"; message: string }
  | { kind: "outcome"; id: number; outcome: Reply }
  | { kind: "chunk"; id: number; chunk: Uint8Array | null }
  | { kind: "broken"; id: number; message: string };

/** Of a graph. */
export interface Counts {
  entities: number;
  meetings: number;
  articles: number;
}

/** The thread ended while somebody waited for it. */
export class ThreadLost extends Error {
  override readonly name = "ThreadLost";
}

interface Waiting {
  resolve(message: FromThread): void;
  reject(error: Error): void;
}

/** One thread with one graph in it. */
export class GraphThread {
  readonly #worker = new Worker(new URL("./answerThread.ts", import.meta.url));
  readonly #waiting = new Map<number, Waiting>();
  #loading: Waiting | undefined;
  #last = 0;
  #lost = false;
  /** Called once, when the thread has ended without being told to. */
  onLost: () => void = () => {};

  constructor() {
    this.#worker.on("message", (message: FromThread) => {
      if (message.kind === "loaded" || message.kind === "unusable") this.#loading?.resolve(message);
      else {
        const waiting = this.#waiting.get(message.id);
        this.#waiting.delete(message.id);
        waiting?.resolve(message);
      }
    });
    this.#worker.on("error", () => {});
    this.#worker.once("exit", () => this.#end());
  }

  /** Replaces the graph in the thread. @throws Error when the file holds none */
  async load(path: string): Promise<Counts> {
    const message = await new Promise<FromThread>((resolve, reject) => {
      if (this.#lost) return reject(new ThreadLost());
      this.#loading = { resolve, reject };
      this.#send({ kind: "load", path });
    });
    this.#loading = undefined;
    if (message.kind === "loaded") return message.counts;
    throw new Error(message.kind === "unusable" ? message.message : message.kind);
  }

  unload(): void {
    this.#send({ kind: "unload" });
  }

  /** @throws ThreadLost */
  async ask(task: Task): Promise<{ reply: Reply; id: number }> {
    const id = ++this.#last;
    const message = await this.#exchange(id, { kind: "ask", id, task });
    if (message.kind !== "outcome") throw new Error(message.kind);
    return { reply: message.outcome, id };
  }

  /** The next piece of a stream, null at its end. @throws ThreadLost, or Error when the stream broke */
  async pull(id: number): Promise<Uint8Array | null> {
    const message = await this.#exchange(id, { kind: "pull", id });
    if (message.kind === "chunk") return message.chunk;
    throw new Error(message.kind === "broken" ? message.message : message.kind);
  }

  /** Nobody reads the rest of a stream. */
  cancel(id: number): void {
    this.#send({ kind: "cancel", id });
  }

  async terminate(): Promise<void> {
    this.onLost = () => {};
    await this.#worker.terminate();
  }

  #exchange(id: number, message: ToThread): Promise<FromThread> {
    return new Promise((resolve, reject) => {
      if (this.#lost) return reject(new ThreadLost());
      this.#waiting.set(id, { resolve, reject });
      this.#send(message);
    });
  }

  #send(message: ToThread): void {
    this.#worker.postMessage(message);
  }

  #end(): void {
    this.#lost = true;
    const error = new ThreadLost();
    this.#loading?.reject(error);
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
    this.onLost();
  }
}
