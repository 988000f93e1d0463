import { byCode } from "./ids.ts";
import type { NameKey } from "./nameKey.ts";
import { skeleton } from "./transliteration.ts";

/** Names with more parts than this are compared by their first ones and the last. */
const MAX_PARTS = 5;
/** In larger blocks a name is compared only with its neighbours in the alphabet, so that cost stays linear. */
const FULL_BLOCK = 48;
const NEIGHBOURS = 12;

/** All ways to lose one consonant: two skeletons one step apart share one of these. */
const withOneLess = (codes: string): string[] => {
  const forms = [codes];
  if (codes.length >= 3)
    for (let at = 0; at < codes.length; at++) forms.push(codes.slice(0, at) + codes.slice(at + 1));
  return forms;
};

/** Keys under which a full name may meet its other spellings, in either script. */
export const blockKeys = (name: NameKey): ReadonlySet<string> => {
  const parts =
    name.parts.length > MAX_PARTS ? [...name.parts.slice(0, MAX_PARTS - 1), name.parts.at(-1)!] : name.parts;
  // A name without consonant classes (هوى) is its own code.
  const codes = parts.map((part) => skeleton(part.bare) || part.bare);
  const keys = new Set<string>();
  for (let i = 0; i < codes.length; i++)
    for (let j = i + 1; j < codes.length; j++) keys.add(`${codes[i]} ${codes[j]}`);
  const [first, last] = [codes[0]!, codes.at(-1)!];
  for (const code of withOneLess(last)) keys.add(`${first} ~${code}`);
  for (const code of withOneLess(first)) keys.add(`~${code} ${last}`);
  return keys;
};

/** Names filed under their keys, to be asked again and again: the persons of data/world. */
export type NameBlocks = ReadonlyMap<string, readonly number[]>;

/**
 * Files all names of two parts or more, each as its index.
 * @param keysOf {@link blockKeys}, or a memory of them
 */
export const fileNames = (names: readonly NameKey[], keysOf: typeof blockKeys): NameBlocks => {
  const blocks = new Map<string, number[]>();
  const order = names
    .map((_, index) => index)
    .sort((one, other) => byCode(names[one]!.key, names[other]!.key) || one - other);
  for (const index of order) {
    const name = names[index]!;
    if (name.parts.length < 2) continue;
    for (const key of keysOf(name)) {
      const block = blocks.get(key);
      if (block) block.push(index);
      else blocks.set(key, [index]);
    }
  }
  return blocks;
};

/** Numbers two indexes as one; both stay below 2²⁶. */
const PAIR = 2 ** 26;

const inOrder = (pairs: ReadonlySet<number>): [number, number][] =>
  [...pairs].sort((one, other) => one - other).map((pair) => [Math.floor(pair / PAIR), pair % PAIR]);

/**
 * Pairs of names worth comparing, as indexes into `names`, smaller first, each once, in a fixed order. Names of one
 * part are left out. Cost grows with the number of names times a constant, however many share a block.
 */
export const candidatePairs = (names: readonly NameKey[], keysOf: typeof blockKeys): [number, number][] => {
  const pairs = new Set<number>();
  for (const block of fileNames(names, keysOf).values()) {
    const reach = block.length > FULL_BLOCK ? NEIGHBOURS : block.length;
    for (let i = 0; i < block.length; i++)
      for (let j = i + 1; j < Math.min(block.length, i + 1 + reach); j++)
        pairs.add(Math.min(block[i]!, block[j]!) * PAIR + Math.max(block[i]!, block[j]!));
  }
  return inOrder(pairs);
};

/** Pairs of a name and a filed one worth comparing: index into `names`, then index of the filed name. */
export const candidatesAmong = (
  names: readonly NameKey[],
  filed: NameBlocks,
  keysOf: typeof blockKeys,
): [number, number][] => {
  const pairs = new Set<number>();
  names.forEach((name, index) => {
    if (name.parts.length < 2) return;
    for (const key of keysOf(name)) for (const other of filed.get(key) ?? []) pairs.add(index * PAIR + other);
  });
  return inOrder(pairs);
};
