import type { Kind } from "../extraction.ts";
import { checkFacts, type FactArticle, type Facts, type Meeting } from "../facts.ts";
import { Adjacency, type Columns } from "./adjacency.ts";
import { pairsBetween } from "./between.ts";
import { type Catalogue, FactsCatalogue, NumberCatalogue } from "./catalogue.ts";
import { checkFields, MeetingFilter, QUERY_FIELDS, QueryError, within } from "./filter.ts";
import { NameSearch } from "./find.ts";
import { type DateOrder, listMeetings, meetingKey, participationsOf } from "./listing.ts";
import { countNeighbours, eachContact } from "./neighbourCounts.ts";
import { byDate, dateSpan, neighbourFacets, neighbourPage } from "./neighbours.ts";
import { limitOf, readCursor, writeCursor } from "./page.ts";
import { PathFinder } from "./paths.ts";
import { fingerprint, readSnapshot, SnapshotError, writeSnapshot } from "./snapshot.ts";
import { around } from "./subgraph.ts";
import { countByPeriod, type TimeUnit } from "./timeline.ts";
import type {
  Between,
  Common,
  EntityCard,
  Facets,
  Filter,
  Hit,
  Neighbour,
  Page,
  Paged,
  PathAnswer,
  PathQuery,
  ShortestCount,
  Subgraph,
  TimelineBin,
} from "./types.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** Nodes of a subgraph, unless told otherwise: what a picture can bear. */
const DRAWABLE = 500;

/** What `GraphIndex.from` may be given besides facts. */
export interface IndexOptions {
  /** Words for `find` beyond those in the facts. */
  vocabulary?: Vocabulary;
}

/** Which meetings to list, in which order. */
export interface MeetingQuery extends Filter, Page {
  /** Actors that all took part, in contact or only named. */
  participant?: string | readonly string[];
  /** Default `desc`, newest first. Undated meetings come last either way. */
  order?: DateOrder;
}

/**
 * The query engine over resolved facts. Built once, never changed; holds the facts by reference. Answers one query
 * at a time and is synchronous, so nothing can come between: to update, build a second one and swap.
 *
 * Ids that were retired are followed to their heirs everywhere. Unknown ids give empty answers, not errors; bad
 * dates, types, limits and cursors throw a `QueryError`.
 */
export class GraphIndex {
  /** @internal What measures, snapshots and benchmarks walk over. */
  readonly adjacency: Adjacency;
  /** @internal What the numbers stand for. */
  readonly catalogue: Catalogue;
  readonly #facts: FactsCatalogue | null;
  readonly #paths: PathFinder;
  /** @internal Further names, as `find` knows them. */
  readonly vocabulary: Vocabulary;
  #names: NameSearch | null = null;

  private constructor(adjacency: Adjacency, catalogue: Catalogue, options: IndexOptions) {
    this.adjacency = adjacency;
    this.catalogue = catalogue;
    this.#facts = catalogue instanceof FactsCatalogue ? catalogue : null;
    this.#paths = new PathFinder(adjacency, catalogue);
    this.vocabulary = options.vocabulary ?? {};
  }

  /**
   * Builds the index; about a second for a hundred thousand participations. The facts are held, not copied: leave them
   * as they are afterwards.
   * @throws Error when a meeting names a participant that is not among the entities.
   * @example
   * ```ts
   * const index = GraphIndex.from(facts);
   * index.ids().meetings.length; // → 3
   * ```
   */
  static from(facts: Facts, options: IndexOptions = {}): GraphIndex {
    const catalogue = new FactsCatalogue(checkFacts(facts), options.vocabulary);
    const adjacency = Adjacency.from(catalogue.columns());
    catalogue.attach(adjacency);
    return new GraphIndex(adjacency, catalogue, options);
  }

  /**
   * An index without names: for benchmarks, and for stores that keep the strings themselves.
   * @internal
   */
  static fromColumns(columns: Columns): GraphIndex {
    const adjacency = Adjacency.from(columns);
    return new GraphIndex(adjacency, new NumberCatalogue(adjacency), {});
  }

