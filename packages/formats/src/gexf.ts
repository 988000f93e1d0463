import type { Facts } from "@liqa/graph";
import { EDGE_COLUMNS, type EdgeRow, edgeRows, NODE_COLUMNS, type NodeRow, nodeRows } from "./rows.ts";
import { escapeXml } from "./xml.ts";

/**
 * GEXF 1.3 with time: dated meetings and their edges carry the days they may have been on, so that Gephi's timeline
 * shows them; undated ones carry none and are always there. Years and months span all their days.
 * @see https://gexf.net/1.3/gexf.xsd
 */
export function* writeGexf(facts: Facts): Generator<string> {
  yield `<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" version="1.3">
<meta><creator>Liqa</creator><description>Who met whom: ${facts.meetings.length} meetings from ${facts.articles.length} articles</description></meta>
<graph mode="dynamic" defaultedgetype="undirected" timeformat="date" timerepresentation="interval">
${attributes("node", NODE_COLUMNS)}
${attributes("edge", EDGE_COLUMNS)}
<nodes>
`;
  for (const row of nodeRows(facts)) {
    yield `<node id="${escapeXml(row.id)}" label="${escapeXml(row.label)}">${values(NODE_COLUMNS, row)}${spells(row)}</node>\n`;
  }
  yield "</nodes>\n<edges>\n";
  for (const row of edgeRows(facts)) {
    yield `<edge id="${row.id}" source="${escapeXml(row.source)}" target="${escapeXml(row.target)}" kind="${escapeXml(row.relation)}">${values(EDGE_COLUMNS, row)}${spells(row)}</edge>\n`;
  }
  yield "</edges>\n</graph>\n</gexf>\n";
}

const attributes = (of: "node" | "edge", columns: readonly string[]): string =>
  `<attributes class="${of}" mode="static">${columns
    .map(
      (column) =>
        `<attribute id="${column}" title="${column}" type="${column === "sources" ? "integer" : "string"}"/>`,
    )
    .join("")}</attributes>`;

const values = <T extends NodeRow | EdgeRow>(columns: readonly (keyof T & string)[], row: T): string => {
  const filled = columns.filter((column) => row[column] !== "");
  if (!filled.length) return "";
  return `<attvalues>${filled.map((column) => `<attvalue for="${column}" value="${escapeXml(String(row[column]))}"/>`).join("")}</attvalues>`;
};

const spells = ({ start, end }: { start: string; end: string }): string => {
  if (!start && !end) return "";
  return `<spells><spell${start ? ` start="${start}"` : ""}${end ? ` end="${end}"` : ""}/></spells>`;
};
