import type { Article, Span } from "./article.ts";

/** Kinds of entities. A group is a delegation, an ad-hoc group of states or an armed group. */
export const KINDS = ["person", "country", "organization", "group", "place"] as const;
/** One of {@link KINDS}. */
export type Kind = (typeof KINDS)[number];

/** Types of meetings. */
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
/** One of {@link MEETING_TYPES}. */
export type MeetingType = (typeof MEETING_TYPES)[number];

/**
 * Where a meeting may stand. `failed`: it was due, but could not be convened; a meeting without result is `held`.
 */
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

/** What an actor may be in a meeting. */
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

/** Relations that articles state, besides taking part and holding an office. */
export const RELATION_TYPES = ["member_of", "organized_by", "reported_by", "part_of"] as const;
/** One of {@link RELATION_TYPES}. */
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

/** A person, state, body, group or place that an article names. */
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

/** Who took part, as what, and the passages that say so. */
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

/** A meeting as one article tells it. */
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

/** A relation between two entities, or of a meeting to another, as one article states it. */
export interface ExtractedRelation {
  from: string;
  type: RelationType;
  to: string;
  evidence: Span[];
}

/** Something that made the reading less than it could be: no words, no date of publication. */
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

/** Turns an article into an extraction. Deterministic, independent of other articles, never throws on a text. */
export type Extractor = (article: Article) => Extraction;
