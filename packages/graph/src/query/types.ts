import type { Kind, MeetingType, Status } from "../extraction.ts";
import type { Entity, Evidence, Meeting } from "../facts.ts";

/** Narrows which meetings count. Every query takes one. */
export interface Filter {
  /** EDTF; a meeting matches when its date interval overlaps [since, until]. */
  since?: string;
  /** EDTF of the last day, month or year that counts. */
  until?: string;
  /** With a period: let undated meetings through as well. Default false. */
  undated?: boolean;
  /** Only of these types; all by default. */
  type?: readonly MeetingType[];
  /** Default held and ongoing. */
  status?: readonly Status[];
  /** Id of a place, country or organization. */
  place?: string;
  /** Id of a country or organization that one of the participants represents, or that takes part itself. */
  organization?: string;
  /** At least this many independent sources. */
  minSources?: number;
  /** Leave out meetings with more participants than this. */
  maxAttendance?: number;
}

/** Which part of a long list. */
export interface Page {
  /** Rows to return, 1–1000. */
  limit?: number;
  /** Opaque, from the previous page; survives updates of the graph. */
  cursor?: string;
}

/** One part of a list; `nextCursor` asks for the next, null when there is none. */
export interface Paged<T> {
  items: T[];
  nextCursor: string | null;
}

/** An entity by name. */
export interface EntityRef {
  id: string;
  kind: Kind;
  name: string;
}

/** An entity that a name query found. `score` is 1 for an exact name, less for a partial or misspelt one. */
export interface Hit extends EntityRef {
  aliases: string[];
  score: number;
}

/** Somebody whom an actor has met. */
export interface Neighbour {
  entity: EntityRef;
  /** Meetings both took part in; a meeting and its parent count once. */
  count: number;
  /** EDTF of the earliest and latest dated one, or null. */
  first: string | null;
  last: string | null;
  /** Independent sources over all these meetings. */
  sources: number;
  meetings: string[];
}

/** How much each step of a path costs; a meeting of two costs 1 unless told otherwise. */
export interface ContactCosts {
  /**
   * By how many took part, from 2. Default 1 + log2(n − 1): each doubling of the others costs 1 more. Finite, above 0,
   * at most 10,000; read for up to 1024 participants.
   */
  contact?: (attendance: number) => number;
  /** On top for a state or body as go-between. Default 4; a whole number to 10,000. */
  weak?: number;
}

export interface PathQuery extends Filter {
  from: string;
  to: string;
  /** How many diverse paths, 1–20. Default 1. */
  k?: number;
  /** Meetings on the way, 1–12. Default 6. */
  maxHops?: number;
  /** `persons`: only people as go-betweens; `any` (default): states and bodies too, persons preferred. */
  via?: "persons" | "any";
  /** At most 4 actors that must be on the path, in any order. */
  through?: readonly string[];
  /** Actors and meetings that must not. */
  avoid?: readonly string[];
  /** Only paths along which word could have passed: no hop surely before the one it follows. */
  timeRespecting?: boolean;
  /**
   * With `timeRespecting`: `fewest` meetings (default), and of those the earliest arrival; the `earliest` arrival or
   * the `latest` departure, and of those the fewest meetings.
   */
  prefer?: "fewest" | "earliest" | "latest";
  /**
   * `hops` (default): fewest meetings; `strength`: small meetings count as closer contact. Without effect together
   * with `through` or `timeRespecting`, which go by meetings and by time.
   */
  weight?: "hops" | "strength";
  /** Other weights for `strength`; see `ContactCosts`. */
  costs?: ContactCosts;
  /** Edges to look at before giving up. Default 2,000,000. */
  budget?: number;
}

/** One meeting that a path leads over, from one participant to another. */
export interface Hop {
  from: string;
  meeting: string;
  to: string;
  date: string | null;
  place: string | null;
  /** One end is a state or body: two visitors to Egypt did not meet. */
  weak: boolean;
  evidence: Evidence[];
}

/** A chain of meetings from one actor to another. */
export interface Path {
  /** actor, meeting, actor, … */
  nodes: string[];
  hops: Hop[];
  /** Every reading of the uncertain dates keeps the order of the hops. */
  certain: boolean;
}

/** Why there may be no path: docs/queries.md says what each means. */
export const PATH_REASONS = [
  "unknown_entity",
  "same_entity",
  "no_path",
  "window_too_narrow",
  "statuses_excluded",
  "too_many_hops",
  "not_in_time",
  "budget_spent",
] as const;
/** One of {@link PATH_REASONS}. */
export type PathReason = (typeof PATH_REASONS)[number];

/** The paths found, best first, and how much was looked at to find them. */
export interface PathAnswer {
  items: Path[];
  /** `expanded`: work done, in the unit of the query's `budget`; `exhausted`: the search gave up before it had seen all. */
  budget: { expanded: number; exhausted: boolean };
  /** Why there is none. */
  reason?: PathReason;
}

/** How many shortest paths there are. */
export interface ShortestCount {
  /** Meetings on each of them; null when there is none. */
  hops: number | null;
  /** Different sequences of actors and meetings; exact up to 2^53. */
  count: number;
  budget: { expanded: number; exhausted: boolean };
}

/** What two actors have in common. */
export interface Common {
  meetings: Meeting[];
  /** Actors that both have met. */
  contacts: EntityRef[];
}

/** Meetings of one period. */
export interface TimelineBin {
  /** EDTF year, month or day; `XXXX` for meetings not known to one year. */
  period: string;
  count: number;
}

/** Two actors of two sides, and how often they met. */
export interface Pair {
  a: EntityRef;
  b: EntityRef;
  count: number;
  first: string | null;
  last: string | null;
  meetings: string[];
}

/** Whose people met whose. */
export interface Between {
  /** Most often first. */
  pairs: Pair[];
  /** The meetings of these pairs, oldest first. */
  meetings: Meeting[];
}

/** How the neighbours of an actor divide; every list most frequent first, years ascending. */
export interface Facets {
  /** Meetings by year; one not known to a single year counts under `XXXX`. */
  years: TimelineBin[];
  /** Neighbours by kind. */
  kinds: { kind: Kind; count: number }[];
  /** Meetings by type. */
  types: { type: MeetingType; count: number }[];
  /** Meetings by place; those without one are left out. */
  places: { place: EntityRef; count: number }[];
}

/** Ids to draw around an entity. */
export interface Subgraph {
  entities: string[];
  meetings: string[];
  /** There was more than `maxNodes`. */
  truncated: boolean;
}

/** An entity with how many meetings, contacts and articles are known of it. */
export interface EntityCard {
  entity: Entity;
  counts: { meetings: number; contacts: number; articles: number };
}
