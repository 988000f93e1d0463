import type { LexicalWord } from "./lexicalWord.ts";

/** What kind of word this is, as names are found by: what it is by itself, or what phrases make of it. */
export const SORT = {
  unknown: 0,
  function: 1,
  common: 2,
  given: 3,
  givenAmbiguous: 4,
  prefix: 5,
  link: 6,
  suffix: 7,
  number: 8,
  latin: 9,
  letter: 10,
  mark: 11,
  break: 12,
  cliticCommon: 13,
  cliticGiven: 14,
  title: 15,
  titleInside: 16,
  honorific: 17,
  placeHead: 18,
  group: 19,
  verb: 20,
  event: 21,
  complement: 22,
  outside: 23,
  commonVerb: 24,
  commonAdjective: 25,
  adverb: 26,
  owned: 27,
  cliticAmbiguous: 28,
  nisba: 29,
  knownPlace: 30,
  knownBody: 31,
} as const;

/** How many values of SORT there are. */
export const SORTS = 32;

const CLASS_SORT = {
  function: SORT.function,
  noun: SORT.common,
  verb: SORT.commonVerb,
  adjective: SORT.commonAdjective,
  adverb: SORT.adverb,
} as const;

const PART_SORT = { prefix: SORT.prefix, link: SORT.link, suffix: SORT.suffix } as const;

const BEHIND_SORT = {
  given: SORT.cliticGiven,
  ambiguous: SORT.cliticAmbiguous,
  common: SORT.cliticCommon,
} as const;

const LATIN = /^[a-z]/u;

/** What the tables of single words say; SORT's other values come from phrases. */
export const sortOfWord = (folded: string, known: Omit<LexicalWord, "sort">): number => {
  if (folded === "\n") return SORT.break;
  if (/^\P{L}/u.test(folded)) return /^\d/u.test(folded) ? SORT.number : SORT.mark;
  if (folded.length === 1) return SORT.letter;
  if (LATIN.test(folded)) return SORT.latin;
  if (known.function) return SORT.function;
  if (known.given === "sure") return SORT.given;
  if (known.surnamePart) return PART_SORT[known.surnamePart];
  if (known.given) return SORT.givenAmbiguous;
  if (known.class) return CLASS_SORT[known.class];
  if (known.owned) return SORT.owned;
  return known.behind ? BEHIND_SORT[known.behind] : SORT.unknown;
};
