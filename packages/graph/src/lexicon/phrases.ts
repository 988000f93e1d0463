import { fold } from "../text/fold.ts";
import type { Reading, Token, Word, WordAnalyser } from "../text/tokens.ts";

/** A phrase of a table found in the text: tokens `from` to `to` (end exclusive), read with `reading` taken off the first. */
export interface Match<T> {
  from: number;
  to: number;
  reading: Reading;
  values: readonly T[];
}

/** What stands at a node of the trie: a phrase of some of the tables ends here, longer ones may go on. */
interface Node {
  next: Map<string, Node> | null;
  ends: { table: number; values: unknown[] }[] | null;
}

/** A way to read a word with which phrases begin. */
export interface Opening {
  readonly reading: Reading;
  readonly node: Node;
}

const NO_OPENINGS: readonly Opening[] = [];

/**
 * Phrases of several tables in one trie over words, so that one walk finds what each of them has to say, whatever
 * particles are glued to the first word, with or without articles, in any spelling that folds alike. The cost of a
 * walk is the length of the longest match, not the size of the tables.
 */
export class PhraseTables {
  readonly #root = new Map<string, Node>();
  #tables = 0;

  /** The number of a new table. */
  register(): number {
    return this.#tables++;
  }

  /** The node that a phrase leads to, made on the way when it is not there. */
  grow(keys: readonly string[]): Node | undefined {
    let level = this.#root;
    let node: Node | undefined;
    for (const key of keys) {
      if (node) {
        node.next ??= new Map();
        level = node.next;
      }
      node = level.get(key);
      if (!node) {
        node = { next: null, ends: null };
        level.set(key, node);
      }
    }
    return node;
  }

  find(keys: readonly string[]): Node | undefined {
    let level: Map<string, Node> | null = this.#root;
    let node: Node | undefined;
    for (const key of keys) {
      node = level?.get(key);
      if (!node) return undefined;
      level = node.next;
    }
    return node;
  }

  /** With which readings of a word phrases begin: of most words with none. It depends on nothing but the word. */
  openings(word: Word): readonly Opening[] {
    let found: Opening[] | null = null;
    for (const reading of word.readings) {
      const node = this.#root.get(reading.key);
      if (!node) continue;
      found ??= [];
      found.push({ reading, node });
    }
    return found ?? NO_OPENINGS;
  }

  /**
   * The longest match of every table at token `at`, by the table's number; among equals the reading with the fewest
   * clitics. `openings` are those of the word at `at`.
   */
  longest(tokens: readonly Token[], at: number, openings: readonly Opening[]): (Match<unknown> | null)[] {
    const best: (Match<unknown> | null)[] = new Array(this.#tables).fill(null);
    for (const { reading, node } of openings) {
      let here: Node | undefined = node;
      for (let to = at + 1; here; to++) {
        for (const { table, values } of here.ends ?? []) {
          const other = best[table];
          if (!other || to > other.to) best[table] = { from: at, to, reading, values };
        }
        const token = tokens[to];
        here = token && here.next?.get(token.word.key);
      }
    }
    return best;
  }
}

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

  /** With which readings of a word a phrase begins, of this table or of one it is searched with. */
  openings(word: Word): readonly Opening[] {
    return this.#tables.openings(word);
  }

  /** The longest match at token `at`; among equals the reading with the fewest clitics. */
  longest(tokens: readonly Token[], at: number, openings?: readonly Opening[]): Match<T> | null {
    const first = tokens[at];
    if (!first || first.kind === "break") return null;
    const begun = openings ?? this.openings(first.word);
    return begun.length ? (this.#tables.longest(tokens, at, begun)[this.number] as Match<T> | null) : null;
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
