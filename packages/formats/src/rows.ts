import type { Evidence, Facts, Meeting, MeetingDate } from "@liqa/graph";
import { type Days, daysOf, NO_DAYS } from "./days.ts";
import { finder } from "./find.ts";

/** A cell; `null` where a row has no such thing. */
export type Cell = string | number | boolean | null;

export interface Column<Name extends string = string> {
  readonly name: Name;
  readonly type: "string" | "integer" | "double" | "boolean";
}

/** The passage that proves a row: the first one, where there are several. */
const PROOF = [
  { name: "article", type: "string" },
  { name: "offset", type: "integer" },
  { name: "quote", type: "string" },
  { name: "outlet", type: "string" },
] as const;

/** Of nodes, besides id, label, start and end. Lists are JSON. */
export const NODE_COLUMNS = [
  { name: "kind", type: "string" },
  { name: "name", type: "string" },
  { name: "nameAr", type: "string" },
  { name: "nameEn", type: "string" },
  { name: "aliases", type: "string" },
  { name: "qid", type: "string" },
  { name: "type", type: "string" },
  { name: "status", type: "string" },
  { name: "date", type: "string" },
  { name: "dateText", type: "string" },
  { name: "dateInferred", type: "boolean" },
  { name: "background", type: "boolean" },
  { name: "rule", type: "string" },
  { name: "confidence", type: "double" },
  { name: "sources", type: "integer" },
  { name: "outlets", type: "string" },
  { name: "articles", type: "string" },
  ...PROOF,
] as const satisfies readonly Column[];

/** Of edges, besides id, source, target, start and end. */
export const EDGE_COLUMNS = [
  { name: "relation", type: "string" },
  { name: "function", type: "string" },
  { name: "title", type: "string" },
  { name: "first", type: "string" },
  { name: "last", type: "string" },
  { name: "date", type: "string" },
  ...PROOF,
] as const satisfies readonly Column[];

type Cells<C extends readonly Column[]> = { [Name in C[number]["name"]]: Cell };

/** An actor, place or meeting. `start` and `end` are the first and last possible day of a dated meeting. */
export interface NodeRow extends Cells<typeof NODE_COLUMNS>, Days {
  id: string;
  label: string;
}

/** An edge; `relation` is one of participated_in, represents, member_of, held_in, organized_by, part_of, reported_by. */
export interface EdgeRow extends Cells<typeof EDGE_COLUMNS>, Days {
  id: string;
  source: string;
  target: string;
}

const jsonList = (items: readonly string[]): string | null =>
  items.length === 0 ? null : JSON.stringify(items);

const edtfOf = (date: MeetingDate | null): string | null => date?.edtf ?? null;

/** Writes the cells of a proof. */
const prover = (facts: Facts) => {
  const article = finder(facts.articles);
  return ([first]: readonly Evidence[]) => ({
    article: first?.article ?? null,
    offset: first?.start ?? null,
    quote: first?.quote ?? null,
    outlet: first ? (article(first.article)?.source ?? null) : null,
  });
};

/** What a meeting without a name is called. */
export const meetingLabel = ({ name, type, date }: Meeting): string =>
  name ?? `${type} ${date?.edtf ?? ""}`.trim();

const NO_NODE = {
  name: null,
  nameAr: null,
  nameEn: null,
  aliases: null,
  qid: null,
  type: null,
  status: null,
  date: null,
  dateText: null,
  dateInferred: null,
  background: null,
  rule: null,
  confidence: null,
  outlets: null,
  ...NO_DAYS,
};

export function* nodeRows(facts: Facts): Generator<NodeRow> {
  const proof = prover(facts);
  for (const { id, kind, name, names, aliases, qid, articles, evidence } of facts.entities) {
    yield {
      ...NO_NODE,
      id,
      label: name,
      kind,
      nameAr: names.ar,
      nameEn: names.en,
      aliases: jsonList(aliases),
      qid,
      sources: articles.length,
      articles: jsonList(articles),
      ...proof(evidence),
    };
  }
  for (const meeting of facts.meetings) {
    const { id, type, status, name, background, date, sources, articles, rule, confidence } = meeting;
    yield {
      ...NO_NODE,
      id,
      label: meetingLabel(meeting),
      kind: "meeting",
      name,
      type,
      status,
      date: edtfOf(date),
      dateText: date?.text ?? null,
      dateInferred: date?.inferred ?? null,
      background,
      rule,
      confidence,
      sources: sources.length,
      outlets: jsonList(sources),
      articles: jsonList(articles),
      ...daysOf(date),
      ...proof(meeting.evidence),
    };
  }
}

const NO_EDGE = { function: null, title: null, first: null, last: null, date: null, ...NO_DAYS };

/** Edges whose two ends are both among the facts. */
export function* edgeRows(facts: Facts): Generator<EdgeRow> {
  const proof = prover(facts);
  const entity = finder(facts.entities);
  const meeting = finder(facts.meetings);
  const known = (id: string): boolean => entity(id) !== undefined || meeting(id) !== undefined;
  let number = 0;
  const edge = (
    source: string,
    target: string,
    relation: string,
    evidence: readonly Evidence[],
    more: Partial<EdgeRow> = {},
  ): EdgeRow[] =>
    known(source) && known(target)
      ? [{ ...NO_EDGE, id: `e${number++}`, source, target, relation, ...proof(evidence), ...more }]
      : [];
  for (const { id, roles } of facts.entities) {
    for (const { represents, title, first, last, evidence } of roles) {
      if (represents !== null) yield* edge(id, represents, "represents", evidence, { title, first, last });
    }
  }
  for (const { id, date, participants, place, parent, evidence } of facts.meetings) {
    const time = { date: edtfOf(date), ...daysOf(date) };
    for (const one of participants) {
      yield* edge(one.entity, id, "participated_in", one.evidence, { function: one.function, ...time });
    }
    if (place !== null) yield* edge(id, place, "held_in", evidence, time);
    if (parent !== null) yield* edge(id, parent, "part_of", evidence, time);
  }
  for (const { from, to, type, evidence } of facts.relations) yield* edge(from, to, type, evidence);
}
