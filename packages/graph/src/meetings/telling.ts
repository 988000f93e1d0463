import type { DateMention } from "../dates/findDates.ts";
import type { MeetingFunction, MeetingType, Status } from "../extraction.ts";
import type { Sentence } from "../text/sentences.ts";

/** So many meetings of a text may bear on each other, counted in the order of the text: more than an article has. */
export const RECENT = 100;

/** Somebody placed in a meeting by one sentence. */
export interface Part {
  /** Index of the actor. */
  actor: number;
  function: MeetingFunction;
  /** The mention that places the actor there. */
  start: number;
  end: number;
}

/** When, as the tense of the sentence reads the date. */
export interface TellingDate {
  mention: DateMention;
  edtf: string | null;
}

/** What one sentence says of one meeting. Several tellings may turn out to be one meeting. */
export interface Telling {
  type: MeetingType;
  status: Status;
  parts: Part[];
  /** Actor index of the place. */
  place: number | null;
  date: TellingDate | null;
  topic: { start: number; end: number } | null;
  /** The name the meeting goes by, as written. */
  name: string | null;
  sentence: Sentence;
  /** Token of the word that tells it. */
  at: number;
  rule: string;
  /** «اللقاء»: speaks of a meeting told elsewhere, when it names nobody new. */
  anaphoric: boolean;
  background: boolean;
  /** Told in the past tense. */
  past: boolean;
  /** Told in the present tense. */
  present: boolean;
  /** «الاجتماع السابق»: one before those that the text tells of. */
  former: boolean;
  /** Was to be held, until the same sentence called it off: its day lies before that. */
  revoked: boolean;
  /** The larger event on whose sidelines it took place: token of its noun, or null. */
  sidelines: number | null;
  /** Of a journey: each place or country it goes to, with the country that is its host. */
  stops: { place: number; host: number | null }[];
  /** Id of the event noun; empty for a verb. «الجلسة» goes on about what was called جلسة before. */
  noun: string;
  /** «مع كل من أ وب», «اتصالين من أ وب»: as many meetings as there are others. */
  separate: boolean;
  /** Types that fit as well: «اتصال» may be a call told as talks. */
  vagueType: boolean;
}

/** What the sentences before leave for pronouns. */
export interface Context {
  /** Actor index of the person spoken of; -1 when none. */
  topic: number;
  /** The day on which the sentences before say what they say. */
  saidOn: DateMention | null;
}

export const emptyTelling = (sentence: Sentence, at: number, type: MeetingType, rule: string): Telling => ({
  type,
  status: "held",
  parts: [],
  place: null,
  date: null,
  topic: null,
  name: null,
  sentence,
  at,
  rule,
  anaphoric: false,
  background: false,
  past: false,
  present: false,
  former: false,
  revoked: false,
  sidelines: null,
  stops: [],
  noun: "",
  separate: false,
  vagueType: false,
});
