import type { Facts } from "@liqa/graph";
import { EDGE_COLUMNS, type EdgeRow, edgeRows, NODE_COLUMNS, type NodeRow, nodeRows } from "./rows.ts";
import { escapeXml } from "./xml.ts";

const NODE_KEYS = ["label", ...NODE_COLUMNS, "start", "end"] as const;
const EDGE_KEYS = [...EDGE_COLUMNS, "start", "end"] as const;

/** GraphML, undirected. @see http://graphml.graphdrawing.org/specification.html */
export function* writeGraphml(facts: Facts): Generator<string> {
  yield '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n';
  yield* keys("node", NODE_KEYS);
  yield* keys("edge", EDGE_KEYS);
  yield '<graph id="liqa" edgedefault="undirected">\n';
  for (const row of nodeRows(facts))
    yield `<node id="${escapeXml(row.id)}">${data("node", NODE_KEYS, row)}</node>\n`;
  for (const row of edgeRows(facts)) {
    yield `<edge id="${row.id}" source="${escapeXml(row.source)}" target="${escapeXml(row.target)}">${data("edge", EDGE_KEYS, row)}</edge>\n`;
  }
  yield "</graph>\n</graphml>\n";
}

function* keys(of: "node" | "edge", names: readonly string[]): Generator<string> {
  for (const name of names) {
    yield `<key id="${of}_${name}" for="${of}" attr.name="${name}" attr.type="${name === "sources" ? "int" : "string"}"/>\n`;
  }
}

const data = <T extends NodeRow | EdgeRow>(
  of: string,
  names: readonly (keyof T & string)[],
  row: T,
): string =>
  names
    .filter((name) => row[name] !== "")
    .map((name) => `<data key="${of}_${name}">${escapeXml(String(row[name]))}</data>`)
    .join("");
