import type { Lang } from "./i18n/index.ts";

/** What the reader has chosen to look at: everything the page shows follows from this and the service's answers. */
export interface State {
  readonly lang: Lang;
  /** `meetings`: actor–meeting–organization; `actors`: who met whom, edges counted. */
  readonly view: "meetings" | "actors";
  readonly surface: "picture" | "list";
  /** Actors whose neighbourhoods are in the picture, in the order they were opened. */
  readonly centers: readonly string[];
  /** Meetings shown beside the neighbourhoods (an answer's, say). */
  readonly extra: readonly string[];
  readonly hidden: readonly string[];
  readonly selection: Selection | null;
  readonly panel: "none" | "selection" | "path" | "ask";
  readonly path: PathChoice;
  readonly question: string | null;
  readonly article: Reading | null;
  readonly period: Period;
  /** ISO day: the news as it stood at its end; null for all that is known today. */
  readonly asKnown: string | null;
  /** Nodes that the reader has put somewhere, in the layout's own units. */
  readonly pins: Pins;
  /** Show what was planned, postponed, cancelled or denied as well. */
  readonly unheld: boolean;
  readonly organizations: boolean;
  readonly places: boolean;
  readonly size: "meetings" | "contacts" | "uniform";
  /** Tint who meets among themselves. */
  readonly groups: boolean;
  /** Address of a saved graph that stands in for the service, or null. */
  readonly graph: string | null;
}

export type Pins = Readonly<Record<string, { readonly x: number; readonly y: number }>>;

export type Selection =
  | { readonly kind: "node"; readonly id: string }
  | { readonly kind: "edge"; readonly a: string; readonly b: string };

export interface PathChoice {
  readonly from: string | null;
  readonly to: string | null;
  readonly inTime: boolean;
  /** Meetings with more participants are left out; null: no limit. */
  readonly attendance: number | null;
  readonly k: number;
  /** Which of the found paths is lit. */
  readonly lit: number;
}

export interface Reading {
  readonly id: string;
  readonly spans: readonly { readonly start: number; readonly end: number }[];
}

export interface Period {
  /** ISO day, inclusive, or null when open. */
  readonly since: string | null;
  readonly until: string | null;
  readonly undated: boolean;
}

export const NO_PATH: PathChoice = { from: null, to: null, inTime: false, attendance: null, k: 3, lit: 0 };
export const ALL_TIME: Period = { since: null, until: null, undated: true };

export function initialState(lang: Lang): State {
  return {
    lang,
    view: "meetings",
    surface: "picture",
    centers: [],
    extra: [],
    hidden: [],
    selection: null,
    panel: "none",
    path: NO_PATH,
    question: null,
    article: null,
    period: ALL_TIME,
    asKnown: null,
    pins: {},
    unheld: true,
    organizations: true,
    places: false,
    size: "meetings",
    groups: true,
    graph: null,
  };
}

export type Action =
  | { type: "open"; id: string }
  | { type: "expand"; id: string }
  | { type: "collapse"; id: string }
  | { type: "isolate"; id: string }
  | { type: "hide"; id: string }
  | { type: "unhide" }
  | { type: "select"; selection: Selection | null }
  | { type: "showMeetings"; ids: readonly string[] }
  | { type: "path"; choice: Partial<PathChoice> }
  | { type: "ask"; question: string }
  | { type: "read"; article: Reading | null }
  | { type: "period"; period: Partial<Period> }
  | { type: "play"; period: Partial<Period> }
  | {
      type: "look";
      look: Partial<
        Pick<State, "view" | "surface" | "unheld" | "organizations" | "places" | "size" | "groups">
      >;
    }
  | { type: "pin"; id: string; at: { x: number; y: number } }
  | { type: "unpin"; id: string }
  | { type: "asKnown"; day: string | null }
  | { type: "language"; lang: Lang }
  | { type: "inherit"; id: string; heir: string }
  | { type: "closePanel" }
  | { type: "reset" }
  | { type: "restore"; state: State };

