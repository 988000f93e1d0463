import type { Meeting } from "../facts.ts";
import { entityOf } from "../prose/names.ts";
import { searchWords } from "../query/find.ts";
import type { GraphIndex } from "../query/graphIndex.ts";
import { skeleton } from "../resolution/transliteration.ts";
import { Tokenizer } from "../text/tokens.ts";
import type { Cue, QuestionWords } from "./grammar.ts";
import { LATIN, LEAST_CONSONANTS, stem } from "./likeness.ts";

/** What the articles say of a meeting, as far as a question may describe it by its words. */
export interface MeetingText {
  /** Its words, «أستانة» and «أستانا» alike. */
  words: ReadonlySet<string>;
  /** Consonants of its words: "Astana" is «أستانة». */
  sounds: ReadonlySet<string>;
  /** The words of its name alone. */
  nameWords: ReadonlySet<string>;
}

/** Words between a round and its number: «الجولة الـ 14», «الجولة من المفاوضات 14». */
const REACH = 3;

/** Passages of one meeting that are looked at. */
const MOST_PASSAGES = 12;

/** Larger numbers count something else. */
const LARGEST_ROUND = 200;

const tokenizers = new WeakMap<QuestionWords, Tokenizer>();
const texts = new WeakMap<Meeting, MeetingText>();
const numbers = new WeakMap<Meeting, ReadonlySet<number>>();

/** What tells of a meeting: its name and the first of its evidence. */
const passagesOf = (meeting: Meeting): string[] => [
  meeting.name ?? "",
  ...meeting.evidence.slice(0, MOST_PASSAGES).map(({ quote }) => quote),
];

/** Reads the name and the evidence of a meeting once. */
export const textOf = (index: GraphIndex, meeting: Meeting): MeetingText => {
  const known = texts.get(meeting);
  if (known) return known;
  const place = meeting.place === null ? undefined : entityOf(index, meeting.place);
  const written = [...passagesOf(meeting), ...(place ? [place.name, ...place.aliases] : [])];
  const spoken = written.flatMap(searchWords);
  const sounds = new Set(spoken.map(skeleton).filter((key) => key.length >= LEAST_CONSONANTS));
  const read = {
    words: new Set(spoken.map(stem)),
    nameWords: new Set(searchWords(meeting.name ?? "").map(stem)),
    sounds,
  };
  texts.set(meeting, read);
  return read;
};

/** Numbers that a meeting or another one told with it bears as a round, session or conference; read once. */
export const numbersOf = (meeting: Meeting, languages: readonly QuestionWords[]): ReadonlySet<number> => {
  const known = numbers.get(meeting);
  if (known) return known;
  const read = new Set(
    passagesOf(meeting).flatMap((text) => languages.flatMap((words) => roundNumbers(text, words))),
  );
  numbers.set(meeting, read);
  return read;
};

/** Numbers, in figures or as ordinals, that stand beside a noun for a meeting and are no day of a month. */
export const roundNumbers = (text: string, words: QuestionWords): number[] => {
  const tokenizer = tokenizers.get(words) ?? new Tokenizer(words);
  tokenizers.set(words, tokenizer);
  const tokens = tokenizer.tokens(text);
  const cuesAt = (at: number): readonly Cue[] => words.cues.longest(tokens, at)?.values ?? [];
  const isNoun = (at: number): boolean => cuesAt(at).some(({ role }) => role === "event");
  const found: { at: number; value: number }[] = [];
  let noun = -1;
  for (let at = 0; at < tokens.length; at++) {
    const cues = cuesAt(at);
    if (cues.some(({ role }) => role === "event")) noun = at;
    // «أولى جلسات» is one cue, noun and all.
    if (cues.some(({ role, value }) => role === "order" && value === "first")) found.push({ at, value: 1 });
    const ordinal = cues.find(({ role }) => role === "number");
    const value =
      tokens[at]!.kind === "number" ? tokens[at]!.word.number : ordinal ? Number(ordinal.value) : null;
    if (value === null || value > LARGEST_ROUND) continue;
    const before = noun >= 0 && at - noun <= REACH;
    // «أولى جلسات», "the 14th Astana round".
    const behind = isNoun(at + 1) || (words.describesBefore && (isNoun(at + 2) || isNoun(at + 3)));
    if (before || behind) found.push({ at, value });
  }
  if (found.length === 0) return [];
  const dated = words.dates(tokens, text, undefined);
  return found
    .filter(({ at }) => !dated.some(({ from, to }) => from <= at && at < to))
    .map(({ value }) => value);
};

/** Whether all words of a name stand in the name of a meeting. */
export const standsInName = (name: string, text: MeetingText): boolean => {
  const words = searchWords(name);
  return words.length > 0 && words.every((word) => text.nameWords.has(stem(word)));
};

/**
 * Whether all words of a name stand in a meeting's text: as they are, in the words of another language that the table
 * of name words has, or, from another script, by their sound.
 */
export const standsIn = (name: string, text: MeetingText, language: QuestionWords): boolean => {
  const words = searchWords(name);
  return (
    words.length > 0 &&
    words.every((word) => {
      if (text.words.has(stem(word))) return true;
      const meanings = language.nameWords.get(word);
      if (meanings) return meanings.some((meaning) => text.words.has(stem(meaning)));
      const key = skeleton(word);
      return LATIN.test(word) && key.length >= LEAST_CONSONANTS && text.sounds.has(key);
    })
  );
};
