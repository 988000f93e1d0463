import type {
  AnsweredMeeting,
  EntityRef,
  EntityRole,
  Evidence,
  Kind,
  MeetingDate,
  MeetingFunction,
  MeetingType,
  Named,
  Path,
  PathAnswer,
  Status,
  StatusReport,
  Topic,
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

export interface Names {
  ar: string | null;
  en: string | null;
}

export interface EntityAnswer extends EntityRef {
  names: Names;
  aliases: string[];
  roles: EntityRole[];
  counts: { meetings: number; contacts: number; articles: number };
  articles: string[];
  /** Where the articles name it. */
  evidence: readonly Evidence[];
}

export interface ParticipantAnswer extends Named {
  /** Not in the answers to questions. */
  names?: Names;
  function: MeetingFunction;
  /** Where the text says that they took part; only in a meeting's own answer. */
  evidence?: readonly Evidence[];
}

export interface MeetingSummary extends Omit<AnsweredMeeting, "participants" | "place"> {
  participants: ParticipantAnswer[];
  place: (Named & { names?: Names }) | null;
}

export interface AccountAnswer {
  article: string;
  source: string | null;
  reported: string | null;
  type: MeetingType;
  status: Status;
  date: MeetingDate | null;
  place: Named | null;
  participants: Named[];
}

/** A meeting's own answer, and a row of a list of meetings. */
export interface MeetingAnswer extends MeetingSummary {
  date: MeetingDate | null;
  background: boolean;
  statusHistory: StatusReport[];
  evidence: readonly Evidence[];
  sources: string[];
  parent: string | null;
  topics: Topic[];
  accounts: AccountAnswer[];
  rule: string;
  confidence: number;
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
