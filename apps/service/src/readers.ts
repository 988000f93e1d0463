import type { Logger } from "pino";
import { paceOf, type Task } from "./answering.ts";
import { type Counts, GraphThread, type Reply, ThreadLost } from "./graphThread.ts";
import { busy, Problem } from "./problems.ts";
import { Abandoned, TooMany, Turns } from "./turns.ts";

/** Below this many meetings the longest question takes less time than a second thread would save. */
export const WORTH_TWO_THREADS = 2000;
/** Tasks of one kind that may wait. */
const WAITING = 128;
/** Milliseconds after which a question is taken for one that never ends. */
const PATIENCE = 60_000;
/** Replaced graphs that slow readers of long answers may hold on to; the oldest beyond that is cut off. */
const LINGERING = 3;
/** Threads without a graph that wait for the next one. */
const SPARE = 2;

/** An answer in pieces. */
export interface StreamedReply {
  kind: "stream";
  mediaType: string;
  filename: string;
  nextCursor: string | null;
  chunks: AsyncIterableIterator<Uint8Array>;
}

export type Answered = Exclude<Reply, { kind: "stream" }> | StreamedReply;

/**
 * One published state of the graph, and the threads that answer from it. A request takes the edition once and asks
 * it to the end, so that a swap in between can neither mix two states nor drop the request.
 */
export interface Edition {
  /** Hash of the graph; the stem of every ETag. */
  readonly version: string;
  readonly counts: Counts;
  /** Of the store that the graph was made from; null without one. */
  readonly revision: number | null;
  /** @throws Problem `too-many-requests`, `timeout`, `unavailable` */
  ask(task: Task, gone: () => boolean): Promise<Answered>;
}

/** A graph file to answer from. */
export interface Published {
  path: string;
  version: string;
  revision?: number | null;
  /** Nobody needs the file any more. */
  dispose?(): void;
}

/** The threads that answer, and the swap from one graph to the next. */
export class Readers {
  readonly #logger: Logger;
  readonly #spare: GraphThread[] = [];
  readonly #lingering: OpenEdition[] = [];
  #current: OpenEdition | undefined;
  #publishing: Promise<void> = Promise.resolve();
  #closed = false;

  readonly #expecting: boolean;

  /** @param expecting more graphs will come: a thread is kept ready for the next one */
  constructor(logger: Logger, expecting = false) {
    this.#logger = logger;
    this.#expecting = expecting;
    // Started while the first graph is still being read.
    this.#spare.push(new GraphThread());
  }

