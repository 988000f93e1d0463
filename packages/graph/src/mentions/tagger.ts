import type { Language, NameModel } from "../language.ts";
import type { Scan } from "../lexicon/scan.ts";
import { SORTS } from "../lexicon/sorts.ts";
import type { Word } from "../text/tokens.ts";
import { LABELS, mayFollow, OUTSIDE, TAGGED_KINDS, type TaggedKind } from "./model.ts";
import { POSITION_FEATURES, pairFeatures, sortNear, sortsBefore, sortsBehind } from "./pairFeatures.ts";
import { echoesOf, endsChunk, isTelling, LONGEST_CHUNK, type TokenSigns, tokenSigns } from "./signs.ts";
import { atDistance, wordFeatures } from "./wordFeatures.ts";

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
/** The label with which a name of a kind begins; the next one goes on with it. */
const BEGINS: Readonly<Record<TaggedKind, number>> = {
  person: LABELS.indexOf("B-person"),
  organization: LABELS.indexOf("B-organization"),
  place: LABELS.indexOf("B-place"),
};

/** How many tokens away a word still tells of a token. */
const REACH = 2;
/** The shares of a word stand in a row: first that for the token farthest before it. */
const WIDTH = (2 * REACH + 1) * N;

/** A word that is surely a name once is given this much when it is said again nearby, in log odds. */
const SAID_AGAIN = 2.5;
/** Probability from which a word is surely part of a person's name. */
const SURE = 0.8;

/** Words whose shares stand in one array: small arrays of their own would each cost more than they hold. */
const PAGE = 512;

/** What is worked out once for all tokens of a word. */
interface TaggedWord {
  by: NameTagger;
  form: number;
  tail: number;
  /**
   * What the word adds to the scores of the tokens around it, from `offset` on: label scores of the token two before
   * it, one before it, and so on to two behind it.
   */
  page: Int16Array;
  offset: number;
}

/** Sums of weights by three sorts in a row, worked out when first met. */
class SortTable {
  readonly #sums = new Int16Array(SORTS * SORTS * SORTS * N);
  readonly #known = new Uint8Array(SORTS * SORTS * SORTS);
  readonly #hashes = new Int32Array(POSITION_FEATURES);
  readonly #model: NameModel;
  readonly #features: (a: number, b: number, c: number, into: Int32Array) => number;

  constructor(model: NameModel, features: (a: number, b: number, c: number, into: Int32Array) => number) {
    this.#model = model;
    this.#features = features;
  }

  add(a: number, b: number, c: number, into: Int32Array): void {
    const cell = (a * SORTS + b) * SORTS + c;
    const from = cell * N;
    if (this.#known[cell] === 0) {
      this.#known[cell] = 1;
      const count = this.#features(a, b, c, this.#hashes);
      for (let index = 0; index < count; index++) this.#model.add(this.#hashes[index]!, this.#sums, from);
    }
    for (let label = 0; label < N; label++) into[label]! += this.#sums[from + label]!;
  }
}

/** Tokens of a sentence that are weighed together; those between stretches are no names. */
interface Stretch {
  from: number;
  to: number;
  sentence: { from: number; to: number };
}

/** Cuts the sentence [from, to) into its stretches of telling words, each with one word on either side. */
const addStretches = (signs: TokenSigns, from: number, to: number, stretches: Stretch[]): void => {
  const sentence = { from, to };
  let open: Stretch | null = null;
  for (let at = from; at < to; at++) {
    if (!isTelling(signs, at)) continue;
    if (open && at - 1 <= open.to) open.to = Math.min(to, at + 2);
    else {
      open = { from: Math.max(from, at - 1), to: Math.min(to, at + 2), sentence };
      stretches.push(open);
    }
  }
};

/** Room for one stretch, used again for every one. */
class Workspace {
  /** Sums of weights of one token by label, in the model's units. */
  readonly sums = new Int32Array(N);
  /** The same in log odds, by token and label. */
  readonly scores = new Float32Array(LONGEST_CHUNK * N);
  readonly best = new Float32Array(LONGEST_CHUNK * N);
  readonly back = new Uint8Array(LONGEST_CHUNK * N);
  readonly factor = new Float64Array(LONGEST_CHUNK * N);
  readonly forward = new Float64Array(LONGEST_CHUNK * N);
  readonly behind = new Float64Array(N);
  readonly next = new Float64Array(N);
  readonly hashes = new Int32Array(POSITION_FEATURES);
}

/**
 * Tags names with a linear-chain conditional random field (Lafferty, McCallum and Pereira, 2001). The share that
 * a word by itself has in the scores of its neighbourhood never changes, so it is added up once per distinct word.
 * A second look hears echoes: who is surely named once lends certainty to the same word elsewhere in the text.
 * Time is linear in the number of tokens; memory of words ends with the words themselves.
 */
