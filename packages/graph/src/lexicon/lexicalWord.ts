import type { Language, WordClass } from "../language.ts";
import type { Reading, Word } from "../text/tokens.ts";
import type { Match, PhraseWord } from "./phrases.ts";
import { sortOfWord } from "./sorts.ts";

/** What the tables of a language say of a word by itself. */
export interface LexicalWord extends PhraseWord {
  /** What the tables hold where no phrase goes on behind it, as some token found it; null until one has. */
  alone: readonly Match<unknown>[] | null;
  /** An ordinary word, which no name is made of. */
  common: boolean;
  /** Its folded form is an ordinary word's, spelt as it may be. */
  commonForm: boolean;
  class: WordClass | null;
  /** Of the closed classes. */
  function: boolean;
  /** A given name; `ambiguous`: an ordinary word as well. */
  given: "sure" | "ambiguous" | null;
  /** An ordinary noun with a possessive pronoun: «منزله», «زيارتها». */
  owned: boolean;
  surnamePart: "prefix" | "link" | "suffix" | null;
  /** Where it stands in the names of known people: see `Language.placeInNames`. */
  placeInNames: number;
  /** Readings as a given name behind a glued particle. */
  givenBehind: readonly Reading[];
  /** What stands behind a glued particle: a name, one that is an ordinary word as well, an ordinary word. */
  behind: "given" | "ambiguous" | "common" | null;
  /** A value of SORT: what it is by itself. */
  sort: number;
  /** Its last two folded letters in one number: words that differ in it end differently, whatever is glued to them. */
  ending: number;
}

const NO_READINGS: readonly Reading[] = [];

/** Looked up once for all tokens of the word. */
export const lexicalWord = (language: Language, word: Word): LexicalWord => {
  word.lexical ??= lookedUp(language, word);
  return word.lexical as LexicalWord;
};

const lookedUp = (language: Language, word: Word): LexicalWord => {
  const { folded } = word;
  const { openings, tables, goesOn, inner } = language.phrases.lookUp(word);
  const ordinary = language.ordinary(word);
  const known: LexicalWord = {
    openings,
    tables,
    goesOn,
    inner,
    alone: null,
    common: ordinary !== null,
    commonForm: language.isCommonForm(folded),
    class: ordinary?.class ?? null,
    function: ordinary?.closed ?? false,
    given: givenName(language, folded),
    owned: isOwned(language, folded),
    surnamePart: language.surnameParts.get(folded) ?? null,
    placeInNames: language.placeInNames(folded),
    givenBehind: givenBehind(language, word),
    behind: behindParticle(language, word),
    sort: 0,
    ending: endingOf(folded),
  };
  known.sort = sortOfWord(folded, known);
  return known;
};

/** Whether a folded form is a given name. */
export const givenName = (language: Language, folded: string): "sure" | "ambiguous" | null => {
  const ambiguous = language.givenNames.get(folded);
  return ambiguous === undefined ? null : ambiguous ? "ambiguous" : "sure";
};

/** Whether a folded form is an ordinary noun with a possessive pronoun. */
export const isOwned = (language: Language, folded: string): boolean =>
  !language.givenNames.has(folded) && language.ownedNouns(folded).some((noun) => language.isCommonForm(noun));

const givenBehind = (language: Language, { readings }: Word): readonly Reading[] => {
  let found: Reading[] | null = null;
  for (const reading of readings) {
    const { proclitic, definite, key } = reading;
    if (proclitic === "" || definite || key.length < 3) continue;
    if (language.givenNames.get(key) !== false && language.surnameParts.get(key) !== "prefix") continue;
    found ??= [];
    found.push(reading);
  }
  return found ?? NO_READINGS;
};

const behindParticle = (language: Language, { readings }: Word): LexicalWord["behind"] => {
  for (const { proclitic, key } of readings) {
    if (proclitic === "" || key.length < 3) continue;
    const name = givenName(language, key);
    if (name === "sure" || language.surnameParts.get(key) === "prefix") return "given";
    if (name) return "ambiguous";
    if (language.isCommonForm(key) || isOwned(language, key)) return "common";
  }
  return null;
};

/** See `LexicalWord.ending`. */
export const endingOf = (folded: string): number =>
  folded.length < 2 ? 0 : (folded.charCodeAt(folded.length - 2) << 16) | folded.charCodeAt(folded.length - 1);

const ENDINGS = 256;

/** A set of endings that answers fast, and errs towards yes: what it denies need not be compared letter by letter. */
export class Endings {
  readonly #marked = new Uint8Array(ENDINGS);

  add(ending: number): void {
    this.#marked[slotOf(ending)] = 1;
  }

  mayHave(ending: number): boolean {
    return this.#marked[slotOf(ending)] === 1;
  }
}

const slotOf = (ending: number): number => ((ending >>> 12) ^ ending) & (ENDINGS - 1);
