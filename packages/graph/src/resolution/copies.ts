import { fold } from "../text/fold.ts";

/** Words in a shingle: long enough that two reporters do not write the same one by chance. */
const SHINGLE = 5;
/** Bins of a text's signature. */
const BINS = 128;
/** Share of equal bins from which one text is a copy of the other. */
const COPY_FROM = 0.6;

/**
 * Signature of a text: the smallest hash of its word shingles in each bin (one-permutation min-hashing; Li, Owen,
 * Zhang, NIPS 2012). Equal bins estimate the share of shingles two texts have in common.
 */
const signature = (text: string): Uint32Array => {
  const words = fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
  const bins = new Uint32Array(BINS).fill(0xffffffff);
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

const alike = (one: Uint32Array, other: Uint32Array): number => {
  let equal = 0;
  let filled = 0;
  for (let bin = 0; bin < BINS; bin++) {
    const [a, b] = [one[bin]!, other[bin]!];
    if (a === 0xffffffff && b === 0xffffffff) continue;
    filled++;
    if (a === b) equal++;
  }
  return filled === 0 ? 1 : equal / filled;
};

/** Compares articles, each text being signed once, when it is first asked for. */
export class CopyFinder {
  readonly #signatures = new Map<number, Uint32Array>();
  readonly #textOf: (article: number) => string;

  constructor(textOf: (article: number) => string) {
    this.#textOf = textOf;
  }

  #signatureOf(article: number): Uint32Array {
    const known = this.#signatures.get(article);
    if (known) return known;
    const fresh = signature(this.#textOf(article));
    this.#signatures.set(article, fresh);
    return fresh;
  }

  /** The articles without copies of earlier ones in the list: of each text its first publication. */
  originals(articles: readonly number[]): number[] {
    const kept: number[] = [];
    if (articles.length < 2) return [...articles];
    for (const article of articles) {
      const own = this.#signatureOf(article);
      if (!kept.some((original) => alike(this.#signatureOf(original), own) >= COPY_FROM)) kept.push(article);
    }
    return kept;
  }
}
