import {
  type Evidence,
  FUNCTIONS,
  type Kind,
  MEETING_TYPES,
  type MeetingFunction,
  type MeetingType,
  STATUSES,
  type Status,
} from "@liqa/graph";
import { type GraphAnswer, kindOf, type MeetingAnswer, type MeetingSummary, type Names } from "./contract.ts";

export interface Actor {
  id: string;
  kind: Kind;
  name: string;
  /** Null until some answer has told whether there are names in the two scripts. */
  names: Names | null;
  aliases: readonly string[];
  qid: string | null;
}

export interface Participation {
  actor: string;
  function: MeetingFunction;
}

/** What one article says of a meeting. */
export interface Report {
  article: string;
  /** ISO day of publication. */
  day: string | null;
  source: string | null;
  /** Null until the meeting's own answer has come. */
  status: Status | null;
}

export interface Gathering {
  id: string;
  name: string | null;
  type: MeetingType;
  status: Status;
  edtf: string | null;
  place: string | null;
  participants: Participation[];
  reports: readonly Report[];
}

/** For whom an actor speaks, by which title, and where it says so. */
export interface Office {
  body: string;
  title: string;
  first: string | null;
  last: string | null;
  evidence: readonly Evidence[];
}

/** Two ends that belong together, beside meetings and offices. */
export interface Tie {
  from: string;
  to: string;
  type: "member_of" | "organized_by";
  evidence: readonly Evidence[];
}

/** An article as the graph names it: everything but its text. */
export interface Paper {
  id: string;
  title: string | null;
  publishedAt: string | null;
  source: string | null;
  url: string | null;
  language: string | null;
}

/** Everything the answers so far have told about the network. Grows; nothing in it is ever contradicted by order. */
export class World {
  readonly actors = new Map<string, Actor>();
  readonly meetings = new Map<string, Gathering>();
  readonly offices = new Map<string, Office[]>();
  readonly papers = new Map<string, Paper>();
  /** By what they join, so that none stands twice. */
  readonly ties = new Map<string, Tie>();
  /** Actor or place → its meetings */
  readonly #ofActor = new Map<string, Set<string>>();
  /** Counts changes, so that views know when to look again. */
  version = 0;

  /** Ids of the meetings an actor took part in, or that were held in a place, as far as known. */
  meetingsOf(actor: string): ReadonlySet<string> {
    return this.#ofActor.get(actor) ?? new Set();
  }

  speaksFor(actor: string, body: string): boolean {
    return this.offices.get(actor)?.some((office) => office.body === body) ?? false;
  }

  /** Who reported a meeting, each outlet once. */
  sourcesOf(meeting: string): string[] {
    const reports = this.meetings.get(meeting)?.reports ?? [];
    return [...new Set(reports.flatMap(({ source }) => source ?? []))];
  }

  addActor(id: string, name: string, kind: Kind | null = kindOf(id), more: Partial<Actor> = {}): void {
    const known = this.actors.get(id);
    const { names = known?.names ?? null, aliases = known?.aliases ?? [], qid = known?.qid ?? null } = more;
    if (!kind || (known?.name === name && (known.names !== null || names === null))) return;
    this.actors.set(id, { id, kind, name, names, aliases, qid });
    this.version++;
  }

  /** An actor's name for readers of a language. */
  nameIn(lang: string, id: string): string | null {
    const actor = this.actors.get(id);
    if (!actor) return null;
    return (lang === "en" ? actor.names?.en : actor.names?.ar) ?? actor.name;
  }

  /** Whether it is known how an actor is called in both languages. */
  namesKnown(id: string): boolean {
    return (this.actors.get(id)?.names ?? null) !== null;
  }

