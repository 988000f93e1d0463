import { foldUnit } from "./fold.ts";

/** One way to read a written word as the first word of a phrase, with glued clitics taken off. */
export interface Reading {
  /** What was taken off the front (و ف ب ل ك س and their pairs); empty when nothing was. */
  proclitic: string;
  /** Whether the definite article stood behind it. */
  definite: boolean;
  /** Folded rest without article: what lexicon keys are made of. */
  key: string;
  /** Folded units before the rest begins (article not counted): where a span that excludes the clitic starts. */
  skip: number;
}

/** A distinct written form, analysed once and shared by all its tokens. */
export interface Word {
  /** As written, without diacritics and invisible marks: still shows what folding hides. */
  written: string;
  folded: string;
  /** As an inner word of a phrase: article off, proclitics kept. */
  key: string;
  readings: readonly Reading[];
  /** Value when the word is a whole number, else null. */
  number: number | null;
  /** One bit for each table found to hold no phrase beginning with this word. */
  absent: number;
  /** Whether it is an ordinary word, once somebody has asked. */
  common: boolean | null;
}

export type TokenKind = "word" | "number" | "punctuation" | "break";

export interface Token {
  kind: TokenKind;
  start: number;
  end: number;
  word: Word;
}

/** What a language must say about a written form; pure and total. */
export interface WordAnalyser {
  /** `written` still shows what folding hides (a hamza that tells a first letter of the word from an article). */
  innerKey(folded: string, written: string): string;
  readings(folded: string, written: string): readonly Reading[];
}

const SPACE = 0;
const LETTER = 1;
const DIGIT = 2;
const MARK = 3;
const BREAK = 4;
const OTHER = 5;

const classOf = new Uint8Array(0x10000).fill(OTHER);
{
  const letter = /\p{L}/u;
  const space = /\s/u;
  for (let unit = 0; unit < 0x10000; unit++) {
    if (unit >= 0xd800 && unit <= 0xdfff) continue;
    const char = String.fromCharCode(unit);
    if (foldUnit(unit) === 0) classOf[unit] = MARK;
    else if (unit === 0x0a || unit === 0x0d || unit === 0x2028 || unit === 0x2029) classOf[unit] = BREAK;
    else if (space.test(char)) classOf[unit] = SPACE;
    else if (letter.test(char)) classOf[unit] = LETTER;
    else {
      const folded = foldUnit(unit);
      if (folded >= 0x30 && folded <= 0x39) classOf[unit] = DIGIT;
    }
  }
}

/** Forms remembered before the memory is emptied: bounds what a stream of articles can make it hold. */
const MEMORY = 200_000;

/** Cuts text into words, numbers, punctuation and line breaks. Keeps a memory of analysed forms. */
export class Tokenizer {
  readonly #analyser: WordAnalyser;
  readonly #memory = new Map<string, Word>();
  readonly #break: Word = {
    written: "\n",
    folded: "\n",
    key: "\n",
    readings: [],
    number: null,
    absent: 0,
    common: null,
  };

  constructor(analyser: WordAnalyser) {
    this.#analyser = analyser;
  }

  tokens(text: string): Token[] {
    const tokens: Token[] = [];
    const to = text.length;
    let at = 0;
    while (at < to) {
      const unit = text.charCodeAt(at);
      const kind = classOf[unit]!;
      if (kind === SPACE || kind === MARK) {
        at++;
      } else if (kind === LETTER || kind === DIGIT) {
        let end = at + 1;
        while (end < to && (classOf[text.charCodeAt(end)] === kind || classOf[text.charCodeAt(end)] === MARK))
          end++;
        let trimmed = end;
        while (classOf[text.charCodeAt(trimmed - 1)] === MARK && text.charCodeAt(trimmed - 1) >= 0x2000)
          trimmed--;
        tokens.push({
          kind: kind === LETTER ? "word" : "number",
          start: at,
          end: trimmed,
          word: this.#word(text.slice(at, trimmed)),
        });
        at = end;
      } else if (kind === BREAK) {
        tokens.push({ kind: "break", start: at, end: at + 1, word: this.#break });
        at++;
      } else {
        const width = unit >= 0xd800 && unit <= 0xdbff && at + 1 < to ? 2 : 1;
        tokens.push({
          kind: "punctuation",
          start: at,
          end: at + width,
          word: this.#word(text.slice(at, at + width)),
        });
        at += width;
      }
    }
    return tokens;
  }

  #word(raw: string): Word {
    const known = this.#memory.get(raw);
    if (known) return known;
    let folded = "";
    let written = "";
    for (let at = 0; at < raw.length; at++) {
      const unit = foldUnit(raw.charCodeAt(at));
      if (unit === 0) continue;
      folded += String.fromCharCode(unit);
      written += raw.charAt(at);
    }
    const word: Word = {
      written,
      folded,
      key: this.#analyser.innerKey(folded, written),
      readings: this.#analyser.readings(folded, written),
      number: /^\d{1,15}$/.test(folded) ? Number(folded) : null,
      absent: 0,
      common: null,
    };
    if (this.#memory.size >= MEMORY) this.#memory.clear();
    this.#memory.set(raw, word);
    return word;
  }
}

/** Offset in `text` of the folded unit number `skip` of a token: where its name starts once a clitic is off. */
export const offsetAfter = (text: string, token: Token, skip: number): number => {
  let at = token.start;
  for (let left = skip; at < token.end; at++) {
    if (foldUnit(text.charCodeAt(at)) === 0) continue;
    if (left === 0) break;
    left--;
  }
  return at;
};
