import { MultiUndirectedGraph } from "graphology";
import type { Kind, MeetingFunction, MeetingType, Status } from "./extraction.ts";
import { checkFacts, type Evidence, type Facts } from "./facts.ts";

/** What a node of {@link toGraphology} says of itself; what is unknown is not there. */
export interface NodeAttributes {
  kind: Kind | "meeting" | "article";
  label: string;
  /** Only on nodes whose key had to differ from their id; see `nodeKey`. */
  id?: string;
  nameAr?: string;
  nameEn?: string;
  qid?: string;
  aliases?: string[];
  /** Meetings. */
  type?: MeetingType;
  status?: Status;
  /** EDTF of when it was held. */
  date?: string;
  background?: boolean;
  /** Independent sources. */
  sources?: number;
  rule?: string;
  confidence?: number;
  /** Articles. */
  publishedAt?: string;
  source?: string;
  url?: string;
  language?: string;
}

/** What an edge says: who has the relation is its source. */
export type GraphRelation =
  | "participated_in"
  | "represents"
  | "member_of"
  | "held_in"
  | "organized_by"
  | "part_of"
  | "reported_by";

/** What an edge says of itself, with its proof. */
export interface EdgeAttributes {
  relation: GraphRelation;
  /** `participated_in` only. */
  function?: MeetingFunction;
  /** `represents` only: the office, and the EDTF of its first and last report. */
  title?: string;
  first?: string;
  last?: string;
  evidence: readonly Evidence[];
}

/** The graph of {@link toGraphology}. */
export type LiqaGraph = MultiUndirectedGraph<NodeAttributes, EdgeAttributes>;

/** What to put in; everything unless said otherwise. Edges need both their ends. */
export interface GraphSubset {
  entities?: Iterable<string>;
  meetings?: Iterable<string>;
  /** Articles of the meetings that are in, as nodes. Default true. */
  articles?: boolean;
}

/**
 * The key of a node: its id, except that ids named like a property of every object (`constructor`, `__proto__`) get
 * `id:` before them, for graphology keeps neighbours in plain objects. So do ids that begin with `id:`, to stay apart.
 *
 * @example
 * ```ts
 * nodeKey("per:sameh-shoukry"); // → "per:sameh-shoukry"
 * nodeKey("constructor"); // → "id:constructor"
 * ```
 */
export const nodeKey = (id: string): string =>
  id in Object.prototype || id.startsWith("id:") ? `id:${id}` : id;

const defined = <T extends object>(attributes: { [K in keyof T]: T[K] | null | undefined }): T => {
  const kept = {} as T;
  for (const key of Object.keys(attributes) as (keyof T)[]) {
    const value = attributes[key];
    if (value !== null && value !== undefined) kept[key] = value;
  }
  return kept;
};

/**
 * Facts as a graphology graph: undirected, with several edges between two nodes where there are several relations,
 * the relation as attribute and the source being who has it. For what is looked at, drawn or exported, not for the
 * whole world: about 540 bytes an edge.
 *
 * @example
 * ```ts
 * const graph = toGraphology(facts);
 * graph.getNodeAttribute("per:sameh-shoukry", "label"); // → "سامح شكري"
 * graph.filterEdges((_, { relation }) => relation === "participated_in").length; // → 6
 * ```
 */
export const toGraphology = (facts: Facts, subset: GraphSubset = {}): LiqaGraph => {
  checkFacts(facts);
  const graph: LiqaGraph = new MultiUndirectedGraph<NodeAttributes, EdgeAttributes>();
  const entities = subset.entities ? new Set(subset.entities) : null;
  const meetings = subset.meetings ? new Set(subset.meetings) : null;

  const node = (
    id: string,
    attributes: { [K in keyof NodeAttributes]: NodeAttributes[K] | null | undefined },
  ): void => {
    const key = nodeKey(id);
    if (!graph.hasNode(key))
      graph.addNode(
        key,
        defined<NodeAttributes>({ ...attributes, ...(key === id ? {} : { id }) } as NodeAttributes),
      );
  };
  const edge = (from: string, to: string, attributes: EdgeAttributes, nth = 0): void => {
    const [source, target] = [nodeKey(from), nodeKey(to)];
    if (source === target || !graph.hasNode(source) || !graph.hasNode(target)) return;
    const key = `${from} ${attributes.relation} ${to}${nth > 0 ? ` ${nth}` : ""}`;
    if (!graph.hasEdge(key)) graph.addEdgeWithKey(key, source, target, attributes);
  };

  for (const { id, kind, name, names, qid, aliases } of facts.entities) {
    if (entities && !entities.has(id)) continue;
    node(id, { kind, label: name, nameAr: names.ar, nameEn: names.en, qid, aliases });
  }
  const included = facts.meetings.filter(({ id }) => !meetings || meetings.has(id));
  for (const meeting of included) {
    node(meeting.id, {
      kind: "meeting",
      label: meeting.name ?? meeting.date?.edtf ?? meeting.type,
      type: meeting.type,
      status: meeting.status,
      date: meeting.date?.edtf,
      background: meeting.background,
      sources: meeting.sources.length,
      rule: meeting.rule,
      confidence: meeting.confidence,
    });
  }
  if (subset.articles !== false) {
    const told = new Set(included.flatMap((meeting) => meeting.articles));
    const all = !entities && !meetings;
    for (const { id, title, publishedAt, source, url, language } of facts.articles) {
      if (all || told.has(id))
        node(id, { kind: "article", label: title ?? id, publishedAt, source, url, language });
    }
  }

  for (const meeting of included) {
    for (const { entity, function: fn, evidence } of meeting.participants) {
      edge(entity, meeting.id, { relation: "participated_in", function: fn, evidence });
    }
    const { evidence } = meeting;
    if (meeting.place !== null) edge(meeting.id, meeting.place, { relation: "held_in", evidence });
    if (meeting.parent !== null) edge(meeting.id, meeting.parent, { relation: "part_of", evidence });
    for (const article of meeting.articles) {
      const there = evidence.filter((piece) => piece.article === article);
      edge(meeting.id, article, { relation: "reported_by", evidence: there.length > 0 ? there : evidence });
    }
  }
  for (const { id, roles } of facts.entities) {
    const offices = new Map<string, number>();
    for (const { title, represents, first, last, evidence } of roles) {
      if (represents === null) continue;
      const nth = offices.get(represents) ?? 0;
      offices.set(represents, nth + 1);
      const attributes = defined<EdgeAttributes>({
        relation: "represents",
        title,
        first,
        last,
        evidence,
      } as EdgeAttributes);
      edge(id, represents, attributes, nth);
    }
  }
  for (const { from, type, to, evidence } of facts.relations) edge(from, to, { relation: type, evidence });
  return graph;
};
