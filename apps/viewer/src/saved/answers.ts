import {
  ask,
  type Entity,
  type EntityCard,
  type FactArticle,
  type Facts,
  type Filter,
  type GraphIndex,
  MEETING_TYPES,
  type Meeting,
  type MeetingDate,
  type Page,
  type Path,
  type ProseLanguage,
  pathSentence,
  type Relation,
  STATUSES,
  type Subgraph,
  toGraphology,
} from "@liqa/graph";
import type {
  AskAnswer,
  EntityAnswer,
  GraphAnswer,
  Hit,
  Listed,
  MeetingAnswer,
  NeighbourAnswer,
  PathItem,
  PathsAnswer,
} from "../contract.ts";

/** Nothing is known under this id. */
export class NotThere extends Error {}

/** Answers the addresses of the service that the page uses, from facts at hand, as the service answers them. */
export class SavedAnswers {
  readonly #index: GraphIndex;
  readonly #entities: ReadonlyMap<string, Entity>;
  readonly #relations = new Map<string, Relation[]>();

  constructor(facts: Facts, index: GraphIndex) {
    this.#index = index;
    this.#entities = new Map(facts.entities.map((entity) => [entity.id, entity]));
    for (const relation of facts.relations)
      for (const end of new Set([relation.from, relation.to])) {
        const list = this.#relations.get(end);
        if (list) list.push(relation);
        else this.#relations.set(end, [relation]);
      }
  }

  /** @throws NotThere; QueryError for what the query engine refuses */
  answer(address: string): unknown {
    const { pathname, searchParams: query } = new URL(address, "http://saved/");
    const [, what, part, more] = pathname.split("/").slice(1).map(decodeURIComponent);
    const id = part ?? "";
    if (what === "search") return this.#search(query);
    if (what === "entities" && more === "neighbours") return this.#neighbours(this.#current(id), query);
    if (what === "entities") return this.#entity(this.#index.entity(this.#current(id))!);
    if (what === "meetings") return part ? this.#meetingAnswer(id) : this.#meetings(query);
    if (what === "articles") return this.#article(id);
    if (what === "paths") return this.#paths(query);
    if (what === "graph") return this.#graph(query);
    if (what === "ask") return ask(this.#index, query.get("q") ?? "") satisfies AskAnswer;
    throw new NotThere(address);
  }

  #current(id: string): string {
    const current = this.#index.redirect(id) ?? id;
    if (!this.#entities.has(current)) throw new NotThere(id);
    return current;
  }

  #search(query: URLSearchParams): Listed<Hit> {
    const items = this.#index.find(query.get("q") ?? "", { limit: Number(query.get("limit") ?? 20) });
    return { items, nextCursor: null };
  }