  addMeeting(answer: MeetingSummary & Partial<Pick<MeetingAnswer, "accounts">>): void {
    for (const { id, name, names } of answer.participants)
      this.addActor(id, name, kindOf(id), names ? { names } : {});
    const { place } = answer;
    if (place)
      this.addActor(place.id, place.name, kindOf(place.id), place.names ? { names: place.names } : {});
    this.#put({
      id: answer.id,
      name: answer.name,
      type: answer.type,
      status: answer.status,
      edtf: answer.date?.edtf ?? null,
      place: answer.place?.id ?? null,
      participants: answer.participants.map((p) => ({ actor: p.id, function: p.function })),
      reports: (answer.accounts ?? []).map(({ article, reported, source, status }) => ({
        ...{ article, source, status },
        day: reported?.slice(0, 10) ?? null,
      })),
    });
  }

  /** Takes in a subgraph. Attributes come from other programs' serialisers, so each is checked before use. */
  addGraph(graph: GraphAnswer): void {
    const meetings = new Map<string, Gathering & { reports: Report[] }>();
    for (const { key, attributes = {} } of graph.nodes) {
      const name = text(attributes.label) ?? text(attributes.name) ?? key;
      const names = { ar: text(attributes.nameAr), en: text(attributes.nameEn) };
      const aliases = Array.isArray(attributes.aliases) ? attributes.aliases.filter(text) : [];
      if (attributes.kind === "article") this.#addPaper(key, attributes);
      else if (kindOf(key))
        this.addActor(key, name, kindOf(key), { names, aliases, qid: text(attributes.qid) });
      else if (key.startsWith("mtg:"))
        meetings.set(key, {
          id: key,
          name: ownName(attributes),
          type: oneOf(attributes.type, MEETING_TYPES, "multilateral"),
          status: oneOf(attributes.status, STATUSES, "held"),
          edtf: text(attributes.date),
          place: null,
          participants: [],
          reports: [],
        });
    }
    for (const { source, target, attributes = {} } of graph.edges) {
      const relation = text(attributes.relation);
      const meeting = meetings.get(source) ?? meetings.get(target);
      const other = meeting?.id === source ? target : source;
      if (relation === "participated_in" && meeting)
        meeting.participants.push({
          actor: other,
          function: oneOf(attributes.function, FUNCTIONS, "participant"),
        });
      if (relation === "held_in" && meeting) meeting.place = other;
      if (relation === "reported_by" && meeting) this.#addReport(meeting, other);
      if (relation === "represents") this.#addOffice(source, target, attributes);
      if (relation === "member_of" || relation === "organized_by")
        this.ties.set(`${source} ${relation} ${target}`, {
          ...{ from: source, to: target, type: relation },
          evidence: proofs(attributes.evidence),
        });
    }
    for (const meeting of meetings.values()) this.#put(meeting);
  }

  #addPaper(id: string, attributes: Record<string, unknown>): void {
    this.papers.set(id, {
      id,
      title: text(attributes.label),
      publishedAt: text(attributes.publishedAt),
      source: text(attributes.source),
      url: text(attributes.url),
      language: text(attributes.language),
    });
  }

  #addReport(meeting: { reports: Report[] }, article: string): void {
    const paper = this.papers.get(article);
    if (!paper) return;
    const day = paper.publishedAt?.slice(0, 10) ?? null;
    meeting.reports.push({ article, day, source: paper.source, status: null });
  }

  #addOffice(source: string, target: string, attributes: Record<string, unknown>): void {
    const known = this.offices.get(source) ?? [];
    const title = text(attributes.title) ?? "";
    if (known.some((office) => office.body === target && office.title === title)) return;
    const evidence = proofs(attributes.evidence);
    const [first, last] = [text(attributes.first), text(attributes.last)];
    this.offices.set(source, [...known, { body: target, title, first, last, evidence }]);
    this.version++;
  }

  /** Answers differ in what they tell of a meeting: the fuller account of its people and of its reports stays. */
  #put(given: Gathering): void {
    const known = this.meetings.get(given.id);
    const fuller = !known || given.participants.length > known.participants.length;
    const meeting: Gathering = {
      ...(fuller ? given : known),
      place: known?.place ?? given.place,
      reports: fullest(known?.reports ?? [], given.reports),
    };
    if (known && !fuller && known.place === meeting.place && known.reports === meeting.reports) return;
    this.meetings.set(meeting.id, meeting);
    const there = meeting.participants.map(({ actor }) => actor);
    // A country where a meeting was held is not among those who met there.
    if (meeting.place?.startsWith("plc:")) there.push(meeting.place);
    for (const id of there) {
      const set = this.#ofActor.get(id) ?? new Set();
      this.#ofActor.set(id, set.add(meeting.id));
    }
    this.version++;
  }
}

/** Reports with their own words on the status say more than reports without. */
function fullest(known: readonly Report[], given: readonly Report[]): readonly Report[] {
  const worth = (reports: readonly Report[]) =>
    reports.length + (reports.some(({ status }) => status) ? 1000 : 0);
  return worth(given) > worth(known) ? given : known;
}

/** A meeting's own name: the graph puts its date or type where a name is wanted. */
function ownName(attributes: Record<string, unknown>): string | null {
  const name = text(attributes.name) ?? text(attributes.label);
  return name === attributes.date || name === attributes.type ? null : name;
}

function proofs(value: unknown): readonly Evidence[] {
  return Array.isArray(value) ? value : [];
}

function text(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

function oneOf<T extends string>(value: unknown, allowed: readonly T[], otherwise: T): T {
  return allowed.includes(value as T) ? (value as T) : otherwise;
}
