import type { Article, Span } from "./article.ts";

export const KINDS = ["person", "country", "organization", "group", "place"] as const;
export type Kind = (typeof KINDS)[number];

export const MEETING_TYPES = [
  "bilateral",
  "multilateral",
  "summit",
  "talks_round",
  "call",
  "visit",
  "session",
  "briefing",
] as const;
export type MeetingType = (typeof MEETING_TYPES)[number];

export const STATUSES = [
  "held",
  "ongoing",
  "planned",
  "called_for",
  "postponed",
  "cancelled",
  "denied",
  "failed",
] as const;
/** Where a meeting stands in its life, as seen from the reporting text's own "now". */
export type Status = (typeof STATUSES)[number];

export const FUNCTIONS = [
  "host",
  "guest",
  "chair",
  "participant",
  "observer",
  "mediator",
  "delegation_head",
  "represented",
] as const;
/** What an actor did in a meeting. `represented`: present through delegates or a deputy only. */
export type MeetingFunction = (typeof FUNCTIONS)[number];

export const RELATION_TYPES = ["member_of", "organized_by", "reported_by", "part_of"] as const;
export type RelationType = (typeof RELATION_TYPES)[number];

export interface Mention extends Span {
  text: string;
}

/** An office as one article words it. */
export interface Role extends Span {
  title: string;
  /** Local id of the country or organization the office acts for; null when the text gives no clue. */
  represents: string | null;
}

export interface ExtractedEntity {
  /** Local to the article, e.g. `e3`. */
  id: string;
  kind: Kind;
  /** The fullest form in the article, without titles, honorifics or glued clitics. */
  name: string;
  aliases: string[];
  mentions: Mention[];
  roles: Role[];
  /** Id in data/world when the name is known there, else absent. A hint for resolution, not a merge. */
  known?: string;
}

export interface ExtractedParticipant {
  entity: string;
  function: MeetingFunction;
  evidence: Span[];
}

export interface ExtractedDate extends Span {
  /** Extended Date/Time Format (ISO 8601-2), or null when the text alone cannot place it. */
  edtf: string | null;
  text: string;
  /** True when a part (the year, say) was not stated but follows from the publication date. */
  inferred: boolean;
}

export interface ExtractedMeeting {
  /** Local to the article, e.g. `m1`. */
  id: string;
  type: MeetingType;
  status: Status;
  name: string | null;
  /** Told as background to the news. */
  background: boolean;
  /** At least one; an entity stands once. */
  participants: ExtractedParticipant[];
  place: string | null;
  date: ExtractedDate | null;
  topics: Mention[];
  parent: string | null;
  /** At least one span. */
  evidence: Span[];
  /** The rule that found it. */
  rule: string;
  /** 0..1, calibrated on the development set. */
  confidence: number;
}

export interface ExtractedRelation {
  from: string;
  type: RelationType;
  to: string;
  evidence: Span[];
}

export interface Warning {
  code: string;
  message: string;
}

/** What one article says. Ids are local to the article; order is the order of the text. */
export interface Extraction {
  article: Article;
  entities: ExtractedEntity[];
  meetings: ExtractedMeeting[];
  relations: ExtractedRelation[];
  warnings: Warning[];
}

/** Turns an article into an extraction. Deterministic, independent of other articles, never throws on text. */
export type Extractor = (article: Article) => Extraction;
