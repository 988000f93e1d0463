import type { Language } from "../../src/language.ts";
import { encodeModel, LABELS, mayFollow, OUTSIDE } from "../../src/mentions/model.ts";
import {
  POSITION_FEATURES,
  pairFeatures,
  sortNear,
  sortsBefore,
  sortsBehind,
} from "../../src/mentions/pairFeatures.ts";
import { endsChunk, LONGEST_CHUNK, tokenSigns } from "../../src/mentions/signs.ts";
import { atDistance, type WordFeatures, wordFeatures } from "../../src/mentions/wordFeatures.ts";
import type { Word } from "../../src/text/tokens.ts";
import type { Block } from "./corpus.ts";

export interface TrainingOptions {
  /** Passes over the corpus. */
  epochs: number;
  /** AdaGrad's step. */
  rate: number;
  /** Strength of the pull of weights towards zero (L1, by truncation: Duchi and others, 2011). */
  sparsity: number;
  /** Share of the sentences in which words are hidden, so that letters and surroundings learn to stand alone. */
  hide: number;
  /** Features seen fewer times are left out. */
  least: number;
  seed: number;
}

export const DEFAULTS: TrainingOptions = {
  epochs: 14,
  rate: 0.1,
  sparsity: 5e-6,
  hide: 0.15,
  least: 1,
  seed: 7,
};

const N = LABELS.length;

interface Example {
  gold: Uint8Array;
  /** Feature rows of each token: indexes into `features`, from offsets[t] to offsets[t + 1]. */
  offsets: Int32Array;
  features: Int32Array;
  /** How many of a token's features (the first ones) do not know which word it is. */
}

/** mulberry32: small, seeded, good enough to shuffle with. */
const random = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
};

/** Hashes of all features of all sentences. */
const extract = (
  language: Language,
  blocks: readonly Block[],
): { hashes: Int32Array; offsets: Int32Array; gold: Uint8Array }[] => {
  const memory = new Map<Word, WordFeatures>();
  const featuresOf = (word: Word): WordFeatures => {
    let known = memory.get(word);
    if (!known) {
      known = wordFeatures(language, word);
      memory.set(word, known);
    }
    return known;
  };
  const found: { hashes: Int32Array; offsets: Int32Array; gold: Uint8Array }[] = [];
  const buffer = new Int32Array(POSITION_FEATURES);
  for (const { scan, labels } of blocks) {
    const words = scan.tokens.map((token) => featuresOf(token.word));
    const signs = tokenSigns(scan);
    for (let from = 0; from < words.length; ) {
      let to = from + 1;
      while (to < words.length && to - from < LONGEST_CHUNK && !endsChunk(scan, to - 1)) to++;
      const hashes: number[] = [];
      const take = (count: number): void => {
        for (let index = 0; index < count; index++) hashes.push(buffer[index]!);
      };
      const offsets = new Int32Array(to - from + 1);
      for (let at = from; at < to; at++) {
        for (let distance = -2; distance <= 2; distance++) {
          const other = words[at + distance];
          if (at + distance < from || at + distance >= to || !other) continue;
          const reach = other.reach[Math.abs(distance)]!;
          for (let index = 0; index < reach; index++) hashes.push(atDistance(other.hashes[index]!, distance));
        }
        const sort = (near: number): number => sortNear(signs, near, from, to);
        take(sortsBefore(sort(at - 2), sort(at - 1), sort(at), buffer));
        take(sortsBehind(sort(at), sort(at + 1), sort(at + 2), buffer));
        take(pairFeatures(signs, words, at, from, to, buffer));
        offsets[at - from + 1] = hashes.length;
      }
      found.push({ hashes: Int32Array.from(hashes), offsets, gold: labels.slice(from, to) });
      from = to;
    }
  }
  return found;
};

/**
 * Trains the tagger: conditional likelihood by stochastic gradient with AdaGrad steps and L1 truncation.
 * Deterministic for equal input and options. Returns the model file's bytes.
 */
