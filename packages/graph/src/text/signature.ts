import { fold } from "./fold.ts";

/** Words in a shingle: long enough that two reporters do not write the same one by chance. */
const SHINGLE = 5;
/** Bins of a text's signature. */
const BINS = 128;
const EMPTY = 0xffffffff;

/** Bins of one band, and how many bands: of texts that share four fifths of their shingles, 98 in 100 share a band. */
const ROWS = 4;
const BANDS = 8;

/** Share of equal bins from which one text is a copy of the other. */
export const COPY_FROM = 0.6;

/**
 * Signature of a text: the smallest hash of its word shingles in each bin (one-permutation min-hashing; Li, Owen,
 * Zhang, NIPS 2012). Equal bins estimate the share of shingles two texts have in common.
 *
 * @example
 * ```ts
 * textSignature(articles[0].text).length; // → 128
 * ```
 */
export const textSignature = (text: string): Uint32Array => {
  const words = fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
  const bins = new Uint32Array(BINS).fill(EMPTY);
  const hashes = words.map((word) => {
    let hash = 2166136261;
    for (let at = 0; at < word.length; at++) hash = Math.imul(hash ^ word.charCodeAt(at), 16777619);
    return hash;
  });
  for (let at = 0; at + SHINGLE <= hashes.length || at === 0; at++) {
    let hash = 0;
    for (let of = at; of < Math.min(at + SHINGLE, hashes.length); of++)
      hash = Math.imul(hash, 0x9e3779b1) + hashes[of]!;
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    hash = (Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35) ^ (hash >>> 16)) >>> 0;
    const bin = hash % BINS;
    if (hash < bins[bin]!) bins[bin] = hash;
  }
  return bins;
};

/**
 * Estimated share, 0..1, of the shingles that two texts have in common.
 *
 * @example
 * ```ts
 * const [one, other] = articles.map(({ text }) => textSignature(text));
 * textLikeness(one, one); // → 1
 * textLikeness(one, other) < COPY_FROM; // → true
 * ```
 */
export const textLikeness = (one: Uint32Array, other: Uint32Array): number => {
  let equal = 0;
  let filled = 0;
  for (let bin = 0; bin < BINS; bin++) {
    const [a, b] = [one[bin]!, other[bin]!];
    if (a === EMPTY && b === EMPTY) continue;
    filled++;
    if (a === b) equal++;
  }
  return filled === 0 ? 1 : equal / filled;
};

/**
 * Whole numbers below 2^52 of which copies share at least one, almost surely, and strangers none: what to look copies
 * up by (locality-sensitive banding; Leskovec, Rajaraman, Ullman, Mining of Massive Datasets, ch. 3). An empty bin
 * counts as the next filled one (densification; Shrivastava, Li, ICML 2014), so that short texts have bands too.
 *
 * @example
 * ```ts
 * signatureBands(textSignature(articles[0].text)).length; // → 8
 * ```
 */
export const signatureBands = (signature: Uint32Array): number[] => {
  const filled = (bin: number): number => {
    for (let step = 0; step < BINS; step++) {
      const value = signature[(bin + step) % BINS]!;
      if (value !== EMPTY) return value;
    }
    return EMPTY;
  };
  return Array.from({ length: BANDS }, (_, band) => {
    let [high, low] = [band + 1, 2166136261];
    for (let row = 0; row < ROWS; row++) {
      const value = filled(band * ROWS + row);
      low = Math.imul(low ^ value, 0x85ebca6b);
      low ^= low >>> 13;
      high = Math.imul(high ^ value, 0xc2b2ae35);
      high ^= high >>> 16;
    }
    return (high >>> 12) * 2 ** 32 + (low >>> 0);
  });
};
