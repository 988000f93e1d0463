import { LANGUAGES, type Lang } from "./i18n/index.ts";
import { initialState, NO_PATH, type Pins, type Reading, type Selection, type State } from "./state.ts";

/** The state as a query string: what is as it was at the start is left out, so that links stay short. */
export function toQuery(state: State): string {
  const start = initialState(state.lang);
  const params = new URLSearchParams();
  params.set("lang", state.lang);
  if (state.view !== start.view) params.set("view", state.view);
  if (state.surface !== start.surface) params.set("as", state.surface);
  for (const id of state.centers) params.append("of", id);
  for (const id of state.extra) params.append("meeting", id);
  for (const id of state.hidden) params.append("hide", id);
  if (state.selection?.kind === "node") params.set("sel", state.selection.id);
  if (state.selection?.kind === "edge") {
    params.append("edge", state.selection.a);
    params.append("edge", state.selection.b);
  }
  if (state.panel !== "none") params.set("panel", state.panel);
  const { path } = state;
  if (path.from) params.set("from", path.from);
  if (path.to) params.set("to", path.to);
  if (path.inTime) params.set("inTime", "1");
  if (path.attendance !== null) params.set("attendance", String(path.attendance));
  if (path.k !== NO_PATH.k) params.set("k", String(path.k));
  if (path.lit !== 0) params.set("lit", String(path.lit));
  if (state.question) params.set("q", state.question);
  if (state.article) {
    params.set("article", state.article.id);
    params.set("spans", state.article.spans.map((span) => `${span.start}-${span.end}`).join("."));
  }
  if (state.period.since) params.set("since", state.period.since);
  if (state.period.until) params.set("until", state.period.until);
  if (!state.period.undated) params.set("undated", "0");
  if (state.asKnown) params.set("known", state.asKnown);
  for (const [id, { x, y }] of Object.entries(state.pins))
    params.append("pin", `${x.toFixed(1)},${y.toFixed(1)},${id}`);
  if (!state.unheld) params.set("unheld", "0");
  if (!state.organizations) params.set("bodies", "0");
  if (state.places) params.set("places", "1");
  if (state.size !== start.size) params.set("size", state.size);
  if (!state.groups) params.set("groups", "0");
  if (state.graph) params.set("graph", state.graph);
  return `?${params}`;
}

/** The state that a query string describes. What cannot be read is as at the start. */
export function fromQuery(query: string, fallback: Lang): State {
  const params = new URLSearchParams(query);
  const lang = oneOf(params.get("lang"), LANGUAGES, fallback);
  const start = initialState(lang);
  const attendance = Number(params.get("attendance"));
  return {
    ...start,
    view: oneOf(params.get("view"), ["meetings", "actors"], start.view),
    surface: oneOf(params.get("as"), ["picture", "list"], start.surface),
    centers: unique(params.getAll("of")),
    extra: unique(params.getAll("meeting")),
    hidden: unique(params.getAll("hide")),
    selection: selectionOf(params),
    panel: oneOf(params.get("panel"), ["none", "selection", "path", "ask"], start.panel),
    path: {
      from: params.get("from"),
      to: params.get("to"),
      inTime: params.has("inTime"),
      attendance: attendance > 1 ? Math.floor(attendance) : null,
      k: whole(params.get("k"), 1, 5, NO_PATH.k),
      lit: whole(params.get("lit"), 0, 19, 0),
    },
    question: params.get("q"),
    article: readingOf(params),
    period: {
      since: day(params.get("since")),
      until: day(params.get("until")),
      undated: params.get("undated") !== "0",
    },
    asKnown: day(params.get("known")),
    pins: pinsOf(params.getAll("pin")),
    unheld: params.get("unheld") !== "0",
    organizations: params.get("bodies") !== "0",
    places: params.has("places"),
    size: oneOf(params.get("size"), ["meetings", "contacts", "uniform"], start.size),
    groups: params.get("groups") !== "0",
    graph: params.get("graph") || null,
  };
}

function selectionOf(params: URLSearchParams): Selection | null {
  const id = params.get("sel");
  if (id) return { kind: "node", id };
  const [a, b] = params.getAll("edge");
  return a && b ? { kind: "edge", a, b } : null;
}

function readingOf(params: URLSearchParams): Reading | null {
  const id = params.get("article");
  if (!id) return null;
  const spans = (params.get("spans") ?? "")
    .split(".")
    .map((part) => part.split("-").map(Number))
    .filter(
      ([start, end]) => Number.isInteger(start) && Number.isInteger(end) && start! >= 0 && end! > start!,
    )
    .map(([start, end]) => ({ start: start!, end: end! }));
  return { id, spans };
}

function pinsOf(values: string[]): Pins {
  return Object.fromEntries(
    values.flatMap((value) => {
      const [, x, y, id] = /^(-?\d+(?:\.\d+)?),(-?\d+(?:\.\d+)?),(.+)$/.exec(value) ?? [];
      return id ? [[id, { x: Number(x), y: Number(y) }]] : [];
    }),
  );
}

function oneOf<T extends string>(value: string | null, allowed: readonly T[], otherwise: T): T {
  return allowed.includes(value as T) ? (value as T) : otherwise;
}

function whole(value: string | null, least: number, most: number, otherwise: number): number {
  const number = Number(value);
  return value !== null && Number.isInteger(number) && number >= least && number <= most ? number : otherwise;
}

function day(value: string | null): string | null {
  return value && /^\d{4}-\d\d-\d\d$/.test(value) ? value : null;
}

function unique(values: string[]): string[] {
  return [...new Set(values.filter(Boolean))];
}
