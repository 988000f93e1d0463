import type { DateWords } from "./dates/words.ts";
import type { Kind, MeetingFunction, MeetingType, Status } from "./extraction.ts";
import type { Phrases, PhraseTables } from "./lexicon/phrases.ts";
import type { Word, WordAnalyser } from "./text/tokens.ts";

/** A name that data/ knows, or an adjective made of it. */
export interface NameEntry {
  kind: Kind;
  /** Id in data/world. */
  id: string;
  /** Display form. */
  name: string;
  /**
   * `full`: the name itself; `short`: enough only where nothing else bears it; `adjective`: the relational
   * adjective of a country; `people`: its plural or the people's name; `seat`: a building that stands for a government.
   */
  use: "full" | "short" | "adjective" | "people" | "seat";
  /** Also an ordinary word or somebody else's name. */
  ambiguous: boolean;
  /** The definite article belongs to the form (الجعفري, العلا). */
  definite: boolean;
  /** ISO country a place lies in, an organization or person belongs to; empty when none. */
  country: string;
  /** Persons: offices held, each title with the country or body it acts for. */
  offices: readonly { title: string; body: string }[];
  /** Organizations: io, ministry, party, media …; places: capital, city, region, venue. */
  type: string;
}

export interface TitleEntry {
  id: string;
  level: string;
  number: "one" | "two" | "many";
  feminine: boolean;
  /** The form as the table spells it: «أمام» is not «إمام». */
  form: string;
}

export interface GroupEntry {
  id: string;
  /** `for`: people who stand for a state or body; `self`: a body of its own. */
  stands: "for" | "self" | "speaker";
  number: "one" | "two" | "many";
}

export type ComplementEntry = "portfolio" | "adjective";

/** What a small word does to a sentence. Roles are listed in data/README.md. */
export interface ParticleEntry {
  id: string;
  role: string;
  /** The article belongs to the form: «الآن» is not «أن». */
  definite: boolean;
  /** The form as the table spells it: «آن» is not «أن». */
  form: string;
}

export interface VerbForm {
  tense: "past" | "present" | "future" | "noun";
  number: "one" | "two" | "many";
  /** Third person feminine: «تصل», «وصلت». */
  feminine: boolean;
  /** An object pronoun is glued on: استقبله. */
  object: boolean;
}

/** A verb that by itself says that people met, with the function of whoever stands in each place. */
export interface MeetingVerb {
  id: string;
  type: MeetingType;
  subject: MeetingFunction | "";
  object: MeetingFunction | "";
  with: MeetingFunction | "";
  by: MeetingFunction | "";
  /** `yes`: a plural subject alone is enough; `dual`: two named ones are; `event`: the subject is a meeting. */
  collective: string;
  /** A word that must stand nearby for this reading; empty when none. */
  cue: string;
  /** What the verb says of the meeting whatever its tense: who leaves a country was there. */
  status: Status | "";
}

/** A verb that says of a meeting that it takes place, is called for, is called off. */
export interface LightVerb {
  id: string;
  subject: MeetingFunction | "";
  link: string;
  status: Status | "";
}

export interface VerbEntry {
  form: VerbForm;
  /** The form begins with ال of its own: «التقى», which is not an article before «تقى». */
  article: boolean;
  meeting: MeetingVerb | null;
  light: LightVerb | null;
}

export interface EventNoun {
  id: string;
  type: MeetingType;
  number: "one" | "two" | "many";
  /** The bare noun may be a meeting told of elsewhere. */
  head: boolean;
  /** A possessive pronoun is glued on: لقائه. */
  possessive: boolean;
}

/** Weights of the name tagger: a linear-chain model over hashed features. */
export interface NameModel {
  /** Score of label `b` behind label `a`, at a × labels + b; the last row is the sentence's start. */
  transitions: Float32Array;
  /** What one unit of a feature's weight is worth in log odds. */
  step: number;
  /** Adds a feature's weights for all labels to `into` from `offset` on, in units, when the feature is known. */
  add(hash: number, into: Int16Array | Int32Array, offset: number): void;
  /** How many features are known. */
  size: number;
}

export type WordClass = "function" | "verb" | "noun" | "adjective" | "adverb";

export interface OrdinaryWord {
  /** Null when only the article tells that it is a word. */
  class: WordClass | null;
  /** Of the closed classes, which are never part of a name. */
  closed: boolean;
}

/** Everything the stages need to know of a language. Stages never ask which language it is. */
export interface Language extends WordAnalyser {
  /** BCP 47. */
  tag: string;
  /** The tables below, searched together. */
  phrases: PhraseTables;
  names: Phrases<NameEntry>;
  titles: Phrases<TitleEntry>;
  honorifics: Phrases<string>;
  /** Nouns of institutions that are called by somebody's name: «جامعة الملك خالد». */
  namesakes: Phrases<string>;
  complements: Phrases<ComplementEntry>;
  groups: Phrases<GroupEntry>;
  /** Nouns that lead in a place: «مدينة», «العاصمة»; the value is the kind of place. */
  placeHeads: Phrases<string>;
  particles: Phrases<ParticleEntry>;
  verbs: Phrases<VerbEntry>;
  events: Phrases<EventNoun>;
  /** What dates are made of. */
  dates: DateWords;
  /** Particles glued to the front of a word, as `Reading.proclitic` has them. */
  proclitics: Readonly<Record<"and" | "so" | "in" | "for" | "like" | "future", string>>;
  /** A name as written behind a particle that swallowed a letter of its article, with the letter given back. */
  withArticle(written: string): string;
  /** A folded word without the letters of the article that it begins with. */
  withoutArticle(folded: string): string;
  /** Whether a folded word begins with the letters of the article. */
  hasArticle(folded: string): boolean;
  /** Whether a folded word spelt like an adjective agrees with the folded noun before it. */
  mayDescribe(adjective: string, noun: string): boolean;
  /** Whether a word as written may be a form of a table that folds like it. */
  spellsAlike(written: string, form: string): boolean;
  /** Whether a folded word without article ends like an adjective made of a name. */
  isRelational(key: string): boolean;
  /** Letters as written that end nouns only, so that a verb with an object pronoun does not end in them. */
  nounEndings: string;
  /** Lines that are no news: `rest`, everything behind such a line; `line`, the line that contains it. */
  boilerplate: readonly { kind: "rest" | "line"; folded: string }[];
  /** Folded given names; true when the name is also an ordinary word. */
  givenNames: ReadonlyMap<string, boolean>;
  /** Folded words that begin, link or end surnames. */
  surnameParts: ReadonlyMap<string, "prefix" | "link" | "suffix">;
  /** Weights of the name tagger; without them unknown names are judged by the tables alone. */
  nameModel: NameModel | null;
  /** The country itself, for an adjective or a city that implies it. */
  country(iso: string): NameEntry | undefined;
  /** The capital of a country. */
  capital(iso: string): NameEntry | undefined;
  /** What an ordinary word is, which ends a name; null for others. */
  ordinary(word: Word): OrdinaryWord | null;
  /** Whether a folded form without clitics is an ordinary word's. */
  isCommonForm(folded: string): boolean;
  /** An ordinary verb in the future: «سيركز». */
  isFuture(word: Word): boolean;
  /** The folded nouns that a folded word may be with a possessive pronoun glued on; most are none. */
  ownedNouns(folded: string): readonly string[];
  /** Its part of speech, when it is an ordinary word. */
  classOf(word: Word): WordClass | null;
  /** Where a folded word stands in the full names of known people: 1 first, 2 inside, 4 last, added up; 0 nowhere. */
  placeInNames(folded: string): number;
}
