import { fold } from "../text/fold.ts";
import type { Reading, Token, Word, WordAnalyser } from "../text/tokens.ts";

/** A phrase of a table found in the text: tokens `from` to `to` (end exclusive), read with `reading` taken off the first. */
export interface Match<T> {
  from: number;
  to: number;
  reading: Reading;
  values: readonly T[];
  /** The number of the table. */
  table: number;
}

/** What stands at a node of the trie: a phrase of some of the tables ends here, longer ones may go on. */
interface Node {
  /** By the number of the next word's key. */
  next: Map<number, Node> | null;
  ends: { table: number; values: unknown[] }[] | null;
}

/** A way to read a word with which phrases begin. */
export interface Opening {
  readonly reading: Reading;
  readonly node: Node;
}

/** What tables know of a word by itself. */
export interface PhraseWord {
  /** How phrases begin with it: most words begin none. */
  readonly openings: readonly Opening[];
  /** The number of its key inside phrases; -1 when no phrase goes on with it. */
  readonly inner: number;
}

/** The words of a text by the token; undefined behind its end. */
export type WordsAt = (at: number) => PhraseWord | undefined;

const NO_OPENINGS: readonly Opening[] = [];

/**
 * Phrases of several tables in one trie over words, so that one walk finds what each of them has to say, whatever
 * particles are glued to the first word, with or without articles, in any spelling that folds alike. The cost of a
 * walk is the length of the longest match, not the size of the tables.
 */
export class PhraseTables {
  readonly #root = new Map<string, Node>();
  /** Numbers of the keys of all words but the first. */
  readonly #inner = new Map<string, number>();
  #tables = 0;

  /** The number of a new table. */
  register(): number {
    return this.#tables++;
  }

  /** The node that a phrase leads to, made on the way when it is not there. */
  grow(keys: readonly string[]): Node | undefined {
    const [first, ...rest] = keys;
    if (first === undefined) return undefined;
    let node = child(this.#root, first);
    for (const key of rest) {
      const number = this.#inner.get(key) ?? this.#inner.size;
      this.#inner.set(key, number);
      node.next ??= new Map();
      node = child(node.next, number);
    }
    return node;
  }

  find(keys: readonly string[]): Node | undefined {
    const [first = "", ...rest] = keys;
    let node = this.#root.get(first);
    for (const key of rest) node = node?.next?.get(this.#inner.get(key) ?? -1);
    return node;
  }

  /** Depends on nothing but the word, so that it may be remembered with it. */
  lookUp(word: Word): PhraseWord {
    return { openings: this.#openings(word), inner: this.#inner.get(word.key) ?? -1 };
  }

  #openings(word: Word): readonly Opening[] {
    let found: Opening[] | null = null;
    for (const reading of word.readings) {
      const node = this.#root.get(reading.key);
      if (!node) continue;
      found ??= [];
      found.push({ reading, node });
    }
    return found ?? NO_OPENINGS;
  }

  /** The longest match of every table that has one at token `at`; among equals the reading with the fewest clitics. */
  longest(words: WordsAt, at: number): Match<unknown>[] {
    const best: Match<unknown>[] = [];
    for (const { reading, node } of words(at)?.openings ?? NO_OPENINGS) {
      let here: Node | undefined = node;
      for (let to = at + 1; here; to++) {
        for (const { table, values } of here.ends ?? []) {
          const rival = best.findIndex((match) => match.table === table);
          if (rival < 0) best.push({ from: at, to, reading, values, table });
          else if (to > best[rival]!.to) best[rival] = { from: at, to, reading, values, table };
        }
        const inner: number = here.next ? (words(to)?.inner ?? -1) : -1;
        here = inner < 0 ? undefined : here.next!.get(inner);
      }
    }
    return best;
  }
}

const child = <K>(level: Map<K, Node>, key: K): Node => {
  let node = level.get(key);
  if (!node) {
    node = { next: null, ends: null };
    level.set(key, node);
  }
  return node;
};

/** A set of phrases, each with what it means: by itself, or as one of several tables that are searched together. */
export class Phrases<T> {
  /** Its number among the tables it is searched with. */
  readonly number: number;
  readonly #tables: PhraseTables;
  readonly #analyser: WordAnalyser;

  constructor(analyser: WordAnalyser, tables = new PhraseTables()) {
    this.#analyser = analyser;
    this.#tables = tables;
    this.number = tables.register();
  }

  add(form: string, value: T): void {
    const node = this.#tables.grow(this.#keys(form));
    if (!node) return;
    node.ends ??= [];
    const known = node.ends.find(({ table }) => table === this.number);
    if (!known) node.ends.push({ table: this.number, values: [value] });
    else if (!known.values.includes(value)) known.values.push(value);
  }

  lookUp(word: Word): PhraseWord {
    return this.#tables.lookUp(word);
  }

  /** The longest match at token `at`; among equals the reading with the fewest clitics. */
  longest(tokens: readonly Token[], at: number): Match<T> | null {
    return this.longestOf((to) => tokens[to] && this.lookUp(tokens[to].word), at);
  }

  /** The same of words that have been looked up. */
  longestOf(words: WordsAt, at: number): Match<T> | null {
    const found = this.#tables.longest(words, at).find(({ table }) => table === this.number);
    return (found as Match<T> | undefined) ?? null;
  }

  /** The values of a whole phrase, read as the form itself was. */
  get(form: string): readonly T[] {
    const ends = this.#tables.find(this.#keys(form))?.ends;
    return (ends?.find(({ table }) => table === this.number)?.values as T[] | undefined) ?? [];
  }

  /** The first word of a phrase is looked up by its readings, an inner one by its inner key. */
  #keys(form: string): string[] {
    return wordsOf(form).map((word, at) => {
      const folded = fold(word);
      const plain = at === 0 ? this.#analyser.readings(folded, word)[0] : undefined;
      return plain?.key ?? this.#analyser.innerKey(folded, word);
    });
  }
}

// The same borders as the tokenizer's: a change between letters, digits and signs.
const wordsOf = (form: string): string[] =>
  form.match(/[\p{L}\p{M}\u0640]+|\p{Nd}+|[^\s\p{L}\p{M}\p{Nd}]/gu) ?? [];
