import { h, icon } from "../dom.ts";
import type { Dictionary } from "../i18n/index.ts";
import type { Action, State } from "../state.ts";
import type { Combobox } from "./combobox.ts";
import { iconButton } from "./parts.ts";

export interface HeaderDeps {
  state: State;
  words: Dictionary;
  search: Combobox;
  /** The saved graph that is open, if any. */
  file: string | null;
  closeFile(): void;
  share: HTMLElement;
  dispatch(action: Action): void;
}

export function headerView(deps: HeaderDeps): HTMLElement {
  const { state, words, search, share, dispatch } = deps;
  const surface = (value: State["surface"], label: string) =>
    h(
      "button",
      {
        type: "button",
        "aria-pressed": String(state.surface === value),
        "data-focus": `surface ${value}`,
        "data-surface": value,
        onclick: () => dispatch({ type: "look", look: { surface: value } }),
      },
      label,
    );
  const other = state.lang === "ar" ? "en" : "ar";
  return h(
    "div",
    { class: "header-inner" },
    h(
      "button",
      {
        type: "button",
        class: "brand",
        title: words.home,
        "data-focus": "home",
        onclick: () => dispatch({ type: "reset" }),
      },
      logo(),
      h("span", {}, words.name),
    ),
    search.element,
    deps.file === null
      ? null
      : h(
          "span",
          { class: "file-chip" },
          h("bdi", {}, deps.file),
          iconButton("close", words.tools.closeFile, deps.closeFile),
        ),
    h(
      "div",
      { class: "header-tools" },
      h(
        "div",
        { class: "segmented", role: "group", "aria-label": words.view.surface },
        surface("picture", words.view.picture),
        surface("list", words.view.list),
      ),
      h(
        "button",
        {
          type: "button",
          class: "button path-button",
          "aria-pressed": String(state.panel === "path"),
          "data-focus": "path-open",
          onclick: () => dispatch({ type: "path", choice: {} }),
        },
        icon("path"),
        h("span", {}, words.path.title),
      ),
      share,
      h(
        "button",
        {
          type: "button",
          class: "button language",
          lang: other,
          "data-focus": "language",
          onclick: () => dispatch({ type: "language", lang: other }),
        },
        words.otherLanguage,
      ),
    ),
  );
}

/** Two arcs that meet. */
function logo(): SVGSVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 32 32");
  svg.setAttribute("class", "logo");
  svg.setAttribute("aria-hidden", "true");
  for (const [cx, name] of [
    [11.5, "one"],
    [20.5, "two"],
  ] as const) {
    const circle = document.createElementNS("http://www.w3.org/2000/svg", "circle");
    circle.setAttribute("cx", String(cx));
    circle.setAttribute("cy", "16");
    circle.setAttribute("r", "8.5");
    circle.setAttribute("class", `logo-${name}`);
    svg.append(circle);
  }
  return svg;
}
