import { edtfDay, isDated, OPEN_END, OPEN_START, parseEdtf } from "../edtf.ts";
import { FUNCTIONS, KINDS, MEETING_TYPES, STATUSES } from "../extraction.ts";
import type { Entity, EntityRole, Evidence, FactArticle, Facts, Meeting } from "../facts.ts";
import type { Adjacency, Columns } from "./adjacency.ts";
import { type Lookup, QueryError } from "./filter.ts";
import type { EntityRef } from "./types.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** What the numbers of the adjacency stand for: ids, names, dates as written, evidence. */
export interface Catalogue extends Lookup {
  actorId(actor: number): string;
  meetingId(meeting: number): string;
  /** Number of a meeting, following redirects. */
  meetingNumber(id: string): number | undefined;
  ref(actor: number): EntityRef;
  /** EDTF as written, or null. */
  date(meeting: number): string | null;
  place(meeting: number): string | null;
  sources(meeting: number): readonly string[];
  /** Everybody named in a meeting, in contact or not. */
  namedIn(meeting: number): readonly number[];
  /** What shows that these two took part. */
  evidence(meeting: number, from: number, to: number): Evidence[];
  /** @throws when the index was built without facts. */
  meeting(meeting: number): Meeting;
}

const byId = <T extends { id: string }>(rows: readonly T[]): T[] =>
  rows.toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));

/** The catalogue of resolved facts, which it holds by reference. */
export class FactsCatalogue implements Catalogue {
  readonly facts: Facts;
  /** By actor number. */
  readonly entities: readonly Entity[];
  readonly #meetings: readonly Meeting[];
  readonly #actorNumbers = new Map<string, number>();
  readonly #meetingRows = new Map<string, number>();
  readonly #articles = new Map<string, FactArticle>();
  readonly #redirects: ReadonlyMap<string, string>;
  /** Row of the columns → meeting number, and back. */
  #numbers: Int32Array = new Int32Array(0);
  #rows: Int32Array = new Int32Array(0);
  #people: Map<number, number[]> | null = null;
  #parts: Map<number, number[]> | null = null;

  readonly #vocabulary: Vocabulary;
  #inside: Map<string, number[]> | null = null;

  constructor(facts: Facts, vocabulary: Vocabulary = {}) {
    this.facts = facts;
    this.#vocabulary = vocabulary;
    this.entities = byId(facts.entities);
    this.#meetings = byId(facts.meetings);
    for (const [number, entity] of this.entities.entries()) this.#actorNumbers.set(entity.id, number);
    for (const [row, meeting] of this.#meetings.entries()) this.#meetingRows.set(meeting.id, row);
    for (const article of facts.articles) this.#articles.set(article.id, article);
    this.#redirects = new Map(Object.entries(facts.redirects));
  }

  /** Must be called once the meetings are in date order. */
  attach(adjacency: Adjacency): void {
    this.#rows = adjacency.arrays.meetingRows;
    this.#numbers = new Int32Array(this.#rows.length);
    for (let m = 0; m < this.#rows.length; m++) this.#numbers[this.#rows[m]!] = m;
  }

  /** @throws Error naming the meeting whose participant is not among the entities. */
  columns(): Columns {
    const total = this.#meetings.length;
    const columns = {
      kinds: Uint8Array.from(this.entities, (entity) => KINDS.indexOf(entity.kind)),
      earliest: new Int32Array(total).fill(OPEN_START),
      latest: new Int32Array(total).fill(OPEN_END),
      types: new Uint8Array(total),
      statuses: new Uint8Array(total),
      doubtful: new Uint8Array(total),
      sources: new Uint16Array(total),
      places: new Int32Array(total).fill(-1),
      parents: new Int32Array(total).fill(-1),
      offsets: new Int32Array(total + 1),
    };
    const actors: number[] = [];
    const functions: number[] = [];
    this.#meetings.forEach((meeting, row) => {
      const interval = meeting.date?.edtf ? parseEdtf(meeting.date.edtf) : null;
      if (interval && isDated(interval)) {
        columns.earliest[row] = interval.earliest;
        columns.latest[row] = interval.latest;
        columns.doubtful[row] = interval.doubtful ? 1 : 0;
      }
      columns.types[row] = MEETING_TYPES.indexOf(meeting.type);
      columns.statuses[row] = STATUSES.indexOf(meeting.status);
      columns.sources[row] = Math.min(meeting.sources.length, 65_535);
      if (meeting.place !== null) columns.places[row] = this.actor(meeting.place) ?? -1;
      if (meeting.parent !== null) columns.parents[row] = this.#row(meeting.parent) ?? -1;
      const taken = new Set<number>();
      for (const participant of meeting.participants) {
        const actor = this.actor(participant.entity);
        if (actor === undefined) {
          throw new Error(`${meeting.id}: participant "${participant.entity}" is not among the entities`);
        }
        if (taken.has(actor)) continue;
        taken.add(actor);
        actors.push(actor);
        functions.push(FUNCTIONS.indexOf(participant.function));
      }
      columns.offsets[row + 1] = actors.length;
    });
    return { ...columns, actors: Int32Array.from(actors), functions: Uint8Array.from(functions) };
  }

