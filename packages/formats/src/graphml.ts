import type { Facts } from "@liqa/graph";
import type { About } from "./about.ts";
import {
  type Column,
  EDGE_COLUMNS,
  type EdgeRow,
  edgeRows,
  NODE_COLUMNS,
  type NodeRow,
  nodeRows,
} from "./rows.ts";
import { escapeXml } from "./xml.ts";

const DAYS = [
  { name: "start", type: "string" },
  { name: "end", type: "string" },
] as const;
const NODE_KEYS = [{ name: "label", type: "string" }, ...NODE_COLUMNS, ...DAYS] as const;
const EDGE_KEYS = [...EDGE_COLUMNS, ...DAYS] as const;
const GRAPH_KEYS = ["generator", "extractor", "checksum", "sources"] as const;

const TYPES = { string: "string", integer: "int", double: "double", boolean: "boolean" } as const;

/** GraphML, undirected. @see http://graphml.graphdrawing.org/specification.html */
export function* writeGraphml(facts: Facts, about: About): Generator<string> {
  yield '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n';
  yield* keys("node", NODE_KEYS);
  yield* keys("edge", EDGE_KEYS);
  yield* keys(
    "graph",
    GRAPH_KEYS.map((name) => ({ name, type: "string" })),
  );
  yield '<graph id="liqa" edgedefault="undirected">\n';
  for (const name of GRAPH_KEYS) {
    const value = name === "sources" ? JSON.stringify(about.sources) : about[name];
    yield `<data key="graph_${name}">${escapeXml(value)}</data>\n`;
  }
  for (const row of nodeRows(facts))
    yield `<node id="${escapeXml(row.id)}">${data("node", NODE_KEYS, row)}</node>\n`;
  for (const row of edgeRows(facts)) {
    yield `<edge id="${row.id}" source="${escapeXml(row.source)}" target="${escapeXml(row.target)}">${data("edge", EDGE_KEYS, row)}</edge>\n`;
  }
  yield "</graph>\n</graphml>\n";
}

function* keys(of: "graph" | "node" | "edge", columns: readonly Column[]): Generator<string> {
  for (const { name, type } of columns) {
    yield `<key id="${of}_${name}" for="${of}" attr.name="${name}" attr.type="${TYPES[type]}"/>\n`;
  }
}

const data = <Row extends NodeRow | EdgeRow>(
  of: string,
  columns: readonly Column<keyof Row & string>[],
  row: Row,
): string => {
  let inner = "";
  for (const { name } of columns) {
    const value = row[name];
    if (value === null || (value === "" && (name === "start" || name === "end"))) continue;
    inner += `<data key="${of}_${name}">${escapeXml(String(value))}</data>`;
  }
  return inner;
};
