import type { HopAnswer, PathItem, PathsAnswer } from "../contract.ts";
import { h, icon } from "../dom.ts";
import type { PathChoice } from "../state.ts";
import { answerOf, dateOf, nameOf, urls, type View } from "../view.ts";
import { citationLine, numbered, withSources } from "./citation.ts";
import type { Combobox } from "./combobox.ts";
import { action, actorLink, evidenceList, waiting } from "./parts.ts";

/** Offered limits; larger gatherings are weak evidence of contact. */
const LIMITS = [null, 40, 20, 10, 5, 2];

/** Two fields for the ends, the conditions, and each path as a chain of cited hops. */
export function pathPanel(view: View, from: Combobox, to: Combobox): HTMLElement {
  const { words, state, dispatch } = view;
  const { path } = state;
  const choose = (choice: Partial<PathChoice>) => dispatch({ type: "path", choice });
  return h(
    "div",
    { class: "path-panel" },
    h("h2", {}, words.path.title),
    h(
      "div",
      { class: "ends" },
      h("div", { class: "ends-fields" }, from.element, to.element),
      h(
        "button",
        {
          type: "button",
          class: "icon-button",
          "aria-label": words.path.swap,
          title: words.path.swap,
          "data-focus": "swap",
          onclick: () => choose({ from: path.to, to: path.from }),
        },
        icon("swap"),
      ),
    ),
    conditions(view, choose),
    results(view, choose),
  );
}

function conditions(view: View, choose: (choice: Partial<PathChoice>) => void): HTMLElement {
  const { path: words } = view.words;
  const { path } = view.state;
  const limit = LIMITS.indexOf(path.attendance);
  return h(
    "div",
    { class: "conditions" },
    h(
      "label",
      { class: "switch" },
      h("input", {
        type: "checkbox",
        checked: path.inTime,
        "data-focus": "inTime",
        onchange: (event: Event) => choose({ inTime: (event.target as HTMLInputElement).checked }),
      }),
      h("span", {}, words.inTime),
      h("small", {}, words.inTimeHelp),
    ),
    h(
      "label",
      { class: "select" },
      words.alternatives,
      h(
        "select",
        {
          "data-focus": "k",
          onchange: (event: Event) => choose({ k: Number((event.target as HTMLSelectElement).value) }),
        },
        [1, 2, 3, 5].map((k) => h("option", { value: k, selected: k === path.k }, k)),
      ),
    ),
    h(
      "label",
      { class: "slider" },
      h("span", {}, words.attendance, ": ", h("output", {}, words.attendanceValue(path.attendance))),
      h("input", {
        type: "range",
        min: 0,
        max: LIMITS.length - 1,
        step: 1,
        value: Math.max(limit, 0),
        "aria-valuetext": words.attendanceValue(path.attendance),
        "data-focus": "attendance",
        onchange: (event: Event) =>
          choose({ attendance: LIMITS[Number((event.target as HTMLInputElement).value)] ?? null }),
      }),
      h("small", {}, words.attendanceHelp),
    ),
  );
}

function results(view: View, choose: (choice: Partial<PathChoice>) => void): HTMLElement {
  const { words, state } = view;
  if (!state.path.from || !state.path.to) return h("p", { class: "quiet" }, words.path.choose);
  const resource = view.resources.read<PathsAnswer>(urls.paths(state));
  const answer = answerOf(resource);
  if (!answer) return waiting(view, resource);
  if (answer.items.length === 0)
    return h(
      "div",
      { class: "no-path", role: "status" },
      h("h3", {}, words.path.none),
      h("p", {}, words.reasons[answer.reason ?? "no_path"] ?? answer.reason ?? ""),
    );
  const lit = Math.min(state.path.lit, answer.items.length - 1);
  return h(
    "div",
    { class: "paths" },
    answer.budget.exhausted ? h("p", { class: "conflict" }, words.path.spent) : null,
    answer.items.length > 1 ? sideBySide(view, answer.items, lit, choose) : null,
    litPath(view, answer.items[lit]!),
  );
}

