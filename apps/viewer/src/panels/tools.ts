import { glyph, h, icon } from "../dom.ts";
import type { Dictionary } from "../i18n/index.ts";
import type { Scene, Tone } from "../scene.ts";
import type { Action, State } from "../state.ts";
import { iconButton } from "./parts.ts";

export interface ToolDeps {
  state: State;
  words: Dictionary;
  canUndo: boolean;
  canRedo: boolean;
  dispatch(action: Action): void;
  undo(): void;
  redo(): void;
  zoom(factor: number): void;
  fit(): void;
  rearrange(): void;
}

/** What floats over the picture: which view, what is shown, camera, undo. */
export function toolsView(deps: ToolDeps): HTMLElement {
  const { state, words, dispatch } = deps;
  const { tools } = words;
  const mode = (value: State["view"], label: string) =>
    h(
      "button",
      {
        type: "button",
        "aria-pressed": String(state.view === value),
        "data-focus": `view ${value}`,
        "data-view": value,
        onclick: () => dispatch({ type: "look", look: { view: value } }),
      },
      label,
    );
  const picture = state.surface === "picture";
  return h(
    "div",
    { class: "tools" },
    h(
      "div",
      { class: "segmented", role: "group", "aria-label": words.view.label },
      mode("meetings", words.view.meetings),
      mode("actors", words.view.actors),
    ),
    layers(deps),
    h(
      "div",
      { class: "tool-group", role: "group", "aria-label": tools.label },
      iconButton("undo", tools.undo, deps.undo, { disabled: !deps.canUndo }),
      iconButton("redo", tools.redo, deps.redo, { disabled: !deps.canRedo }),
      picture ? iconButton("plus", tools.zoomIn, () => deps.zoom(0.7)) : null,
      picture ? iconButton("minus", tools.zoomOut, () => deps.zoom(1 / 0.7)) : null,
      picture ? iconButton("fit", tools.fit, deps.fit) : null,
      picture ? iconButton("spark", tools.rearrange, deps.rearrange) : null,
      iconButton("reset", tools.reset, () => dispatch({ type: "reset" })),
    ),
    state.hidden.length
      ? h(
          "button",
          {
            type: "button",
            class: "button",
            "data-focus": "unhide",
            onclick: () => dispatch({ type: "unhide" }),
          },
          tools.unhide(state.hidden.length),
        )
      : null,
  );
}

let layersOpen = false;

function layers({ state, words, dispatch }: ToolDeps): HTMLElement {
  const { tools } = words;
  const check = (key: "organizations" | "places" | "unheld" | "groups", label: string) =>
    h(
      "label",
      { class: "check" },
      h("input", {
        type: "checkbox",
        checked: state[key],
        "data-focus": `layer ${key}`,
        "data-layer": key,
        onchange: (event: Event) =>
          dispatch({ type: "look", look: { [key]: (event.target as HTMLInputElement).checked } }),
      }),
      label,
    );
  const details = h(
    "details",
    { class: "menu", open: layersOpen },
    h("summary", { class: "button", "data-focus": "layers" }, icon("layers"), h("span", {}, tools.layers)),
    h(
      "div",
      { class: "menu-body" },
      check("organizations", tools.organizations),
      check("places", tools.places),
      check("unheld", tools.unheld),
      check("groups", tools.groups),
      h(
        "label",
        { class: "select" },
        tools.size,
        h(
          "select",
          {
            "data-focus": "size",
            onchange: (event: Event) =>
              dispatch({
                type: "look",
                look: { size: (event.target as HTMLSelectElement).value as State["size"] },
              }),
          },
          (["meetings", "contacts", "uniform"] as const).map((size) =>
            h("option", { value: size, selected: state.size === size }, tools.sizes[size]),
          ),
        ),
      ),
    ),
  );
  details.addEventListener("toggle", () => {
    layersOpen = details.open;
  });
  return details;
}

const ACTORS = ["person", "country", "organization", "group", "place"] as const;

/** What of the picture wants explaining. */
export interface LegendKey {
  kinds: readonly string[];
  /** Of its meetings. */
  tones: readonly Tone[];
}

export function legendKey({ nodes }: Scene): LegendKey {
  const meetings = nodes.filter(({ kind }) => kind === "meeting");
  return {
    kinds: [...new Set(nodes.map(({ kind }) => kind))].sort(),
    tones: [...new Set(meetings.map(({ tone }) => tone))].sort(),
  };
}

/** What shapes and lines mean. */
export function legendView(words: Dictionary, state: State, key: LegendKey): HTMLElement {
  const { kinds, legend } = words;
  const entry = (kind: string, label: string, tone = "solid") => h("li", {}, glyph(kind, tone), label);
  return h(
    "div",
    { class: "legend", role: "group", "aria-label": legend.label },
    h(
      "ul",
      {},
      ACTORS.map((kind) => (key.kinds.includes(kind) ? entry(kind, kinds[kind]) : null)),
      key.tones.includes("solid") ? entry("meeting", `${kinds.meeting}: ${legend.held}`) : null,
      key.tones.includes("hollow") ? entry("meeting", legend.unheld, "hollow") : null,
      key.tones.includes("crossed") ? entry("meeting", legend.refuted, "crossed") : null,
      state.view === "actors" ? h("li", {}, legend.edgeCount) : null,
      state.groups && key.kinds.length
        ? h("li", {}, h("span", { class: "tint-sample" }), legend.groups)
        : null,
      Object.keys(state.pins).length ? h("li", {}, h("span", { class: "pin-sample" }), legend.pinned) : null,
    ),
  );
}
