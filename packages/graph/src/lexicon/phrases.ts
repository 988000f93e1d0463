import { fold } from "../text/fold.ts";
import type { Reading, Token, Word, WordAnalyser } from "../text/tokens.ts";

/** A phrase of a table found in the text: tokens `from` to `to` (end exclusive), read with `reading` taken off the first. */
export interface Match<T> {
  from: number;
  to: number;
  reading: Reading;
  values: readonly T[];
}

interface Node<T> {
  next: Map<string, Node<T>> | null;
  values: T[] | null;
}

/**
 * A set of phrases that finds the longest one starting at a token, whatever particles are glued to its first
 * word, with or without articles, in any spelling that folds alike. A trie over words: cost is the length of
 * the match, not the size of the table.
 */
export class Phrases<T> {
  readonly #root = new Map<string, Node<T>>();
  readonly #analyser: WordAnalyser;

  constructor(analyser: WordAnalyser) {
    this.#analyser = analyser;
  }

  add(form: string, value: T): void {
    const words = this.#split(form);
    let level = this.#root;
    let node: Node<T> | undefined;
    for (const [at, word] of words.entries()) {
      const key = this.#key(word, at);
      node = level.get(key);
      if (!node) {
        node = { next: null, values: null };
        level.set(key, node);
      }
      level = node.next ??= new Map();
    }
    if (!node) return;
    node.values ??= [];
    if (!node.values.includes(value)) node.values.push(value);
  }

  /** The longest match at token `at`; among equals the reading with the fewest clitics. */
  longest(tokens: readonly Token[], at: number): Match<T> | null {
    const first = tokens[at];
    if (!first || first.kind === "break") return null;
    let best: Match<T> | null = null;
    for (const reading of first.word.readings) {
      const node = this.#root.get(reading.key);
      if (!node) continue;
      let to = at + 1;
      if (node.values && (!best || to > best.to)) best = { from: at, to, reading, values: node.values };
      let inner: Node<T> | undefined = node;
      while (inner?.next) {
        const token = tokens[to];
        if (!token) break;
        inner = inner.next.get(token.word.key);
        if (!inner) break;
        to++;
        if (inner.values && (!best || to > best.to)) best = { from: at, to, reading, values: inner.values };
      }
    }
    return best;
  }

  /**
   * Whether any phrase begins with a word, however it is read. Most words begin none: `bit`, this table's own among
   * those that look at the same words, remembers it on the word, so that it is asked once a stream.
   */
  mayBegin(word: Word, bit: number): boolean {
    if (word.absent & bit) return false;
    if (word.readings.some((reading) => this.#root.has(reading.key))) return true;
    word.absent |= bit;
    return false;
  }

  /** The values of a whole phrase, read as the form itself was. */
  get(form: string): readonly T[] {
    let level: Map<string, Node<T>> | null = this.#root;
    let node: Node<T> | undefined;
    for (const [at, word] of this.#split(form).entries()) {
      node = level?.get(this.#key(word, at));
      if (!node) return [];
      level = node.next;
    }
    return node?.values ?? [];
  }

  /** The first word of a phrase is looked up by its readings, an inner one by its inner key. */
  #key(word: string, at: number): string {
    const folded = fold(word);
    const plain = at === 0 ? this.#analyser.readings(folded, word)[0] : undefined;
    return plain?.key ?? this.#analyser.innerKey(folded, word);
  }

  #split(form: string): string[] {
    // The same borders as the tokenizer's: a change between letters, digits and signs.
    return form.match(/[\p{L}\p{M}\u0640]+|\p{Nd}+|[^\s\p{L}\p{M}\p{Nd}]/gu) ?? [];
  }
}
