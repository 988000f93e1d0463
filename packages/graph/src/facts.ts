import type { Span } from "./article.ts";
import type { Kind, MeetingFunction, MeetingType, RelationType, Status } from "./extraction.ts";

/** A passage that proves something. `quote` is `article.text.slice(start, end)`. */
export interface Evidence extends Span {
  article: string;
  quote: string;
}

/** At least one piece: a fact without evidence cannot be written down. */
export type Proof = readonly [Evidence, ...Evidence[]];

/** An article as it was read; what it did not come with is null. */
export interface FactArticle {
  id: string;
  title: string | null;
  publishedAt: string | null;
  source: string | null;
  url: string | null;
  language: string | null;
  text: string;
}

/** An office that somebody held, or what a body stands for, by the reports that say so. */
export interface EntityRole {
  title: string;
  /** Id of the country or organization, or null. */
  represents: string | null;
  /** EDTF of the first and last reports that give this role; null when no report is dated. */
  first: string | null;
  last: string | null;
  evidence: Proof;
}

/** A person, country, organization, group or place, once over all articles. */
export interface Entity {
  /** `per: cty: org: grp: plc:` + slug. */
  id: string;
  kind: Kind;
  /** Display name, Arabic where known. */
  name: string;
  names: { ar: string | null; en: string | null };
  aliases: string[];
  /** Wikidata id, only where data/world is sure of it. */
  qid: string | null;
  roles: EntityRole[];
  /** Ids of the articles that name it, sorted. */
  articles: string[];
  evidence: Proof;
}

/** When a meeting was or is to be, in EDTF and in the words of a report. */
export interface MeetingDate {
  /** EDTF, or null when no account places it in time. */
  edtf: string | null;
  text: string;
  /** True when a part was not stated but follows from the day of publication. */
  inferred: boolean;
}

/** Who took part, as what, and the passages that say so. */
export interface Participant {
  entity: string;
  function: MeetingFunction;
  evidence: Proof;
}

/** What one article said of a meeting's status, and when. */
export interface StatusReport {
  status: Status;
  /** ISO day of the report, or null. */
  reported: string | null;
  article: string;
}

/** What one outlet's article says of the meeting, kept beside the others when they differ. */
export interface Account {
  article: string;
  source: string | null;
  reported: string | null;
  type: MeetingType;
  status: Status;
  date: MeetingDate | null;
  place: string | null;
  participants: string[];
}

/** What a meeting was about, in the words of an article. */
export interface Topic {
  text: string;
  evidence: Evidence;
}

/** A meeting, once over all articles: one node, never a clique of pairs. */
export interface Meeting {
  /** `mtg:` + date or `undated` + type + short hash of the earliest evidence. */
  id: string;
  type: MeetingType;
  status: Status;
  name: string | null;
  /** Every article that tells of it does so as background to its news. */
  background: boolean;
  participants: Participant[];
  place: string | null;
  date: MeetingDate | null;
  topics: Topic[];
  parent: string | null;
  statusHistory: StatusReport[];
  accounts: Account[];
  /** Independent outlets that report it, sorted; wire copies count once. */
  sources: string[];
  /** Ids of the articles that report it, sorted. */
  articles: string[];
  evidence: Proof;
  /** The rule that found it, of the account most trusted. */
  rule: string;
  /** 0..1. */
  confidence: number;
}

/** A relation between two entities, or of a meeting to another, with its proof. */
export interface Relation {
  from: string;
  type: RelationType;
  to: string;
  evidence: Proof;
}

/**
 * What was given as facts.
 * @throws TypeError when it is something else: text, an extraction, an index
 */
export const checkFacts = (given: Facts): Facts => {
  const { entities, meetings, articles } = (given ?? {}) as Partial<Facts>;
  if (Array.isArray(entities) && Array.isArray(meetings) && Array.isArray(articles)) return given;
  throw new TypeError(
    "these are no facts; facts come from resolve(extractions), or from fromJSON(text) of a file",
  );
};

/** Something a person should look at: a type clash, a contradiction between judgements. */
export interface Conflict {
  code: string;
  message: string;
  ids: string[];
}

/** The resolved graph: what all articles together say. Plain JSON. Lists are sorted by id. */
export interface Facts {
  /** Name and version of what read the articles, where it is known to be another than this library. */
  extractor?: string;
  entities: Entity[];
  meetings: Meeting[];
  relations: Relation[];
  articles: FactArticle[];
  conflicts: Conflict[];
  /** Retired id → the id that took its place. */
  redirects: Record<string, string>;
}
