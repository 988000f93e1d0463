import { afterEach, expect, test } from "vitest";
import { HOSTILE } from "../../bench/hostile.ts";
import { ar } from "../../src/ar/index.ts";
import { extractor } from "../../src/extract.ts";
import { Scan } from "../../src/lexicon/scan.ts";
import { Clause } from "../../src/meetings/clause.ts";

/** Steps through lists and questions to text and sentence, since they were last counted. */
let steps = 0;
const restore: (() => void)[] = [];

const wrap = (
  owner: object,
  key: string | symbol,
  cost: (self: unknown, result: unknown) => number,
): void => {
  const own = Object.getOwnPropertyDescriptor(owner, key)!;
  const call = own.value as (...args: unknown[]) => unknown;
  restore.push(() => Object.defineProperty(owner, key, own));
  Object.defineProperty(owner, key, {
    ...own,
    value(this: unknown, ...args: unknown[]) {
      const result = call.apply(this, args);
      steps += cost(this, result);
      return result;
    },
  });
};

/** Whatever goes through a list takes as many steps as the list is long, at most; a question to a stage takes one. */
const count = (): void => {
  const throughAll = "every some find findLast findIndex filter map flatMap forEach reduce includes indexOf";
  for (const name of throughAll.split(" ")) wrap(Array.prototype, name, (list) => (list as unknown[]).length);
  wrap(Array.prototype, "slice", (_, part) => (part as unknown[]).length);
  wrap(Array.prototype, Symbol.iterator, (list) => (list as unknown[]).length);
  for (const stage of [Scan.prototype, Clause.prototype]) {
    for (const name of Object.getOwnPropertyNames(stage))
      if (name !== "constructor") wrap(stage, name, () => 1);
  }
};

const uncount = (): void => {
  for (const undo of restore.splice(0).reverse()) undo();
};

afterEach(uncount);

const extract = extractor(ar);

const work = (text: string): number => {
  steps = 0;
  count();
  extract({ id: "x", text, publishedAt: "2020-03-15" });
  uncount();
  return steps;
};

/** Beyond every bound up to which a stage may look around: a thousand tokens of a sentence, 250 mentions, 100 meetings. */
const SIZE = 1000;

test.each(Object.entries(HOSTILE))("a text twice as long is twice the work: %s", (_, write) => {
  const once = work(write(SIZE));
  expect(once).toBeGreaterThan(0);
  expect(work(write(2 * SIZE)) / once).toBeLessThan(2.4);
});

test("a hundred thousand times one name is read", () => {
  const { entities } = extract({ id: "x", text: "سامح شكري ".repeat(100_000) });
  expect(entities.flatMap((entity) => entity.mentions).length).toBeGreaterThan(99_000);
});
