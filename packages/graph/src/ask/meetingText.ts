import type { Meeting } from "../facts.ts";
import { entityOf } from "../prose/names.ts";
import { searchWords } from "../query/find.ts";
import type { GraphIndex } from "../query/graphIndex.ts";
import { skeleton } from "../resolution/transliteration.ts";
import { Tokenizer } from "../text/tokens.ts";
import type { Cue, QuestionWords } from "./grammar.ts";

/** What the articles say of a meeting, as far as a question may describe it by its words. */
export interface MeetingText {
  /** Consonants of its words: «أستانة», «أستانا» and "Astana" are one. */
  sounds: ReadonlySet<string>;
  /** Numbers that it or another meeting told with it bears as a round, session or conference. */
  numbers: ReadonlySet<number>;
}

/** Words between a round and its number: «الجولة الـ 14», «الجولة من المفاوضات 14». */
const REACH = 3;

const texts = new WeakMap<Meeting, MeetingText>();

/** Reads the name and the evidence of a meeting once. */
export const textOf = (
  index: GraphIndex,
  meeting: Meeting,
  languages: readonly QuestionWords[],
): MeetingText => {
  const known = texts.get(meeting);
  if (known) return known;
  const place = meeting.place === null ? undefined : entityOf(index, meeting.place);
  const passages = [meeting.name ?? "", ...meeting.evidence.slice(0, 12).map(({ quote }) => quote)];
  const written = [...passages, ...(place ? [place.name, ...place.aliases] : [])];
  const sounds = new Set(
    written.flatMap((text) => searchWords(text).map(skeleton)).filter((key) => key.length > 1),
  );
  const numbers = new Set(
    passages.flatMap((text) => languages.flatMap((words) => roundNumbers(text, words))),
  );
  const read = { sounds, numbers };
  texts.set(meeting, read);
  return read;
};

/** Numbers, in figures or as ordinals, that stand beside a noun for a meeting and are no day of a month. */
export const roundNumbers = (text: string, words: QuestionWords): number[] => {
  const tokens = new Tokenizer(words).tokens(text);
  const dated = new Set<number>();
  for (const date of words.dates(tokens, text, undefined))
    for (let at = date.from; at < date.to; at++) dated.add(at);
  const found: number[] = [];
  let noun = -1;
  for (let at = 0; at < tokens.length; at++) {
    const cues: readonly Cue[] = words.cues.longest(tokens, at)?.values ?? [];
    if (cues.some(({ role }) => role === "event")) noun = at;
    if (dated.has(at)) continue;
    const ordinal = cues.find(({ role }) => role === "number");
    const value =
      tokens[at]!.kind === "number" ? tokens[at]!.word.number : ordinal ? Number(ordinal.value) : null;
    if (value === null || value > 200) continue;
    const before = noun >= 0 && at - noun <= REACH;
    const behind = [1, 2, 3].some((step) =>
      (words.cues.longest(tokens, at + step)?.values ?? []).some(({ role }) => role === "event"),
    );
    if (before || (behind && words.describesBefore)) found.push(value);
  }
  return found;
};

/** Whether all words of a name sound in a meeting's text. */
export const soundsIn = (name: string, text: MeetingText): boolean => {
  const keys = searchWords(name)
    .map(skeleton)
    .filter((key) => key.length > 1);
  return keys.length > 0 && keys.every((key) => text.sounds.has(key));
};