export const train = (
  language: Language,
  blocks: readonly Block[],
  options: TrainingOptions = DEFAULTS,
): Uint8Array => {
  const extracted = extract(language, blocks);
  const counts = new Map<number, number>();
  for (const { hashes } of extracted)
    for (const hash of hashes) counts.set(hash, (counts.get(hash) ?? 0) + 1);
  const rows = new Map<number, number>();
  for (const [hash, count] of counts) if (count >= options.least) rows.set(hash, rows.size);
  const examples: Example[] = extracted.map(({ hashes, offsets, gold }) => {
    const features: number[] = [];
    const kept = new Int32Array(offsets.length);
    for (let at = 0; at + 1 < offsets.length; at++) {
      for (let index = offsets[at]!; index < offsets[at + 1]!; index++) {
        const row = rows.get(hashes[index]!);
        if (row !== undefined) features.push(row);
      }
      kept[at + 1] = features.length;
    }
    return { gold, offsets: kept, features: Int32Array.from(features) };
  });

  const weights = new Float32Array(rows.size * N);
  const squares = new Float32Array(rows.size * N).fill(1e-4);
  const transitions = new Float32Array((N + 1) * N);
  const moveSquares = new Float32Array((N + 1) * N).fill(1e-4);
  const mean = new Float32Array(rows.size * N);
  const moveMean = new Float32Array((N + 1) * N);
  let summed = 0;
  const next = random(options.seed);
  const order = examples.map((_, at) => at);
  /** Truncation grows with the number of updates, applied when a feature is next seen. */
  const stampOf = new Int32Array(rows.size);
  let clock = 0;

  const scores = new Float64Array(LONGEST_CHUNK * N);
  const forward = new Float64Array(LONGEST_CHUNK * N);
  const behind = new Float64Array(LONGEST_CHUNK * N);
  const marginal = new Float64Array(LONGEST_CHUNK * N);
  const moves = new Float64Array((N + 1) * N);
  const dropped = new Uint8Array(rows.size);

  const update = (row: number, label: number, gradient: number): void => {
    const index = row * N + label;
    squares[index]! += gradient * gradient;
    weights[index]! += (options.rate * gradient) / Math.sqrt(squares[index]!);
  };
  const truncate = (row: number): void => {
    const passed = clock - stampOf[row]!;
    stampOf[row] = clock;
    if (passed === 0 || options.sparsity === 0) return;
    for (let index = row * N; index < row * N + N; index++) {
      const weight = weights[index]!;
      if (weight === 0) continue;
      const pull = (options.rate * options.sparsity * passed) / Math.sqrt(squares[index]!);
      weights[index] = weight > 0 ? Math.max(0, weight - pull) : Math.min(0, weight + pull);
    }
  };

  for (let epoch = 0; epoch < options.epochs; epoch++) {
    for (let at = order.length - 1; at > 0; at--) {
      const other = Math.floor(next() * (at + 1));
      [order[at], order[other]] = [order[other]!, order[at]!];
    }
    for (const which of order) {
      const { gold, offsets, features } = examples[which]!;
      const length = gold.length;
      clock += length;
      for (let before = 0; before <= N; before++) {
        for (let after = 0; after < N; after++) {
          const legal = mayFollow(before === N ? OUTSIDE : before, after);
          moves[before * N + after] = legal ? Math.exp(transitions[before * N + after]!) : 0;
        }
      }
      const hidden: number[] = [];
      if (options.hide > 0) {
        for (const row of features) {
          if (next() < options.hide && !dropped[row]) {
            dropped[row] = 1;
            hidden.push(row);
          }
        }
      }
      scores.fill(0, 0, length * N);
      for (let step = 0; step < length; step++) {
        for (let index = offsets[step]!; index < offsets[step + 1]!; index++) {
          const row = features[index]!;
          if (dropped[row]) continue;
          truncate(row);
          for (let label = 0; label < N; label++) scores[step * N + label]! += weights[row * N + label]!;
        }
        let top = Number.NEGATIVE_INFINITY;
        for (let label = 0; label < N; label++) top = Math.max(top, scores[step * N + label]!);
        for (let label = 0; label < N; label++)
          scores[step * N + label] = Math.exp(scores[step * N + label]! - top);
      }
      for (let step = 0; step < length; step++) {
        let total = 0;
        for (let label = 0; label < N; label++) {
          let sum = 0;
          if (step === 0) sum = moves[N * N + label]!;
          else
            for (let before = 0; before < N; before++)
              sum += forward[(step - 1) * N + before]! * moves[before * N + label]!;
          sum *= scores[step * N + label]!;
          forward[step * N + label] = sum;
          total += sum;
        }
        for (let label = 0; label < N; label++) forward[step * N + label]! /= total;
      }
      for (let label = 0; label < N; label++) behind[(length - 1) * N + label] = 1;
      for (let step = length - 1; step > 0; step--) {
        let total = 0;
        for (let before = 0; before < N; before++) {
          let sum = 0;
          for (let label = 0; label < N; label++)
            sum += moves[before * N + label]! * scores[step * N + label]! * behind[step * N + label]!;
          behind[(step - 1) * N + before] = sum;
          total += sum;
        }
        for (let label = 0; label < N; label++) behind[(step - 1) * N + label]! /= total;
      }
      for (let step = 0; step < length; step++) {
        let total = 0;
        for (let label = 0; label < N; label++)
          total += forward[step * N + label]! * behind[step * N + label]!;
        for (let label = 0; label < N; label++)
          marginal[step * N + label] = (forward[step * N + label]! * behind[step * N + label]!) / total;
      }
      for (let step = 0; step < length; step++) {
        for (let label = 0; label < N; label++) {
          const gradient = (gold[step] === label ? 1 : 0) - marginal[step * N + label]!;
          if (Math.abs(gradient) < 1e-5) continue;
          for (let index = offsets[step]!; index < offsets[step + 1]!; index++) {
            const row = features[index]!;
            if (!dropped[row]) update(row, label, gradient);
          }
        }
        const before = step === 0 ? N : gold[step - 1]!;
        if (step === 0) {
          for (let label = 0; label < N; label++)
            move(N, label, (gold[0] === label ? 1 : 0) - marginal[label]!);
        } else {
          let total = 0;
          for (let a = 0; a < N; a++)
            for (let b = 0; b < N; b++)
              total +=
                forward[(step - 1) * N + a]! *
                moves[a * N + b]! *
                scores[step * N + b]! *
                behind[step * N + b]!;
          for (let a = 0; a < N; a++) {
            for (let b = 0; b < N; b++) {
              if (moves[a * N + b] === 0) continue;
              const expected =
                (forward[(step - 1) * N + a]! *
                  moves[a * N + b]! *
                  scores[step * N + b]! *
                  behind[step * N + b]!) /
                total;
              move(a, b, (before === a && gold[step] === b ? 1 : 0) - expected);
            }
          }
        }
      }
      for (const row of hidden) dropped[row] = 0;
    }
    // The mean over the later passes is steadier than the last (Polyak and Juditsky, 1992).
    if (epoch < options.epochs / 2) continue;
    for (let row = 0; row < rows.size; row++) truncate(row);
    for (let index = 0; index < weights.length; index++) mean[index]! += weights[index]!;
    for (let index = 0; index < transitions.length; index++) moveMean[index]! += transitions[index]!;
    summed++;
  }
  function move(before: number, after: number, gradient: number): void {
    const index = before * N + after;
    moveSquares[index]! += gradient * gradient;
    transitions[index]! += (options.rate * gradient) / Math.sqrt(moveSquares[index]!);
  }

  const kept = new Map<number, Float32Array>();
  for (let index = 0; index < mean.length; index++) mean[index]! /= summed;
  for (let index = 0; index < moveMean.length; index++) moveMean[index]! /= summed;
  for (const [hash, row] of rows) {
    const own = mean.subarray(row * N, row * N + N);
    if (own.some((weight) => Math.abs(weight) > 0.02)) kept.set(hash, own);
  }
  return encodeModel(kept, moveMean);
};