/** The paths found, each a column: who stands between, and when. Choosing one lights it. */
function sideBySide(
  view: View,
  items: readonly PathItem[],
  lit: number,
  choose: (choice: Partial<PathChoice>) => void,
): HTMLElement {
  const { words } = view;
  return h(
    "ol",
    { class: "path-cards", tabindex: 0, "aria-label": words.path.alternatives },
    items.map((item, index) =>
      h(
        "li",
        {},
        h(
          "button",
          {
            type: "button",
            class: "path-card",
            "aria-pressed": String(index === lit),
            "data-focus": `light ${index}`,
            onclick: () => choose({ lit: index }),
          },
          h("span", { class: "path-card-head" }, words.path.found(index + 1, items.length)),
          h("span", { class: "path-end" }, h("bdi", {}, nameOf(view, item.nodes[0]!))),
          item.hops.map((hop) => [
            h("span", { class: hop.weak ? "path-link weak" : "path-link" }, dateOf(view, hop.date)),
            h(
              "span",
              { class: hop === item.hops.at(-1) ? "path-end" : "path-between" },
              h("bdi", {}, nameOf(view, hop.to)),
            ),
          ]),
        ),
      ),
    ),
  );
}

/** The lit path in full: each hop with its proof, and the whole as a sentence to copy. */
function litPath(view: View, item: PathItem): HTMLElement {
  const { words, state } = view;
  const said = h("span", { class: "told", role: "status" });
  const proofs = new Set(item.hops.flatMap(({ evidence }) => evidence.map(({ article }) => article)));
  const sentence = numbered(item.sentence[state.lang], proofs);
  return h(
    "section",
    { class: "path-item lit" },
    h(
      "div",
      { class: "path-head" },
      h("h3", {}, words.counts.hops(item.hops.length)),
      h("span", { class: "badge lit-badge" }, words.path.lit),
    ),
    state.path.inTime
      ? h("p", { class: "quiet" }, item.certain ? words.path.certain : words.path.uncertain)
      : null,
    h("p", { class: "sentence", dir: "auto", lang: state.lang }, sentence.text),
    h(
      "ol",
      { class: "footnotes" },
      sentence.articles.map((id, index) => h("li", {}, `[${index + 1}] `, citationLine(view, id))),
    ),
    action("copy", words.path.copy, () => {
      void navigator.clipboard.writeText(withSources(view, sentence)).then(() => {
        said.textContent = words.tools.copied;
      });
    }),
    said,
    h(
      "ol",
      { class: "hops" },
      h("li", { class: "hop-actor" }, actorLink(view, item.nodes[0]!)),
      item.hops.map((hop) => hopItems(view, hop)),
    ),
  );
}

function hopItems(view: View, hop: HopAnswer): HTMLElement[] {
  const meeting = view.world.meetings.get(hop.meeting);
  const type = meeting ? view.words.types[meeting.type] : view.words.kinds.meeting;
  const place = hop.place && nameOf(view, hop.place);
  return [
    h(
      "li",
      { class: hop.weak ? "hop weak" : "hop" },
      h(
        "button",
        {
          type: "button",
          class: "link hop-meeting",
          "data-focus": `hop ${hop.meeting}`,
          onclick: () => view.dispatch({ type: "select", selection: { kind: "node", id: hop.meeting } }),
        },
        h("bdi", {}, meeting?.name ?? type),
      ),
      h("span", { class: "row-meta" }, dateOf(view, hop.date), place ? h("bdi", {}, place) : null),
      hop.weak ? h("span", { class: "weak-note" }, view.words.path.weak) : null,
      evidenceList(view, hop.evidence.slice(0, 2)),
    ),
    h("li", { class: "hop-actor" }, actorLink(view, hop.to)),
  ];
}
