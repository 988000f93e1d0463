import type {
  AnsweredMeeting,
  EntityRef,
  EntityRole,
  Evidence,
  Kind,
  MeetingFunction,
  MeetingType,
  Named,
  Path,
  PathAnswer,
  Status,
} from "@liqa/graph";

/** The answers of the HTTP API as the page uses them (docs: /openapi.json). Nothing here is computed. */
export type {
  Answer as AskAnswer,
  EntityRef as ActorRef,
  EntityRole as RoleAnswer,
  FactArticle as ArticleAnswer,
  Hit,
  Hop as HopAnswer,
  Named,
  Neighbour as NeighbourAnswer,
  Paged as Listed,
} from "@liqa/graph";

export interface EntityAnswer extends EntityRef {
  names: { ar: string | null; en: string | null };
  aliases: string[];
  roles: EntityRole[];
  counts: { meetings: number; contacts: number; articles: number };
  articles: string[];
}

export interface ParticipantAnswer extends Named {
  function: MeetingFunction;
  /** Where the text says that they took part; only in a meeting's own answer. */
  evidence?: Evidence[];
}

export interface MeetingSummary extends Omit<AnsweredMeeting, "participants"> {
  participants: ParticipantAnswer[];
}

export interface AccountAnswer {
  article: string;
  source: string | null;
  reported: string | null;
  type: MeetingType;
  status: Status;
  date: { edtf: string | null } | null;
  place: Named | null;
}

export interface MeetingAnswer extends MeetingSummary {
  statusHistory: { status: Status; reported: string | null; article: string }[];
  evidence: Evidence[];
  sources: string[];
  parent: string | null;
  topics: { text: string }[];
  accounts: AccountAnswer[];
}

export interface PathItem extends Path {
  sentence: { ar: string; en: string };
}

export interface PathsAnswer extends Omit<PathAnswer, "items"> {
  items: PathItem[];
  nextCursor: string | null;
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
