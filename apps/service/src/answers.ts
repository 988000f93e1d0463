import {
  FUNCTIONS,
  KINDS,
  MEETING_TYPES,
  PATH_REASONS,
  RELATION_TYPES,
  STATUSES,
  VERDICTS,
} from "@liqa/graph";
import { z } from "zod";
import { PROBLEMS, type ProblemCode } from "./problems.ts";

/**
 * What the service answers, as schemas. The views are typed by them, the OpenAPI document is made from them, and
 * the tests hold every real answer against them: one description, three uses.
 */

const nullable = <T extends z.ZodType>(schema: T) => schema.nullable();
const edtf = z.string().describe("EDTF (ISO 8601-2); partial dates allowed");
const count = z.number().int().min(0);

export const evidence = z
  .strictObject({
    article: z.string().describe("Id of the article"),
    start: count.describe("UTF-16 code units into the article's text"),
    end: count,
    quote: z.string().describe("text.slice(start, end)"),
  })
  .meta({ id: "Evidence", description: "The passage that proves it" });

export const named = z.strictObject({ id: z.string(), name: z.string() }).meta({ id: "Named" });

export const entityRef = z
  .strictObject({ id: z.string(), kind: z.enum(KINDS), name: z.string() })
  .meta({ id: "EntityRef" });

const names = z
  .strictObject({ ar: nullable(z.string()), en: nullable(z.string()) })
  .describe(
    "In Arabic and in Latin letters, where known: a list in either language needs no further request",
  );

export const hit = z
  .strictObject({
    id: z.string(),
    kind: z.enum(KINDS),
    name: z.string(),
    aliases: z.array(z.string()),
    score: z.number().min(0).max(1).describe("1 for an exact name"),
  })
  .meta({ id: "Hit" });

export const entity = z
  .strictObject({
    id: z.string(),
    kind: z.enum(KINDS),
    name: z.string(),
    names,
    aliases: z.array(z.string()),
    qid: nullable(z.string()).describe("Wikidata id, only where it is sure"),
    roles: z.array(
      z.strictObject({
        title: z.string(),
        represents: nullable(z.string()).describe("Id of the country or organization"),
        first: nullable(edtf),
        last: nullable(edtf),
        evidence: z.array(evidence),
      }),
    ),
    relations: z.array(
      z.strictObject({
        type: z.enum(RELATION_TYPES),
        direction: z.enum(["out", "in"]),
        entity: entityRef,
        evidence: z.array(evidence),
      }),
    ),
    counts: z.strictObject({ meetings: count, contacts: count, articles: count }),
    articles: z.array(z.string()),
    evidence: z.array(evidence),
  })
  .meta({ id: "Entity" });

export const neighbour = z
  .strictObject({
    entity: entityRef,
    count: count.describe("Meetings both took part in; a meeting and its parent count once"),
    first: nullable(edtf),
    last: nullable(edtf),
    sources: count.describe("Independent sources"),
    meetings: z.array(z.string()),
  })
  .meta({ id: "Neighbour" });

const meetingDate = z.strictObject({ edtf: nullable(edtf), text: z.string(), inferred: z.boolean() });

export const meeting = z
  .strictObject({
    id: z.string(),
    name: nullable(z.string()),
    type: z.enum(MEETING_TYPES),
    status: z.enum(STATUSES),
    date: nullable(meetingDate),
    place: nullable(z.strictObject({ ...named.shape, names })),
    participants: z.array(
      z.strictObject({
        ...entityRef.shape,
        names,
        function: z.enum(FUNCTIONS),
        evidence: z.array(evidence),
      }),
    ),
    articles: z.array(z.string()),
    background: z.boolean(),
    topics: z.array(z.strictObject({ text: z.string(), evidence })),
    parent: nullable(z.string()).describe("Id of the meeting it was part of, or on the sidelines of"),
    statusHistory: z.array(
      z.strictObject({
        status: z.enum(STATUSES),
        reported: nullable(z.string()),
        article: z.string(),
      }),
    ),
    accounts: z.array(
      z.strictObject({
        article: z.string(),
        source: nullable(z.string()),
        reported: nullable(z.string()),
        type: z.enum(MEETING_TYPES),
        status: z.enum(STATUSES),
        date: nullable(meetingDate),
        place: nullable(named),
        participants: z.array(named),
      }),
    ),
    sources: z.array(z.string()).describe("Independent outlets; wire copies count once"),
    evidence: z.array(evidence),
    rule: z.string(),
    confidence: z.number().min(0).max(1),
  })
  .meta({ id: "Meeting" });

export const span = z
  .strictObject({
    start: count,
    end: count,
    type: z.enum(["mention", "role", "participant", "meeting", "topic", "relation"]),
    id: z.string().describe("Of the entity or the meeting that this passage is evidence for"),
    name: nullable(z.string()),
  })
  .meta({ id: "Span" });

export const article = z
  .strictObject({
    id: z.string(),
    title: nullable(z.string()),
    publishedAt: nullable(z.string()),
    source: nullable(z.string()),
    url: nullable(z.string()),
    language: nullable(z.string()),
    text: z.string(),
    spans: z.array(span),
  })
  .meta({ id: "Article" });

