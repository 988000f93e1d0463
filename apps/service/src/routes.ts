import { ask, type Page, type Paged, toGraphology } from "@liqa/graph";
import { z } from "zod";
import * as answers from "./answers.ts";
import type { Scope } from "./keys.ts";
import { invalid, notFound, type ProblemCode } from "./problems.ts";
import { field, filterOf, filterShape, idPath, kind, LIMITS, pageShape } from "./requests.ts";
import type { Snapshot } from "./snapshot.ts";
import { newest, subsetOf } from "./subset.ts";
import { articleView, entityView, meetingView, pathView } from "./views.ts";

/** What a route answers from. */
export interface Question<P, Q> {
  snapshot: Snapshot;
  path: P;
  query: Q;
}

/**
 * Where a question is answered. `quick` ones take a fraction of a millisecond, `searching` ones some milliseconds
 * and `long` ones may take all that their budget allows: those never stand in the way of the others.
 */
export type Pace = "quick" | "searching" | "long";

/** What a route is, to callers: Express handlers, the OpenAPI document and the tests are made from this description. */
export interface Described {
  readonly method: "get" | "post" | "delete";
  /** OpenAPI's form: `/api/entities/{id}`. */
  readonly address: string;
  readonly operation: string;
  readonly tag: string;
  readonly summary: string;
  readonly path: z.ZodObject;
  readonly query: z.ZodObject;
  readonly response: z.ZodType;
  /** What the answer can be written as; the first is the standard. */
  readonly mediaTypes: readonly string[];
  /** Refusals beyond those that every route can give. */
  readonly problems: readonly ProblemCode[];
  /** Retired ids in the address move permanently to their heir. */
  readonly moves: boolean;
  /** The answer is compared by ETag. */
  readonly cached: boolean;
  /** Counts against the rate limit. Probes do not. */
  readonly limited: boolean;
  /** What is sent, for routes that write. */
  readonly body?: z.ZodObject;
  /** Statuses of success with their meaning. Default: 200. */
  readonly successes?: Readonly<Record<number, string>>;
  /** What the caller's key must allow. */
  readonly scope?: Scope;
}

/** A read route over the graph. */
export interface Route extends Described {
  readonly pace: Pace;
  answer(question: Question<never, never>): unknown;
  /** Only for lists: the rows of one page; NDJSON walks all of them. */
  readonly rows?: (question: Question<never, never>, page: Page) => Paged<unknown>;
}

/** Thrown by a route for a retired id. */
export class Moved extends Error {
  override readonly name = "Moved";
  readonly heir: string;

  constructor(heir: string) {
    super("moved");
    this.heir = heir;
  }
}

export const nothing = z.strictObject({});
export type Nothing = typeof nothing;

interface Description<P extends z.ZodObject, Q extends z.ZodObject> {
  address: string;
  operation: string;
  tag: string;
  summary: string;
  path?: P;
  query?: Q;
  problems?: ProblemCode[];
  mediaTypes?: readonly string[];
  pace?: Pace;
  moves?: boolean;
}

export const JSON_TYPE = "application/json";
export const NDJSON_TYPE = "application/x-ndjson";

/** An answer too large to be held: it is written as it is made. */
export class Streamed {
  readonly mediaType: string;
  readonly filename: string;
  readonly chunks: Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>;

  constructor(mediaType: string, filename: string, chunks: Streamed["chunks"]) {
    this.mediaType = mediaType;
    this.filename = filename;
    this.chunks = chunks;
  }
}

function described(route: Description<z.ZodObject, z.ZodObject>) {
  return {
    method: "get" as const,
    cached: true,
    limited: true,
    address: route.address,
    operation: route.operation,
    tag: route.tag,
    summary: route.summary,
    path: route.path ?? nothing,
    query: route.query ?? nothing,
    problems: route.problems ?? [],
    mediaTypes: route.mediaTypes ?? [JSON_TYPE],
    pace: route.pace ?? "quick",
    moves: route.moves ?? false,
  };
}

/** A route that answers with one thing. */
export function thing<R extends z.ZodType, P extends z.ZodObject = Nothing, Q extends z.ZodObject = Nothing>(
  route: Description<P, Q> & {
    response: R;
    answer(question: Question<z.output<P>, z.output<Q>>): z.output<R> | Streamed;
  },
): Route {
  return { ...described(route), response: route.response, answer: route.answer as Route["answer"] };
}

