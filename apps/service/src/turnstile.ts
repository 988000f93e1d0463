import { Problem } from "./problems.ts";

/**
 * Lets heavy work through one piece at a time, and lets the event loop breathe between two pieces: however many
 * heavy queries arrive at once, another route waits for at most one of them, and each is bounded by its budget.
 */
export class Turnstile {
  readonly #capacity: number;
  readonly #waiting: (() => void)[] = [];
  #busy = false;

  /** @param capacity how many may wait; one more is refused, since its answer would come too late to be of use */
  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  /**
   * Runs `work` when its turn comes.
   * @param gone says that nobody waits for the answer any more; the work is then skipped
   * @throws Problem `too-many-requests` when too many wait already
   */
  async run<T>(work: () => T | Promise<T>, gone: () => boolean = () => false): Promise<T> {
    if (this.#busy) {
      if (this.#waiting.length >= this.#capacity) {
        throw new Problem("too-many-requests", {
          headers: { "Retry-After": "2" },
          detail: {
            en: "Many questions are being answered; ask again in a moment.",
            ar: "تجري الإجابة عن أسئلة كثيرة؛ أعد السؤال بعد قليل.",
          },
        });
      }
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    this.#busy = true;
    try {
      if (gone()) throw new Problem("timeout");
      return await work();
    } finally {
      // The next turn is another turn of the event loop, even when nobody waits yet: requests that arrive together
      // are all read in one turn, and would else be worked through in it one after the other.
      setImmediate(() => {
        const next = this.#waiting.shift();
        if (next === undefined) this.#busy = false;
        else next();
      });
    }
  }
}