export const path = z
  .strictObject({
    nodes: z.array(z.string()).describe("Actor, meeting, actor, …"),
    hops: z.array(
      z.strictObject({
        from: z.string(),
        meeting: z.string(),
        to: z.string(),
        date: nullable(edtf),
        place: nullable(z.string()),
        weak: z.boolean().describe("One end is a state or body: two visitors to Egypt did not meet"),
        evidence: z.array(evidence),
      }),
    ),
    certain: z.boolean().describe("Every reading of the dates keeps the order of the hops"),
    sentence: z.strictObject({ ar: z.string(), en: z.string() }),
  })
  .meta({ id: "Path" });

export const paths = z
  .strictObject({
    items: z.array(path),
    nextCursor: z.null(),
    budget: z.strictObject({ expanded: count, exhausted: z.boolean() }),
    reason: z.enum(PATH_REASONS).optional(),
  })
  .meta({ id: "Paths" });

export const answer = z
  .strictObject({
    question: z.string(),
    intent: z.string(),
    asked: z.array(named),
    entities: z.array(entityRef),
    meetings: z.array(
      z.strictObject({
        id: z.string(),
        name: nullable(z.string()),
        type: z.enum(MEETING_TYPES),
        status: z.enum(STATUSES),
        date: nullable(z.strictObject({ edtf: nullable(edtf) })),
        place: nullable(named),
        participants: z.array(
          z.strictObject({ id: z.string(), name: z.string(), function: z.enum(FUNCTIONS) }),
        ),
        articles: z.array(z.string()),
      }),
    ),
    paths: z.array(z.array(z.string())),
    text: z.string(),
    evidence: z.array(evidence),
    ambiguous: z.array(z.strictObject({ name: z.string(), candidates: z.array(named) })),
  })
  .meta({ id: "Answer" });
export type Answer = z.output<typeof answer>;

const attributes = z.record(z.string(), z.unknown());
export const graph = z
  .strictObject({
    options: z.strictObject({
      type: z.enum(["undirected", "directed", "mixed"]),
      multi: z.boolean(),
      allowSelfLoops: z.boolean(),
    }),
    attributes,
    nodes: z.array(z.strictObject({ key: z.string(), attributes: attributes.optional() })),
    edges: z.array(
      z.strictObject({
        key: z.string().optional(),
        source: z.string(),
        target: z.string(),
        attributes: attributes.optional(),
        undirected: z.boolean().optional(),
      }),
    ),
  })
  .meta({ id: "Graph", description: "graphology's serialized form" });

export const bin = z
  .strictObject({ period: edtf.describe("EDTF year, month or day; `XXXX`: not known to one year"), count })
  .meta({ id: "TimelineBin" });

export const pair = z
  .strictObject({
    a: entityRef,
    b: entityRef,
    count,
    first: nullable(edtf),
    last: nullable(edtf),
    meetings: z.array(z.string()),
  })
  .meta({ id: "Pair" });

/** A page of things. */
export const listOf = <T extends z.ZodType>(item: T) =>
  z.strictObject({
    items: z.array(item),
    nextCursor: nullable(z.string()).describe("`cursor` of the next page; null on the last"),
  });

export const common = z
  .strictObject({
    items: z.array(meeting),
    contacts: z.array(entityRef).describe("Actors that both have met"),
    nextCursor: nullable(z.string()),
  })
  .meta({ id: "Common" });

export const health = z.strictObject({ status: z.enum(["ok", "ready"]) }).meta({ id: "Health" });

export const readiness = z
  .strictObject({
    status: z.literal("ready"),
    version: z.string().describe("Changes whenever the graph is replaced"),
    entities: count,
    meetings: count,
    articles: count,
    revision: nullable(count).describe("Of the store, as far as the graph knows it; null without a store"),
  })
  .meta({ id: "Readiness" });

export const written = z
  .strictObject({
    id: z.string(),
    outcome: z.enum(["added", "updated", "reread", "unchanged"]),
    revision: count.describe("Of the store; visible in answers once `/readyz` tells this one or a later"),
    entities: count.describe("Read in the article"),
    meetings: count,
    warnings: z.array(z.strictObject({ code: z.string(), message: z.string() })),
  })
  .meta({ id: "Written" });

export const judged = z
  .strictObject({
    left: z.string(),
    right: z.string(),
    verdict: z.enum(VERDICTS),
    reasons: z.array(z.string()),
    who: z.string().describe("Name of the key"),
    when: z.string(),
    revision: count,
  })
  .meta({ id: "Judged" });

export const problem = z
  .strictObject({
    type: z.enum((Object.keys(PROBLEMS) as ProblemCode[]).map((code) => `/docs#${code}` as const)),
    title: z.string(),
    status: z.number().int().min(400).max(599),
    detail: z.string().optional(),
    errors: z.array(z.strictObject({ parameter: z.string(), detail: z.string() })).optional(),
    requestId: z.string().optional(),
  })
  .meta({ id: "Problem", description: "RFC 9457 problem document" });