type Paging = ReturnType<typeof pageShape>;

/** A route that answers with a list: `{items, nextCursor}`, or one item a line. */
function list<T extends z.ZodType, S extends z.ZodRawShape, P extends z.ZodObject = Nothing>(
  route: Omit<Description<P, z.ZodObject<S>>, "query"> & {
    item: T;
    query: z.ZodObject<S>;
    rows(question: Question<z.output<P>, z.output<z.ZodObject<S>>>, page: Page): Paged<z.output<T>>;
  },
): Route {
  const rows = route.rows as NonNullable<Route["rows"]>;
  return {
    ...described(route),
    mediaTypes: [JSON_TYPE, NDJSON_TYPE],
    response: answers.listOf(route.item),
    answer: (question) => rows(question, pageOf(question.query)),
    rows,
  };
}

/** The page that a parsed query asks for. */
export function pageOf(query: z.output<z.ZodObject<Paging>>): Page {
  return query.cursor === undefined ? { limit: query.limit } : { limit: query.limit, cursor: query.cursor };
}

/**
 * The entity under this id.
 * @throws Moved when the id was retired, Problem `not-found` when there is none
 */
function currentEntity(snapshot: Snapshot, id: string): string {
  if (snapshot.entity(id) !== undefined) return id;
  const heir = snapshot.index.redirect(id);
  if (heir !== undefined) throw new Moved(heir);
  throw notFound("entity", id);
}

/** An entity named in the query string; retired ids lead to their heir silently. */
function knownEntity(snapshot: Snapshot, id: string): string {
  const current = snapshot.index.redirect(id) ?? id;
  if (snapshot.entity(current) === undefined) throw notFound("entity", id);
  return current;
}

/** Rows of the previous page that a cursor remembers. */
const ANCHORS = 3;

const cursorForm = z.tuple([z.number().int().min(0)], z.string()).refine(({ length }) => length > 1);

/**
 * A page of a list that is at hand in full. The cursor names the last rows given, latest first, and where they
 * stood: the page goes on behind the first that is still in the list, so that rows which come or go in between, even
 * those, neither repeat nor hide others.
 */
function pageBy<T>(all: readonly T[], keyOf: (row: T) => string, page: Page): Paged<T> {
  const begin = page.cursor === undefined ? 0 : placeOf(page.cursor, all.map(keyOf));
  const items = all.slice(begin, begin + page.limit!);
  const end = begin + items.length;
  if (end >= all.length) return { items, nextCursor: null };
  const anchors = all
    .slice(Math.max(0, end - ANCHORS), end)
    .map(keyOf)
    .reverse();
  return { items, nextCursor: JSON.stringify([end, ...anchors]) };
}

