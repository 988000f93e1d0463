import type { Reading } from "../text/tokens.ts";

/**
 * Arabic writes one-letter particles glued to the next word: و and, ف so, ب in/by, ل to/for, ك as, س (future),
 * and the article ال, which loses its alef behind ل (للتحالف). Whether a first letter is a particle or belongs
 * to the word (وليد، بيروت) cannot be known from the word alone, so every reading is offered, the one that
 * takes nothing off first, and the lexicon decides.
 */
const CONJUNCTIONS = "وف";
const PREPOSITIONS = "بلك";
const SHORTEST_REST = 2;

export const proclitics = { and: "و", so: "ف", in: "ب", for: "ل", like: "ك", future: "س" } as const;

/** Shortest word whose first two letters may be a hamza-less أل of its own. */
const SPOILT_HAMZA = 6;

const HAMZATED = /^[وفبلك]{0,2}[أإآ]ل/u;

/** «ألمانيا», «وإلغاء»: with a hamza the alef belongs to the word, so no article stands there. */
const isHamzated = (folded: string, written: string): boolean =>
  // Folding changes every hamza.
  written !== folded && HAMZATED.test(written);

const ARTICLE = "ال";

export const hasArticle = (folded: string): boolean => folded.startsWith(ARTICLE);

export const withoutArticle = (folded: string): string =>
  hasArticle(folded) && folded.length > SHORTEST_REST + 1 ? folded.slice(ARTICLE.length) : folded;

/** «مسئولين», «شئون»: before waw the hamza has two seats, of which the lexicon knows «مسؤولين». */
const respelt = (folded: string, written: string): string => {
  const at = written.indexOf("ئو");
  return at < 0 || written.length !== folded.length
    ? folded
    : `${folded.slice(0, at)}و${folded.slice(at + 1)}`;
};

/** «الشركة السعودية»: what is written like a feminine adjective describes a feminine or a plural of things before it. */
export const mayDescribe = (adjective: string, noun: string): boolean =>
  /ه$/u.test(adjective) && /(?:ه|ات)$/u.test(noun);

/** Letters that show where the hamza of a first letter sits. */
const SEATS = "أإآ";

const initial = (word: string): string => word.charAt(word.startsWith("ال") ? 2 : 0);

/** Hasty writers leave a hamza out; who writes it elsewhere writes another word: «آن» and «أن», «أمام» and «إمام». */
export const spellsAlike = (written: string, form: string): boolean => {
  const [own, its] = [initial(written), initial(form)];
  return own === its || !SEATS.includes(own) || !SEATS.includes(its);
};

/** «لتحالف الدولي» out of «للتحالف» was «التحالف الدولي». */
export const withArticle = (written: string): string => (/^ل(?!ل)/u.test(written) ? `ا${written}` : written);

/** The key of a word inside a phrase: particle kept, article off: والتنمية → وتنميه, للأمم → لامم. */
export const innerKey = (seated: string, written: string): string => {
  const folded = respelt(seated, written);
  if (folded.length <= SHORTEST_REST + 1 || isHamzated(seated, written)) return folded;
  if (hasArticle(folded)) return withoutArticle(folded);
  if (folded.startsWith("لل") && folded.length > 4) return `ل${folded.slice(2)}`;
  const first = folded.charAt(0);
  if (CONJUNCTIONS.includes(first) || PREPOSITIONS.includes(first)) {
    if (folded.startsWith("ال", 1) && folded.length > 5) return first + folded.slice(3);
    if (CONJUNCTIONS.includes(first) && folded.startsWith("لل", 1) && folded.length > 5)
      return `${first}ل${folded.slice(3)}`;
  }
  return folded;
};

const push = (
  readings: Reading[],
  proclitic: string,
  rest: string,
  skip: number,
  hamzated: boolean,
): void => {
  if (rest.length < SHORTEST_REST) return;
  const key = hamzated ? rest : withoutArticle(rest);
  readings.push({ proclitic, definite: key !== rest, rest, key, skip });
  // Hasty writers leave the hamza out («المانيا»): the letters may belong to the word all the same.
  if (key !== rest && rest.length >= SPOILT_HAMZA)
    readings.push({ proclitic, definite: false, rest, key: rest, skip });
};

/** All readings of a word as the first of a phrase, fewest clitics first. */
export const readings = (seated: string, written: string): readonly Reading[] => {
  const folded = respelt(seated, written);
  const hamzated = isHamzated(seated, written);
  const found: Reading[] = [];
  push(found, "", folded, 0, hamzated);
  const first = folded.charAt(0);
  const conjunction = CONJUNCTIONS.includes(first) ? first : "";
  if (conjunction && folded.length > SHORTEST_REST) push(found, conjunction, folded.slice(1), 1, hamzated);
  for (const skip of conjunction ? [0, 1] : [0]) {
    const particle = folded.charAt(skip);
    const glued = skip ? conjunction : "";
    if (folded.length - skip <= SHORTEST_REST) continue;
    if (particle === "ل" && folded.charAt(skip + 1) === "ل" && folded.length - skip > 3) {
      // ل + ال: the alef is lost, the span starts at the second ل.
      found.push({
        proclitic: `${glued}ل`,
        definite: true,
        rest: folded.slice(skip + 1),
        key: folded.slice(skip + 2),
        skip: skip + 1,
      });
    }
    if (PREPOSITIONS.includes(particle) || particle === "س") {
      push(found, glued + particle, folded.slice(skip + 1), skip + 1, hamzated);
    }
  }
  return found;
};
