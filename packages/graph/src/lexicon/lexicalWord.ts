import type { Language, WordClass } from "../language.ts";
import type { Reading, Word } from "../text/tokens.ts";
import type { PhraseWord } from "./phrases.ts";

/** What the tables of a language say of a word by itself. */
export interface LexicalWord extends PhraseWord {
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
  return {
    ...language.phrases.lookUp(word),
    common: language.isCommon(word),
    commonForm: language.isCommonForm(folded),
    class: language.classOf(word),
    function: language.isFunction(word),
    given: givenName(language, folded),
    owned: isOwned(language, folded),
    surnamePart: language.surnameParts.get(folded) ?? null,
    placeInNames: language.placeInNames(folded),
    givenBehind: givenBehind(language, word),
    ending: endingOf(folded),
  };
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
  const found = readings.filter(
    ({ proclitic, definite, key }) =>
      proclitic !== "" &&
      !definite &&
      key.length > 2 &&
      (language.givenNames.get(key) === false || language.surnameParts.get(key) === "prefix"),
  );
  return found.length ? found : NO_READINGS;
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
