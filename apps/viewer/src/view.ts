import { address } from "./api.ts";
import type { MeetingSummary, Named, Names } from "./contract.ts";
import { humanDate } from "./edtf.ts";
import type { Dictionary } from "./i18n/index.ts";
import type { Resource, Resources } from "./resources.ts";
import type { Scene } from "./scene.ts";
import type { Action, State } from "./state.ts";
import type { Verdicts } from "./verdicts.ts";
import type { World } from "./world.ts";

/** What every part of the page is a function of. */
export interface View {
  state: State;
  words: Dictionary;
  resources: Resources;
  world: World;
  scene: Scene;
  verdicts: Verdicts;
  dispatch(action: Action): void;
  /** Where a node of the picture stands, in the layout's own units. */
  positionOf(id: string): { x: number; y: number } | null;
}

/** The picture shows what was planned or denied too, told apart by its look. */
const EVERY_STATUS = "all";

/** Edges from the centre: the actor, its meetings, and everybody who was there. */
const NEIGHBOURHOOD = 2;

/** Actors and meetings of the picture that greets: enough to be interesting, few enough to be read. */
const OVERVIEW = 500;

export const urls = {
  graph: (center: string) =>
    address("api/graph", { center, depth: NEIGHBOURHOOD, status: EVERY_STATUS, articles: true }),
  overview: () => address("api/graph", { status: EVERY_STATUS, articles: true, limit: OVERVIEW }),
  entity: (id: string) => `api/entities/${encodeURIComponent(id)}`,
  neighbours: (id: string) => `api/entities/${encodeURIComponent(id)}/neighbours?limit=100`,
  meeting: (id: string) => `api/meetings/${encodeURIComponent(id)}`,
  meetings: (cursor: string | null = null) =>
    address("api/meetings", { status: EVERY_STATUS, limit: 200, cursor }),
  meetingsAt: (place: string) => address("api/meetings", { place, status: EVERY_STATUS, limit: 200 }),
  meetingsOf: (participant: string, cursor: string | null = null) =>
    address("api/meetings", { participant, status: EVERY_STATUS, limit: 200, cursor }),
  article: (id: string) => `api/articles/${encodeURIComponent(id)}`,
  ask: (q: string) => address("api/ask", { q }),
  search: (q: string) => address("api/search", { q, limit: 8 }),
  paths: ({ path, period }: State) =>
    address("api/paths", {
      from: path.from,
      to: path.to,
      k: path.k,
      maxAttendance: path.attendance,
      timeRespecting: path.inTime,
      since: period.since,
      until: period.until,
      undated: period.since || period.until ? period.undated : null,
    }),
};

/** Whom an address of {@link urls}.entity asks about, or null for every other address. */
export function entityIn(url: string): string | null {
  const asked = /^api\/entities\/([^/?]+)$/.exec(url)?.[1];
  return asked === undefined ? null : decodeURIComponent(asked);
}

/**
 * An actor's name in the reader's language. Where no answer so far brought the names in both, the name as given
 * stands: lists never ask for each of their names.
 */
export function nameOf(view: View, id: string, given?: string): string {
  const known = view.world.nameIn(view.state.lang, id);
  return (view.world.namesKnown(id) ? known : (given ?? known)) ?? id;
}

/** The same where the answer itself brings the names. */
export function nameGiven(view: View, { id, name, names }: Named & { names?: Names }): string {
  return names?.[view.state.lang] ?? nameOf(view, id, name);
}

export function dateOf(view: View, edtf: string | null | undefined): string {
  return edtf ? humanDate(edtf, view.words.dates) : view.words.undated;
}

/** A meeting's own name, or its type and who was there. */
export function titleOf(view: View, meeting: Pick<MeetingSummary, "name" | "type">): string {
  return meeting.name ?? view.words.types[meeting.type];
}

/** What stands for an answer that is not there yet, or why it never came; null when it is there. */
export function answerOf<T>(resource: Resource<T>): T | null {
  return resource.state === "ready" ? resource.value : null;
}

/** Everything said about failures is said the same way everywhere. */
export function failureText(view: View, resource: Resource<unknown>): string | null {
  if (resource.state !== "failed") return null;
  const { failure } = resource;
  if (failure.kind === "down") return view.words.errors.down;
  if (failure.kind === "slow") return view.words.errors.slow;
  if (failure.kind === "absent") return view.words.errors.absent;
  if (failure.kind === "file") return view.words.errors.file(failure.detail);
  if (failure.status === 404) return view.words.errors.notFound;
  if (failure.status === 503) return view.words.errors.unavailable;
  return view.words.errors.problem(failure.detail || failure.title);
}