function placeOf(cursor: string, keys: readonly string[]): number {
  const parsed = cursorForm.safeParse(jsonIn(cursor));
  if (!parsed.success) {
    throw invalid([{ parameter: "cursor", say: { en: "is not of this list", ar: "ليس من هذه القائمة" } }]);
  }
  const [end, ...anchors] = parsed.data;
  for (const anchor of anchors) {
    const at = keys.indexOf(anchor);
    if (at >= 0) return at + 1;
  }
  return Math.min(Math.max(0, end - anchors.length), keys.length);
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What the service tells of the graph. */
export const ROUTES: readonly Route[] = [
  list({
    address: "/api/search",
    operation: "search",
    tag: "actors",
    pace: "searching",
    summary: "Actors and places by name: Arabic or Latin, misspelt or partial",
    query: z.strictObject({
      q: field.text(LIMITS.name, "A name, an office, or part of one, in any script"),
      kind,
      ...pageShape(20, 100),
    }),
    item: answers.hit,
    rows: ({ snapshot, query }, page) => {
      // Deeper than the largest page nobody finds anything.
      const hits = snapshot.index.find(query.q, { kind: query.kind, limit: LIMITS.page });
      return pageBy(hits, ({ id }) => id, page);
    },
  }),
  thing({
    address: "/api/entities/{id}",
    operation: "entity",
    moves: true,
    tag: "actors",
    summary: "One actor or place: names, offices, relations, counts",
    path: idPath,
    response: answers.entity,
    problems: ["not-found"],
    answer: ({ snapshot, path }) =>
      entityView(snapshot, snapshot.index.entity(currentEntity(snapshot, path.id))!),
  }),
  list({
    address: "/api/entities/{id}/neighbours",
    operation: "neighbours",
    moves: true,
    tag: "actors",
    summary: "Who met this actor, how often, when, and by how many independent sources",
    path: idPath,
    query: z.strictObject({ ...filterShape, ...pageShape(50) }),
    item: answers.neighbour,
    problems: ["not-found"],
    rows: ({ snapshot, path, query }, page) =>
      snapshot.index.neighbours(currentEntity(snapshot, path.id), { ...filterOf(query), ...page }),
  }),
  thing({
    address: "/api/paths",
    operation: "paths",
    tag: "paths",
    pace: "long",
    summary: "Through whom two actors are linked: k diverse paths, each with its evidence and as a sentence",
    query: z.strictObject({
      from: field.id("Id of the first actor"),
      to: field.id("Id of the second actor"),
      k: field.whole(1, 20, "Paths to return; default 1").default(1),
      maxHops: field.whole(1, 12, "Meetings on the way; default 6").default(6),
      via: z
        .enum(["persons", "any"])
        .describe("Who may stand between; default any, persons first")
        .optional(),
      through: field.severalIds(4, "Actors that must be on the path").optional(),
      avoid: field.severalIds(10, "Actors and meetings that must not").optional(),
      timeRespecting: field.yesNo("Only paths along which word could have passed").optional(),
      weight: z
        .enum(["hops", "strength"])
        .describe("`hops` (default): fewest meetings; `strength`: small meetings count as closer")
        .optional(),
      ...filterShape,
    }),
    response: answers.paths,
    answer: ({ snapshot, query }) => {
      const { index } = snapshot;
      const { from, to, k, maxHops, via, through, avoid, timeRespecting, weight } = query;
      const found = index.paths({
        ...filterOf(query),
        from,
        to,
        k,
        maxHops,
        ...(via === undefined ? {} : { via }),
        ...(through === undefined ? {} : { through }),
        ...(avoid === undefined ? {} : { avoid }),
        ...(timeRespecting === undefined ? {} : { timeRespecting }),
        ...(weight === undefined ? {} : { weight }),
      });
      return {
        items: found.items.map((path) => pathView(index, path)),
        nextCursor: null,
        budget: found.budget,
        ...(found.reason === undefined ? {} : { reason: found.reason }),
      };
    },
  }),
  thing({
    address: "/api/common",
    operation: "common",
    tag: "paths",
    pace: "searching",
    summary: "Meetings that two actors shared, and the actors that both have met",
    query: z.strictObject({
      a: field.id("Id of the first actor"),
      b: field.id("Id of the second actor"),
      ...filterShape,
      ...pageShape(50),
    }),
    response: answers.common,
    problems: ["not-found"],
    answer: ({ snapshot, query }) => {
      const { meetings, contacts } = snapshot.index.common(
        knownEntity(snapshot, query.a),
        knownEntity(snapshot, query.b),
        filterOf(query),
      );
      const { items, nextCursor } = pageBy(meetings, ({ id }) => id, pageOf(query));
      return {
        items: items.map((meeting) => meetingView(snapshot, meeting)),
        contacts: contacts.map(({ id, kind, name }) => ({ id, kind, name })),
        nextCursor,
      };
    },
  }),
  list({
    address: "/api/meetings",
    operation: "meetings",
    tag: "meetings",
    summary: "Meetings by period, place, organization, type and status, in the order of their dates",
    query: z.strictObject({
      participant: field.severalIds(10, "Actors that all took part").optional(),
      order: z.enum(["asc", "desc"]).describe("By date; default newest first").optional(),
      ...filterShape,
      ...pageShape(50, 200),
    }),
    item: answers.meeting,
    rows: ({ snapshot, query }, page) => {
      const { items, nextCursor } = snapshot.index.meetings({
        ...filterOf(query),
        ...page,
        ...(query.participant === undefined ? {} : { participant: query.participant }),
        ...(query.order === undefined ? {} : { order: query.order }),
      });
      return { items: items.map((meeting) => meetingView(snapshot, meeting)), nextCursor };
    },
  }),
  thing({
    address: "/api/meetings/{id}",
    operation: "meeting",
    moves: true,
    tag: "meetings",
    summary: "One meeting: who, where, when, its status history and what each outlet says of it",
    path: idPath,
    response: answers.meeting,
    problems: ["not-found"],
    answer: ({ snapshot, path }) => {
      const heir = snapshot.index.redirect(path.id);
      if (heir !== undefined) throw new Moved(heir);
      const meeting = snapshot.index.meeting(path.id);
      if (meeting === undefined) throw notFound("meeting", path.id);
      return meetingView(snapshot, meeting);
    },
  }),
  thing({
    address: "/api/articles/{id}",
    operation: "article",
    tag: "articles",
    summary: "One article with every passage in it that is evidence for something",
    path: idPath,
    response: answers.article,
    problems: ["not-found"],
    answer: ({ snapshot, path }) => {
      // `art:` is the article's id as a node of the graph.
      const article =
        snapshot.index.article(path.id) ??
        (path.id.startsWith("art:") ? snapshot.index.article(path.id.slice(4)) : undefined);
      if (article === undefined) throw notFound("article", path.id);
      return articleView(snapshot, article);
    },
  }),
  list({
    address: "/api/timeline",
    operation: "timeline",
    tag: "meetings",
    pace: "searching",
    summary: "Meetings by year, month or day; a date vaguer than the unit counts under its own period",
    query: z.strictObject({
      entity: field.id("Only meetings of this actor").optional(),
      unit: z.enum(["year", "month", "day"]).describe("Default year").default("year"),
      ...filterShape,
      ...pageShape(LIMITS.page),
    }),
    item: answers.bin,
    problems: ["not-found"],
    rows: ({ snapshot, query }, page) => {
      const entity = query.entity === undefined ? null : knownEntity(snapshot, query.entity);
      const bins = snapshot.index.timeline(entity, filterOf(query), query.unit);
      return pageBy(bins, ({ period }) => period, page);
    },
  }),
  list({
    address: "/api/between",
    operation: "between",
    tag: "paths",
    pace: "searching",
    summary: "Whose people met whose: pairs of two countries' or organizations' representatives",
    query: z.strictObject({
      a: field.id("Id of the first country or organization"),
      b: field.id("Id of the second"),
      ...filterShape,
      ...pageShape(50),
    }),
    item: answers.pair,
    problems: ["not-found"],
    rows: ({ snapshot, query }, page) => {
      const [a, b] = [knownEntity(snapshot, query.a), knownEntity(snapshot, query.b)];
      const { pairs } = snapshot.index.between(a, b, filterOf(query));
      return pageBy(pairs, (pair) => JSON.stringify([pair.a.id, pair.b.id]), page);
    },
  }),
  thing({
    address: "/api/graph",
    operation: "graph",
    tag: "graph",
    pace: "long",
    summary: "A bounded part of the graph to draw, in graphology's serialized form",
    query: z.strictObject({
      center: field.id("Id of the actor in the middle; default: the newest meetings").optional(),
      depth: field
        .whole(0, 6, "Edges from the centre: 2 (default) is the actor, its meetings, and who else was there")
        .default(2),
      ...filterShape,
      articles: field.yesNo("The reporting articles as nodes too. Default false").optional(),
      limit: field.whole(1, LIMITS.nodes, "Actors and meetings at most; default 500").default(500),
    }),
    response: answers.graph,
    problems: ["not-found"],
    answer: ({ snapshot, query }) => {
      const filter = filterOf(query);
      // A meeting is drawn whole or not at all, so every second edge is given.
      const part =
        query.center === undefined
          ? newest(snapshot, filter, query.limit)
          : snapshot.index.subgraph(
              knownEntity(snapshot, query.center),
              Math.ceil(query.depth / 2),
              filter,
              query.limit,
            );
      const drawing = toGraphology(subsetOf(snapshot, part), { articles: query.articles ?? false });
      drawing.setAttribute("truncated", part.truncated);
      return drawing.export() as object as z.output<typeof answers.graph>;
    },
  }),
  thing({
    address: "/api/ask",
    operation: "ask",
    tag: "questions",
    pace: "long",
    summary: "A question in Arabic or English; the answer cites the sentences it rests on",
    query: z.strictObject({ q: field.text(LIMITS.question, "The question") }),
    response: answers.answer,
    answer: ({ snapshot, query }) => ask(snapshot.index, query.q),
  }),
];