  /** What to answer from at this moment. */
  get current(): Edition {
    if (this.#current === undefined) throw new Problem("unavailable");
    return this.#current;
  }

  get waiting(): number {
    return this.#current?.waiting ?? 0;
  }

  /**
   * Loads a graph beside the current one, then swaps: requests that have begun end on the old one.
   * @param ready called when it is loaded; the swap waits for it
   * @throws Error when the file holds no graph; the current one stays then
   */
  publish(graph: Published, ready: () => Promise<void> = async () => {}): Promise<void> {
    const swap = async () => {
      if (this.#closed) return graph.dispose?.();
      const current = this.#current;
      if (current?.version === graph.version) {
        await ready();
        return current.adopt(graph);
      }
      const edition = new OpenEdition(graph, this);
      try {
        await edition.open(current?.counts.meetings ?? 0);
        await ready();
      } catch (error) {
        await edition.cut();
        throw error;
      }
      const old = this.#current;
      this.#current = edition;
      if (old !== undefined) {
        this.#lingering.push(old);
        old.retire(() => this.#lingering.splice(this.#lingering.indexOf(old), 1));
        if (this.#lingering.length > LINGERING) await this.#lingering[0]!.cut();
      }
      // From the second graph on the threads of the last but one are there for the next.
      else if (this.#expecting) for (let i = edition.seats; i > 0; i--) this.#spare.push(new GraphThread());
      this.#logger.info({ version: graph.version, ...edition.counts }, "graph published");
    };
    const done = this.#publishing.then(swap);
    this.#publishing = done.catch(() => {});
    return done;
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#publishing;
    const open = [...this.#lingering, ...(this.#current === undefined ? [] : [this.#current])];
    await Promise.all(open.map((edition) => edition.cut()));
    await Promise.all(this.#spare.map((thread) => thread.terminate()));
  }

  /** @internal */
  takeThread(): GraphThread {
    return this.#spare.pop() ?? new GraphThread();
  }

  /** @internal */
  giveThread(thread: GraphThread): void {
    if (this.#closed || this.#spare.length >= SPARE) return void thread.terminate();
    thread.unload();
    this.#spare.push(thread);
  }

  /** @internal */
  tell(error: unknown, message: string): void {
    this.#logger.error({ err: error }, message);
  }
}

/** A thread of an edition, and whose turn it is there. */
interface Seat {
  readonly turns: Turns;
  thread: Promise<GraphThread>;
}

class OpenEdition implements Edition {
  readonly version: string;
  revision: number | null;
  counts: Counts = { entities: 0, meetings: 0, articles: 0 };
  #graph: Published;
  readonly #readers: Readers;
  #seats: Seat[] = [];
  #using = 0;
  #retired: (() => void) | undefined;
  #ended = false;

  constructor(graph: Published, readers: Readers) {
    this.version = graph.version;
    this.revision = graph.revision ?? null;
    this.#graph = graph;
    this.#readers = readers;
  }

  get waiting(): number {
    return this.#seats.reduce((sum, { turns }) => sum + turns.waiting, 0);
  }

  get seats(): number {
    return this.#seats.length;
  }

  /**
   * Loads the graph into as many threads as it is worth.
   * @param meetings of the graph before: where that was worth two threads, both load at once
   */
  async open(meetings: number): Promise<void> {
    await Promise.all(meetings < WORTH_TWO_THREADS ? [this.#seat()] : [this.#seat(), this.#seat()]);
    if (this.seats === 1 && this.counts.meetings >= WORTH_TWO_THREADS) await this.#seat();
  }

  async ask(task: Task, gone: () => boolean): Promise<Answered> {
    const pace = paceOf(task);
    const seat = pace === "long" ? this.#seats.at(-1)! : this.#seats[0]!;
    const kind = task.kind === "route" ? task.operation : task.kind === "tool" ? task.name : task.kind;
    this.#using += 1;
    let streaming = false;
    try {
      const { reply, thread, id } = await seat.turns.run(kind, pace, gone, () => this.#askThread(seat, task));
      if (reply.kind !== "stream") return reply;
      streaming = true;
      return { ...reply, chunks: this.#chunks(thread, id) };
    } catch (error) {
      if (error instanceof TooMany) throw busy();
      if (error instanceof Abandoned) throw new Problem("timeout");
      if (error instanceof ThreadLost) throw new Problem("unavailable", { headers: { "Retry-After": "1" } });
      throw error;
    } finally {
      if (!streaming) this.#done();
    }
  }

  /** The same graph in another file, of a later revision of the store. */
  adopt(graph: Published): void {
    this.#graph.dispose?.();
    this.#graph = graph;
    this.revision = graph.revision ?? null;
  }

  /** Gives the threads back when the last answer has been given. */
  retire(gone: () => void): void {
    this.#retired = gone;
    this.#using += 1;
    this.#done();
  }

  /** Ends the threads, whatever they are doing. */
  async cut(): Promise<void> {
    if (this.#ended) return;
    this.#ended = true;
    for (const { thread } of this.#seats) await (await thread.catch(() => undefined))?.terminate();
    this.#graph.dispose?.();
    this.#retired?.();
  }

  async #seat(): Promise<void> {
    const thread = this.#readers.takeThread();
    try {
      this.counts = await thread.load(this.#graph.path);
      if (this.#ended) throw new ThreadLost();
    } catch (error) {
      await thread.terminate();
      throw error;
    }
    const seat: Seat = { turns: new Turns(WAITING), thread: Promise.resolve(thread) };
    this.#seats.push(seat);
    this.#watch(seat, thread);
  }

  /** A thread that was lost (out of memory, or ended for its silence) is replaced by one with the same graph. */
  #watch(seat: Seat, thread: GraphThread): void {
    thread.onLost = () => {
      if (this.#ended) return;
      this.#readers.tell(undefined, "a thread was lost; another takes its place");
      seat.thread = (async () => {
        const next = this.#readers.takeThread();
        await next.load(this.#graph.path);
        this.#watch(seat, next);
        return next;
      })();
      seat.thread.catch((error) =>
        this.#readers.tell(error, "no thread could take the place of the lost one"),
      );
    };
  }

  /** Asks once more when the thread was lost, which need not have been this question's fault. */
  async #askThread(seat: Seat, task: Task): Promise<{ reply: Reply; thread: GraphThread; id: number }> {
    for (let attempt = 1; ; attempt++) {
      const thread = await seat.thread;
      const timer = setTimeout(() => {
        this.#readers.tell(task, "a question did not end");
        const lost = thread.onLost;
        void thread.terminate().then(lost);
      }, PATIENCE);
      timer.unref();
      try {
        return { ...(await thread.ask(task)), thread };
      } catch (error) {
        if (!(error instanceof ThreadLost) || attempt === 2) throw error;
      } finally {
        clearTimeout(timer);
      }
    }
  }

  // No generator: one that is dropped before its first step would never come to its end.
  #chunks(thread: GraphThread, id: number): AsyncIterableIterator<Uint8Array> {
    let open = true;
    const end = () => {
      if (open) this.#done();
      open = false;
    };
    return {
      [Symbol.asyncIterator]() {
        return this;
      },
      async next() {
        try {
          const chunk = open ? await thread.pull(id) : null;
          if (chunk !== null) return { value: chunk, done: false };
        } catch (error) {
          end();
          throw error;
        }
        end();
        return { value: undefined, done: true };
      },
      async return() {
        if (open) thread.cancel(id);
        end();
        return { value: undefined, done: true };
      },
    };
  }

  #done(): void {
    this.#using -= 1;
    if (this.#using > 0 || this.#retired === undefined || this.#ended) return;
    this.#ended = true;
    for (const { thread } of this.#seats) {
      void thread.then(
        (one) => this.#readers.giveThread(one),
        () => {},
      );
    }
    this.#graph.dispose?.();
    this.#retired();
  }
}