  #entity({ entity, counts }: EntityCard): EntityAnswer {
    const { id, kind, name, names, aliases, roles, articles } = entity;
    return {
      ...{ id, kind, name, names, aliases, articles },
      roles: roles.map((role) => ({ ...role, evidence: role.evidence })),
      counts,
      evidence: entity.evidence,
    };
  }

  #neighbours(id: string, query: URLSearchParams): Listed<NeighbourAnswer> {
    return this.#index.neighbours(id, { ...filterOf(query), ...pageOf(query, 50) });
  }

  #ref(id: string) {
    return { id, name: this.#entities.get(id)?.name ?? id };
  }

  #named(id: string) {
    const entity = this.#entities.get(id);
    return {
      id,
      kind: entity?.kind ?? ("group" as const),
      name: entity?.name ?? id,
      names: entity?.names ?? { ar: null, en: null },
    };
  }

  #meetings(query: URLSearchParams): Listed<MeetingAnswer> {
    const participant = query.get("participant")?.split(",");
    const { items, nextCursor } = this.#index.meetings({
      ...filterOf(query),
      ...pageOf(query, 50),
      ...(participant ? { participant } : {}),
    });
    return { items: items.map((meeting) => this.#meeting(meeting)), nextCursor };
  }

  #meetingAnswer(id: string): MeetingAnswer {
    const meeting = this.#index.meeting(this.#index.redirect(id) ?? id);
    if (!meeting) throw new NotThere(id);
    return this.#meeting(meeting);
  }

  #meeting(meeting: Meeting): MeetingAnswer {
    const place = (id: string | null) => {
      if (id === null) return null;
      const { name, names } = this.#named(id);
      return { id, name, names };
    };
    return {
      ...meeting,
      date: dateOf(meeting.date),
      place: place(meeting.place),
      participants: meeting.participants.map(({ entity, function: role, evidence }) => ({
        ...this.#named(entity),
        function: role,
        evidence: [...evidence],
      })),
      accounts: meeting.accounts.map((account) => ({
        ...account,
        date: dateOf(account.date),
        place: account.place === null ? null : this.#ref(account.place),
        participants: account.participants.map((id) => this.#ref(id)),
      })),
      evidence: [...meeting.evidence],
    };
  }

  #article(id: string): FactArticle {
    const article =
      this.#index.article(id) ?? (id.startsWith("art:") ? this.#index.article(id.slice(4)) : undefined);
    if (!article) throw new NotThere(id);
    return article;
  }

  #paths(query: URLSearchParams): PathsAnswer {
    const { items, ...rest } = this.#index.paths({
      ...filterOf(query),
      from: query.get("from") ?? "",
      to: query.get("to") ?? "",
      k: Number(query.get("k") ?? 1),
      maxHops: Number(query.get("maxHops") ?? 6),
      ...(query.has("timeRespecting") ? { timeRespecting: query.get("timeRespecting") === "true" } : {}),
    });
    return { items: items.map((path) => this.#path(path)), nextCursor: null, ...rest };
  }

  #path(path: Path): PathItem {
    const told = (language: ProseLanguage) => {
      const { text, evidence } = pathSentence(this.#index, path, language);
      return text.replace(/\[(\d+)\]/g, (mark, n: string) => {
        const article = evidence[Number(n) - 1]?.article;
        return article === undefined ? mark : `[${article}]`;
      });
    };
    return { ...path, sentence: { ar: told("ar"), en: told("en") } };
  }

  #graph(query: URLSearchParams): GraphAnswer {
    const filter = filterOf(query);
    const limit = Number(query.get("limit") ?? 500);
    const center = query.get("center");
    const depth = Math.ceil(Number(query.get("depth") ?? 2) / 2);
    const part = center
      ? this.#index.subgraph(this.#current(center), depth, filter, limit)
      : this.#newest(filter, limit);
    const drawing = toGraphology(this.#subset(part), { articles: query.get("articles") === "true" });
    drawing.setAttribute("truncated", part.truncated);
    return drawing.export() as object as GraphAnswer;
  }

  /** The newest meetings, each with all who were there. */
  #newest(filter: Filter, limit: number): Subgraph {
    const entities = new Set<string>();
    const meetings: string[] = [];
    let cursor: string | null = null;
    do {
      const page: { items: Meeting[]; nextCursor: string | null } = this.#index.meetings({
        ...filter,
        limit: Math.min(limit, 200),
        ...(cursor === null ? {} : { cursor }),
      });
      for (const meeting of page.items) {
        const named = meeting.participants.map(({ entity }) => entity);
        if (meeting.place !== null) named.push(meeting.place);
        const fresh = new Set(named.filter((id) => !entities.has(id)));
        if (entities.size + meetings.length + fresh.size + 1 > limit)
          return { entities: [...entities], meetings, truncated: true };
        meetings.push(meeting.id);
        for (const id of fresh) entities.add(id);
      }
      cursor = page.nextCursor;
    } while (cursor !== null);
    return { entities: [...entities], meetings, truncated: false };
  }

  /** The facts about a part, with the bodies that its people represent and the articles that prove it. */
  #subset({ entities, meetings }: Subgraph): Facts {
    const chosen = new Set(entities);
    const inMeetings = new Set(meetings);
    for (const id of entities)
      for (const { represents } of this.#entities.get(id)?.roles ?? [])
        if (represents !== null && this.#entities.has(represents)) chosen.add(represents);
    const known = (end: string) => chosen.has(end) || inMeetings.has(end);
    const relations = new Set<Relation>();
    for (const id of chosen)
      for (const relation of this.#relations.get(id) ?? [])
        if (known(relation.from) && known(relation.to)) relations.add(relation);
    const told = [...meetings].sort().flatMap((id) => this.#index.meeting(id) ?? []);
    const proofs = [
      ...told.flatMap(({ articles }) => articles),
      ...[...relations].flatMap(({ evidence }) => evidence.map(({ article }) => article)),
    ];
    return {
      entities: [...chosen].sort().flatMap((id) => this.#entities.get(id) ?? []),
      meetings: told,
      relations: [...relations],
      articles: [...new Set(proofs)].sort().flatMap((id) => this.#index.article(id) ?? []),
      conflicts: [],
      redirects: {},
    };
  }
}

function dateOf(date: MeetingDate | null): MeetingDate | null {
  return date && { edtf: date.edtf, text: date.text, inferred: date.inferred };
}

function filterOf(query: URLSearchParams): Filter {
  const several = <T extends string>(name: string, all: readonly T[]): readonly T[] | null => {
    const given = query.get(name)?.split(",");
    if (!given) return null;
    return given.includes("all") ? all : all.filter((value) => given.includes(value));
  };
  const [since, until, place] = [query.get("since"), query.get("until"), query.get("place")];
  const [status, type] = [several("status", STATUSES), several("type", MEETING_TYPES)];
  const attendance = query.get("maxAttendance");
  return {
    ...(since ? { since } : {}),
    ...(until ? { until } : {}),
    ...(query.get("undated") === "true" ? { undated: true } : {}),
    ...(place ? { place } : {}),
    ...(status ? { status } : {}),
    ...(type ? { type } : {}),
    ...(attendance ? { maxAttendance: Number(attendance) } : {}),
  };
}

function pageOf(query: URLSearchParams, standard: number): Page {
  const cursor = query.get("cursor");
  return { limit: Number(query.get("limit") ?? standard), ...(cursor ? { cursor } : {}) };
}
