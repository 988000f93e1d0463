import { address } from "./api.ts";
import { type EntityAnswer, kindOf, type MeetingSummary } from "./contract.ts";
import { humanDate } from "./edtf.ts";
import type { Dictionary } from "./i18n/index.ts";
import type { Resource, Resources } from "./resources.ts";
import type { Scene } from "./scene.ts";
import type { Action, State } from "./state.ts";
import type { World } from "./world.ts";

/** What every part of the page is a function of. */
export interface View {
  state: State;
  words: Dictionary;
  resources: Resources;
  world: World;
  scene: Scene;
  dispatch(action: Action): void;
}

/** The picture shows what was planned or denied too, told apart by its look. */
const EVERY_STATUS = "all";

/** Edges from the centre: the actor, its meetings, and everybody who was there. */
const NEIGHBOURHOOD = 2;

export const urls = {
  graph: (center: string) => address("api/graph", { center, depth: NEIGHBOURHOOD, status: EVERY_STATUS }),
  entity: (id: string) => `api/entities/${encodeURIComponent(id)}`,
  neighbours: (id: string) => `api/entities/${encodeURIComponent(id)}/neighbours?limit=100`,
  meeting: (id: string) => `api/meetings/${encodeURIComponent(id)}`,
  meetings: () => address("api/meetings", { status: EVERY_STATUS, limit: 100 }),
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
  exported: (format: string) => address("api/export", { format }),
};

/**
 * An actor's name in the reader's language. Lists give the Arabic name only, so for English the actor's own page is
 * read; until it has come, and where it knows no other, the name as given stands.
 */
export function nameOf(view: View, id: string, given?: string): string {
  const { lang } = view.state;
  if (lang === "en" && kindOf(id) && !view.world.actors.get(id)?.latin) {
    const entity = answerOf(view.resources.read<EntityAnswer>(urls.entity(id)));
    if (entity?.names.en) return entity.names.en;
  }
  return view.world.nameIn(lang, id) ?? given ?? id;
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
  if (failure.status === 404) return view.words.errors.notFound;
  if (failure.status === 503) return view.words.errors.unavailable;
  return view.words.errors.problem(failure.detail || failure.title);
}
