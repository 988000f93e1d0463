import type { FactArticle, Facts, Meeting } from "../facts.ts";
import { Adjacency, type Columns } from "./adjacency.ts";
import { type Catalogue, FactsCatalogue, NumberCatalogue } from "./catalogue.ts";
import { MeetingFilter } from "./filter.ts";
import { type DateOrder, listMeetings, meetingKey, participationsOf } from "./listing.ts";
import { type Counts, countNeighbours, eachContact, endOf } from "./neighbourCounts.ts";
import { Best, type Key, limitOf, readCursor, writeCursor } from "./page.ts";
import { PathFinder } from "./paths.ts";
import type { Common, EntityCard, Filter, Neighbour, Page, Paged, PathAnswer, PathQuery } from "./types.ts";

const NEVER = -(2 ** 31);

/**
 * The query engine over resolved facts. Built once, never changed; holds the facts by reference. Answers one query
 * at a time and is synchronous, so nothing can come between.
 *
 * Ids that were retired are followed to their heirs everywhere. Unknown ids give empty answers, not errors; bad
 * dates, types, limits and cursors throw a `QueryError`.
 */
export class GraphIndex {
  readonly #adjacency: Adjacency;
  readonly #catalogue: Catalogue;
  readonly #facts: FactsCatalogue | null;
  readonly #pathFinder: PathFinder;

  private constructor(adjacency: Adjacency, catalogue: Catalogue) {
    this.#adjacency = adjacency;
    this.#catalogue = catalogue;
    this.#facts = catalogue instanceof FactsCatalogue ? catalogue : null;
    this.#pathFinder = new PathFinder(adjacency, catalogue);
  }

  /** @throws Error when a meeting names a participant that is not among the entities. */
  static from(facts: Facts): GraphIndex {
    const catalogue = new FactsCatalogue(facts);
    const adjacency = Adjacency.from(catalogue.columns());
    catalogue.attach(adjacency);
    return new GraphIndex(adjacency, catalogue);
  }

  /** An index without names: for benchmarks and for stores that keep the strings themselves. */
  static fromColumns(columns: Columns): GraphIndex {
    const adjacency = Adjacency.from(columns);
    return new GraphIndex(adjacency, new NumberCatalogue(adjacency));
  }

