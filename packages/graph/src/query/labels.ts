import type { Walk } from "./shortest.ts";

/**
 * How searches that may improve an actor twice remember the way: each improvement is a label of its own that points
 * to the one it came from, so that a better way to an actor does not change the ways that led on from it before.
 * Grows by doubling and is kept from search to search.
 */
export class Labels {
  actor = new Int32Array(4096);
  /** Meeting by which it came; −1 at the start. */
  meeting = new Int32Array(4096);
  /** Label it came from; −1 at the start. */
  previous = new Int32Array(4096);
  worth = new Int32Array(4096);
  length = 0;

  push(actor: number, meeting: number, previous: number, worth: number): number {
    if (this.length === this.actor.length) this.#grow();
    const at = this.length++;
    this.actor[at] = actor;
    this.meeting[at] = meeting;
    this.previous[at] = previous;
    this.worth[at] = worth;
    return at;
  }

  /** From the start to a label. */
  walk(label: number): Walk {
    const walk: Walk = [];
    for (let at = label; ; at = this.previous[at]!) {
      walk.push(this.actor[at]!);
      if (this.previous[at]! < 0) break;
      walk.push(this.meeting[at]!);
    }
    return walk.reverse();
  }

  #grow(): void {
    const longer = (array: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> => {
      const copy = new Int32Array(array.length * 2);
      copy.set(array);
      return copy;
    };
    this.actor = longer(this.actor);
    this.meeting = longer(this.meeting);
    this.previous = longer(this.previous);
    this.worth = longer(this.worth);
  }
}
