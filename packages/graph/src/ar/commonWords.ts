import * as tables from "../generated/ar.ts";
import * as world from "../generated/world.ts";
import type { Language, WordClass } from "../language.ts";
import { fold } from "../text/fold.ts";
import type { Word } from "../text/tokens.ts";
import { accusative, conjugate, declineNisba, dual, withObject } from "./morphology.ts";

const GLUED_ARTICLE = /^(?:ال|لل|وال|بال|فال|كال|ولل)/u;
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

/**
 * The ordinary words of the language, which end a name, in all their forms. Plain given names outweigh nouns and
 * verbs spelt like them, never words of the closed classes.
 */
export const commonWords = (): Pick<
  Language,
  "isCommon" | "isCommonForm" | "isFunction" | "isFuture" | "classOf" | "placeInNames"
> => {
  /** The first row that has a form gives its class; the closed classes come first. */
  const words = new Map<string, WordClass>();
  /** What the form is behind the article, where no verb stands: «التواصل». */
  const nominal = new Map<string, WordClass>();
  const closed = new Set<string>();
  const future = new Set<string>();
  /** Folding makes على and the name علي alike; the table's last letter tells them apart. */
  const maqsura = new Set<string>();
  /** So does it with ترأس and the name تراس: nobody leaves out a verb's inner hamza. */
  const hamza = new Set<string>();
  const given = new Set(
    world.givenNames.filter((row) => row.ambiguous !== "yes").flatMap((row) => row.forms.map(fold)),
  );
  const put = (form: string, of: WordClass, folded = fold(form)): void => {
    const fresh = !words.has(folded);
    if (fresh) words.set(folded, of);
    if (of !== "verb" && !nominal.has(folded)) nominal.set(folded, of);
    if (form.endsWith("ى")) {
      if (fresh) maqsura.add(folded);
    } else maqsura.delete(folded);
    if (of === "verb" && MEDIAL_HAMZA.test(form)) {
      if (fresh) hamza.add(folded);
    } else hamza.delete(folded);
  };
  for (const row of tables.commonWords) {
    for (const form of row.forms) {
      if (row.class === "function") {
        put(form, "function");
        closed.add(fold(form));
        continue;
      }
      if (row.class === "verb") for (const one of conjugate(form, row.present).future) future.add(fold(one));
      const forms =
        row.class === "noun"
          ? nounForms(form)
          : row.class === "adjective"
            ? adjectiveForms(form)
            : row.class === "verb"
              ? verbForms(form, row.present)
              : [form];
      for (const one of forms) {
        const folded = fold(one);
        if (!given.has(folded)) put(one, row.class as WordClass, folded);
      }
    }
  }
  const misspelt = ({ folded, written }: Word): boolean =>
    (maqsura.has(folded) && !written.endsWith("ى")) || (hamza.has(folded) && !MEDIAL_HAMZA.test(written));
  return {
    isFunction: (word) => closed.has(word.folded) && !misspelt(word),
    isFuture: (word) => future.has(word.folded),
    isCommonForm: (folded) => words.has(folded),
    isCommon: (word) => {
      const { folded } = word;
      if (words.has(folded)) return !misspelt(word);
      const bare = folded.replace(GLUED_ARTICLE, "");
      return bare !== folded && words.has(bare);
    },
    classOf: (word) => {
      if (misspelt(word)) return null;
      const whole = words.get(word.folded);
      if (whole) return whole;
      const bare = word.folded.replace(GLUED_ARTICLE, "");
      return bare === word.folded ? null : (nominal.get(bare) ?? null);
    },
    placeInNames: placesInNames(),
  };
};
