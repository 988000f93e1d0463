import { QueryError, within } from "./filter.ts";
import type { Page } from "./types.ts";

const DEFAULT_LIMIT = 50;
const LARGEST_LIMIT = 1000;

/** Rows to return. @throws QueryError outside 1–1000. */
export const limitOf = (page: Page): number => within("limit", page.limit ?? DEFAULT_LIMIT, 1, LARGEST_LIMIT);

/** Where a row stands in its order: numbers first, its id last. Rows that come or go do not move the others. */
export type Key = readonly [...number[], string];

export const writeCursor = (key: Key): string => encodeURIComponent(JSON.stringify(key));

/** @throws QueryError when the text is no cursor of a list with `numbers` numeric keys. */
export const readCursor = (cursor: string | undefined, numbers: number): Key | null => {
  if (cursor === undefined) return null;
  try {
    const key: unknown = JSON.parse(decodeURIComponent(cursor));
    if (
      Array.isArray(key) &&
      key.length === numbers + 1 &&
      key.slice(0, numbers).every((part) => typeof part === "number") &&
      typeof key[numbers] === "string"
    ) {
      return key as unknown as Key;
    }
  } catch {
    // Falls through: broken percent signs and broken JSON are one mistake to the caller.
  }
  throw new QueryError("cursor", "cursor: not one that this list gave out");
};

/**
 * The first `limit` of many in an order, without sorting the rest: a heap of the best so far, worst on top.
 * @param before whether a comes before b; a total order.
 */
export class Best {
  readonly #limit: number;
  readonly #before: (a: number, b: number) => boolean;
  readonly #heap: number[] = [];

  constructor(limit: number, before: (a: number, b: number) => boolean) {
    this.#limit = limit;
    this.#before = before;
  }

  offer(item: number): void {
    const heap = this.#heap;
    if (heap.length < this.#limit) {
      heap.push(item);
      this.#up(heap.length - 1);
    } else if (this.#before(item, heap[0]!)) {
      heap[0] = item;
      this.#down();
    }
  }

  get length(): number {
    return this.#heap.length;
  }

  sorted(): number[] {
    return this.#heap.toSorted((a, b) => (this.#before(a, b) ? -1 : 1));
  }

  #up(from: number): void {
    const heap = this.#heap;
    let at = from;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.#before(heap[parent]!, heap[at]!)) return;
      [heap[parent], heap[at]] = [heap[at]!, heap[parent]!];
      at = parent;
    }
  }

  #down(): void {
    const heap = this.#heap;
    for (let at = 0; ; ) {
      let worst = at;
      for (let child = 2 * at + 1; child <= 2 * at + 2 && child < heap.length; child++) {
        if (this.#before(heap[worst]!, heap[child]!)) worst = child;
      }
      if (worst === at) return;
      [heap[worst], heap[at]] = [heap[at]!, heap[worst]!];
      at = worst;
    }
  }
}
