import { glyph, h } from "../dom.ts";
import { dayRange } from "../edtf.ts";
import { labelText } from "../picture/looks.ts";
import type { SceneEdge, SceneNode } from "../scene.ts";
import type { Selection } from "../state.ts";
import { dateOf, nameOf, type View } from "../view.ts";
import { nameList, statusBadge } from "./parts.ts";

type TableName = "actors" | "meetings" | "pairs";

interface Column<T> {
  key: string;
  title: string;
  numeric?: true;
  cell(row: T): Node | string | number;
  order(row: T): string | number;
}

interface Table<T> {
  name: TableName;
  caption: string;
  rows: readonly T[];
  columns: Column<T>[];
}

interface Row {
  id: string;
  selected: boolean;
  dimmed: boolean;
}

/** How each table is sorted, and whether its long tail is shown; kept while the page lives. */
const sorting: Record<TableName, { key: string; down: boolean }> = {
  actors: { key: "meetings", down: true },
  meetings: { key: "date", down: true },
  pairs: { key: "meetings", down: true },
};
const whole = new Set<TableName>();

/** Rows shown before the reader asks for all: thousands take long to lay out, and nobody reads them. */
const FIRST = 200;

/** The picture's content as sortable tables; a row's button selects what the picture selects. */
export function listView(view: View, redraw: () => void): HTMLElement {
  const { list, view: words } = view.words;
  const { nodes, edges } = view.scene;
  const meetings = nodes.filter((node) => node.kind === "meeting");
  const met = edges.filter((edge) => edge.relation === "met");
  return h(
    "div",
    { class: "list-view" },
    table(view, redraw, {
      name: "actors",
      caption: list.actorsCaption,
      rows: nodes.filter((node) => node.kind !== "meeting"),
      columns: actorColumns(view),
    }),
    meetings.length
      ? table(view, redraw, {
          name: "meetings",
          caption: list.meetingsCaption,
          rows: meetings,
          columns: meetingColumns(view),
        })
      : null,
    met.length
      ? table(view, redraw, {
          name: "pairs",
          caption: words.actors,
          rows: met,
          columns: pairColumns(view),
        })
      : null,
  );
}

function actorColumns(view: View): Column<SceneNode>[] {
  const { columns } = view.words.list;
  return [
    {
      key: "name",
      title: columns.name,
      cell: (node) => nodeButton(view, node),
      order: (node) => node.name ?? node.id,
    },
    {
      key: "kind",
      title: columns.kind,
      cell: (node) => view.words.kinds[node.kind],
      order: (node) => view.words.kinds[node.kind],
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

function meetingColumns(view: View): Column<SceneNode>[] {
  const { words } = view;
  const { columns } = words.list;
  const day = (node: SceneNode) =>
    (node.meeting?.edtf && dayRange(node.meeting.edtf)?.from) || Number.NEGATIVE_INFINITY;
  const names = (node: SceneNode) =>
    (node.meeting?.participants ?? []).map(({ actor }) => nameOf(view, actor));
  const place = (node: SceneNode) => (node.meeting?.place ? nameOf(view, node.meeting.place) : "");
  const type = (node: SceneNode) => words.types[node.meeting?.type ?? "multilateral"];
  return [
    { key: "date", title: columns.date, cell: (node) => dateOf(view, node.meeting?.edtf), order: day },
    { key: "type", title: columns.type, cell: (node) => nodeButton(view, node), order: type },
    {
      key: "participants",
      title: columns.participants,
      cell: (node) => h("span", {}, nameList(view, names(node))),
      order: (node) => node.weight,
    },
    { key: "place", title: columns.place, cell: (node) => h("bdi", {}, place(node)), order: place },
    {
      key: "status",
      title: columns.status,
      cell: (node) => statusBadge(view, node.meeting?.status ?? "held"),
      order: (node) => words.statuses[node.meeting?.status ?? "held"],
    },
  ];
}

function pairColumns(view: View): Column<SceneEdge>[] {
  const { words } = view;
  const { columns } = words.list;
  const names = ({ source, target }: SceneEdge) =>
    words.panel.between(nameOf(view, source), nameOf(view, target));
  return [
    {
      key: "name",
      title: columns.name,
      cell: (edge) =>
        chooser(
          view,
          `pair ${edge.id}`,
          edge,
          { kind: "edge", a: edge.source, b: edge.target },
          h("bdi", {}, names(edge)),
        ),
      order: names,
    },
    {
      key: "meetings",
      title: columns.meetings,
      numeric: true,
      cell: (edge) => edge.meetings.length,
      order: (edge) => edge.meetings.length,
    },
  ];
}

function nodeButton(view: View, node: SceneNode): HTMLElement {
  const { meeting } = node;
  const text = meeting ? (node.name ?? view.words.types[meeting.type]) : labelText(node, view.words);
  const selection: Selection = { kind: "node", id: node.id };
  return chooser(view, `list ${node.id}`, node, selection, glyph(node.kind, node.tone), h("bdi", {}, text));
}

function chooser(view: View, key: string, row: Row, selection: Selection, ...content: Node[]): HTMLElement {
  return h(
    "button",
    {
      type: "button",
      class: "link",
      "data-focus": key,
      "data-id": row.id,
      "aria-pressed": String(row.selected),
      onclick: () => view.dispatch({ type: "select", selection }),
    },
    content,
  );
}

function table<T extends Row>(view: View, redraw: () => void, given: Table<T>): HTMLElement {
  const { name, caption, rows, columns } = given;
  const sort = sorting[name];
  const column = columns.find(({ key }) => key === sort.key) ?? columns[0]!;
  const collator = new Intl.Collator(view.state.lang);
  const keyed = rows.map((row) => ({ row, by: column.order(row) }));
  keyed.sort((a, b) => {
    const order =
      typeof a.by === "number" && typeof b.by === "number"
        ? Math.sign(a.by - b.by) || 0
        : collator.compare(String(a.by), String(b.by));
    return (sort.down ? -order : order) || (a.row.id < b.row.id ? -1 : 1);
  });
  const shown = whole.has(name) ? keyed : keyed.slice(0, FIRST);
  return h(
    "div",
    { class: "table-scroll", tabindex: 0, role: "region", "aria-label": caption },
    h(
      "table",
      { class: `table-${name}` },
      h("caption", {}, `${caption} (${rows.length})`),
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
        shown.map(({ row }) =>
          h(
            "tr",
            { class: row.selected ? "selected" : row.dimmed ? "dimmed" : null },
            columns.map((c) => h("td", { class: c.numeric ? "number" : null }, c.cell(row))),
          ),
        ),
      ),
    ),
    shown.length < rows.length
      ? h(
          "button",
          {
            type: "button",
            class: "link fold",
            "data-focus": `all ${name}`,
            onclick: () => {
              whole.add(name);
              redraw();
            },
          },
          view.words.panel.showAll(rows.length),
        )
      : null,
  );
}

function header<T>(view: View, name: TableName, column: Column<T>, redraw: () => void): HTMLElement {
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
