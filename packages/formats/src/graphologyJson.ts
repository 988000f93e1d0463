import { type EdgeAttributes, type Evidence, type Facts, type NodeAttributes, nodeKey } from "@liqa/graph";
import type { About } from "./about.ts";
import { finder } from "./find.ts";

/**
 * graphology's serialized graph, one node or edge a line; Gephi Lite and any graphology program open it. It is what
 * the library's `toGraphology` exports, without a graph in memory, and with its origin as attributes of the graph.
 */
export function* writeGraphologyJson(facts: Facts, about: About): Generator<string> {
  const options = { type: "undirected", multi: true, allowSelfLoops: true };
  yield `{"options":${JSON.stringify(options)},\n"attributes":${JSON.stringify(about)},\n"nodes":[`;
  let before = "\n";
  for (const node of nodes(facts)) {
    yield `${before}${JSON.stringify(node)}`;
    before = ",\n";
  }
  yield '],\n"edges":[';
  before = "\n";
  for (const edge of edges(facts)) {
    yield `${before}${JSON.stringify(edge)}`;
    before = ",\n";
  }
  yield "]}\n";
}

/** Attributes that are there; JSON leaves out what is undefined. */
type Sparse<T> = { [K in keyof T]: T[K] | null | undefined };

const present = <T extends object>(attributes: Sparse<T>): Partial<T> =>
  Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== null)) as Partial<T>;

interface Node {
  key: string;
  attributes: Partial<NodeAttributes>;
}

function* nodes(facts: Facts): Generator<Node> {
  const entity = finder(facts.entities);
  const meeting = finder(facts.meetings);
  const node = (id: string, attributes: Sparse<Omit<NodeAttributes, "id">>): Node => {
    const key = nodeKey(id);
    return { key, attributes: present<NodeAttributes>(key === id ? attributes : { ...attributes, id }) };
  };
  for (const { id, kind, name, names, qid, aliases } of facts.entities) {
    yield node(id, { kind, label: name, nameAr: names.ar, nameEn: names.en, qid, aliases });
  }
  for (const { id, name, type, status, date, background, sources, rule, confidence } of facts.meetings) {
    if (entity(id)) continue;
    const label = name ?? date?.edtf ?? type;
    const more = { background, sources: sources.length, rule, confidence };
    yield node(id, { kind: "meeting", label, type, status, date: date?.edtf, ...more });
  }
  for (const { id, title, publishedAt, source, url, language } of facts.articles) {
    if (entity(id) || meeting(id)) continue;
    yield node(id, { kind: "article", label: title ?? id, publishedAt, source, url, language });
  }
}

interface Edge {
  key: string;
  source: string;
  target: string;
  attributes: Partial<EdgeAttributes>;
}

function* edges(facts: Facts): Generator<Edge> {
  const entity = finder(facts.entities);
  const meeting = finder(facts.meetings);
  const article = finder(facts.articles);
  const known = (id: string): boolean =>
    entity(id) !== undefined || meeting(id) !== undefined || article(id) !== undefined;
  const edge = (from: string, to: string, attributes: Sparse<EdgeAttributes>, nth = 0): Edge[] => {
    if (from === to || !known(from) || !known(to)) return [];
    const key = `${from} ${attributes.relation} ${to}${nth > 0 ? ` ${nth}` : ""}`;
    const [source, target] = [nodeKey(from), nodeKey(to)];
    return [{ key, source, target, attributes: present<EdgeAttributes>(attributes) }];
  };
  for (const { id, participants, place, parent, articles, evidence } of facts.meetings) {
    for (const one of participants) {
      const { function: fn, evidence: proof } = one;
      yield* edge(one.entity, id, { relation: "participated_in", function: fn, evidence: proof });
    }
    if (place !== null) yield* edge(id, place, { relation: "held_in", evidence });
    if (parent !== null) yield* edge(id, parent, { relation: "part_of", evidence });
    for (const told of articles) {
      const there: readonly Evidence[] = evidence.filter((piece) => piece.article === told);
      yield* edge(id, told, { relation: "reported_by", evidence: there.length > 0 ? there : evidence });
    }
  }
  for (const { id, roles } of facts.entities) {
    const offices = new Map<string, number>();
    for (const { title, represents, first, last, evidence } of roles) {
      if (represents === null) continue;
      const nth = offices.get(represents) ?? 0;
      offices.set(represents, nth + 1);
      yield* edge(id, represents, { relation: "represents", title, first, last, evidence }, nth);
    }
  }
  for (const { from, to, type, evidence } of facts.relations) {
    // Already said of the meeting itself.
    if (type === "part_of" && meeting(from)?.parent === to) continue;
    if (type === "reported_by" && meeting(from)?.articles.includes(to)) continue;
    yield* edge(from, to, { relation: type, evidence });
  }
}
