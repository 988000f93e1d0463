import { setImmediate as breathe } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { type Entity, type Meeting, type PathAnswer, type PathQuery, QueryError } from "@liqa/graph";
import type { Snapshot } from "./snapshot.ts";
import { Turnstile } from "./turnstile.ts";

/** To the thread: facts in pieces, then what to answer from them. */
export type ToThread =
  | { kind: "begin"; version: string; redirects: Record<string, string> }
  | { kind: "part"; entities: Entity[]; meetings: Meeting[]; relations: Snapshot["facts"]["relations"] }
  | { kind: "end" }
  | { kind: "ask"; query: PathQuery };

/** From the thread. Answers come in the order of the questions. */
export type FromThread =
  | { kind: "ready"; version: string }
  | { kind: "answer"; answer: PathAnswer }
  | { kind: "refused"; parameter: string; message: string }
  | { kind: "failed" }
  | { kind: "ended" };

/** Below this many meetings the worst query takes less time than a thread would save. */
export const WORTH_A_THREAD = 2000;
/** Queries that may wait; at some milliseconds each, one more would wait longer than anybody. */
const WAITING = 128;
/** Rows sent at once: each piece holds the event loop for a few milliseconds. */
const PIECE = 500;

/**
 * Answers path queries away from the event loop, so that the worst of them costs the other routes nothing. The thread
 * has an index of its own, made from the same facts without their texts; until it is ready (at the start, after a
 * swap, after a crash) queries are answered here, one a turn.
 */
export class PathThread {
  readonly #turnstile = new Turnstile(WAITING);
  #worker: Worker | undefined;
  #loaded: string | undefined;
  #asked: { worker: Worker; settle(message: FromThread): void } | undefined;
  #wanted: Snapshot | undefined;
  #loading: Promise<void> | undefined;

  /** Queries that wait for their turn. */
  get waiting(): number {
    return this.#turnstile.waiting;
  }

  /** The version of the graph that the thread answers from. */
  get loaded(): string | undefined {
    return this.#loaded;
  }

  /** Brings the thread to this snapshot; a later call overtakes an earlier one. */
  load(snapshot: Snapshot): void {
    this.#wanted = snapshot;
    if (snapshot.facts.meetings.length < WORTH_A_THREAD) return;
    this.#loading ??= this.#loadAll().finally(() => {
      this.#loading = undefined;
    });
  }

  async ask(snapshot: Snapshot, query: PathQuery, gone: () => boolean): Promise<PathAnswer> {
    return this.#turnstile.run(async () => {
      const worker = this.#worker;
      if (worker === undefined || this.#loaded !== snapshot.version) return snapshot.index.paths(query);
      const message = await new Promise<FromThread>((settle) => {
        this.#asked = { worker, settle };
        worker.postMessage({ kind: "ask", query } satisfies ToThread);
      });
      if (message.kind === "refused") throw new QueryError(message.parameter, message.message);
      // A thread that ended or failed costs its caller nothing but time.
      if (message.kind !== "answer") return snapshot.index.paths(query);
      return withQuotes(message.answer, snapshot);
    }, gone);
  }

  async close(): Promise<void> {
    this.#wanted = undefined;
    await this.#loading;
    await this.#worker?.terminate();
  }

  async #loadAll(): Promise<void> {
    while (this.#wanted !== undefined && this.#wanted.version !== this.#loaded) {
      const snapshot = this.#wanted;
      const { facts, version } = snapshot;
      // A thread holds one state of the graph; a new one is made beside the old, which answers until then.
      const worker = new Worker(new URL("./pathWorker.ts", import.meta.url));
      worker.unref();
      const send = (message: ToThread) => worker.postMessage(message);
      const ready = new Promise<boolean>((resolve) => {
        worker.once("message", () => resolve(true));
        worker.once("error", () => resolve(false));
        worker.once("exit", () => resolve(false));
      });
      send({ kind: "begin", version, redirects: facts.redirects });
      for (let at = 0; at < Math.max(facts.entities.length, facts.meetings.length); at += PIECE) {
        send({
          kind: "part",
          entities: facts.entities.slice(at, at + PIECE).map(slimEntity),
          meetings: facts.meetings.slice(at, at + PIECE).map(slimMeeting),
          relations: at === 0 ? facts.relations.map((relation) => ({ ...relation, evidence: PROOF })) : [],
        });
        await breathe();
      }
      send({ kind: "end" });
      const usable = await ready;
      if (!usable || this.#wanted !== snapshot) {
        await worker.terminate();
        if (!usable) return;
        continue;
      }
      const old = this.#worker;
      // The old thread may be in the middle of an answer: it goes when that is given.
      if (old !== undefined) void this.#turnstile.run(() => old.terminate()).catch(() => old.terminate());
      const tell = (message: FromThread) => {
        if (this.#asked?.worker === worker) this.#asked.settle(message);
      };
      worker.on("message", tell);
      worker.on("error", () => {});
      worker.once("exit", () => {
        if (this.#worker === worker) {
          this.#worker = undefined;
          this.#loaded = undefined;
        }
        tell({ kind: "ended" });
      });
      this.#worker = worker;
      this.#loaded = version;
    }
  }
}

const PROOF: Entity["evidence"] = [{ article: "", start: 0, end: 0, quote: "" }];

function slimEntity(entity: Entity): Entity {
  return {
    ...entity,
    aliases: [],
    articles: [],
    evidence: PROOF,
    roles: entity.roles.map((role) => ({ ...role, title: "", evidence: PROOF })),
  };
}

/** What a path query reads of a meeting. Quotes stay here: they are slices of texts that stay here too. */
function slimMeeting(meeting: Meeting): Meeting {
  const places = (proof: Meeting["evidence"]) =>
    proof.map(({ article, start, end }) => ({
      article,
      start,
      end,
      quote: "",
    })) as unknown as Meeting["evidence"];
  return {
    ...meeting,
    participants: meeting.participants.map((one) => ({ ...one, evidence: places(one.evidence) })),
    evidence: places(meeting.evidence),
    topics: [],
    statusHistory: [],
    accounts: [],
  };
}

function withQuotes(answer: PathAnswer, { index }: Snapshot): PathAnswer {
  for (const path of answer.items) {
    for (const hop of path.hops) {
      for (const piece of hop.evidence) {
        piece.quote = index.article(piece.article)?.text.slice(piece.start, piece.end) ?? "";
      }
    }
  }
  return answer;
}
