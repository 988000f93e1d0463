import type { Facts } from "@liqa/graph";
import { type About, inASentence } from "./about.ts";
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

/**
 * GEXF 1.3 with time: dated meetings and their edges carry the days they may have been on, so that Gephi's timeline
 * shows them; undated ones carry none and are always there. Years and months span all their days.
 * @see https://gexf.net/1.3/gexf.xsd
 */
export const writeGexf = (facts: Facts, about: About): Generator<string> => gexf(facts, about, true);

/** The same without a timeline: the days are plain attributes. */
export const writeStaticGexf = (facts: Facts, about: About): Generator<string> => gexf(facts, about, false);

function* gexf(facts: Facts, about: About, dynamic: boolean): Generator<string> {
  const more = dynamic ? [] : DAYS;
  const nodeColumns = [...NODE_COLUMNS, ...more];
  const edgeColumns = [...EDGE_COLUMNS, ...more];
  const time = dynamic ? ' timeformat="date" timerepresentation="interval"' : "";
  yield `<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" version="1.3">
<meta><creator>${escapeXml(about.generator)}</creator><keywords>${escapeXml(about.sources.join(", "))}</keywords><description>${escapeXml(inASentence(about))}</description></meta>
<graph mode="${dynamic ? "dynamic" : "static"}" defaultedgetype="undirected"${time}>
${attributes("node", nodeColumns)}
${attributes("edge", edgeColumns)}
<nodes>
`;
  for (const row of nodeRows(facts)) {
    yield `<node id="${escapeXml(row.id)}" label="${escapeXml(row.label)}">${values(nodeColumns, row)}${dynamic ? spells(row) : ""}</node>\n`;
  }
  yield "</nodes>\n<edges>\n";
  for (const row of edgeRows(facts)) {
    yield `<edge id="${row.id}" source="${escapeXml(row.source)}" target="${escapeXml(row.target)}" kind="${row.relation}">${values(edgeColumns, row)}${dynamic ? spells(row) : ""}</edge>\n`;
  }
  yield "</edges>\n</graph>\n</gexf>\n";
}

const attributes = (of: "node" | "edge", columns: readonly Column[]): string =>
  `<attributes class="${of}" mode="static">${columns
    .map(({ name, type }) => `<attribute id="${name}" title="${name}" type="${type}"/>`)
    .join("")}</attributes>`;

const values = <Row extends NodeRow | EdgeRow>(
  columns: readonly Column<keyof Row & string>[],
  row: Row,
): string => {
  let inner = "";
  for (const { name } of columns) {
    const value = row[name];
    // Days that are open are empty text; other empty text is what it says.
    if (value === null || (value === "" && (name === "start" || name === "end"))) continue;
    inner += `<attvalue for="${name}" value="${escapeXml(String(value))}"/>`;
  }
  return inner && `<attvalues>${inner}</attvalues>`;
};

const spells = ({ start, end }: { start: string; end: string }): string => {
  if (!start && !end) return "";
  return `<spells><spell${start ? ` start="${start}"` : ""}${end ? ` end="${end}"` : ""}/></spells>`;
};