  /** All ids in the order of the columns: what a snapshot must agree on. */
  *ids(): Iterable<string> {
    for (const { id } of this.entities) yield id;
    for (const { id } of this.#meetings) yield id;
  }

  /** The id that stands for this one today: itself, its heir, or undefined when neither is known. */
  current(id: string): string | undefined {
    let at = id;
    for (let steps = 0; steps <= this.#redirects.size; steps++) {
      if (this.#actorNumbers.has(at) || this.#meetingRows.has(at) || this.#articles.has(at)) return at;
      const heir = this.#redirects.get(at);
      if (heir === undefined) return undefined;
      at = heir;
    }
    return undefined;
  }

  actor(id: string): number | undefined {
    if (typeof id !== "string")
      throw new QueryError(
        "id",
        'id: an id is text such as "per:sameh-shoukry"; of a hit or an entity take its id',
      );
    return this.#actorNumbers.get(id) ?? this.#actorNumbers.get(this.current(id) ?? "");
  }

  meetingNumber(id: string): number | undefined {
    const row = this.#row(id);
    return row === undefined ? undefined : this.#numbers[row];
  }

  actorId(actor: number): string {
    return this.entities[actor]!.id;
  }

  meetingId(meeting: number): string {
    return this.meeting(meeting).id;
  }

  ref(actor: number): EntityRef {
    const { id, kind, name } = this.entities[actor]!;
    return { id, kind, name };
  }

  date(meeting: number): string | null {
    return this.meeting(meeting).date?.edtf ?? null;
  }

  place(meeting: number): string | null {
    return this.meeting(meeting).place;
  }

  sources(meeting: number): readonly string[] {
    return this.meeting(meeting).sources;
  }

  namedIn(meeting: number): readonly number[] {
    return this.meeting(meeting).participants.map((participant) => this.actor(participant.entity)!);
  }

  evidence(meeting: number, from: number, to: number): Evidence[] {
    const pieces = new Map<string, Evidence>();
    for (const participant of this.meeting(meeting).participants) {
      const actor = this.actor(participant.entity);
      if (actor !== from && actor !== to) continue;
      for (const piece of participant.evidence)
        pieces.set(`${piece.start} ${piece.end} ${piece.article}`, piece);
    }
    return [...pieces.values()];
  }

  meeting(meeting: number): Meeting {
    return this.#meetings[this.#rows[meeting]!]!;
  }

  article(id: string): FactArticle | undefined {
    return this.#articles.get(id) ?? this.#articles.get(this.current(id) ?? "");
  }

  within(place: number): readonly number[] {
    const inside = this.#placesIn(this.entities[place]!.id);
    return inside.length > 0 ? [...new Set([...this.#closure(place), ...inside])] : this.#closure(place);
  }

  /**
   * Whomever somebody acts for in an office: as told, else as is known of an office of theirs that is titled alike.
   * «المبعوث الخاص لسوريا» is no Syrian's: where somebody is told to act for a state not his own, what is known counts.
   */
  served(id: string, { title, represents }: EntityRole): string | null {
    const { servedBy, countryOf } = this.#vocabulary;
    const known = servedBy?.(id, title);
    if (known === undefined || this.actor(known) === undefined) return represents;
    const home = countryOf?.(id);
    const isForeign = represents?.startsWith("cty:") === true && home !== undefined && home !== represents;
    return represents === null || isForeign ? known : represents;
  }

  /** The places that the vocabulary knows to lie in a country. */
  #placesIn(country: string): readonly number[] {
    if (this.#inside === null) {
      this.#inside = new Map();
      for (const [number, { id, kind }] of this.entities.entries()) {
        if (kind !== "place") continue;
        const whole = this.#vocabulary.countryOf?.(id);
        if (whole === undefined) continue;
        const places = this.#inside.get(whole);
        if (places) places.push(number);
        else this.#inside.set(whole, [number]);
      }
    }
    return this.#inside.get(country) ?? [];
  }

  peopleOf(organization: number): readonly number[] {
    if (this.#people === null) {
      this.#people = new Map();
      this.entities.forEach((entity, number) => {
        for (const role of entity.roles) {
          const served = this.served(entity.id, role);
          const represented = served === null ? undefined : this.actor(served);
          if (represented === undefined) continue;
          const people = this.#people!.get(represented);
          if (!people) this.#people!.set(represented, [number]);
          else if (people.at(-1) !== number) people.push(number);
        }
      });
    }
    const all = new Set<number>();
    for (const body of this.#closure(organization)) {
      all.add(body);
      for (const person of this.#people.get(body) ?? []) all.add(person);
    }
    return [...all].sort((a, b) => a - b);
  }

  /** An entity and all that is `part_of` it, however deep: a ministry belongs to its state, a city to its country. */
  #closure(root: number): number[] {
    if (this.#parts === null) {
      this.#parts = new Map();
      for (const relation of this.facts.relations) {
        if (relation.type !== "part_of") continue;
        const whole = this.actor(relation.to);
        const part = this.actor(relation.from);
        if (whole === undefined || part === undefined) continue;
        const parts = this.#parts.get(whole);
        if (parts) parts.push(part);
        else this.#parts.set(whole, [part]);
      }
    }
    const found = new Set([root]);
    for (const whole of found) for (const part of this.#parts.get(whole) ?? []) found.add(part);
    return [...found];
  }

  #row(id: string): number | undefined {
    return this.#meetingRows.get(id) ?? this.#meetingRows.get(this.current(id) ?? "");
  }
}

/** Stands in where there are no facts (benchmarks, a bare snapshot): ids are the numbers, padded to sort alike. */
export class NumberCatalogue implements Catalogue {
  readonly #adjacency: Adjacency;
  readonly #width: number;

  constructor(adjacency: Adjacency) {
    this.#adjacency = adjacency;
    this.#width = String(Math.max(adjacency.actors, adjacency.meetings)).length;
  }

  actor(id: string): number | undefined {
    return this.#number("a", id, this.#adjacency.actors);
  }

  meetingNumber(id: string): number | undefined {
    return this.#number("m", id, this.#adjacency.meetings);
  }

  actorId(actor: number): string {
    return `a${String(actor).padStart(this.#width, "0")}`;
  }

  meetingId(meeting: number): string {
    return `m${String(meeting).padStart(this.#width, "0")}`;
  }

  ref(actor: number): EntityRef {
    const id = this.actorId(actor);
    return { id, kind: KINDS[this.#adjacency.arrays.kinds[actor]!]!, name: id };
  }

  date(meeting: number): string | null {
    const { earliest, latest } = this.#adjacency.arrays;
    if (!this.#adjacency.isDated(meeting)) return null;
    const end = (day: number): string => (Math.abs(day) === OPEN_END ? ".." : edtfDay(day));
    const [from, to] = [end(earliest[meeting]!), end(latest[meeting]!)];
    return from === to ? from : `${from}/${to}`;
  }

  place(meeting: number): string | null {
    const place = this.#adjacency.arrays.places[meeting]!;
    return place < 0 ? null : this.actorId(place);
  }

  sources(): readonly string[] {
    return [];
  }

  namedIn(meeting: number): readonly number[] {
    const { meetingOffsets, meetingActors } = this.#adjacency.arrays;
    return [...meetingActors.subarray(meetingOffsets[meeting]!, meetingOffsets[meeting + 1]!)];
  }

  evidence(): Evidence[] {
    return [];
  }

  meeting(meeting: number): Meeting {
    throw new Error(`${this.meetingId(meeting)}: this index was loaded without facts`);
  }

  within(place: number): readonly number[] {
    return [place];
  }

  peopleOf(organization: number): readonly number[] {
    return [organization];
  }

  #number(letter: string, id: string, total: number): number | undefined {
    const number = id.startsWith(letter) ? Number(id.slice(1)) : Number.NaN;
    return Number.isInteger(number) && number >= 0 && number < total ? number : undefined;
  }
}
