import * as tables from "../generated/ar.ts";
import * as world from "../generated/world.ts";
import type { Language, OrdinaryWord, WordClass } from "../language.ts";
import { fold } from "../text/fold.ts";
import type { Word } from "../text/tokens.ts";
import { accusative, conjugate, declineNisba, dual, withObject } from "./morphology.ts";

const ARTICLES = ["ال", "لل", "وال", "بال", "فال", "كال", "ولل"];
const MEDIAL_HAMZA = /.[أؤئء]/u;

/** A noun as it stands in text: cases, dual, sound plural. Some of it no Arab says; nobody is called so either. */
const nounForms = (noun: string): string[] => {
  const forms = [noun, accusative(noun), ...dual(noun)];
  if (noun.endsWith("ة")) {
    forms.push(`${noun.slice(0, -1)}ات`);
  } else if (!/[اىيءو]$/u.test(noun)) {
    forms.push(`${noun}ون`, `${noun}ين`);
  }
  return forms;
};

const adjectiveForms = (adjective: string): string[] => {
  const { singular, dual: two, plural } = declineNisba(adjective);
  return [...singular, ...two, ...plural];
};

const verbForms = (past: string, present: string): string[] => {
  const forms = conjugate(past, present);
  const rest = present.slice(1);
  const third = [...forms.past, ...forms.present, ...forms.future];
  // First persons, as in speech quoted: «نؤكد», «أعتقد».
  return [
    ...third,
    ...[...forms.past, ...forms.present].flatMap(withObject),
    `ن${rest}`,
    `أ${rest}`,
    `سن${rest}`,
    `${past}نا`,
  ];
};

const FIRST = 1;
const INSIDE = 2;
const LAST = 4;

const placesInNames = (): Language["placeInNames"] => {
  const places = new Map<string, number>();
  for (const row of world.people) {
    for (const form of row.forms) {
      const parts = fold(form).split(" ");
      parts.forEach((part, at) => {
        const place = at === 0 ? FIRST : at === parts.length - 1 ? LAST : INSIDE;
        places.set(part, (places.get(part) ?? 0) | place);
      });
    }
  }
  return (folded) => places.get(folded) ?? 0;
};

/** Numbered from 1; 0 is no class. */
const CLASSES: readonly (WordClass | null)[] = [null, "function", "verb", "noun", "adjective", "adverb"];
const CLASS = 7;
/** Of the closed classes. */
const CLOSED = 8;
/** Folding makes على and the name علي alike; the table's last letter tells them apart. */
const MAQSURA = 16;
/** So does it with ترأس and the name تراس: nobody leaves out a verb's inner hamza. */
const HAMZA = 32;
/** What `ordinary` says, by class and CLOSED. */
const ORDINARY: readonly OrdinaryWord[] = Array.from({ length: 2 * CLOSED }, (_, code) => ({
  class: CLASSES[code & CLASS] ?? null,
  closed: (code & CLOSED) !== 0,
}));
/** From this bit on, what the form is behind the article, where no verb stands: «التواصل». */
const NOMINAL = 6;
/** Some form begins with a madda; where none does, a word that is written with one is a name: «آن» is not «أن». */
const MADDA = 512;

/**
 * The ordinary words of the language, which end a name, in all their forms. Plain given names outweigh nouns and
 * verbs spelt like them, never words of the closed classes.
 */
export const commonWords = (): CommonWords => {
  built ??= build();
  return built;
};

type CommonWords = Pick<Language, "ordinary" | "isCommonForm" | "isFuture" | "classOf" | "placeInNames">;

/** Reading and questions share them. */
let built: CommonWords | undefined;

const build = (): CommonWords => {
  /** Of each folded form a class, the class it has behind the article, and signs, packed into one number. */
  const forms = new Map<string, number>();
  const future = new Set<string>();
  const given = new Set(
    world.givenNames.filter((row) => row.ambiguous !== "yes").flatMap((row) => row.forms.map(fold)),
  );
  const put = (form: string, of: WordClass, folded = fold(form)): void => {
    const code = CLASSES.indexOf(of);
    let known = forms.get(folded) ?? 0;
    const fresh = known === 0;
    // The first row that has a form gives its class; the closed classes come first.
    if (fresh) known = code;
    if (of !== "verb" && !((known >> NOMINAL) & CLASS)) known |= code << NOMINAL;
    if (!form.endsWith("ى")) known &= ~MAQSURA;
    else if (fresh) known |= MAQSURA;
    if (of !== "verb" || !MEDIAL_HAMZA.test(form)) known &= ~HAMZA;
    else if (fresh) known |= HAMZA;
    if (form.startsWith("آ")) known |= MADDA;
    if (of === "function") known |= CLOSED;
    forms.set(folded, known);
  };
  for (const row of tables.commonWords) {
    for (const form of row.forms) {
      if (row.class === "function") {
        put(form, "function");
        continue;
      }
      if (row.class === "verb") for (const one of conjugate(form, row.present).future) future.add(fold(one));
      const inflected =
        row.class === "noun"
          ? nounForms(form)
          : row.class === "adjective"
            ? adjectiveForms(form)
            : row.class === "verb"
              ? verbForms(form, row.present)
              : [form];
      for (const one of inflected) {
        const folded = fold(one);
        if (!given.has(folded)) put(one, row.class as WordClass, folded);
      }
    }
  }
  const ordinary = (word: Word): OrdinaryWord | null => {
    const known = forms.get(word.folded);
    if (known) return isMisspelt(word, known) ? null : ORDINARY[known & (CLASS | CLOSED)]!;
    const bare = withoutArticle(word.folded);
    const behind = bare === null ? undefined : forms.get(bare);
    return behind ? ORDINARY[(behind >> NOMINAL) & CLASS]! : null;
  };
  return {
    ordinary,
    classOf: (word) => ordinary(word)?.class ?? null,
    isCommonForm: (folded) => forms.has(folded),
    isFuture: (word) => future.has(word.folded),
    placeInNames: placesInNames(),
  };
};

/** A folded word behind the article, particles before it included; null when there is none. */
const withoutArticle = (folded: string): string | null => {
  // The article's ل is the second or third letter: most words need not be looked at seven times.
  if (folded.charAt(1) !== "ل" && folded.charAt(2) !== "ل") return null;
  for (const article of ARTICLES) if (folded.startsWith(article)) return folded.slice(article.length);
  return null;
};

const isMisspelt = ({ written }: Word, known: number): boolean =>
  ((known & MADDA) === 0 && written.startsWith("آ")) ||
  ((known & MAQSURA) !== 0 && !written.endsWith("ى")) ||
  ((known & HAMZA) !== 0 && !MEDIAL_HAMZA.test(written));
