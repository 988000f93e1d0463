import { type Cue, type CueRole, intentRows, type QuestionWords } from "../ask/grammar.ts";
import { findDates } from "../dates/findDates.ts";
import * as tables from "../generated/ar.ts";
import * as world from "../generated/world.ts";
import { Phrases } from "../lexicon/phrases.ts";
import { fold } from "../text/fold.ts";
import type { Word, WordAnalyser } from "../text/tokens.ts";
import { innerKey, readings } from "./clitics.ts";
import { commonWords } from "./commonWords.ts";
import { dateWords } from "./dateWords.ts";
import {
  accusative,
  conjugate,
  countryNouns,
  isPatronymic,
  withObject,
  withPossessive,
} from "./morphology.ts";
import { arProse } from "./prose.ts";

/**
 * Clitics as in news, and the word as it stands: whoever asks leaves out hamzas, so that «الغيت» is no article before
 * «غيت».
 */
const analyser: WordAnalyser = {
  innerKey,
  readings: (folded, written) => {
    const found = readings(folded, written);
    if (found.some(({ key }) => key === folded)) return found;
    return [...found, { proclitic: "", definite: false, rest: folded, key: folded, skip: 0 }];
  },
};

/** A noun as it stands in a question: its cases, and «اجتماعها», «لقاءاته». */
const nounForms = (noun: string): readonly string[] =>
  noun.includes(" ") ? [noun] : [noun, accusative(noun), ...withPossessive(noun)];

const cues = (): Phrases<Cue> => {
  const phrases = new Phrases<Cue>(analyser);
  for (const row of tables.questionWords) {
    const cue: Cue = { id: row.id, role: row.role as CueRole, value: row.value };
    for (const form of row.forms)
      for (const one of row.role === "event" ? nounForms(form) : [form]) phrases.add(one, cue);
  }
  for (const row of tables.questionVerbs) {
    const verb: Cue = { id: row.id, role: "verb", value: row.id };
    const past: Cue = { id: `${row.id}-past`, role: "tense", value: "past" };
    const present: Cue = { id: `${row.id}-present`, role: "tense", value: "present" };
    const future: Cue = { id: `${row.id}-future`, role: "tense", value: "future" };
    const add = (forms: readonly string[], tense: Cue): void => {
      for (const form of forms)
        for (const written of [form, ...withObject(form)]) {
          // «قادة» are leaders, not «قاده».
          if (written !== form && phrases.get(written).some(({ role }) => role === "kind")) continue;
          phrases.add(written, verb);
          phrases.add(written, tense);
        }
    };
    row.past.forEach((stem, at) => {
      const forms = conjugate(stem, row.present[at] ?? "");
      add(forms.past, past);
      if (row.present[at] === undefined) return;
      add(forms.present, present);
      add(forms.future, future);
    });
    for (const form of row.forms) phrases.add(form, verb);
  }
  for (const row of tables.numbers)
    for (const form of row.ordinal) phrases.add(form, { id: row.id, role: "number", value: row.value });
  return phrases;
};

let ordinary: ((word: Word) => boolean) | null = null;

/** Ordinary words that are nobody's name: «شكري» and «نصر» may be words, but whoever asks means people. */
const ordinaryWords = (): ((word: Word) => boolean) => {
  if (ordinary) return ordinary;
  const { isCommonForm, placeInNames } = commonWords();
  const given = new Set(world.givenNames.flatMap((row) => row.forms.map(fold)));
  const isOrdinary = (key: string): boolean =>
    isCommonForm(key) && placeInNames(key) === 0 && !given.has(key);
  ordinary = ({ folded, readings: read }) =>
    isOrdinary(folded) || (!given.has(folded) && read.some(({ key }) => isOrdinary(key)));
  return ordinary;
};

let heads: Set<string> | null = null;

/** First words of the titles of one person. */
const titleHeads = (): ReadonlySet<string> => {
  heads ??= new Set(
    tables.titles
      .filter(({ level }) => level !== "counterpart")
      .flatMap(({ forms, feminine }) =>
        [...forms, ...feminine].map((form) => fold(form).split(" ")[0]!.replace(/^ال/u, "")),
      ),
  );
  return heads;
};

let built: QuestionWords | null = null;

/** Words of Arabic questions, built from the tables when first asked for. */
export const arQuestions = (): QuestionWords => {
  if (built) return built;
  const words = dateWords();
  const made: QuestionWords = {
    tag: "ar",
    ...analyser,
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
    isOrdinary: (word) => ordinaryWords()(word),
    countryNouns,
    isPatronymic,
    isTitle: (title) => titleHeads().has(fold(title).split(" ")[0]!.replace(/^ال/u, "")),
    nameWords: new Map(),
    prose: arProse,
  };
  built = made;
  return made;
};