  /** An entity and how much is known of it. Counts are of meetings held or ongoing. */
  entity(id: string): EntityCard | undefined {
    const actor = this.#facts?.actor(id);
    if (actor === undefined) return undefined;
    const entity = this.#facts!.entities[actor]!;
    const filter = this.#filter({});
    return {
      entity,
      counts: {
        meetings: participationsOf(this.#adjacency, actor, filter).length,
        contacts: countNeighbours(this.#adjacency, actor, filter).length,
        articles: entity.articles.length,
      },
    };
  }

  meeting(id: string): Meeting | undefined {
    const number = this.#catalogue.meetingNumber(id);
    return number === undefined ? undefined : this.#catalogue.meeting(number);
  }

  article(id: string): FactArticle | undefined {
    return this.#facts?.article(id);
  }

  /** The id that took this one's place; undefined when it was not retired or is unknown. */
  redirect(id: string): string | undefined {
    const current = this.#facts?.current(id);
    return current === id ? undefined : current;
  }

  ids(): { entities: string[]; meetings: string[]; articles: string[] } {
    const { actors, meetings } = this.#adjacency;
    return {
      entities: Array.from({ length: actors }, (_, actor) => this.#catalogue.actorId(actor)),
      meetings: Array.from({ length: meetings }, (_, meeting) => this.#catalogue.meetingId(meeting)),
      articles: this.#facts?.facts.articles.map((article) => article.id) ?? [],
    };
  }

  /** Whom an actor has met: most often first, then most recently, then by id. */
  neighbours(id: string, query: Filter & Page = {}): Paged<Neighbour> {
    const limit = limitOf(query);
    const after = readCursor(query.cursor, 2);
    const actor = this.#catalogue.actor(id);
    if (actor === undefined) return { items: [], nextCursor: null };
    const filter = this.#filter(query);
    const counts = countNeighbours(this.#adjacency, actor, filter);
    const rows = this.#page(counts, after, limit + 1);
    const more = rows.length > limit;
    if (more) rows.pop();
    const key = more ? this.#neighbourKey(counts, rows.at(-1)!) : null;
    return {
      items: this.#neighbourRows(actor, rows, counts, filter),
      nextCursor: key === null ? null : writeCursor(key),
    };
  }

  /** Meetings that two actors share (a meeting and its parent once), oldest first, and the actors that both have met. */
  common(a: string, b: string, query: Filter = {}): Common {
    const left = this.#catalogue.actor(a);
    const right = this.#catalogue.actor(b);
    if (left === undefined || right === undefined || left === right) return { meetings: [], contacts: [] };
    const filter = this.#filter(query);
    const shared: number[] = [];
    eachContact(this.#adjacency, left, filter, (meeting, other) => {
      if (other === right) shared.push(meeting);
    });
    const met = new Map<number, number>();
    const mine = countNeighbours(this.#adjacency, left, filter);
    for (let i = 0; i < mine.length; i++) met.set(mine.actors[i]!, mine.count[mine.actors[i]!]!);
    const theirs = countNeighbours(this.#adjacency, right, filter);
    const both: { actor: number; times: number }[] = [];
    for (let i = 0; i < theirs.length; i++) {
      const actor = theirs.actors[i]!;
      const times = Math.min(met.get(actor) ?? 0, theirs.count[actor]!);
      if (times > 0) both.push({ actor, times });
    }
    both.sort((x, y) => y.times - x.times || x.actor - y.actor);
    return {
      meetings: this.#byDate(shared).map((meeting) => this.#catalogue.meeting(meeting)),
      contacts: both.map(({ actor }) => this.#catalogue.ref(actor)),
    };
  }

  /** Meetings in date order, newest first unless told otherwise; with participants, those all of them took part in. */
  meetings(
    query: Filter & Page & { participant?: string | readonly string[]; order?: DateOrder } = {},
  ): Paged<Meeting> {
    const limit = limitOf(query);
    const after = readCursor(query.cursor, 1);
    const order = query.order ?? "desc";
    const participants: number[] = [];
    for (const id of typeof query.participant === "string"
      ? [query.participant]
      : (query.participant ?? [])) {
      const actor = this.#catalogue.actor(id);
      if (actor === undefined) return { items: [], nextCursor: null };
      participants.push(actor);
    }
    const rows = listMeetings(
      this.#adjacency,
      this.#catalogue,
      this.#filter(query),
      participants,
      order,
      after,
      limit + 1,
    );
    const more = rows.length > limit;
    if (more) rows.pop();
    return {
      items: rows.map((meeting) => this.#catalogue.meeting(meeting)),
      nextCursor: more
        ? writeCursor(meetingKey(this.#adjacency, this.#catalogue, rows.at(-1)!, order))
        : null,
    };
  }

  /** How one actor could have reached another; see `PathQuery`. */
  paths(query: PathQuery): PathAnswer {
    return this.#pathFinder.paths(query);
  }

  /** @internal for measures, snapshots and benchmarks. */
  get adjacency(): Adjacency {
    return this.#adjacency;
  }

  /** @internal */
  filter(query: Filter): MeetingFilter {
    return this.#filter(query);
  }

  #filter(query: Filter): MeetingFilter {
    return new MeetingFilter(query, this.#adjacency, this.#catalogue);
  }

  #byDate(meetings: number[]): number[] {
    const { dated } = this.#adjacency;
    const day = (m: number): number => (m < dated ? endOf(this.#adjacency, m) : 2 ** 31);
    return meetings.sort((a, b) => day(a) - day(b) || a - b);
  }

  #lastDay(counts: Counts, actor: number): number {
    const last = counts.last[actor]!;
    return last < 0 ? NEVER : endOf(this.#adjacency, last);
  }

  #neighbourKey(counts: Counts, actor: number): Key {
    return [-counts.count[actor]!, -this.#lastDay(counts, actor), this.#catalogue.actorId(actor)];
  }

  #page(counts: Counts, after: Key | null, limit: number): number[] {
    // Actors are numbered in the order of their ids.
    const best = new Best(
      limit,
      (a, b) =>
        (counts.count[b]! - counts.count[a]! ||
          this.#lastDay(counts, b) - this.#lastDay(counts, a) ||
          a - b) < 0,
    );
    for (let i = 0; i < counts.length; i++) {
      const actor = counts.actors[i]!;
      if (after !== null) {
        const order =
          -counts.count[actor]! - (after[0] as number) ||
          -this.#lastDay(counts, actor) - (after[1] as number);
        if (order < 0 || (order === 0 && this.#catalogue.actorId(actor) <= (after[2] as string))) continue;
      }
      best.offer(actor);
    }
    return best.sorted();
  }

  #neighbourRows(actor: number, rows: number[], counts: Counts, filter: MeetingFilter): Neighbour[] {
    const shared = new Map<number, number[]>(rows.map((row) => [row, []]));
    const dates = (row: number): [string | null, string | null] => {
      const [first, last] = [counts.first[row]!, counts.last[row]!];
      return [first < 0 ? null : this.#catalogue.date(first), last < 0 ? null : this.#catalogue.date(last)];
    };
    const ends = rows.map(dates);
    const times = rows.map((row) => counts.count[row]!);
    eachContact(this.#adjacency, actor, filter, (meeting, other) => shared.get(other)?.push(meeting));
    return rows.map((row, at): Neighbour => {
      const meetings = this.#byDate(shared.get(row)!);
      const sources = new Set<string>();
      for (const meeting of meetings)
        for (const source of this.#catalogue.sources(meeting)) sources.add(source);
      return {
        entity: this.#catalogue.ref(row),
        count: times[at]!,
        first: ends[at]![0],
        last: ends[at]![1],
        sources: sources.size,
        meetings: meetings.map((meeting) => this.#catalogue.meetingId(meeting)),
      };
    });
  }
}
