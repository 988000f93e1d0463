import { searchWords } from "../query/find.ts";
import { transliterationScore } from "../resolution/transliteration.ts";

/** From here on two spellings in two scripts are one name. */
const SAME_NAME = 0.85;
/** Of fewer consonants too many words are made. */
export const LEAST_CONSONANTS = 3;
export const LATIN = /\p{Script=Latin}/u;

/** A word without the ending by which Arabic makes an adjective of a country: سوريا, سورية → سوري. */
export const stem = (word: string): string => word.replace(/(?<=...)[اه]$/u, "");

/** Letters that may be glued before a word of a name or title: «وللأمم». */
const MOST_GLUED = 3;
const LEAST_LETTERS = 3;

/** Whether a word of a name or title is this one, whatever particles are glued to it. */
export const isGlued = (asked: string, word: string): boolean =>
  word === asked ||
  (asked.length >= LEAST_LETTERS && word.length - asked.length <= MOST_GLUED && word.endsWith(asked));

/** Whether two words differ by so few letters that one may be the other misspelt. */
export const isNear = (a: string, b: string): boolean => {
  const longer = Math.max(a.length, b.length);
  const most = longer >= 8 ? 2 : longer >= 4 ? 1 : 0;
  if (Math.abs(a.length - b.length) > most) return false;
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next.push(Math.min(next[j - 1]! + 1, row[j]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[b.length]! <= most;
};

/** Whether every word of a name as asked is, perhaps misspelt or in another script, a word of a name as known. */
export const isLike = (asked: string, known: string): boolean => {
  const words = searchWords(known);
  return searchWords(asked).every((word) =>
    words.some((other) =>
      LATIN.test(word) === LATIN.test(other)
        ? isNear(word, other)
        : transliterationScore(word, other) >= SAME_NAME,
    ),
  );
};
