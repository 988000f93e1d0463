import type { Evidence, Facts, Kind } from "@liqa/graph";
import { daysOf } from "./days.ts";
import { finder } from "./find.ts";
import type { Cell } from "./rows.ts";

/** Names are identifiers; lists are JSON. */
export type Properties = Readonly<Record<string, Cell>>;

export const LABELS = {
  person: "Person",
  country: "Country",
  organization: "Organization",
  group: "Group",
  place: "Place",
} as const satisfies { readonly [K in Kind]: string };

export interface LabelledNode {
  readonly id: string;
  readonly label: (typeof LABELS)[Kind] | "Meeting" | "Article";
  readonly properties: Properties;
}

export interface Relationship {
  readonly from: string;
  readonly to: string;
  readonly type: string;
  /** Counts several of one type between the same two: two offices for one state. */
  readonly nth: number;
  readonly properties: Properties;
}

/** Names and types of the properties of all nodes together. */
export const NODE_PROPERTIES = {
  name: "string",
  nameAr: "string",
  nameEn: "string",
  aliases: "string",
  qid: "string",
  type: "string",
  status: "string",
  date: "string",
  earliest: "string",
  latest: "string",
  sources: "int",
  outlets: "string",
  rule: "string",
  confidence: "double",
  background: "boolean",
  publishedAt: "string",
  source: "string",
  url: "string",
  language: "string",
  text: "string",
} as const;

/** Nodes as graph databases have them: one label each besides the common one. */
export function* labelledNodes(facts: Facts): Generator<LabelledNode> {
  const entity = finder(facts.entities);
  const meeting = finder(facts.meetings);
  for (const { id, kind, name, names, aliases, qid } of facts.entities) {
    const properties = {
      name,
      nameAr: names.ar,
      nameEn: names.en,
      aliases: JSON.stringify(aliases),
      qid,
    };
    yield { id, label: LABELS[kind], properties };
  }
  for (const one of facts.meetings) {
    const { id, type, status, name, date, sources, rule, confidence, background } = one;
    if (entity(id)) continue;
    const { start, end } = daysOf(date);
    const time = { date: date?.edtf ?? null, earliest: start || null, latest: end || null };
    const outlets = JSON.stringify(sources);
    const more = { sources: sources.length, outlets, rule, confidence, background };
    yield { id, label: "Meeting", properties: { name, type, status, ...time, ...more } };
  }
  for (const { id, title, ...article } of facts.articles) {
    if (entity(id) || meeting(id)) continue;
    const { publishedAt, source, url, language, text } = article;
    yield { id, label: "Article", properties: { name: title, publishedAt, source, url, language, text } };
  }
}

export const RELATIONSHIP_PROPERTIES = {
  function: "string",
  title: "string",
  first: "string",
  last: "string",
  article: "string",
  start: "int",
  end: "int",
  quote: "string",
} as const;

/** Relationships whose ends are both there, each with the first passage that proves it. */
export function* relationships(facts: Facts): Generator<Relationship> {
  const entity = finder(facts.entities);
  const meeting = finder(facts.meetings);
  const article = finder(facts.articles);
  const known = (id: string): boolean =>
    entity(id) !== undefined || meeting(id) !== undefined || article(id) !== undefined;
  const one = (
    from: string,
    type: string,
    to: string,
    [proof]: readonly Evidence[],
    more: Properties = {},
    nth = 0,
  ): Relationship[] => {
    if (!known(from) || !known(to)) return [];
    const passage = proof
      ? { article: proof.article, start: proof.start, end: proof.end, quote: proof.quote }
      : {};
    return [{ from, to, type: type.toUpperCase(), nth, properties: { ...more, ...passage } }];
  };
  for (const { id, roles } of facts.entities) {
    const offices = new Map<string, number>();
    for (const { represents, title, first, last, evidence } of roles) {
      if (represents === null) continue;
      const nth = offices.get(represents) ?? 0;
      offices.set(represents, nth + 1);
      yield* one(id, "represents", represents, evidence, { title, first, last }, nth);
    }
  }
  for (const { id, participants } of facts.meetings)
    for (const { entity: who, function: fn, evidence } of participants)
      yield* one(who, "participated_in", id, evidence, { function: fn });
  for (const { id, place, evidence } of facts.meetings)
    if (place !== null) yield* one(id, "held_in", place, evidence);
  for (const { id, parent, evidence } of facts.meetings)
    if (parent !== null) yield* one(id, "part_of", parent, evidence);
  for (const { id, articles, evidence } of facts.meetings)
    for (const told of articles)
      yield* one(
        id,
        "reported_by",
        told,
        evidence.filter((piece) => piece.article === told),
      );
  for (const { from, type, to, evidence } of facts.relations) yield* one(from, type, to, evidence);
}
