import { fold, foldUnit } from "./fold.ts";

/** One way to read a written word as the first word of a phrase, with glued clitics taken off. */
export interface Reading {
  /** What was taken off the front (و ف ب ل ك س and their pairs); empty when nothing was. */
  proclitic: string;
  /** Whether the definite article stood behind it. */
  definite: boolean;
  /** Folded rest: what a span holds that excludes the clitic. */
  rest: string;
  /** The same without article: what lexicon keys are made of. */
  key: string;
  /** Folded units before the rest begins. */
  skip: number;
}

/** A distinct written form, analysed once and shared by all its tokens. */
export interface Word {
  /** As it stands in the text. */
  raw: string;
  /** Without diacritics and invisible marks: still shows what folding hides. */
  written: string;
  folded: string;
  /** As an inner word of a phrase: article off, proclitics kept. */
  key: string;
  readings: readonly Reading[];
  /** Value when the word is a whole number, else null. */
  number: number | null;
  /**
   * What later stages found out about it, worked out once for all its tokens and forgotten with the word: each writes
   * and reads a field of its own, undefined until then. Fields, because this is asked at every token.
   */
  lexical: unknown;
  dated: unknown;
  tagged: unknown;
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
  /** The ways in which a word may be cut into clitics and a stem, the likeliest first. */
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

/** Words of one generation: bounds what a stream of articles can make the memory hold. */
const GENERATION = 50_000;
const LEAST_ROOM = 4096;

/** Words by their letters: an open-addressing table, a quarter full at most, so that the first look nearly always hits. */
class Forms {
  #slots: (Word | undefined)[];
  #size = 0;

  constructor(room: number) {
    this.#slots = freeSlots(room);
  }

  get size(): number {
    return this.#size;
  }

  get room(): number {
    return this.#slots.length;
  }

  find(hash: number, text: string, from: number, to: number): Word | undefined {
    const slots = this.#slots;
    const mask = slots.length - 1;
    let slot = hash & mask;
    let word = slots[slot];
    while (word !== undefined && !isAt(word.raw, text, from, to)) {
      slot = (slot + 1) & mask;
      word = slots[slot];
    }
    return word;
  }

  add(hash: number, word: Word, seed: number): void {
    if (++this.#size * 4 > this.#slots.length) {
      const slots = freeSlots(this.#slots.length * 2);
      for (const other of this.#slots)
        if (other) put(slots, hashOf(seed, other.raw, 0, other.raw.length), other);
      this.#slots = slots;
    }
    put(this.#slots, hash, word);
  }
}

const freeSlots = (count: number): (Word | undefined)[] => new Array(count).fill(undefined);

const put = (slots: (Word | undefined)[], hash: number, word: Word): void => {
  const mask = slots.length - 1;
  let slot = hash & mask;
  while (slots[slot] !== undefined) slot = (slot + 1) & mask;
  slots[slot] = word;
};

const hashOf = (seed: number, text: string, from: number, to: number): number => {
  let hash = seed;
  for (let at = from; at < to; at++) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  return hash;
};

/**
 * The words met lately, found where they stand in a text, so that no string is cut out for a form that is known.
 * When a generation is full the one before it is forgotten, except for words that were met again since: those of
 * every day stay, names of one day go. The seed keeps anybody from writing texts whose words collide.
 */
class Memory {
  readonly #seed = Math.floor(Math.random() * 2 ** 32);
  #young = new Forms(LEAST_ROOM);
  #old = new Forms(LEAST_ROOM);

  /** The word at `from` to `to` of a text, made when it is not remembered. */
  at(text: string, from: number, to: number, make: (raw: string) => Word): Word {
    const hash = hashOf(this.#seed, text, from, to);
    const known = this.#young.find(hash, text, from, to);
    if (known) return known;
    const word = this.#old.find(hash, text, from, to) ?? make(text.slice(from, to));
    if (this.#young.size >= GENERATION) {
      this.#old = this.#young;
      this.#young = new Forms(this.#old.room);
    }
    this.#young.add(hash, word, this.#seed);
    return word;
  }
}

const isAt = (raw: string, text: string, from: number, to: number): boolean => {
  if (raw.length !== to - from) return false;
  for (let at = 0; at < raw.length; at++) if (raw.charCodeAt(at) !== text.charCodeAt(from + at)) return false;
  return true;
};

/** Cuts text into words, numbers, punctuation and line breaks. Keeps a memory of analysed forms. */
export class Tokenizer {
  readonly #memory = new Memory();
  readonly #make: (raw: string) => Word;
  readonly #break: Word = {
    raw: "\n",
    written: "\n",
    folded: "\n",
    key: "\n",
    readings: [],
    number: null,
    lexical: undefined,
    dated: undefined,
    tagged: undefined,
  };

  constructor(analyser: WordAnalyser) {
    this.#make = (raw) => analysed(raw, analyser);
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
          word: this.#memory.at(text, at, trimmed, this.#make),
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
          word: this.#memory.at(text, at, at + width, this.#make),
        });
        at += width;
      }
    }
    return tokens;
  }
}

const numberOf = (folded: string): number | null =>
  // Asked of every new word, so the first letter decides most often.
  folded.charCodeAt(0) <= 0x39 && /^\d{1,15}$/.test(folded) ? Number(folded) : null;

/** Engines copy short slices; a longer one keeps the whole text alive that it was cut from, so it is put together anew. */
const SLICED_FROM = 12;

const lettersOf = (raw: string, kept: (unit: number) => boolean): string => {
  let letters = "";
  for (let at = 0; at < raw.length; at++) if (kept(raw.charCodeAt(at))) letters += raw.charAt(at);
  return letters;
};

const analysed = (raw: string, analyser: WordAnalyser): Word => {
  const own = raw.length < SLICED_FROM ? raw : lettersOf(raw, () => true);
  const folded = fold(own);
  const written = folded.length === own.length ? own : lettersOf(own, (unit) => foldUnit(unit) !== 0);
  return {
    raw: own,
    written,
    folded,
    key: analyser.innerKey(folded, written),
    readings: analyser.readings(folded, written),
    number: numberOf(folded),
    lexical: undefined,
    dated: undefined,
    tagged: undefined,
  };
};

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
