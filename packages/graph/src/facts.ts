import type { Span } from "./article.ts";
import type { Kind, MeetingFunction, MeetingType, RelationType, Status } from "./extraction.ts";

/** A passage that proves something. `quote` is `article.text.slice(start, end)`. */
export interface Evidence extends Span {
  article: string;
  quote: string;
}

/** At least one piece: a fact without evidence cannot be written down. */
export type Proof = readonly [Evidence, ...Evidence[]];

export interface FactArticle {
  id: string;
  title: string | null;
  publishedAt: string | null;
  source: string | null;
  url: string | null;
  language: string | null;
  text: string;
}

export interface EntityRole {
  title: string;
  /** Id of the country or organization, or null. */
  represents: string | null;
  /** EDTF of the first and last reports that give this role; null when no report is dated. */
  first: string | null;
  last: string | null;
  evidence: Proof;
}

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

export interface MeetingDate {
  /** EDTF, or null when no account places it in time. */
  edtf: string | null;
  text: string;
  inferred: boolean;
}

export interface Participant {
  entity: string;
  function: MeetingFunction;
  evidence: Proof;
}

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

export interface Topic {
  text: string;
  evidence: Evidence;
}

export interface Meeting {
  /** `mtg:` + date or `undated` + type + short hash of the earliest evidence. */
  id: string;
  type: MeetingType;
  status: Status;
  name: string | null;
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
  rule: string;
  confidence: number;
}

export interface Relation {
  from: string;
  type: RelationType;
  to: string;
  evidence: Proof;
}

/** Something a person should look at: a type clash, a contradiction between judgements. */
export interface Conflict {
  code: string;
  message: string;
  ids: string[];
}

/** The resolved graph: what all articles together say. Plain JSON. Lists are sorted by id. */
export interface Facts {
  entities: Entity[];
  meetings: Meeting[];
  relations: Relation[];
  articles: FactArticle[];
  conflicts: Conflict[];
  /** Retired id → the id that took its place. */
  redirects: Record<string, string>;
}
