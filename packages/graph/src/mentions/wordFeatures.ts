import type { Language } from "../language.ts";
import { lexicalWord } from "../lexicon/lexicalWord.ts";
import { SORT } from "../lexicon/sorts.ts";
import type { Word } from "../text/tokens.ts";

/* What the tagger looks at in a word by itself: its letters and what the tables of single words say of it. */

/**
 * Folds one more number into a hash (multiplicative, after Knuth; xor-shift spreads the high bits). Features are
 * 32-bit hashes: no string is built for any of them.
 */
export const mix = (hash: number, value: number): number => {
  const mixed = Math.imul(hash ^ value, 0x9e3779b1);
  return mixed ^ (mixed >>> 15);
};

const hashOf = (template: number, text: string, from = 0, to = text.length): number => {
  let hash = Math.imul(template, 0x85ebca6b);
  for (let at = from; at < to; at++) hash = mix(hash, text.charCodeAt(at));
  return mix(hash, to - from);
};

/** Hashes of one word, the most telling first: neighbours see the head of the list only. */
export interface WordFeatures {
  hashes: number[];
  /** How many of the hashes count at distance 0, 1 and 2. */
  reach: readonly [number, number, number];
  form: number;
  tail: number;
}

/** Letters of a word beyond these tell nothing. */
const LONGEST = 64;

export const wordFeatures = (language: Language, word: Word): WordFeatures => {
  const { folded, key, written } = word;
  const length = folded.length;
  const { sort, placeInNames: place } = lexicalWord(language, word);
  const hashes: number[] = [];
  const form = hashOf(1, folded);
  hashes.push(form);
  const far = hashes.length;
  const tail = hashOf(7, folded, Math.max(0, length - 2));
  if (sort === SORT.mark || sort === SORT.break || sort === SORT.number) {
    return { hashes, reach: [far, far, far], form, tail };
  }
  hashes.push(hashOf(2, key));
  if (length > 3) hashes.push(hashOf(3, folded, 0, 2), hashOf(4, folded, 0, 3));
  if (length > 2) hashes.push(tail);
  if (length > 3) hashes.push(hashOf(6, folded, length - 3));
  hashes.push(mix(mix(hashOf(8, ""), word.readings[0]?.definite ? 1 : 0), place));
  if (place) hashes.push(mix(hashOf(19, ""), place));
  const near = hashes.length;
  hashes.push(
    hashOf(9, folded, 0, 1),
    hashOf(10, folded, length - 1),
    mix(hashOf(11, ""), Math.min(length, 9)),
  );
  if (length > 4) hashes.push(hashOf(12, folded, 0, 4), hashOf(13, folded, length - 4));
  hashes.push(hashOf(14, written, 0, 2), hashOf(15, written, Math.max(0, written.length - 1)));
  for (let at = 0; at + 2 <= Math.min(length, LONGEST); at++) hashes.push(hashOf(16, folded, at, at + 2));
  for (let at = 0; at + 3 <= Math.min(length, LONGEST); at++) hashes.push(hashOf(17, folded, at, at + 3));
  for (const reading of word.readings) {
    if (reading.proclitic !== "" && reading.key.length > 2) hashes.push(hashOf(18, reading.key));
  }
  return { hashes, reach: [hashes.length, near, far], form, tail };
};

const SALTS = [0x3c6ef372, 0x1b873593, 0, 0x27d4eb2f, 0x165667b1] as const;

/** The hash of a word's feature when the word stands at `distance` (-2 to 2) from the token judged. */
export const atDistance = (hash: number, distance: number): number => mix(hash, SALTS[distance + 2]!);
