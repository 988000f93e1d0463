/** Bodies of answers already given, per snapshot: an answer is a function of the snapshot and the address. */
export class BodyCache {
  readonly #capacity: number;
  readonly #largest: number;
  #version = "";
  #size = 0;
  #bodies = new Map<string, Buffer>();

  /** @param capacity in bytes of bodies and addresses */
  constructor(capacity: number) {
    this.#capacity = capacity;
    // One large page must not push out thousands of small ones.
    this.#largest = capacity / 64;
  }

  get(version: string, key: string): Buffer | undefined {
    return version === this.#version ? this.#bodies.get(key) : undefined;
  }

  set(version: string, key: string, body: Buffer): void {
    if (version !== this.#version) {
      this.#version = version;
      this.#bodies = new Map();
      this.#size = 0;
    }
    const cost = body.length + 2 * key.length + 200;
    if (cost > this.#largest) return;
    const old = this.#bodies.get(key);
    if (old !== undefined) this.#size -= old.length + 2 * key.length + 200;
    this.#bodies.set(key, body);
    this.#size += cost;
    // Oldest first: insertion order is good enough for a cache that is dropped with each swap.
    for (const [oldest, oldBody] of this.#bodies) {
      if (this.#size <= this.#capacity) break;
      this.#bodies.delete(oldest);
      this.#size -= oldBody.length + 2 * oldest.length + 200;
    }
  }
}
