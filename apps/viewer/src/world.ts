import {
  FUNCTIONS,
  type Kind,
  MEETING_TYPES,
  type MeetingFunction,
  type MeetingType,
  STATUSES,
  type Status,
} from "@liqa/graph";
import { type GraphAnswer, kindOf, type MeetingSummary } from "./contract.ts";

export interface Actor {
  id: string;
  kind: Kind;
  name: string;
  /** The name in Latin letters, where known. */
  latin: string | null;
}

export interface Participation {
  actor: string;
  function: MeetingFunction;
}

export interface Gathering {
  id: string;
  name: string | null;
  type: MeetingType;
  status: Status;
  edtf: string | null;
  place: string | null;
  participants: Participation[];
}

/** Everything the answers so far have told about the network. Grows; nothing in it is ever contradicted by order. */
export class World {
  readonly actors = new Map<string, Actor>();
  readonly meetings = new Map<string, Gathering>();
  /** person → bodies they spoke for */
  readonly represents = new Map<string, Set<string>>();
  readonly #ofActor = new Map<string, Set<string>>();
  /** Counts changes, so that views know when to look again. */
  version = 0;

  /** Ids of the meetings an actor took part in, as far as known. */
  meetingsOf(actor: string): ReadonlySet<string> {
    return this.#ofActor.get(actor) ?? new Set();
  }

  addActor(id: string, name: string, kind: Kind | null = kindOf(id), latin: string | null = null): void {
    const known = this.actors.get(id);
    if (!kind || (known?.name === name && (latin === null || known.latin === latin))) return;
    this.actors.set(id, { id, kind, name, latin: latin ?? known?.latin ?? null });
    this.version++;
  }

  /** An actor's name for readers of a language. */
  nameIn(lang: string, id: string): string | null {
    const actor = this.actors.get(id);
    if (!actor) return null;
    return lang === "en" ? (actor.latin ?? actor.name) : actor.name;
  }

  addMeeting(answer: MeetingSummary): void {
    for (const participant of answer.participants) this.addActor(participant.id, participant.name);
    if (answer.place) this.addActor(answer.place.id, answer.place.name);
    this.#put({
      id: answer.id,
      name: answer.name,
      type: answer.type,
      status: answer.status,
      edtf: answer.date?.edtf ?? null,
      place: answer.place?.id ?? null,
      participants: answer.participants.map((p) => ({ actor: p.id, function: p.function })),
    });
  }

  /** Takes in a subgraph. Attributes come from other programs' serialisers, so each is checked before use. */
  addGraph(graph: GraphAnswer): void {
    const meetings = new Map<string, Gathering>();
    for (const { key, attributes = {} } of graph.nodes) {
      const name = text(attributes.label) ?? text(attributes.name) ?? key;
      if (kindOf(key)) this.addActor(key, name, kindOf(key), text(attributes.nameEn) ?? text(attributes.en));
      if (!key.startsWith("mtg:")) continue;
      meetings.set(key, {
        id: key,
        name: ownName(attributes),
        type: oneOf(attributes.type ?? attributes.meetingType, MEETING_TYPES, "multilateral"),
        status: oneOf(attributes.status, STATUSES, "held"),
        edtf: text(attributes.date) ?? text((attributes.date as { edtf?: unknown } | null)?.edtf),
        place: null,
        participants: [],
      });
    }
    for (const { source, target, attributes = {} } of graph.edges) {
      const relation = text(attributes.relation) ?? text(attributes.type);
      const meeting = meetings.get(source) ?? meetings.get(target);
      const other = meeting?.id === source ? target : source;
      if (relation === "participated_in" && meeting)
        meeting.participants.push({
          actor: other,
          function: oneOf(attributes.function, FUNCTIONS, "participant"),
        });
      if (relation === "held_in" && meeting) meeting.place = other;
      if (relation === "represents") this.#speaksFor(source, target);
    }
    for (const meeting of meetings.values()) this.#put(meeting);
  }

  #speaksFor(source: string, target: string): void {
    const person = source.startsWith("per:") ? source : target;
    const body = person === source ? target : source;
    const known = this.represents.get(person);
    if (known?.has(body)) return;
    this.represents.set(person, (known ?? new Set()).add(body));
    this.version++;
  }

  /** A bounded subgraph may show a meeting with only some of its participants: the fuller account stays. */
  #put(meeting: Gathering): void {
    const known = this.meetings.get(meeting.id);
    if (known && known.participants.length >= meeting.participants.length) {
      if (known.place || !meeting.place) return;
      meeting = { ...meeting, participants: known.participants };
    }
    this.meetings.set(meeting.id, meeting);
    for (const { actor } of meeting.participants) {
      const set = this.#ofActor.get(actor) ?? new Set();
      this.#ofActor.set(actor, set.add(meeting.id));
    }
    this.version++;
  }
}

/** A meeting's own name: some serialisers put its date or type where a name is wanted. */
function ownName(attributes: Record<string, unknown>): string | null {
  const name = text(attributes.name) ?? text(attributes.label);
  return name === attributes.date || name === attributes.type ? null : name;
}

function text(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

function oneOf<T extends string>(value: unknown, allowed: readonly T[], otherwise: T): T {
  return allowed.includes(value as T) ? (value as T) : otherwise;
}
