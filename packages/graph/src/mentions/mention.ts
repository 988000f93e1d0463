import type { Kind } from "../extraction.ts";
import type { NameEntry } from "../language.ts";

/** Whom an office or group acts for, or where it is sent. */
export interface Affiliation {
  entry: NameEntry | null;
  kind: Kind;
  /** As written. */
  name: string;
  start: number;
  end: number;
  /** `of`: acts for; `to`: is sent or accredited to. */
  relation: "of" | "to";
  /** Id of the group word that heads a body data/ does not know; empty when there is none. */
  body: string;
}

/** The state or body that somebody acts for, when data/ knows it. */
export const bodyServed = (affiliations: readonly Affiliation[]): NameEntry | undefined =>
  affiliations.find((to) => to.relation === "of" && to.entry)?.entry ?? undefined;

/** Whether somebody acts for the state or body with this id. */
export const actsFor = (affiliations: readonly Affiliation[], id: string | undefined): boolean =>
  affiliations.some((to) => to.relation === "of" && to.entry?.id === id);

/** The states that somebody acts for, as far as data/ knows them: two or more make each of them a side. */
export const statesServed = (affiliations: readonly Affiliation[]): NameEntry[] =>
  affiliations.flatMap(({ relation, kind, entry }) =>
    relation === "of" && kind === "country" && entry ? [entry] : [],
  );

/** Levels of those who act for a state at home. */
export const GOVERNMENT: ReadonlySet<string> = new Set(["head_of_state", "head_of_government", "minister"]);

/** How many a word form speaks of. */
export type Count = "one" | "two" | "many";

/** An office as written, with what it governs. Token range `from`–`to`, end exclusive. */
export interface TitlePhrase {
  from: number;
  to: number;
  start: number;
  end: number;
  /** Ids of the heads in order: deputy, foreign-minister. */
  heads: string[];
  level: string;
  number: Count;
  proclitic: string;
  affiliations: Affiliation[];
  /** The article or a complement makes it a certain person's office. */
  definite: boolean;
}

/** Somebody or something named in the text, not yet joined with its other mentions. */
export interface ActorMention {
  kind: Kind;
  /** Tokens of the whole phrase with titles, end exclusive. */
  from: number;
  to: number;
  /** Offsets of the name alone: no titles, no clitics. */
  start: number;
  end: number;
  /** The name as written, its article restored where ل swallowed it. */
  name: string;
  /** What was glued to the first token of the phrase. */
  proclitic: string;
  /**
   * `name`: by name; `office`: by office alone; `group`: people of a state or body; `body`: one not in data/;
   * `homeland`: the state of the person spoken of.
   */
  form: "name" | "office" | "group" | "body" | "homeland";
  number: Count;
  entry: NameEntry | null;
  titles: TitlePhrase[];
  affiliations: Affiliation[];
  /** Of a group, an unknown body, or a capital called by its state: id of the word that heads it. */
  head?: string;
}

/** A relational adjective standing free of any name: «مباحثات أمريكية مصرية». */
export interface AdjectiveMention {
  at: number;
  entry: NameEntry;
  start: number;
  end: number;
}
