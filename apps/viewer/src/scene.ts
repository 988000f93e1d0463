import type { Kind, Status } from "@liqa/graph";
import { dayRange, toDay } from "./edtf.ts";
import type { Period, State } from "./state.ts";
import type { Gathering, World } from "./world.ts";

/** `solid`: it happened; `hollow`: planned, called for, postponed; `crossed`: cancelled, denied, failed. */
export type Tone = "solid" | "hollow" | "crossed";

export interface SceneNode {
  id: string;
  kind: Kind | "meeting";
  /** Name of an actor or of a named meeting; null for a meeting that goes by its type and date. */
  name: string | null;
  meeting: Gathering | null;
  /** Meetings of an actor in the scene; participants of a meeting. */
  weight: number;
  /** Other actors met in the scene. */
  contacts: number;
  tone: Tone;
  center: boolean;
  pinned: boolean;
  lit: boolean;
  dimmed: boolean;
  selected: boolean;
}

export interface SceneEdge {
  id: string;
  source: string;
  target: string;
  relation: "participated_in" | "represents" | "held_in" | "met";
  /** Meetings behind the edge. */
  meetings: string[];
  tone: Tone;
  lit: boolean;
  dimmed: boolean;
  selected: boolean;
}

export interface Scene {
  /** What the picture is about: a picture about something else is a new one, and nothing in it is where it was. */
  about: readonly string[];
  nodes: SceneNode[];
  edges: SceneEdge[];
  /** Meetings of the picture before the period narrows it: what the timeline shows. */
  timeline: Gathering[];
  /** ISO days on which reports of these meetings appeared, in order: the steps of the second clock. */
  reportDays: string[];
}

export const NOTHING: Scene = {
  about: [],
  nodes: [],
  edges: [],
  timeline: [],
  reportDays: [],
};

const HAPPENED: ReadonlySet<Status> = new Set(["held", "ongoing"]);
const REFUTED: ReadonlySet<Status> = new Set(["cancelled", "denied", "failed"]);

export function toneOf(status: Status): Tone {
  if (HAPPENED.has(status)) return "solid";
  return REFUTED.has(status) ? "crossed" : "hollow";
}

/** Whether a meeting may fall in the period: its earliest and latest day overlap it. */
export function inPeriod(edtf: string | null, period: Period): boolean {
  if (!period.since && !period.until) return true;
  const range = edtf ? dayRange(edtf) : null;
  if (!range) return period.undated;
  return (
    (!period.since || range.to >= toDay(period.since)) && (!period.until || range.from <= toDay(period.until))
  );
}

/** What an answer of the service puts into the picture beside the reader's own choice. */
export interface Spotlight {
  /** Actors and meetings of a path: lit, and the rest dimmed. */
  path: readonly string[] | null;
  /** Whom a question asked about: they stand out. */
  asked: readonly string[];
  /** Meetings of the answer to a question. */
  meetings: readonly string[];
  /** Meetings that stand in the picture because nothing is chosen. */
  overview: readonly string[];
}

/**
 * A meeting as it was known at the end of a day: what was reported later is not there, and the status is what the
 * reports until then said (held once one says so, else the latest word). Null when nothing had been reported; a
 * report without a date may have come at any time and so proves nothing.
 */
export function asKnownOn(meeting: Gathering, day: string): Gathering | null {
  const reports = meeting.reports.filter((report) => report.day !== null && report.day <= day);
  if (reports.length === 0) return null;
  if (reports.length === meeting.reports.length) return meeting;
  const told = reports.filter((report) => report.status !== null).sort((a, b) => (a.day! < b.day! ? -1 : 1));
  const held = told.find(({ status }) => status === "held");
  return { ...meeting, reports, status: held?.status ?? told.at(-1)?.status ?? meeting.status };
}

/** What the picture and the list show: a function of the choice, the known world, and what an answer brings in. */
export function deriveScene(
  state: State,
  world: World,
  { path, asked, meetings, overview }: Spotlight,
): Scene {
  const { asKnown } = state;
  const hidden = new Set(state.hidden);
  const onPath = new Set(path ?? []);
  const all = chosenMeetings(state, world, [...onPath, ...meetings, ...overview]).filter(
    (meeting) => !hidden.has(meeting.id),
  );
  const days = all.flatMap((meeting) => meeting.reports.flatMap(({ day }) => day ?? []));
  const chosen = asKnown ? all.flatMap((meeting) => asKnownOn(meeting, asKnown) ?? []) : all;
  const timeline = chosen.filter(
    (meeting) => state.unheld || toneOf(meeting.status) === "solid" || onPath.has(meeting.id),
  );
  const shown = timeline.filter((meeting) => onPath.has(meeting.id) || inPeriod(meeting.edtf, state.period));
  const central = new Set([...state.centers, ...asked, ...(path ? [path[0]!, path.at(-1)!] : [])]);
  const draft = new Draft(state, world, { hidden, onPath, central });
  if (state.view === "meetings") for (const meeting of shown) draft.addMeeting(meeting);
  else for (const meeting of shown) draft.addContacts(meeting);
  for (const center of state.centers) if (!hidden.has(center)) draft.addActor(center);
  // Around somebody, for whom people speak is worth a line; over everything it would tie all to a few capitals.
  if (state.view === "meetings" && state.organizations && overview.length === 0) draft.addBodies();
  const about = overview.length ? ["overview"] : central.size ? [...central] : [...state.extra, ...meetings];
  return { about, ...draft.finish(), timeline, reportDays: [...new Set(days)].sort() };
}

