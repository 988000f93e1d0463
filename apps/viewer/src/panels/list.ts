import { glyph, h } from "../dom.ts";
import { dayRange } from "../edtf.ts";
import { labelText } from "../picture/looks.ts";
import type { SceneNode } from "../scene.ts";
import { dateOf, nameOf, type View } from "../view.ts";
import { statusBadge } from "./parts.ts";

interface Column {
  key: string;
  title: string;
  numeric?: true;
  cell(node: SceneNode): Node | string | number;
  order(node: SceneNode): string | number;
}

interface Sorting {
  key: string;
  down: boolean;
}

const sorting: Record<"actors" | "meetings", Sorting> = {
  actors: { key: "meetings", down: true },
  meetings: { key: "date", down: true },
};

/** The picture's content as two sortable tables; a row's button selects what the picture selects. */
export function listView(view: View, redraw: () => void): HTMLElement {
  const { list } = view.words;
  const actors = view.scene.nodes.filter((node) => node.kind !== "meeting");
  const meetings: SceneNode[] =
    view.state.view === "meetings" ? view.scene.nodes.filter((node) => node.kind === "meeting") : [];
  return h(
    "div",
    { class: "list-view" },
    table(view, "actors", list.actorsCaption, actors, actorColumns(view), redraw),
    meetings.length
      ? table(view, "meetings", list.meetingsCaption, meetings, meetingColumns(view), redraw)
      : null,
    view.state.view === "actors" ? pairTable(view) : null,
  );
}

function actorColumns(view: View): Column[] {
  const { columns } = view.words.list;
  return [
    {
      key: "name",
      title: columns.name,
      cell: (node) => chooser(view, node),
      order: (node) => node.name ?? node.id,
    },
    {
      key: "kind",
      title: columns.kind,
      cell: (node) => view.words.kinds[node.kind],
      order: (node) => node.kind,
    },
    {
      key: "meetings",
      title: columns.meetings,
      numeric: true,
      cell: (node) => node.weight || "",
      order: (node) => node.weight,
    },
    {
      key: "contacts",
      title: columns.contacts,
      numeric: true,
      cell: (node) => node.contacts || "",
      order: (node) => node.contacts,
    },
  ];
}

function meetingColumns(view: View): Column[] {
  const { words } = view;
  const { columns } = words.list;
  const day = (node: SceneNode) =>
    (node.meeting?.edtf && dayRange(node.meeting.edtf)?.from) || Number.NEGATIVE_INFINITY;
  const names = (node: SceneNode) =>
    (node.meeting?.participants ?? []).map(({ actor }) => nameOf(view, actor)).join(words.listSeparator);
  const place = (node: SceneNode) => (node.meeting?.place ? nameOf(view, node.meeting.place) : "");
  return [
    { key: "date", title: columns.date, cell: (node) => dateOf(view, node.meeting?.edtf), order: day },
    {
      key: "type",
      title: columns.type,
      cell: (node) => chooser(view, node),
      order: (node) => node.meeting?.type ?? "",
    },
    {
      key: "participants",
      title: columns.participants,
      cell: (node) => h("bdi", {}, names(node)),
      order: (node) => node.weight,
    },
    { key: "place", title: columns.place, cell: (node) => h("bdi", {}, place(node)), order: place },
    {
      key: "status",
      title: columns.status,
      cell: (node) => statusBadge(view, node.meeting?.status ?? "held"),
      order: (node) => node.meeting?.status ?? "",
    },
  ];
}

function chooser(view: View, node: SceneNode): HTMLElement {
  const text =
    node.kind === "meeting"
      ? (node.name ?? view.words.types[node.meeting!.type])
      : labelText(node, view.words);
  return h(
    "button",
    {
      type: "button",
      class: "link",
      "data-focus": `list ${node.id}`,
      "data-id": node.id,
      "aria-pressed": String(node.selected),
      onclick: () => view.dispatch({ type: "select", selection: { kind: "node", id: node.id } }),
    },
    glyph(node.kind, node.tone),
    h("bdi", {}, text),
  );
}

function table(
  view: View,
  name: "actors" | "meetings",
  caption: string,
  nodes: SceneNode[],
  columns: Column[],
  redraw: () => void,
): HTMLElement {
  const sort = sorting[name];
  const column = columns.find(({ key }) => key === sort.key) ?? columns[0]!;
  const collator = new Intl.Collator(view.state.lang);
  const sorted = [...nodes].sort((a, b) => {
    const [x, y] = [column.order(a), column.order(b)];
    const order =
      typeof x === "number" && typeof y === "number" ? x - y : collator.compare(String(x), String(y));
    return (Number.isNaN(order) ? 0 : sort.down ? -order : order) || (a.id < b.id ? -1 : 1);
  });
  return h(
    "div",
    { class: "table-scroll", tabindex: 0, role: "region", "aria-label": caption },
    h(
      "table",
      { class: `table-${name}` },
      h("caption", {}, `${caption} (${nodes.length})`),
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          columns.map((c) => header(view, name, c, redraw)),
        ),
      ),
      h(
        "tbody",
        {},
        sorted.map((node) =>
          h(
            "tr",
            { class: node.selected ? "selected" : node.dimmed ? "dimmed" : null },
            columns.map((c) => h("td", { class: c.numeric ? "number" : null }, c.cell(node))),
          ),
        ),
      ),
    ),
  );
}

function header(view: View, name: "actors" | "meetings", column: Column, redraw: () => void): HTMLElement {
  const sort = sorting[name];
  const active = sort.key === column.key;
  const direction = active ? (sort.down ? "descending" : "ascending") : "none";
  return h(
    "th",
    { scope: "col", "aria-sort": direction },
    h(
      "button",
      {
        type: "button",
        class: "sorter",
        "data-focus": `sort ${name} ${column.key}`,
        title: view.words.list.sortBy(column.title),
        onclick: () => {
          sorting[name] = { key: column.key, down: active ? !sort.down : false };
          redraw();
        },
      },
      column.title,
      h("span", { "aria-hidden": "true", class: "sort-mark" }, active ? (sort.down ? "▾" : "▴") : ""),
    ),
  );
}

function pairTable(view: View): HTMLElement {
  const { words } = view;
  const edges = [...view.scene.edges].sort(
    (a, b) => b.meetings.length - a.meetings.length || (a.id < b.id ? -1 : 1),
  );
  return h(
    "div",
    { class: "table-scroll", tabindex: 0, role: "region", "aria-label": words.view.actors },
    h(
      "table",
      { class: "table-pairs" },
      h("caption", {}, `${words.view.actors} (${edges.length})`),
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          h("th", { scope: "col" }, words.list.columns.name),
          h("th", { scope: "col" }, words.list.columns.meetings),
        ),
      ),
      h(
        "tbody",
        {},
        edges.map((edge) =>
          h(
            "tr",
            { class: edge.selected ? "selected" : null },
            h(
              "td",
              {},
              h(
                "button",
                {
                  type: "button",
                  class: "link",
                  "data-focus": `pair ${edge.id}`,
                  "aria-pressed": String(edge.selected),
                  onclick: () =>
                    view.dispatch({
                      type: "select",
                      selection: { kind: "edge", a: edge.source, b: edge.target },
                    }),
                },
                h("bdi", {}, words.panel.between(nameOf(view, edge.source), nameOf(view, edge.target))),
              ),
            ),
            h("td", { class: "number" }, edge.meetings.length),
          ),
        ),
      ),
    ),
  );
}
