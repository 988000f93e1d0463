/** Arabic inflection by rule, on plain spellings (no vowel signs), as far as news needs it. */

const WEAK_END = /[ىي]$/u;

/** Third-person forms of a verb from its past and present 3rd singular masculine: number, gender, mood, future. */
export interface Conjugation {
  past: readonly string[];
  present: readonly string[];
  /** With سـ, and what follows أن and لم. */
  future: readonly string[];
}

const pastForms = (past: string): string[] => {
  if (WEAK_END.test(past)) {
    const stem = past.slice(0, -1);
    return [past, `${stem}ت`, `${stem}يا`, `${stem}تا`, `${stem}وا`, `${stem}ا`];
  }
  if (past.endsWith("ا")) {
    const stem = past.slice(0, -1);
    return [past, `${stem}ت`, `${stem}وا`, `${stem}تا`, `${stem}يا`];
  }
  if (past.endsWith("أ")) {
    const stem = past.slice(0, -1);
    return [past, `${past}ت`, `${stem}آ`, `${past}تا`, `${stem}ؤوا`, `${past}وا`];
  }
  return [past, `${past}ت`, `${past}ا`, `${past}تا`, `${past}وا`];
};

const presentForms = (present: string): string[] => {
  const rest = present.slice(1);
  const weak = WEAK_END.test(rest) || rest.endsWith("و");
  const stem = weak ? rest.slice(0, -1) : rest;
  const glide = weak ? "ي" : "";
  const forms: string[] = [];
  for (const person of ["ي", "ت"]) {
    forms.push(person + rest, `${person}${stem}${glide}ان`, `${person}${stem}${glide}ا`);
    forms.push(`${person}${stem}ون`, `${person}${stem}وا`);
    // Jussive drops a weak last letter: لم يلتق.
    if (weak) forms.push(person + stem);
  }
  // Jussive shortens a hollow verb: لم يزر.
  const hollow = /^(.)[اوي](.)$/u.exec(rest);
  if (hollow) forms.push(`ي${hollow[1]}${hollow[2]}`, `ت${hollow[1]}${hollow[2]}`);
  return forms;
};

export const conjugate = (past: string, present: string): Conjugation => {
  const now = presentForms(present);
  return { past: pastForms(past), present: now, future: now.map((form) => `س${form}`) };
};

const OBJECT_PRONOUNS = ["ه", "ها", "هم", "هما"];

/** A verb form with an object pronoun glued on: استقبله, التقاه, يلتقيه. */
export const withObject = (form: string): string[] => {
  const stem = form.endsWith("ى") ? `${form.slice(0, -1)}ا` : form.endsWith("وا") ? form.slice(0, -1) : form;
  return OBJECT_PRONOUNS.map((pronoun) => stem + pronoun);
};

/** A noun with a possessive pronoun: لقائه، اجتماعهما، زيارته. */
export const withPossessive = (noun: string): string[] => {
  const stems = noun.endsWith("ة")
    ? [`${noun.slice(0, -1)}ت`]
    : noun.endsWith("اء")
      ? [`${noun.slice(0, -1)}ئ`, `${noun.slice(0, -1)}ؤ`, noun]
      : [noun];
  return stems.flatMap((stem) => OBJECT_PRONOUNS.map((pronoun) => stem + pronoun));
};

const OWNED = /^(.{3,}?)(?:ه|ها|هم|هما|نا)$/u;
/** The last letters of those pronouns. */
const LAST_OF_OWNED = "هام";
const NONE: readonly string[] = [];

/**
 * The nouns that a folded word may be with the pronoun of an owner: «منزله», «زيارتها», «لقائه». Before a pronoun ة
 * is written ت, and the hamza at the end takes a seat.
 */
export const ownedNouns = (folded: string): readonly string[] => {
  // Most words end otherwise, which is cheaper to see.
  const stem = LAST_OF_OWNED.includes(folded.charAt(folded.length - 1)) ? OWNED.exec(folded)?.[1] : undefined;
  if (!stem) return NONE;
  const bare = stem.slice(0, -1);
  if (stem.endsWith("ت")) return [stem, `${bare}ه`];
  return stem.endsWith("ي") || stem.endsWith("و") ? [stem, `${bare}ء`] : [stem];
};

/** Accusative with tanwin where spelling shows it: اجتماعا, لقاء. */
export const accusative = (noun: string): string => (/(?:ة|اء|ا|ى)$/u.test(noun) ? noun : `${noun}ا`);

/** Dual of a noun or adjective in all cases and in construct. */
export const dual = (noun: string): string[] => {
  const stem = noun.endsWith("ة") ? `${noun.slice(0, -1)}ت` : noun;
  return [`${stem}ان`, `${stem}ين`, `${stem}ا`, `${stem}ي`];
};

/** All cases of a plural: a sound masculine one in ون also stands as ين, و and ي. */
export const pluralCases = (plural: string): string[] =>
  plural.endsWith("ون") ? ["ون", "ين", "و", "ي"].map((end) => plural.slice(0, -2) + end) : [plural];

/** Masculine, feminine, dual and plural of a relational adjective: مصري، مصرية، مصريان، مصريون. */
export const declineNisba = (
  masculine: string,
): { singular: string[]; dual: string[]; plural: string[] } => ({
  singular: [masculine, `${masculine}ة`, `${masculine}ا`],
  dual: [`${masculine}ان`, `${masculine}ين`, `${masculine}تان`, `${masculine}تين`],
  plural: [`${masculine}ون`, `${masculine}ين`, `${masculine}ات`],
});

/**
 * Folded nouns that a folded relational adjective may be made of: روسي of روسيا, مصري of مصر, سوري of سوريه. Empty
 * for what is no such adjective.
 */
export const countryNouns = (adjective: string): string[] => {
  const bare = adjective.replace(/(?:ون|ين|ان|[هت])$/u, "");
  if (bare.length < 4 || !bare.endsWith("ي")) return [];
  const stem = bare.slice(0, -1);
  return [bare, `${bare}ا`, `${bare}ه`, stem, `${stem}ا`];
};

/** Whether a word of a name makes the next one a father's: محمد بن سلمان is not called سلمان. */
export const isPatronymic = (folded: string): boolean => folded === "بن" || folded === "ابن";

/** «مصري», «إقليمية»: the end of a relational adjective, on a folded word. */
export const isRelational = (key: string): boolean => /يه?$/u.test(key);
