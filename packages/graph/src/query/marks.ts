/**
 * Visit marks that are never cleared: a mark counts only when it carries the running query's stamp. Allocated once
 * per index (lazily, since a service that only lists never needs those of a path search), so that a query costs what
 * it touches and allocates nothing per step.
 *
 * One query at a time: nothing here may be held across two.
 */

/** Kinds of mark one query may set; the stamp of query n is n·4 + kind. */
export const SIDE_A = 0;
export const SIDE_B = 1;
export const BLOCKED = 2;

const LAST_EPOCH = 2 ** 29 - 1;

export class Marks {
  readonly #actors: number;
  readonly #meetings: number;
  readonly #perActor = new Map<string, Int32Array>();
  readonly #perMeeting = new Map<string, Int32Array>();
  #epoch = 0;

  constructor(actors: number, meetings: number) {
    this.#actors = actors;
    this.#meetings = meetings;
  }

  /** A new stamp, ×4; all marks of earlier queries stop counting. */
  next(): number {
    if (this.#epoch === LAST_EPOCH) {
      for (const array of this.#perActor.values()) array.fill(0);
      for (const array of this.#perMeeting.values()) array.fill(0);
      this.#epoch = 0;
    }
    this.#epoch++;
    return this.#epoch * 4;
  }

  /**
   * One integer per actor under a name. Names say no more than which arrays may be used together: `seen` holds
   * stamps and nothing else, `queue`, `one`, `two`, `three` whatever the running search needs.
   */
  perActor(name: string): Int32Array {
    return this.#perActor.get(name) ?? fresh(this.#perActor, name, this.#actors);
  }

  perMeeting(name: string): Int32Array {
    return this.#perMeeting.get(name) ?? fresh(this.#perMeeting, name, this.#meetings);
  }

  bytes(): number {
    let sum = 0;
    for (const array of this.#perActor.values()) sum += array.byteLength;
    for (const array of this.#perMeeting.values()) sum += array.byteLength;
    return sum;
  }
}

const fresh = (arrays: Map<string, Int32Array>, name: string, length: number): Int32Array => {
  const array = new Int32Array(length);
  arrays.set(name, array);
  return array;
};