export class NameTagger {
  readonly #language: Language;
  readonly #model: NameModel;
  #page = new Int16Array(PAGE * WIDTH);
  #used = 0;
  /** Tags of the text last asked about: a text is read to its end before the next. */
  #last: { scan: Scan; tags: Tags } | null = null;
  readonly #allowed = new Float32Array((N + 1) * N);
  readonly #moves: Float64Array;
  readonly #before: SortTable;
  readonly #behind: SortTable;
  readonly #work = new Workspace();
  /** Stands where a sentence has no word. */
  readonly #nobody: TaggedWord = { by: this, form: 0, tail: 0, page: new Int16Array(WIDTH), offset: 0 };

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
    this.#moves = Float64Array.from(this.#allowed, (score) => Math.exp(score));
    this.#before = new SortTable(model, sortsBefore);
    this.#behind = new SortTable(model, sortsBehind);
  }

  /** Tags of a text, worked out when first asked for. */
  tags(scan: Scan): Tags {
    if (this.#last?.scan !== scan) this.#last = { scan, tags: this.#tag(scan) };
    return this.#last.tags;
  }

  #tag(scan: Scan): Tags {
    const { tokens } = scan;
    const count = tokens.length;
    const labels = new Uint8Array(count);
    const marginals = new Float32Array(count * N);
    const words: TaggedWord[] = new Array(count);
    const signs = tokenSigns(scan);
    const likely = (kind: TaggedKind, at: number): number => {
      const label = BEGINS[kind];
      return (marginals[at * N + label] ?? 0) + (marginals[at * N + label + 1] ?? 0);
    };
    const stretches: Stretch[] = [];
    for (let from = 0; from < count; ) {
      let to = from + 1;
      while (to < count && to - from < LONGEST_CHUNK && !endsChunk(scan, to - 1)) to++;
      addStretches(signs, from, to, stretches);
      from = to;
    }
    for (const stretch of stretches) {
      const last = Math.min(stretch.sentence.to, stretch.to + REACH);
      for (let at = Math.max(stretch.sentence.from, stretch.from - REACH); at < last; at++)
        words[at] ??= this.#taggedOf(tokens[at]!.word);
      this.#score(words, signs, stretch);
      this.#decode(stretch, labels);
      this.#weigh(stretch, marginals);
    }
    const echo = echoesOf(scan, signs.sort, (at) => likely("person", at) >= SURE);
    const doubtful = (at: number): boolean => echo[at] !== 0 && likely("person", at) < SURE;
    for (const stretch of stretches) {
      const { from, to } = stretch;
      let found = false;
      for (let at = from; at < to && !found; at++) found = doubtful(at);
      if (!found) continue;
      this.#score(words, signs, stretch);
      for (let at = from; at < to; at++) {
        if (!doubtful(at)) continue;
        const row = (at - from) * N + BEGINS.person;
        this.#work.scores[row]! += SAID_AGAIN;
        this.#work.scores[row + 1]! += SAID_AGAIN;
      }
      this.#decode(stretch, labels);
      this.#weigh(stretch, marginals);
    }
    return {
      labels,
      likely,
      begins: (kind, at) => marginals[at * N + BEGINS[kind]] ?? 0,
    };
  }

  /** Words far from any name are never looked into. */
  #taggedOf(word: Word): TaggedWord {
    let tagged = word.tagged as TaggedWord | undefined;
    if (tagged?.by !== this) {
      tagged = this.#tagged(word);
      word.tagged = tagged;
    }
    return tagged;
  }

  #tagged(word: Word): TaggedWord {
    const { form, tail, hashes, reach } = wordFeatures(this.#language, word);
    if (this.#used === this.#page.length) {
      this.#page = new Int16Array(PAGE * WIDTH);
      this.#used = 0;
    }
    const page = this.#page;
    const offset = this.#used;
    this.#used += WIDTH;
    for (let distance = -REACH; distance <= REACH; distance++) {
      const seen = reach[Math.abs(distance)]!;
      const to = offset + (REACH - distance) * N;
      for (let index = 0; index < seen; index++)
        this.#model.add(atDistance(hashes[index]!, distance), page, to);
    }
    return { by: this, form, tail, page, offset };
  }

  /** Label scores of the tokens of one stretch. */
  #score(words: readonly TaggedWord[], signs: TokenSigns, stretch: Stretch): void {
    const { sums, scores, hashes } = this.#work;
    const { step } = this.#model;
    const { from, to } = stretch.sentence;
    const wordAt = (at: number): TaggedWord => (at >= from && at < to ? words[at]! : this.#nobody);
    for (let at = stretch.from; at < stretch.to; at++) {
      // Each of the five words adds what it has for a token at its distance.
      const far = wordAt(at - 2);
      const before = wordAt(at - 1);
      const here = words[at]!;
      const after = wordAt(at + 1);
      const last = wordAt(at + 2);
      for (let label = 0; label < N; label++) {
        sums[label] =
          far.page[far.offset + 4 * N + label]! +
          before.page[before.offset + 3 * N + label]! +
          here.page[here.offset + 2 * N + label]! +
          after.page[after.offset + N + label]! +
          last.page[last.offset + label]!;
      }
      const sort = signs.sort[at]!;
      const sortBefore = sortNear(signs, at - 1, from, to);
      const sortAfter = sortNear(signs, at + 1, from, to);
      this.#before.add(sortNear(signs, at - 2, from, to), sortBefore, sort, sums);
      this.#behind.add(sort, sortAfter, sortNear(signs, at + 2, from, to), sums);
      const count = pairFeatures(signs, words, at, from, to, hashes);
      for (let index = 0; index < count; index++) this.#model.add(hashes[index]!, sums, 0);
      const row = (at - stretch.from) * N;
      for (let label = 0; label < N; label++) scores[row + label] = sums[label]! * step;
    }
  }

  /** Best path (Viterbi). */
  #decode({ from, to, sentence }: Stretch, labels: Uint8Array): void {
    const { scores, best, back } = this.#work;
    const allowed = this.#allowed;
    const length = to - from;
    const start = from === sentence.from ? N * N : OUTSIDE * N;
    for (let label = 0; label < N; label++) best[label] = scores[label]! + allowed[start + label]!;
    for (let step = 1; step < length; step++) {
      const last = (step - 1) * N;
      const row = step * N;
      for (let label = 0; label < N; label++) {
        let top = Number.NEGATIVE_INFINITY;
        let source = 0;
        for (let before = 0; before < N; before++) {
          const score = best[last + before]! + allowed[before * N + label]!;
          if (score > top) {
            top = score;
            source = before;
          }
        }
        best[row + label] = top + scores[row + label]!;
        back[row + label] = source;
      }
    }
    const end = (length - 1) * N;
    if (to < sentence.to) {
      for (let label = 0; label < N; label++) best[end + label]! += allowed[label * N + OUTSIDE]!;
    }
    let label = 0;
    for (let other = 1; other < N; other++) if (best[end + other]! > best[end + label]!) label = other;
    for (let step = length - 1; step >= 0; step--) {
      labels[from + step] = label;
      label = back[step * N + label]!;
    }
  }

  /** Probabilities of labels (forward and backward sums, each step scaled to 1). */
  #weigh({ from, to, sentence }: Stretch, marginals: Float32Array): void {
    const { scores, factor, forward, behind, next } = this.#work;
    const moves = this.#moves;
    const length = to - from;
    const start = from === sentence.from ? N * N : OUTSIDE * N;
    for (let step = 0; step < length; step++) {
      const row = step * N;
      let top = scores[row]!;
      for (let label = 1; label < N; label++) if (scores[row + label]! > top) top = scores[row + label]!;
      let total = 0;
      for (let label = 0; label < N; label++) {
        const weight = Math.exp(scores[row + label]! - top);
        factor[row + label] = weight;
        let sum = 0;
        if (step === 0) sum = moves[start + label]!;
        else
          for (let before = 0; before < N; before++)
            sum += forward[row - N + before]! * moves[before * N + label]!;
        sum *= weight;
        forward[row + label] = sum;
        total += sum;
      }
      for (let label = 0; label < N; label++) forward[row + label]! /= total;
    }
    for (let label = 0; label < N; label++) {
      behind[label] = to < sentence.to ? moves[label * N + OUTSIDE]! : 1;
    }
    for (let step = length - 1; step >= 0; step--) {
      const row = step * N;
      let total = 0;
      for (let label = 0; label < N; label++) total += forward[row + label]! * behind[label]!;
      for (let label = 0; label < N; label++) {
        marginals[(from + step) * N + label] = (forward[row + label]! * behind[label]!) / total;
        behind[label]! *= factor[row + label]!;
      }
      let scale = 0;
      for (let before = 0; before < N; before++) {
        let sum = 0;
        for (let label = 0; label < N; label++) sum += moves[before * N + label]! * behind[label]!;
        next[before] = sum;
        scale += sum;
      }
      for (let label = 0; label < N; label++) behind[label] = next[label]! / scale;
    }
  }
}

const taggers = new WeakMap<Language, NameTagger>();

/** The tags of a text by its language's model; null when the language has none. */
export const tagsOf = (scan: Scan): Tags | null => {
  const { language } = scan;
  if (!language.nameModel) return null;
  let tagger = taggers.get(language);
  if (!tagger) {
    tagger = new NameTagger(language, language.nameModel);
    taggers.set(language, tagger);
  }
  return tagger.tags(scan);
};

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