function chosenMeetings(state: State, world: World, answered: readonly string[]): Gathering[] {
  const ids = new Set<string>(state.extra);
  for (const center of state.centers) for (const id of world.meetingsOf(center)) ids.add(id);
  for (const id of answered) if (id.startsWith("mtg:")) ids.add(id);
  return [...ids]
    .sort()
    .map((id) => world.meetings.get(id))
    .filter((meeting) => meeting !== undefined);
}

class Draft {
  readonly #nodes = new Map<string, SceneNode>();
  readonly #edges = new Map<string, SceneEdge>();
  readonly #met = new Map<string, Set<string>>();
  readonly #state: State;
  readonly #world: World;
  readonly #hidden: ReadonlySet<string>;
  readonly #onPath: ReadonlySet<string>;
  /** Whom the picture is about. */
  readonly #central: ReadonlySet<string>;

  constructor(
    state: State,
    world: World,
    sets: Record<"hidden" | "onPath" | "central", ReadonlySet<string>>,
  ) {
    this.#state = state;
    this.#world = world;
    this.#hidden = sets.hidden;
    this.#onPath = sets.onPath;
    this.#central = sets.central;
  }

  addActor(id: string): SceneNode | null {
    const known = this.#nodes.get(id);
    if (known) return known;
    const actor = this.#world.actors.get(id);
    if (!actor || this.#hidden.has(id)) return null;
    return this.#addNode(id, actor.kind, this.#world.nameIn(this.#state.lang, id), null, "solid");
  }

  addMeeting(meeting: Gathering): void {
    const tone = toneOf(meeting.status);
    const node = this.#addNode(meeting.id, "meeting", meeting.name, meeting, tone);
    for (const { actor } of meeting.participants) {
      const participant = this.addActor(actor);
      if (!participant) continue;
      participant.weight++;
      node.weight++;
      this.#link(actor, meeting.id, "participated_in", meeting.id, tone);
    }
    this.#countContacts(meeting);
    const { place } = meeting;
    if (place && (this.#state.places || this.#state.centers.includes(place)) && this.addActor(place))
      this.#link(meeting.id, place, "held_in", meeting.id, tone);
  }

  /** Pairs that met. A person present only through a deputy met nobody; an unheld meeting links nobody. */
  addContacts(meeting: Gathering): void {
    if (toneOf(meeting.status) !== "solid") return;
    const present = presentAt(meeting);
    for (const actor of present) {
      const node = this.addActor(actor);
      if (node) node.weight++;
    }
    this.#countContacts(meeting);
    for (const [index, a] of present.entries())
      for (const b of present.slice(index + 1))
        if (this.#nodes.has(a) && this.#nodes.has(b)) this.#link(a, b, "met", meeting.id, "solid");
  }

  addBodies(): void {
    for (const node of [...this.#nodes.values()]) {
      if (node.kind !== "person") continue;
      for (const { body } of this.#world.offices.get(node.id) ?? [])
        if (this.addActor(body)) this.#link(node.id, body, "represents", null, "solid");
    }
  }

  finish(): { nodes: SceneNode[]; edges: SceneEdge[] } {
    const { selection } = this.#state;
    const near = new Set(selection?.kind === "edge" ? [selection.a, selection.b] : []);
    for (const edge of this.#edges.values()) {
      const pathEdge = this.#onPath.has(edge.source) && this.#onPath.has(edge.target);
      edge.lit = pathEdge && (edge.relation === "participated_in" || edge.relation === "met");
      edge.dimmed = this.#onPath.size > 0 && !edge.lit;
      edge.selected =
        selection?.kind === "edge" &&
        [selection.a, selection.b].sort().join() === [edge.source, edge.target].sort().join();
    }
    for (const node of this.#nodes.values()) {
      node.contacts = this.#met.get(node.id)?.size ?? 0;
      node.lit = this.#onPath.has(node.id);
      node.dimmed = this.#onPath.size > 0 && !node.lit;
      node.selected = (selection?.kind === "node" && selection.id === node.id) || near.has(node.id);
    }
    return { nodes: [...this.#nodes.values()], edges: [...this.#edges.values()] };
  }

  #countContacts(meeting: Gathering): void {
    if (toneOf(meeting.status) !== "solid") return;
    const present = presentAt(meeting);
    for (const a of present)
      for (const b of present) {
        if (a === b) continue;
        const met = this.#met.get(a) ?? new Set();
        this.#met.set(a, met.add(b));
      }
  }

  #addNode(id: string, kind: SceneNode["kind"], name: string | null, meeting: Gathering | null, tone: Tone) {
    const node: SceneNode = {
      id,
      kind,
      name,
      meeting,
      weight: 0,
      contacts: 0,
      tone,
      center: this.#central.has(id),
      pinned: Object.hasOwn(this.#state.pins, id),
      lit: false,
      dimmed: false,
      selected: false,
    };
    this.#nodes.set(id, node);
    return node;
  }

  #link(
    source: string,
    target: string,
    relation: SceneEdge["relation"],
    meeting: string | null,
    tone: Tone,
  ): void {
    const [a, b] = relation === "met" && source > target ? [target, source] : [source, target];
    const id = `${a} ${relation} ${b}`;
    const edge = this.#edges.get(id) ?? {
      id,
      source: a,
      target: b,
      relation,
      meetings: [],
      tone,
      lit: false,
      dimmed: false,
      selected: false,
    };
    if (meeting) edge.meetings.push(meeting);
    this.#edges.set(id, edge);
  }
}

export function presentAt(meeting: Gathering): string[] {
  return meeting.participants
    .filter(({ actor, function: role }) => !(role === "represented" && actor.startsWith("per:")))
    .map(({ actor }) => actor);
}
