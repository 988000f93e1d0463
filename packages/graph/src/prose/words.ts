import type { Kind, MeetingType } from "../extraction.ts";
import type { Entity } from "../facts.ts";

/** The words prose is made of, in one language; built from the table `prose` of its folder in data/. */
export interface ProseWords {
  /** BCP 47. */
  tag: string;
  /** Which of an entity's names is this language's own. */
  own: "ar" | "en";
  /** Variants of a phrase: of status words masculine and feminine, of counted nouns from none to hundreds … */
  phrases: ReadonlyMap<string, readonly string[]>;
  /** Grammatical gender of the nouns that have one. */
  genders: ReadonlyMap<string, "m" | "f">;
  /** «أ وب وج», "a, b and c". */
  join(items: readonly string[]): string;
  /** Between the members of a list that has no last one. */
  comma: string;
  /** Which variant of a counted noun a number takes: 0 none, 1 one, 2 two, 3 a few, 4 many, 5 hundreds. */
  plural(n: number): 0 | 1 | 2 | 3 | 4 | 5;
  /**
   * A name as it stands in a sentence: with the article that English wants, in the case that Arabic shows.
   * @param subject it stands by itself, behind a colon or as a subject; else it depends on the word before it.
   */
  inSentence(name: string, kind: Kind, subject: boolean): string;
  /** Letters of another script than the language's, which must not disturb the direction of its text. */
  foreign: RegExp;
}

export interface ProseRow {
  id: string;
  gender: string;
  text: string;
}

/** What a prose table holds, by id. */
export const proseTable = (rows: readonly ProseRow[]): Pick<ProseWords, "phrases" | "genders"> => ({
  phrases: new Map(rows.map(({ id, text }) => [id, text.split("|").map((variant) => variant.trim())])),
  genders: new Map(
    rows.flatMap(({ id, gender }) => (gender === "m" || gender === "f" ? [[id, gender]] : [])),
  ),
});

/** What a phrase leaves open: @list, @a. */
export const SLOT = /@(what|where|list|name|noun|place|steps|title|date|who|say|to|[a-z])/g;

/**
 * A phrase with its slots filled.
 * @param variant falls back to the first variant where a phrase does not have so many.
 */
export const phrase = (
  words: ProseWords,
  id: string,
  slots: Readonly<Record<string, string>> = {},
  variant = 0,
): string => {
  const variants = words.phrases.get(id);
  const text = variants?.[variant] ?? variants?.[0] ?? id;
  return text
    .replaceAll(SLOT, (whole, slot: string) => slots[slot] ?? whole)
    .replaceAll(/ {2,}/g, " ")
    .trim();
};

export const hasPhrase = (words: ProseWords, id: string): boolean => words.phrases.has(id);

/** A number with its noun in the right form: «لقاء واحد», «لقاءان», «3 لقاءات», «11 لقاءً». */
export const counted = (words: ProseWords, noun: string, n: number): string =>
  phrase(words, `count-${noun}`, { n: String(n) }, words.plural(n));

/** How many meetings: calls or visits where they are nothing else. */
export const meetingsCounted = (words: ProseWords, meetings: readonly { type: MeetingType }[]): string => {
  const only = (["call", "visit"] as const).find((one) => meetings.every(({ type }) => type === one));
  return counted(words, meetings.length > 0 && only ? only : "meeting", meetings.length);
};

/**
 * Text that may hold another script, wrapped in U+2068 and U+2069 where it does, so that brackets and numbers
 * around it stay in their place.
 */
export const isolated = (words: ProseWords, text: string): string =>
  words.foreign.test(text) ? `\u2068${text}\u2069` : text;

/** An entity's name in this language, else the name it has. */
export const displayName = (words: ProseWords, entity: Entity, subject = false): string => {
  const name = entity.names[words.own] ?? entity.name;
  return words.foreign.test(name) ? isolated(words, name) : words.inSentence(name, entity.kind, subject);
};

/** The first letter as a sentence begins; without effect where letters have no case. */
export const sentenceCase = (text: string): string =>
  text.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
