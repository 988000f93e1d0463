import { type Cue, type CueRole, intentRows, type QuestionWords } from "../ask/grammar.ts";
import { findDates } from "../dates/findDates.ts";
import * as tables from "../generated/ar.ts";
import { Phrases } from "../lexicon/phrases.ts";
import { fold } from "../text/fold.ts";
import { innerKey, readings } from "./clitics.ts";
import { dateWords } from "./dateWords.ts";
import { conjugate, withObject } from "./morphology.ts";
import { arProse } from "./prose.ts";

const analyser = { innerKey, readings };

const cues = (): Phrases<Cue> => {
  const phrases = new Phrases<Cue>(analyser);
  for (const row of tables.questionWords)
    for (const form of row.forms)
      phrases.add(form, { id: row.id, role: row.role as CueRole, value: row.value });
  for (const row of tables.questionVerbs) {
    const verb: Cue = { id: row.id, role: "verb", value: row.id };
    const past: Cue = { id: `${row.id}-past`, role: "tense", value: "past" };
    const future: Cue = { id: `${row.id}-future`, role: "tense", value: "future" };
    const add = (forms: readonly string[], tense: Cue | null): void => {
      for (const form of forms)
        for (const written of [form, ...withObject(form)]) {
          phrases.add(written, verb);
          if (tense) phrases.add(written, tense);
        }
    };
    row.past.forEach((stem, at) => {
      const forms = conjugate(stem, row.present[at] ?? "");
      add(forms.past, past);
      if (row.present[at] === undefined) return;
      add(forms.present, null);
      add(forms.future, future);
    });
    for (const form of row.forms) phrases.add(form, verb);
  }
  for (const row of tables.numbers)
    for (const form of row.ordinal) phrases.add(form, { id: row.id, role: "number", value: row.value });
  return phrases;
};

let ordinary: Set<string> | null = null;

/** Function words and the third persons of ordinary verbs. Nouns stay out: many are somebody's name. */
const ordinaryWords = (): Set<string> => {
  if (ordinary) return ordinary;
  ordinary = new Set();
  for (const row of tables.commonWords) {
    for (const form of row.forms) {
      if (row.class === "function" || row.class === "adverb") ordinary.add(fold(form));
      if (row.class !== "verb") continue;
      const { past, present, future } = conjugate(form, row.present);
      for (const one of [...past, ...present, ...future]) ordinary.add(fold(one));
    }
  }
  return ordinary;
};

let built: QuestionWords | null = null;

/** Words of Arabic questions, built from the tables when first asked for. */
export const arQuestions = (): QuestionWords => {
  if (built) return built;
  const words = dateWords();
  const made: QuestionWords = {
    tag: "ar",
    innerKey,
    readings,
    cues: cues(),
    intents: intentRows(tables.questions),
    script: /\p{Script=Arabic}/u,
    describesBefore: false,
    proclitics: new Map([
      ["و", "and"],
      ["ف", "and"],
      ["ب", "in"],
      ["ل", "of"],
    ]),
    dates: (tokens, text, today) =>
      findDates(tokens, text, today === undefined ? {} : { publishedAt: today }, words),
    isOrdinary: ({ folded, readings: read }) =>
      ordinaryWords().has(folded) ||
      read.some(({ proclitic, key }) => proclitic === "و" && ordinaryWords().has(key)),
    nameWords: new Map(),
    prose: arProse,
  };
  built = made;
  return made;
};
