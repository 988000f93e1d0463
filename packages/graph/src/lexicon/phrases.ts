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

/** A phrase that ends at a node: its table, and what it means there. */
interface End {
  table: number;
  values: unknown[];
}

/** A way to read a word with which phrases begin. */
export interface Opening {
  readonly reading: Reading;
  /** The node of the trie to which the word leads, so read. */
  readonly node: number;
}

/** What tables know of a word by itself. */
export interface PhraseWord {
  /** How phrases begin with it: most words begin none. */
  readonly openings: readonly Opening[];
  /** The tables whose phrases begin with it, a bit for each by its number. */
  readonly tables: number;
  /** Whether some of these phrases have more words than this one. */
  readonly goesOn: boolean;
  /** The number of its key inside phrases; -1 when no phrase goes on with it. */
  readonly inner: number;
}

/** The words of a text by the token; undefined behind its end. */
export type WordsAt = (at: number) => PhraseWord | undefined;

const NO_OPENINGS: readonly Opening[] = [];
const NO_PHRASES: PhraseWord = { openings: NO_OPENINGS, tables: 0, goesOn: false, inner: -1 };

/** As many tables as a number has bits to tell them by. */
const MOST_TABLES = 30;

/** Nodes by the node before and the number of the word between: numbers only, since a walk asks at every word. */
class Edges {
  /** A node, found by open addressing; 0 is free, and no edge leads to node 0. */
  #slots = new Int32Array(1024);
  readonly #before: number[] = [0];
  readonly #word: number[] = [0];

  /** How many nodes there are. */
  get size(): number {
    return this.#before.length;
  }

  /** The node behind a node; 0 when there is none. */
  to(node: number, word: number): number {
    return this.#slots[this.#slotOf(node, word)]!;
  }

  add(node: number, word: number): number {
    const added = this.#before.push(node) - 1;
    this.#word.push(word);
    if (added * 2 > this.#slots.length) {
      this.#slots = new Int32Array(this.#slots.length * 2);
      for (let other = 1; other < added; other++)
        this.#slots[this.#slotOf(this.#before[other]!, this.#word[other]!)] = other;
    }
    this.#slots[this.#slotOf(node, word)] = added;
    return added;
  }

  #slotOf(node: number, word: number): number {
    const mask = this.#slots.length - 1;
    const hash = Math.imul(Math.imul(node, 0x9e3779b1) ^ word, 0x85ebca6b);
    let slot = (hash ^ (hash >>> 15)) & mask;
    for (let there = this.#slots[slot]!; there !== 0; there = this.#slots[slot]!) {
      if (this.#before[there] === node && this.#word[there] === word) break;
      slot = (slot + 1) & mask;
    }
    return slot;
  }
}

/**
 * Phrases of several tables in one trie over words, so that one walk finds what each of them has to say, whatever
 * particles are glued to the first word, with or without articles, in any spelling that folds alike. The cost of a
 * walk is the length of the longest match, not the size of the tables.
 */
export class PhraseTables {
  /** Numbers of the keys of first words. */
  readonly #first = new Map<string, number>();
  /** Numbers of the keys of all words but the first. */
  readonly #inner = new Map<string, number>();
  /** First words lead out of node 0. */
  readonly #edges = new Edges();
  /** By node: the tables of which a phrase ends there. */
  readonly #ends: (End[] | null)[] = [null];
  /** By node: the tables of which a phrase ends there or further on; and only further on. */
  readonly #tables: number[] = [0];
  readonly #further: number[] = [0];
  #count = 0;

  /** The number of a new table. */
  register(): number {
    if (this.#count === MOST_TABLES)
      throw new RangeError(`Only ${MOST_TABLES} tables are searched together.`);
    return this.#count++;
  }

  /** Adds a value to the phrase of these keys in a table. */
  add(table: number, keys: readonly string[], value: unknown): void {
    if (!keys.length) return;
    const bit = 1 << table;
    let node = 0;
    for (const [at, key] of keys.entries()) {
      this.#further[node]! |= bit;
      const numbers = at === 0 ? this.#first : this.#inner;
      const word = numbers.get(key) ?? numbers.size;
      numbers.set(key, word);
      const next = this.#edges.to(node, word) || this.#edges.add(node, word);
      if (next === this.#ends.length) {
        this.#ends.push(null);
        this.#tables.push(0);
        this.#further.push(0);
      }
      this.#tables[next]! |= bit;
      node = next;
    }
    const ends = this.#ends[node] ?? [];
    this.#ends[node] = ends;
    const known = ends.find((end) => end.table === table);
    if (!known) ends.push({ table, values: [value] });
    else if (!known.values.includes(value)) known.values.push(value);
  }

  /** The values of the phrase of these keys in a table. */
  get(table: number, keys: readonly string[]): readonly unknown[] {
    let node = 0;
    for (const [at, key] of keys.entries()) {
      const word = (at === 0 ? this.#first : this.#inner).get(key);
      node = word === undefined ? 0 : this.#edges.to(node, word);
      if (node === 0) return [];
    }
    return this.#ends[node]?.find((end) => end.table === table)?.values ?? [];
  }

  /** Depends on nothing but the word, so that it may be remembered with it. */
  lookUp(word: Word): PhraseWord {
    let openings: Opening[] | null = null;
    let tables = 0;
    let goesOn = false;
    for (const reading of word.readings) {
      const first = this.#first.get(reading.key);
      if (first === undefined) continue;
      const node = this.#edges.to(0, first);
      tables |= this.#tables[node]!;
      goesOn ||= this.#further[node] !== 0;
      openings ??= [];
      openings.push({ reading, node });
    }
    const inner = this.#inner.get(word.key) ?? -1;
    return openings ? { openings, tables, goesOn, inner } : inner < 0 ? NO_PHRASES : { ...NO_PHRASES, inner };
  }

  /** Whether a phrase that begins with a word has the next one as its second. */
  goesOn(word: PhraseWord, next: PhraseWord | undefined): boolean {
    if (!word.goesOn || next === undefined || next.inner < 0) return false;
    for (const { node } of word.openings) if (this.#edges.to(node, next.inner) !== 0) return true;
    return false;
  }

  /** The longest match of every table that has one at token `at`; among equals the reading with the fewest clitics. */
  longest(words: WordsAt, at: number): Match<unknown>[] {
    const best: Match<unknown>[] = [];
    for (const opening of words(at)?.openings ?? NO_OPENINGS) {
      const { reading } = opening;
      let { node } = opening;
      for (let to = at + 1; ; to++) {
        const ends = this.#ends[node];
        if (ends) for (const end of ends) keepLonger(best, at, to, reading, end);
        if (this.#further[node] === 0) break;
        const inner = words(to)?.inner ?? -1;
        node = inner < 0 ? 0 : this.#edges.to(node, inner);
        if (node === 0) break;
      }
    }
    return best;
  }
}

const keepLonger = (
  best: Match<unknown>[],
  from: number,
  to: number,
  reading: Reading,
  { table, values }: End,
): void => {
  for (let index = 0; index < best.length; index++) {
    if (best[index]!.table !== table) continue;
    if (to > best[index]!.to) best[index] = { from, to, reading, values, table };
    return;
  }
  best.push({ from, to, reading, values, table });
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
    this.#tables.add(this.number, this.#keys(form), value);
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
    return this.#tables.get(this.number, this.#keys(form)) as readonly T[];
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
