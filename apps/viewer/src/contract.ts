import type { Evidence, Kind, MeetingFunction, MeetingType, Status } from "@liqa/graph";

/** The answers of the HTTP API as the page uses them (docs: /openapi.json). Nothing here is computed. */
export interface Named {
  id: string;
  name: string;
}

export interface ActorRef extends Named {
  kind: Kind;
}

export interface Listed<T> {
  items: T[];
  nextCursor: string | null;
}

export interface Hit extends ActorRef {
  aliases: string[];
  score: number;
}

export interface RoleAnswer {
  title: string;
  represents: string | Named | null;
  first: string | null;
  last: string | null;
  evidence: Evidence[];
}

export interface EntityAnswer extends ActorRef {
  names: { ar: string | null; en: string | null };
  aliases: string[];
  roles: RoleAnswer[];
  counts: { meetings: number; contacts: number; articles: number };
  articles: string[];
}

export interface NeighbourAnswer {
  entity: ActorRef;
  count: number;
  first: string | null;
  last: string | null;
  sources: number;
  meetings: string[];
}

export interface ParticipantAnswer extends Named {
  function: MeetingFunction;
  /** Where the text says that they took part; only in a meeting's own answer. */
  evidence?: Evidence[];
}

export interface MeetingSummary {
  id: string;
  name: string | null;
  type: MeetingType;
  status: Status;
  date: { edtf: string | null } | null;
  place: Named | null;
  participants: ParticipantAnswer[];
  articles: string[];
}

export interface AccountAnswer {
  article: string;
  source: string | null;
  reported: string | null;
  type: MeetingType;
  status: Status;
  date: { edtf: string | null } | null;
  place: string | Named | null;
}

export interface MeetingAnswer extends MeetingSummary {
  statusHistory: { status: Status; reported: string | null; article: string }[];
  evidence: Evidence[];
  sources: string[];
  parent: string | null;
  topics: { text: string }[];
  accounts: AccountAnswer[];
}

export interface HopAnswer {
  from: string;
  meeting: string;
  to: string;
  date: string | null;
  place: string | Named | null;
  weak: boolean;
  evidence: Evidence[];
}

export interface PathItem {
  nodes: string[];
  hops: HopAnswer[];
  certain: boolean;
  sentence: { ar: string; en: string };
}

export interface PathsAnswer {
  items: PathItem[];
  nextCursor: string | null;
  budget: { expanded: number; exhausted: boolean };
  reason?: string;
}

export interface ArticleAnswer {
  id: string;
  title: string | null;
  publishedAt: string | null;
  source: string | null;
  url: string | null;
  language: string | null;
  text: string;
}

export interface AskAnswer {
  question: string;
  intent: string;
  asked: Named[];
  entities: ActorRef[];
  meetings: MeetingSummary[];
  paths: string[][];
  text: string;
  evidence: Evidence[];
  ambiguous: { name: string; candidates: Named[] }[];
}

/** graphology's serialised form; attributes are read with care, see world.ts. */
export interface GraphAnswer {
  /** `truncated`: the bound cut meetings off. */
  attributes?: { truncated?: boolean };
  nodes: { key: string; attributes?: Record<string, unknown> }[];
  edges: { key?: string; source: string; target: string; attributes?: Record<string, unknown> }[];
}

const KIND_OF_PREFIX: Record<string, Kind> = {
  per: "person",
  cty: "country",
  org: "organization",
  grp: "group",
  plc: "place",
};

/** The kind that an id's prefix names, or null for meetings and articles. */
export function kindOf(id: string): Kind | null {
  const prefix = id.slice(0, id.indexOf(":"));
  return Object.hasOwn(KIND_OF_PREFIX, prefix) ? (KIND_OF_PREFIX[prefix] ?? null) : null;
}
