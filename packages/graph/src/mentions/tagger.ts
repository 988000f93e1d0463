import type { Language } from "../language.ts";
import type { Scan } from "../lexicon/scan.ts";
import type { Word } from "../text/tokens.ts";
import {
  atDistance,
  endsChunk,
  LONGEST_CHUNK,
  POSITION_FEATURES,
  positionFeatures,
  type TokenSigns,
  tokenSigns,
  type WordFeatures,
  wordFeatures,
} from "./features.ts";
import { LABELS, mayFollow, type NameModel, OUTSIDE, TAGGED_KINDS, type TaggedKind } from "./model.ts";

/** A name as the tagger sees it: tokens `from` to `to`, end exclusive. */
export interface TaggedName {
  kind: TaggedKind;
  from: number;
  to: number;
}

/** What the tagger thinks of every token of a text. */
export interface Tags {
  /** Label of each token on the best path, an index into LABELS. */
  labels: Uint8Array;
  /** Probability that a token begins or goes on with a name of a kind, by kind and token. */
  likely(kind: TaggedKind, at: number): number;
  /** Probability that a name of this kind begins at a token. */
  begins(kind: TaggedKind, at: number): number;
}

const N = LABELS.length;
const WIDTH = 5;

interface CachedWord {
  features: WordFeatures;
  /** What the word adds to the scores of the tokens around it: label scores for distances -2 to 2. */
  scores: Float32Array;
}

/**
 * Tags names with a linear-chain conditional random field (Lafferty, McCallum and Pereira, 2001). The share that
 * a word by itself has in the scores of its neighbourhood never changes, so it is added up once per distinct word.
 * Time is linear in the number of tokens; memory of words ends with the words themselves.
 */
export class NameTagger {
  readonly #language: Language;
  readonly #model: NameModel;
  readonly #cache = new WeakMap<Word, CachedWord>();
  readonly #tags = new WeakMap<Scan, Tags>();
  readonly #allowed = new Float32Array((N + 1) * N);

  constructor(language: Language, model: NameModel) {
    this.#language = language;
    this.#model = model;
    for (let before = 0; before <= N; before++) {
      for (let after = 0; after < N; after++) {
        const legal = mayFollow(before === N ? OUTSIDE : before, after);
        this.#allowed[before * N + after] = legal
          ? model.transitions[before * N + after]!
          : Number.NEGATIVE_INFINITY;
      }
    }
  }

  /** Tags of a text, worked out when first asked for. */
  tags(scan: Scan): Tags {
    let tags = this.#tags.get(scan);
    if (!tags) {
      tags = this.#tag(scan);
      this.#tags.set(scan, tags);
    }
    return tags;
  }

  #tag(scan: Scan): Tags {
    const { tokens } = scan;
    const labels = new Uint8Array(tokens.length);
    const marginals = new Float32Array(tokens.length * N);
    const cached = tokens.map((token) => this.#word(token.word));
    const signs = tokenSigns(
      scan,
      cached.map((word) => word.features),
    );
    const features = cached.map((word) => word.features);
    const scores = new Float32Array(LONGEST_CHUNK * N);
    for (let from = 0; from < tokens.length; ) {
      let to = from + 1;
      while (to < tokens.length && to - from < LONGEST_CHUNK && !endsChunk(scan, to - 1)) to++;
      this.#score(cached, features, signs, from, to, scores);
      this.#decode(scores, from, to, labels);
      this.#weigh(scores, from, to, marginals);
      from = to;
    }
    return {
      labels,
      likely: (kind, at) => {
        const label = TAGGED_KINDS.indexOf(kind) * 2 + 1;
        return (marginals[at * N + label] ?? 0) + (marginals[at * N + label + 1] ?? 0);
      },
      begins: (kind, at) => marginals[at * N + TAGGED_KINDS.indexOf(kind) * 2 + 1] ?? 0,
    };
  }

  #word(word: Word): CachedWord {
    const known = this.#cache.get(word);
    if (known) return known;
    const features = wordFeatures(this.#language, word);
    const scores = new Float32Array(WIDTH * N);
    for (let distance = -2; distance <= 2; distance++) {
      const reach = features.reach[Math.abs(distance)]!;
      for (let index = 0; index < reach; index++) {
        this.#model.add(atDistance(features.hashes[index]!, distance), scores, (distance + 2) * N);
      }
    }
    const cached = { features, scores };
    this.#cache.set(word, cached);
    return cached;
  }

