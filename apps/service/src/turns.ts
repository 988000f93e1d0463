import type { Pace } from "./routes.ts";

/** More is waiting than can be answered in useful time. */
export class TooMany extends Error {
  override readonly name = "TooMany";
}

/** Nobody waits for the answer any more. */
export class Abandoned extends Error {
  override readonly name = "Abandoned";
}

interface Waiting {
  start(): void;
  gone(): boolean;
  drop(): void;
}

/** Quick tasks in the thread at once: enough to keep it busy, few enough to let the next searching one in. */
const QUICK_AT_ONCE = 16;
const QUICK_WAITING = 4096;

/**
 * Whose turn it is at one thread. Of tasks that take longer one is in the thread at a time, and those of different
 * kinds take turns: however many path queries wait, another kind of question waits for at most one of them.
 */
export class Turns {
  readonly #capacity: number;
  readonly #quick: Waiting[] = [];
  readonly #slow = new Map<string, Waiting[]>();
  #quickRunning = 0;
  #slowRunning = false;

  /** @param capacity tasks of one kind that may wait; one more is refused, since its answer would come too late */
  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get waiting(): number {
    let sum = this.#quick.length;
    for (const queue of this.#slow.values()) sum += queue.length;
    return sum;
  }

  /**
   * Runs `work` when its turn comes.
   * @throws TooMany, Abandoned
   */
  async run<T>(kind: string, pace: Pace, gone: () => boolean, work: () => Promise<T>): Promise<T> {
    const quick = pace === "quick";
    if (quick ? this.#quickRunning >= QUICK_AT_ONCE : this.#slowRunning) {
      await this.#wait(
        quick ? this.#quick : this.#queueOf(kind),
        quick ? QUICK_WAITING : this.#capacity,
        gone,
      );
    } else if (quick) this.#quickRunning += 1;
    else this.#slowRunning = true;
    try {
      return await work();
    } finally {
      if (quick) this.#nextQuick();
      else this.#nextSlow();
    }
  }

  #wait(queue: Waiting[], capacity: number, gone: () => boolean): Promise<void> {
    if (queue.length >= capacity) throw new TooMany();
    return new Promise((start, reject) => queue.push({ start, gone, drop: () => reject(new Abandoned()) }));
  }

  #queueOf(kind: string): Waiting[] {
    let queue = this.#slow.get(kind);
    if (queue === undefined) {
      queue = [];
      this.#slow.set(kind, queue);
    }
    return queue;
  }

  // The turn passes on without ever being free in between: nobody who comes new overtakes those who wait.
  #nextQuick(): void {
    const next = nextOf(this.#quick);
    if (next === undefined) this.#quickRunning -= 1;
    else next.start();
  }

  #nextSlow(): void {
    for (const [kind, queue] of this.#slow) {
      const next = nextOf(queue);
      this.#slow.delete(kind);
      // To the end of the round.
      if (queue.length > 0) this.#slow.set(kind, queue);
      if (next !== undefined) {
        next.start();
        return;
      }
    }
    this.#slowRunning = false;
  }
}

function nextOf(queue: Waiting[]): Waiting | undefined {
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    if (!next.gone()) return next;
    next.drop();
  }
  return undefined;
}
