import type { Route } from "./routes.ts";

export interface Kept {
  route: Route;
  body: Buffer;
}

/** Bodies of answers already given, per snapshot: an answer is a function of the snapshot and the address. */
export class BodyCache {
  readonly #capacity: number;
  readonly #largest: number;
  #version = "";
  #size = 0;
  #bodies = new Map<string, Kept>();

  /** @param capacity in bytes of bodies and addresses */
  constructor(capacity: number) {
    this.#capacity = capacity;
    // One large page must not push out thousands of small ones.
    this.#largest = capacity / 64;
  }

  get(version: string, key: string): Kept | undefined {
    return version === this.#version ? this.#bodies.get(key) : undefined;
  }

  set(version: string, key: string, kept: Kept): void {
    if (version !== this.#version) {
      this.#version = version;
      this.#bodies = new Map();
      this.#size = 0;
    }
    const cost = costOf(key, kept);
    if (cost > this.#largest) return;
    const old = this.#bodies.get(key);
    if (old !== undefined) this.#size -= costOf(key, old);
    this.#bodies.set(key, kept);
    this.#size += cost;
    // Oldest first: insertion order is good enough for a cache that is dropped with each swap.
    for (const [oldest, its] of this.#bodies) {
      if (this.#size <= this.#capacity) break;
      this.#bodies.delete(oldest);
      this.#size -= costOf(oldest, its);
    }
  }
}

const costOf = (key: string, { body }: Kept): number => body.length + 2 * key.length + 200;
