import type { Evidence, Facts } from "@liqa/graph";
import { daysOf } from "./days.ts";
import type { Cell } from "./rows.ts";

export interface TableColumn {
  readonly name: string;
  /** `date`: an ISO day. */
  readonly type: "string" | "integer" | "number" | "boolean" | "date";
  readonly description: string;
  readonly required?: true;
}

export interface Table {
  readonly name: string;
  readonly description: string;
  readonly columns: readonly TableColumn[];
  readonly primaryKey?: readonly string[];
  /** Column → table whose `id` it names. */
  readonly foreignKeys?: Readonly<Record<string, string>>;
  /** Cells in the order of the columns. */
  rows(facts: Facts): Iterable<readonly Cell[]>;
}

const LIST = "a JSON list";

/** The graph as tables; lists within a cell are JSON. */
export const TABLES: readonly Table[] = [
  {
    name: "articles",
    description: "What was read.",
    primaryKey: ["id"],
    columns: [
      { name: "id", type: "string", description: "Identifier", required: true },
      { name: "title", type: "string", description: "Headline" },
      { name: "published_at", type: "string", description: "When it was published, ISO 8601 as given" },
      { name: "source", type: "string", description: "Outlet" },
      { name: "url", type: "string", description: "Address" },
      { name: "language", type: "string", description: "Language tag" },
      {
        name: "text",
        type: "string",
        description: "The text; offsets count its UTF-16 code units",
        required: true,
      },
    ],
    *rows({ articles }) {
      for (const { id, title, publishedAt, source, url, language, text } of articles)
        yield [id, title, publishedAt, source, url, language, text];
    },
  },
  {
    name: "entities",
    description: "Actors and places.",
    primaryKey: ["id"],
    columns: [
      { name: "id", type: "string", description: "Identifier", required: true },
      {
        name: "kind",
        type: "string",
        description: "person, country, organization, group or place",
        required: true,
      },
      { name: "name", type: "string", description: "Name, in Arabic where known", required: true },
      { name: "name_ar", type: "string", description: "Arabic name" },
      { name: "name_en", type: "string", description: "English name" },
      { name: "aliases", type: "string", description: `Other names: ${LIST}`, required: true },
      { name: "qid", type: "string", description: "Wikidata identifier" },
      { name: "articles", type: "integer", description: "Articles that name it", required: true },
    ],
    *rows({ entities }) {
      for (const { id, kind, name, names, aliases, qid, articles } of entities)
        yield [id, kind, name, names.ar, names.en, JSON.stringify(aliases), qid, articles.length];
    },
  },
  {
    name: "meetings",
    description: "Each meeting once, whoever reports it.",
    primaryKey: ["id"],
    foreignKeys: { place: "entities", parent: "meetings" },
    columns: [
      { name: "id", type: "string", description: "Identifier", required: true },
      { name: "type", type: "string", description: "bilateral, summit, call, …", required: true },
      { name: "status", type: "string", description: "held, planned, denied, …", required: true },
      { name: "name", type: "string", description: "Proper name" },
      { name: "date", type: "string", description: "When, in EDTF" },
      { name: "earliest", type: "date", description: "First possible day" },
      { name: "latest", type: "date", description: "Last possible day" },
      { name: "date_text", type: "string", description: "The date as worded" },
      { name: "date_inferred", type: "boolean", description: "Whether a part of it follows from elsewhere" },
      { name: "place", type: "string", description: "Where: an entity" },
      { name: "parent", type: "string", description: "The meeting on whose sidelines it was" },
      { name: "topics", type: "string", description: `What it was about: ${LIST}`, required: true },
      { name: "outlets", type: "string", description: `Independent outlets: ${LIST}`, required: true },
      { name: "sources", type: "integer", description: "Number of independent outlets", required: true },
      { name: "articles", type: "integer", description: "Articles that report it", required: true },
      { name: "background", type: "boolean", description: "Told as background to the news", required: true },
      { name: "rule", type: "string", description: "The rule that found it", required: true },
      { name: "confidence", type: "number", description: "From 0 to 1", required: true },
    ],
    *rows({ meetings }) {
      for (const meeting of meetings) {
        const { id, type, status, name, date, place, parent, topics, sources, articles } = meeting;
        const { start, end } = daysOf(date);
        const about = JSON.stringify(topics.map(({ text }) => text));
        yield [
          ...[id, type, status, name, date?.edtf ?? null, start || null, end || null],
          ...[date?.text ?? null, date?.inferred ?? null, place, parent, about],
          ...[JSON.stringify(sources), sources.length, articles.length],
          ...[meeting.background, meeting.rule, meeting.confidence],
        ];
      }
    },
  },
  {
    name: "participations",
    description: "Who took part in what, as what.",
    primaryKey: ["meeting", "entity"],
    foreignKeys: { meeting: "meetings", entity: "entities" },
    columns: [
      { name: "meeting", type: "string", description: "The meeting", required: true },
      { name: "entity", type: "string", description: "Who took part", required: true },
      {
        name: "function",
        type: "string",
        description: "host, guest, chair, participant, observer, mediator, delegation_head or represented",
        required: true,
      },
    ],
    *rows({ meetings }) {
      for (const { id, participants } of meetings)
        for (const { entity, function: fn } of participants) yield [id, entity, fn];
    },
  },
  {
    name: "relations",
    description: "What else connects them: offices, memberships, organizers, series.",
    columns: [
      { name: "from", type: "string", description: "Who or what has the relation", required: true },
      {
        name: "type",
        type: "string",
        description: "represents, member_of, organized_by, part_of or reported_by",
        required: true,
      },
      { name: "to", type: "string", description: "To whom or what; none when an office names no body" },
      { name: "title", type: "string", description: "The office, of represents" },
      { name: "first", type: "string", description: "First report of the office, EDTF" },
      { name: "last", type: "string", description: "Last report of the office, EDTF" },
    ],
    *rows({ entities, relations }) {
      for (const { id, roles } of entities)
        for (const { represents, title, first, last } of roles)
          yield [id, "represents", represents, title, first, last];
      for (const { from, type, to } of relations) yield [from, type, to, null, null, null];
    },
  },
  {
    name: "evidence",
    description: "The passages that prove each row of the other tables.",
    foreignKeys: { article: "articles" },
    columns: [
      {
        name: "proves",
        type: "string",
        description: "entity, meeting, participation, topic, represents, member_of, organized_by, …",
        required: true,
      },
      { name: "subject", type: "string", description: "The entity or meeting", required: true },
      {
        name: "object",
        type: "string",
        description: "The other end: who took part, the body, the topic's words",
      },
      { name: "article", type: "string", description: "Where it stands", required: true },
      { name: "start", type: "integer", description: "Offset of its first UTF-16 code unit", required: true },
      { name: "end", type: "integer", description: "Offset behind its last one", required: true },
      { name: "quote", type: "string", description: "The passage itself", required: true },
    ],
    *rows({ entities, meetings, relations }) {
      for (const { id, evidence, roles } of entities) {
        yield* passages("entity", id, null, evidence);
        for (const role of roles) yield* passages("represents", id, role.represents, role.evidence);
      }
      for (const { id, evidence, participants, topics } of meetings) {
        yield* passages("meeting", id, null, evidence);
        for (const one of participants) yield* passages("participation", id, one.entity, one.evidence);
        for (const topic of topics) yield* passages("topic", id, topic.text, [topic.evidence]);
      }
      for (const { from, type, to, evidence } of relations) yield* passages(type, from, to, evidence);
    },
  },
];

function* passages(
  proves: string,
  subject: string,
  object: string | null,
  evidence: readonly Evidence[],
): Generator<readonly Cell[]> {
  for (const { article, start, end, quote } of evidence)
    yield [proves, subject, object, article, start, end, quote];
}