  /** Label scores of the tokens of one chunk. */
  #score(
    cached: readonly CachedWord[],
    features: readonly WordFeatures[],
    signs: TokenSigns,
    from: number,
    to: number,
    scores: Float32Array,
  ): void {
    const hashes = new Int32Array(POSITION_FEATURES);
    scores.fill(0, 0, (to - from) * N);
    for (let at = from; at < to; at++) {
      const row = (at - from) * N;
      for (let distance = -2; distance <= 2; distance++) {
        const other = at + distance;
        if (other < from || other >= to) continue;
        const share = cached[other]!.scores;
        const offset = (distance + 2) * N;
        for (let label = 0; label < N; label++) scores[row + label]! += share[offset + label]!;
      }
      const count = positionFeatures(signs, features, at, from, to, hashes);
      for (let index = 0; index < count; index++) this.#model.add(hashes[index]!, scores, row);
    }
  }

  /** Best path (Viterbi). */
  #decode(scores: Float32Array, from: number, to: number, labels: Uint8Array): void {
    const length = to - from;
    const best = new Float32Array(length * N);
    const back = new Uint8Array(length * N);
    for (let label = 0; label < N; label++) best[label] = scores[label]! + this.#allowed[N * N + label]!;
    for (let step = 1; step < length; step++) {
      for (let label = 0; label < N; label++) {
        let top = Number.NEGATIVE_INFINITY;
        let source = 0;
        for (let before = 0; before < N; before++) {
          const score = best[(step - 1) * N + before]! + this.#allowed[before * N + label]!;
          if (score > top) {
            top = score;
            source = before;
          }
        }
        best[step * N + label] = top + scores[step * N + label]!;
        back[step * N + label] = source;
      }
    }
    let label = 0;
    for (let other = 1; other < N; other++) {
      if (best[(length - 1) * N + other]! > best[(length - 1) * N + label]!) label = other;
    }
    for (let step = length - 1; step >= 0; step--) {
      labels[from + step] = label;
      label = back[step * N + label]!;
    }
  }

  /** Probabilities of labels (forward and backward sums, each step scaled to 1). */
  #weigh(scores: Float32Array, from: number, to: number, marginals: Float32Array): void {
    const length = to - from;
    const factor = new Float64Array(length * N);
    const forward = new Float64Array(length * N);
    const moves = this.#moves();
    for (let step = 0; step < length; step++) {
      let top = Number.NEGATIVE_INFINITY;
      for (let label = 0; label < N; label++) top = Math.max(top, scores[step * N + label]!);
      for (let label = 0; label < N; label++)
        factor[step * N + label] = Math.exp(scores[step * N + label]! - top);
    }
    for (let step = 0; step < length; step++) {
      let total = 0;
      for (let label = 0; label < N; label++) {
        let sum = 0;
        if (step === 0) sum = moves[N * N + label]!;
        else
          for (let before = 0; before < N; before++)
            sum += forward[(step - 1) * N + before]! * moves[before * N + label]!;
        sum *= factor[step * N + label]!;
        forward[step * N + label] = sum;
        total += sum;
      }
      for (let label = 0; label < N; label++) forward[step * N + label]! /= total;
    }
    let behind = new Float64Array(N).fill(1);
    for (let step = length - 1; step >= 0; step--) {
      let total = 0;
      for (let label = 0; label < N; label++) total += forward[step * N + label]! * behind[label]!;
      for (let label = 0; label < N; label++) {
        marginals[(from + step) * N + label] = (forward[step * N + label]! * behind[label]!) / total;
      }
      const next = new Float64Array(N);
      let scale = 0;
      for (let before = 0; before < N; before++) {
        let sum = 0;
        for (let label = 0; label < N; label++)
          sum += moves[before * N + label]! * factor[step * N + label]! * behind[label]!;
        next[before] = sum;
        scale += sum;
      }
      for (let label = 0; label < N; label++) next[label]! /= scale;
      behind = next;
    }
  }

  #movesMemo: Float64Array | null = null;
  #moves(): Float64Array {
    this.#movesMemo ??= Float64Array.from(this.#allowed, (score) => Math.exp(score));
    return this.#movesMemo;
  }
}

/** The names on the best path. */
export const taggedNames = (tags: Tags): TaggedName[] => {
  const found: TaggedName[] = [];
  const { labels } = tags;
  for (let at = 0; at < labels.length; ) {
    const label = labels[at]!;
    if (label === OUTSIDE) {
      at++;
      continue;
    }
    const kind = TAGGED_KINDS[(label - 1) >> 1]!;
    let to = at + 1;
    while (to < labels.length && labels[to] !== OUTSIDE && labels[to]! % 2 === 0) to++;
    found.push({ kind, from: at, to });
    at = to;
  }
  return found;
};
