import type { Language, WordClass } from "../language.ts";
import { type Word, WordNote } from "../text/tokens.ts";
import type { Opening } from "./phrases.ts";

/** What the tables of a language say of a word by itself. */
export interface LexicalWord {
  /** How phrases of the tables begin with it. */
  openings: readonly Opening[];
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
}

const note = new WordNote<LexicalWord>();

/** Looked up once for all tokens of the word. */
export const lexicalWord = (language: Language, word: Word): LexicalWord =>
  note.get(word) ?? note.set(word, lookedUp(language, word));

const lookedUp = (language: Language, word: Word): LexicalWord => {
  const { folded } = word;
  return {
    openings: language.phrases.openings(word),
    common: language.isCommon(word),
    commonForm: language.isCommonForm(folded),
    class: language.classOf(word),
    function: language.isFunction(word),
    given: givenName(language, folded),
    owned: isOwned(language, folded),
    surnamePart: language.surnameParts.get(folded) ?? null,
    placeInNames: language.placeInNames(folded),
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
