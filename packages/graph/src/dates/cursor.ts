import type { Match, PhraseWord, WordsAt } from "../lexicon/phrases.ts";
import type { Token } from "../text/tokens.ts";
import type { DateRole, DateWord, DateWords } from "./words.ts";

/** A number as written: digits or words. */
export interface ReadNumber {
  value: number;
  to: number;
  ordinal: boolean;
  digits: boolean;
}

/** Longest number in words: «ألف وتسعمائة وثمانية وسبعين» has four members. */
const MEMBERS = 6;

/** A text seen as date words: what role, if any, each token plays. Every token is looked up at most once. */
export class Cursor {
  readonly tokens: readonly Token[];
  readonly #words: DateWords;
  readonly #memo: (Match<DateWord> | null | undefined)[];
  readonly #wordAt: WordsAt;

  constructor(tokens: readonly Token[], words: DateWords) {
    this.tokens = tokens;
    this.#words = words;
    this.#memo = new Array(tokens.length);
    this.#wordAt = (at) => {
      const word = tokens[at]?.word;
      if (word) word.dated ??= words.phrases.lookUp(word);
      return word?.dated as PhraseWord | undefined;
    };
  }

  match(at: number): Match<DateWord> | null {
    if (this.tokens[at]?.kind !== "word" || this.#wordAt(at)!.tables === 0) return null;
    let match = this.#memo[at];
    if (match === undefined) {
      match = this.#words.phrases.longestOf(this.#wordAt, at);
      this.#memo[at] = match;
    }
    return match;
  }

  /** The word at a token if it plays this role here, its neighbours considered. */
  word(at: number, role: DateRole): DateWord | null {
    const token = this.tokens[at];
    if (token?.kind !== "word") return null;
    if (token.word.folded.length === 1) {
      const letter = this.#words.letters.get(token.word.folded);
      return letter?.role === role ? letter : null;
    }
    const match = this.match(at);
    if (!match) return null;
    for (const word of match.values) {
      if (word.role !== role || (word.definite && !match.reading.definite)) continue;
      // «يومي الأحد والاثنين»: what «and» joins on is not governed by the word before.
      if (word.notAfter.size && !this.joined(at) && this.#among(at - 1, word.notAfter)) continue;
      if (word.notBefore.size && this.#among(match.to, word.notBefore)) continue;
      return word;
    }
    return null;
  }

  /** The token behind the word or phrase at `at`. */
  end(at: number): number {
    return this.match(at)?.to ?? at + 1;
  }

  /** The token behind a word of this role if it stands here, else `at` itself. */
  skip(at: number, role: DateRole): number {
    return this.word(at, role) ? this.end(at) : at;
  }

  definite(at: number): boolean {
    return this.match(at)?.reading.definite ?? false;
  }

  proclitic(at: number): string {
    return this.match(at)?.reading.proclitic ?? "";
  }

  /** The word at `at` is joined to what stands before by a glued «و». */
  joined(at: number): boolean {
    return this.proclitic(at).startsWith(this.#words.conjunction);
  }

  /** A free conjunction: the و of «10 و11». */
  conjunction(at: number): boolean {
    return this.tokens[at]?.word.folded === this.#words.conjunction;
  }

  sign(at: number, signs: string): boolean {
    const token = this.tokens[at];
    return token?.kind === "punctuation" && signs.includes(token.word.folded);
  }

  /** Whole number in digits, not the head of a longer figure (4.22, 2:30, 50%). */
  digits(at: number): number | null {
    const token = this.tokens[at];
    return token?.kind === "number" ? token.word.number : null;
  }

  width(at: number): number {
    return this.tokens[at]?.word.folded.length ?? 0;
  }

  /** The tokens touch: nothing stands between `at - 1` and `at`. */
  touches(at: number): boolean {
    return at > 0 && this.tokens[at - 1]?.end === this.tokens[at]?.start;
  }

  /** A number in digits or words; «الـ14» and «الرابع عشر» alike. */
  number(at: number): ReadNumber | null {
    const start = this.skip(at, "article");
    const digits = this.digits(start);
    if (digits !== null) return { value: digits, to: start + 1, ordinal: start > at, digits: true };
    const first = this.word(at, "number");
    if (!first) return null;
    let value = first.number;
    let last = first.number;
    let to = this.end(at);
    for (let member = 1; member < MEMBERS; member++) {
      const next = this.word(to, "number");
      // A unit stands before its ten, everything else runs from large to small.
      if (
        !next ||
        !this.joined(to) ||
        !(next.number < last || (last < 10 && next.number >= 20 && next.number < 100))
      ) {
        break;
      }
      value += next.number;
      last = next.number < last ? next.number : next.number - 1;
      to = this.end(to);
    }
    return { value, to, ordinal: first.ordinal, digits: false };
  }

  #among(at: number, keys: ReadonlySet<string>): boolean {
    const token = this.tokens[at];
    if (!token || token.kind === "break") return false;
    if (keys.has(token.word.key)) return true;
    return token.word.readings.some((reading) => keys.has(reading.key));
  }
}