  /**
   * An index from `toSnapshot` and, to answer with names and evidence, the facts it was made from; without them ids
   * are numbers. The bytes are used in place.
   * @throws SnapshotError when the bytes are damaged, of another version, or made from other facts.
   * @example
   * ```ts
   * const bytes = index.toSnapshot();
   * GraphIndex.fromSnapshot(bytes, facts).find("لافروف")[0].id; // → "per:sergei-lavrov"
   * ```
   */
  static fromSnapshot(bytes: Uint8Array, facts?: Facts, options: IndexOptions = {}): GraphIndex {
    const { adjacency, print } = readSnapshot(bytes);
    if (facts === undefined) return new GraphIndex(adjacency, new NumberCatalogue(adjacency), options);
    const catalogue = new FactsCatalogue(facts, options.vocabulary);
    const expected = fingerprint(catalogue.ids());
    if (expected[0] !== print[0] || expected[1] !== print[1]) {
      throw new SnapshotError("other_facts", "snapshot: made from other facts than these");
    }
    catalogue.attach(adjacency);
    return new GraphIndex(adjacency, catalogue, options);
  }

  /**
   * Adjacency, dates and codes as bytes; ids, names and evidence stay in the facts.
   *
   * @example
   * ```ts
   * index.toSnapshot() instanceof Uint8Array; // → true
   * ```
   */
  toSnapshot(): Uint8Array {
    return writeSnapshot(this.adjacency, fingerprint(this.#facts?.ids() ?? []));
  }

  /**
   * Entities by name, alias or office, in any script, misspelt or in part; best first, exact names before all.
   * The first call builds the search index. Nobody found is an empty list.
   * @param options `kind`: only of this one; `limit`: at most so many, 1–1000, default 10
   * @example
   * ```ts
   * index.find("Sameh Shoukri"); // → [{ id: "per:sameh-shoukry", kind: "person", name: "سامح شكري" }]
   * ```
   */
  find(query: string, options: { kind?: Kind | undefined; limit?: number | undefined } = {}): Hit[] {
    if (typeof query !== "string")
      throw new QueryError("query", 'find: a name is text such as "Sameh Shoukry"');
    const limit = limitOf({ limit: options.limit ?? 10 });
    if (this.#facts === null) return [];
    this.#names ??= new NameSearch(this.#facts.entities, this.vocabulary, (actor) =>
      this.adjacency.degree(actor),
    );
    return this.#names.find(query, options.kind, limit);
  }

  /**
   * An entity and how much is known of it; undefined when there is none. Counts are of meetings held or ongoing.
   *
   * @example
   * ```ts
   * index.entity("per:sameh-shoukry")?.counts; // → { meetings: 1, contacts: 1, articles: 2 }
   * ```
   */
  entity(id: string): EntityCard | undefined {
    const actor = this.#facts?.actor(id);
    if (actor === undefined) return undefined;
    const entity = this.#facts!.entities[actor]!;
    const filter = this.filter({});
    return {
      entity,
      counts: {
        meetings: participationsOf(this.adjacency, actor, filter).length,
        contacts: countNeighbours(this.adjacency, actor, filter).length,
        articles: entity.articles.length,
      },
    };
  }

  /**
   * A meeting with all that is said of it; undefined when there is none.
   *
   * @example
   * ```ts
   * const [held] = index.meetings().items;
   * index.meeting(held.id)?.evidence[0].article; // → "ankara"
   * ```
   */
  meeting(id: string): Meeting | undefined {
    const number = this.catalogue.meetingNumber(id);
    return number === undefined ? undefined : this.catalogue.meeting(number);
  }

  /**
   * An article as it was read; undefined when there is none. Every `quote` is its `text` from `start` to `end`.
   *
   * @example
   * ```ts
   * const [{ article, start, end, quote }] = index.meetings().items[0].evidence;
   * index.article(article)?.text.slice(start, end) === quote; // → true
   * ```
   */
  article(id: string): FactArticle | undefined {
    return this.#facts?.article(id);
  }

  /**
   * The id that took this one's place; undefined when it was not retired or is unknown.
   *
   * @example
   * ```ts
   * index.redirect("per:sameh-shoukry"); // → undefined
   * ```
   */
  redirect(id: string): string | undefined {
    const current = this.#facts?.current(id);
    return current === id ? undefined : current;
  }

  /**
   * All ids, each list sorted.
   *
   * @example
   * ```ts
   * index.ids().articles; // → ["ankara", "cairo", "plan"]
   * ```
   */
  ids(): { entities: string[]; meetings: string[]; articles: string[] } {
    const { actors, meetings } = this.adjacency;
    return {
      entities: Array.from({ length: actors }, (_, actor) => this.catalogue.actorId(actor)),
      meetings: Array.from({ length: meetings }, (_, meeting) => this.catalogue.meetingId(meeting)),
      articles: this.#facts?.facts.articles.map((article) => article.id) ?? [],
    };
  }

  /**
   * Whom an actor has met: most often first, then most recently, then by id.
   * @throws QueryError on a filter, limit or cursor that cannot be read
   * @example
   * ```ts
   * index.neighbours("per:james-jeffrey").items;
   * // → [{ entity: { name: "مولود تشاووش أوغلو" }, count: 1, first: "2019-07-01" }, { entity: { name: "سامح شكري" } }]
   * ```
   */
  neighbours(id: string, query: Filter & Page = {}): Paged<Neighbour> {
    const limit = limitOf(query);
    const after = readCursor(query.cursor, 2);
    const filter = this.filter(query);
    const actor = this.catalogue.actor(id);
    if (actor === undefined) return { items: [], nextCursor: null };
    return neighbourPage(this.adjacency, this.catalogue, actor, filter, after, limit);
  }

  /**
   * How the rows of `neighbours` and the meetings behind them divide.
   *
   * @example
   * ```ts
   * index.facets("per:james-jeffrey").years; // → [{ period: "2019", count: 2 }]
   * ```
   */
  facets(id: string, query: Filter = {}): Facets {
    const filter = this.filter(query);
    const actor = this.catalogue.actor(id);
    if (actor === undefined) return { years: [], kinds: [], types: [], places: [] };
    return neighbourFacets(this.adjacency, this.catalogue, actor, filter);
  }

  /**
   * Meetings that two actors share (a meeting and its parent once), oldest first, and the actors that both have met,
   * those met most often by both first.
   *
   * @example
   * ```ts
   * index.common("per:sameh-shoukry", "per:mevlut-cavusoglu").contacts; // → [{ name: "جيمس جيفري" }]
   * ```
   */
  common(a: string, b: string, query: Filter = {}): Common {
    const filter = this.filter(query);
    const left = this.catalogue.actor(a);
    const right = this.catalogue.actor(b);
    if (left === undefined || right === undefined || left === right) return { meetings: [], contacts: [] };
    const shared: number[] = [];
    eachContact(this.adjacency, left, filter, (meeting, other) => {
      if (other === right) shared.push(meeting);
    });
    const met = new Map<number, number>();
    const mine = countNeighbours(this.adjacency, left, filter);
    for (let i = 0; i < mine.length; i++) met.set(mine.actors[i]!, mine.count[mine.actors[i]!]!);
    const theirs = countNeighbours(this.adjacency, right, filter);
    const both: { actor: number; times: number }[] = [];
    for (let i = 0; i < theirs.length; i++) {
      const actor = theirs.actors[i]!;
      const times = Math.min(met.get(actor) ?? 0, theirs.count[actor]!);
      if (times > 0) both.push({ actor, times });
    }
    both.sort((x, y) => y.times - x.times || x.actor - y.actor);
    return {
      meetings: byDate(this.adjacency, shared).map((meeting) => this.catalogue.meeting(meeting)),
      contacts: both.map(({ actor }) => this.catalogue.ref(actor)),
    };
  }

  /**
   * Meetings in date order; with participants, those all of them took part in. Held and ongoing ones, unless `status`
   * says otherwise.
   * @throws QueryError on a filter, limit or cursor that cannot be read
   * @example
   * ```ts
   * const { items, nextCursor } = index.meetings({ status: ["planned"], since: "2019-07", limit: 20 });
   * items; // → [{ status: "planned", place: "plc:moscow", date: { edtf: "2019-07-04", text: "غدا", inferred: true } }]
   * nextCursor; // → null
   * ```
   */
  meetings(query: MeetingQuery = {}): Paged<Meeting> {
    const limit = limitOf(query);
    const after = readCursor(query.cursor, 1);
    const order = query.order ?? "desc";
    const filter = this.filter(query);
    const participants: number[] = [];
    for (const id of typeof query.participant === "string"
      ? [query.participant]
      : (query.participant ?? [])) {
      const actor = this.catalogue.actor(id);
      if (actor === undefined) return { items: [], nextCursor: null };
      participants.push(actor);
    }
    const rows = listMeetings(this.adjacency, this.catalogue, filter, participants, order, after, limit + 1);
    const more = rows.length > limit;
    if (more) rows.pop();
    return {
      items: rows.map((meeting) => this.catalogue.meeting(meeting)),
      nextCursor: more ? writeCursor(meetingKey(this.adjacency, this.catalogue, rows.at(-1)!, order)) : null,
    };
  }

  /**
   * Meetings by period, ascending; of one actor, or of all with `null`. A date vaguer than the unit counts under its
   * own period: "2019" next to "2019-03". Periods without meetings are left out.
   *
   * @example
   * ```ts
   * index.timeline(null, {}, "month"); // → [{ period: "2019-06", count: 1 }, { period: "2019-07", count: 1 }]
   * ```
   */
  timeline(id: string | null, query: Filter = {}, unit: TimeUnit = "year"): TimelineBin[] {
    const filter = this.filter(query);
    if (id === null) {
      const all: number[] = [];
      for (let meeting = 0; meeting < this.adjacency.meetings; meeting++)
        if (filter.admits(meeting)) all.push(meeting);
      return countByPeriod(this.adjacency, all, unit);
    }
    const actor = this.catalogue.actor(id);
    return actor === undefined
      ? []
      : countByPeriod(this.adjacency, participationsOf(this.adjacency, actor, filter), unit);
  }

  /**
   * Whose people met whose: of two organizations or countries, with all who represent them or a part of them.
   *
   * @example
   * ```ts
   * index.between("cty:eg", "cty:us").pairs; // → [{ a: { name: "سامح شكري" }, b: { name: "جيمس جيفري" }, count: 1 }]
   * ```
   */
  between(a: string, b: string, query: Filter = {}): Between {
    const filter = this.filter(query);
    const left = this.catalogue.actor(a);
    const right = this.catalogue.actor(b);
    if (left === undefined || right === undefined) return { pairs: [], meetings: [] };
    const sides = [this.catalogue.peopleOf(left), this.catalogue.peopleOf(right)] as const;
    const pairs = pairsBetween(this.adjacency, ...sides, filter);
    const all = new Set<number>();
    for (const pair of pairs) for (const meeting of pair.meetings) all.add(meeting);
    return {
      pairs: pairs.map((pair) => {
        const meetings = byDate(this.adjacency, pair.meetings);
        const span = dateSpan(this.adjacency, meetings);
        return {
          a: this.catalogue.ref(pair.a),
          b: this.catalogue.ref(pair.b),
          count: meetings.length,
          first: span && this.catalogue.date(span[0]),
          last: span && this.catalogue.date(span[1]),
          meetings: meetings.map((meeting) => this.catalogue.meetingId(meeting)),
        };
      }),
      meetings: byDate(this.adjacency, [...all]).map((meeting) => this.catalogue.meeting(meeting)),
    };
  }

  /**
   * How one actor could have reached another; see `PathQuery`. None found says why, in `reason`.
   * @throws QueryError on a query that cannot be read
   * @example
   * ```ts
   * const { items } = index.paths({ from: "per:sameh-shoukry", to: "per:mevlut-cavusoglu" });
   * items[0].hops; // → [{ to: "per:james-jeffrey", date: "2019-06-11" }, { to: "per:mevlut-cavusoglu", weak: false }]
   * index.paths({ from: "per:sameh-shoukry", to: "per:sergei-lavrov" }).reason; // → "statuses_excluded"
   * ```
   */
  paths(query: PathQuery): PathAnswer {
    return this.#paths.paths(query);
  }

  /**
   * How many paths are as short as the shortest; takes the filters, `via`, `avoid`, `maxHops` and `budget`.
   *
   * @example
   * ```ts
   * index.countShortest({ from: "per:sameh-shoukry", to: "per:mevlut-cavusoglu" }); // → { hops: 2, count: 1 }
   * ```
   */
  countShortest(query: PathQuery): ShortestCount {
    return this.#paths.countShortest(query);
  }

  /**
   * Entities and meetings around one, whole meetings only.
   * @param depth meetings away from the centre, 0–6
   * @param maxNodes of both together, 1–5000; what does not fit is left out and `truncated` says so
   * @throws QueryError when one of them is out of range
   * @example
   * ```ts
   * const { entities, meetings } = index.subgraph("per:sameh-shoukry");
   * entities; // → ["per:james-jeffrey", "per:sameh-shoukry"]
   * toGraphology(facts, { entities, meetings, articles: false }).order; // → 3
   * ```
   */
  subgraph(center: string, depth = 1, query: Filter = {}, maxNodes = DRAWABLE): Subgraph {
    within("depth", depth, 0, 6);
    within("maxNodes", maxNodes, 1, 5000);
    const filter = this.filter(query);
    const actor = this.catalogue.actor(center);
    if (actor === undefined) return { entities: [], meetings: [], truncated: false };
    const found = around(this.adjacency, actor, depth, filter, maxNodes, (m) => this.catalogue.namedIn(m));
    return {
      entities: found.actors.map((number) => this.catalogue.actorId(number)),
      meetings: found.meetings.map((number) => this.catalogue.meetingId(number)),
      truncated: found.truncated,
    };
  }

  /** @internal A filter made ready for one walk over the adjacency. @throws QueryError */
  filter(query: Filter): MeetingFilter {
    checkFields(query, QUERY_FIELDS);
    return new MeetingFilter(query, this.adjacency, this.catalogue);
  }
}
