import { SORT } from "../lexicon/sorts.ts";
import type { TokenSigns } from "./signs.ts";
import { mix } from "./wordFeatures.ts";

/* What the tagger looks at in a token's surroundings: sorts in a row, known names, and pairs of words. */

/** Most features that `sortFeatures` or `pairFeatures` yield. */
export const POSITION_FEATURES = 24;

/** One seed for each template. */
const SEEDS = Int32Array.from({ length: 129 }, (_, template) => mix(0x51ed27, template));

const featureOf = (template: number, a: number, b = 0, c = 0): number =>
  mix(mix(mix(SEEDS[template]!, a), b), c);

/** Features that the sorts of a token and of two before it make: few enough to tabulate. Returns how many. */
export const sortsBefore = (s2: number, s1: number, s0: number, into: Int32Array): number => {
  into[0] = featureOf(101, s0);
  into[1] = featureOf(102, s1);
  into[2] = featureOf(104, s2, s1);
  into[3] = featureOf(105, s1, s0);
  into[4] = featureOf(109, s2, s1, s0);
  return 5;
};

/** The same of a token and two behind it. */
export const sortsBehind = (s0: number, n1: number, n2: number, into: Int32Array): number => {
  into[0] = featureOf(103, n1);
  into[1] = featureOf(106, s0, n1);
  into[2] = featureOf(108, n1, n2);
  return 3;
};

/** Sort of the token at `distance` from `at` within its sentence [from, to). */
export const sortNear = (signs: TokenSigns, at: number, from: number, to: number): number =>
  at >= from && at < to ? signs.sort[at]! : SORT.outside;

/**
 * All other features of token `at` within its sentence [from, to): known names, and pairs of neighbours.
 * Written to `into`; returns how many.
 */
export const pairFeatures = (
  signs: TokenSigns,
  words: readonly { form: number; tail: number }[],
  at: number,
  from: number,
  to: number,
  into: Int32Array,
): number => {
  const { known } = signs;
  const s0 = signs.sort[at]!;
  const s1 = sortNear(signs, at - 1, from, to);
  const n1 = sortNear(signs, at + 1, from, to);
  const k0 = known[at]!;
  const k1 = at > from ? known[at - 1]! : 0;
  const kn = at + 1 < to ? known[at + 1]! : 0;
  const word = words[at]!;
  let count = 0;
  into[count++] = featureOf(107, s1, s0, n1);
  if (k0) {
    into[count++] = featureOf(110, k0);
    into[count++] = featureOf(111, k0, s1);
    into[count++] = featureOf(112, k0 & 0xff, s0);
    into[count++] = featureOf(113, k0, kn);
  }
  if (k1) {
    into[count++] = featureOf(114, k1);
    into[count++] = featureOf(115, k1, s0);
  }
  if (kn) {
    into[count++] = featureOf(116, kn);
    into[count++] = featureOf(117, kn, s0);
  }
  const echo = signs.echo[at]!;
  if (echo) {
    into[count++] = featureOf(127, echo, s0);
    into[count++] = featureOf(128, echo, s1, n1);
  }
  into[count++] = featureOf(118, word.tail, s1);
  into[count++] = featureOf(119, word.form, s1);
  into[count++] = featureOf(120, word.form, n1);
  if (at > from) {
    const before = words[at - 1]!;
    into[count++] = featureOf(121, before.form, word.form);
    into[count++] = featureOf(122, before.form, s0);
    into[count++] = featureOf(123, before.tail, word.tail);
    if (at > from + 1) into[count++] = featureOf(126, words[at - 2]!.form, before.form);
  }
  if (at + 1 < to) {
    const after = words[at + 1]!;
    into[count++] = featureOf(124, word.form, after.form);
    into[count++] = featureOf(125, after.form, s0);
  }
  return count;
};