/** The next state. Pure; returns the same object when nothing changes. */
export function reduce(state: State, action: Action): State {
  switch (action.type) {
    case "open":
      return opened({ ...state, extra: [], hidden: [], centers: [action.id] }, action.id);
    case "expand":
      return opened(
        { ...state, centers: added(state.centers, action.id), hidden: without(state.hidden, action.id) },
        action.id,
      );
    case "collapse":
      return { ...state, centers: without(state.centers, action.id) };
    case "isolate":
      return opened({ ...state, centers: [action.id], extra: [], hidden: [], path: NO_PATH }, action.id);
    case "hide": {
      const gone = state.selection?.kind === "node" && state.selection.id === action.id;
      return {
        ...state,
        hidden: added(state.hidden, action.id),
        centers: without(state.centers, action.id),
        selection: gone ? null : state.selection,
        panel: gone ? "none" : state.panel,
      };
    }
    case "unhide":
      return state.hidden.length ? { ...state, hidden: [] } : state;
    case "select": {
      if (action.selection === null && state.selection === null) return state;
      const panel = action.selection ? "selection" : state.panel === "selection" ? "none" : state.panel;
      return { ...state, selection: action.selection, panel };
    }
    case "showMeetings":
      return { ...state, extra: action.ids.reduce(added, state.extra) };
    case "path":
      return { ...state, path: { ...state.path, lit: 0, ...action.choice }, panel: "path" };
    case "ask":
      return { ...state, question: action.question, panel: "ask", selection: null };
    case "read":
      return { ...state, article: action.article };
    case "period":
    case "play":
      return { ...state, period: { ...state.period, ...action.period } };
    case "look":
      return { ...state, ...action.look };
    case "language":
      return { ...state, lang: action.lang };
    case "inherit":
      return inherited(state, (id) => (id === action.id ? action.heir : id));
    case "closePanel":
      return {
        ...state,
        panel: "none",
        selection: null,
        path: state.panel === "path" ? NO_PATH : state.path,
      };
    case "pin":
      return { ...state, pins: { ...state.pins, [action.id]: action.at } };
    case "unpin": {
      const { [action.id]: _, ...pins } = state.pins;
      return { ...state, pins };
    }
    case "asKnown":
      return { ...state, asKnown: action.day };
    case "reset":
      return { ...initialState(state.lang), surface: state.surface, graph: state.graph };
    case "restore":
      return action.state;
  }
}

function opened(state: State, id: string): State {
  return { ...state, selection: { kind: "node", id }, panel: "selection" };
}

/** The same choice after one of its ids was retired: two actors turned out to be one. */
function inherited(state: State, current: (id: string) => string): State {
  const { selection, path } = state;
  const each = (ids: readonly string[]) => [...new Set(ids.map(current))];
  return {
    ...state,
    centers: each(state.centers),
    hidden: each(state.hidden),
    pins: Object.fromEntries(Object.entries(state.pins).map(([id, at]) => [current(id), at])),
    path: { ...path, from: path.from && current(path.from), to: path.to && current(path.to) },
    selection: selection && inheritedSelection(selection, current),
  };
}

function inheritedSelection(selection: Selection, current: (id: string) => string): Selection {
  if (selection.kind === "node") return { kind: "node", id: current(selection.id) };
  const [a, b] = [current(selection.a), current(selection.b)];
  return a === b ? { kind: "node", id: a } : { kind: "edge", a, b };
}

function added(list: readonly string[], id: string): readonly string[] {
  return list.includes(id) ? list : [...list, id];
}

function without(list: readonly string[], id: string): readonly string[] {
  return list.includes(id) ? list.filter((other) => other !== id) : list;
}

/** True while nothing is chosen and nothing is being answered: the page greets the reader. */
export function isStart(state: State): boolean {
  return state.centers.length === 0 && state.extra.length === 0 && state.panel === "none";
}
