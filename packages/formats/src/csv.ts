import type { Facts } from "@liqa/graph";
import { EDGE_COLUMNS, edgeRows, NODE_COLUMNS, nodeRows } from "./rows.ts";

/** RFC 4180. A cell that a spreadsheet would run as a formula gets an apostrophe before it. */
const cell = (value: string): string => {
  const safe = /^[=+\-@\t\r]/u.test(value) ? `'${value}` : value;
  return /[",\n\r]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/**
 * The edge table that Gephi reads: Source, Target, Type, Id, Label, then labels of both ends and the attributes.
 * Begins with a byte order mark, so that spreadsheets see Arabic.
 */
export function* writeCsv(facts: Facts): Generator<string> {
  const labels = new Map<string, string>();
  for (const { id, label } of nodeRows(facts)) labels.set(id, label);
  yield `\ufeffSource,Target,Type,Id,Label,SourceLabel,TargetLabel,${EDGE_COLUMNS.join(",")}\r\n`;
  for (const row of edgeRows(facts)) {
    const cells = [
      row.source,
      row.target,
      "Undirected",
      row.id,
      row.relation,
      labels.get(row.source) ?? "",
      labels.get(row.target) ?? "",
      ...EDGE_COLUMNS.map((column) => row[column]),
    ];
    yield `${cells.map(cell).join(",")}\r\n`;
  }
}

/** The node table that goes with {@link writeCsv} in Gephi: Id, Label and the attributes. */
export function* writeNodesCsv(facts: Facts): Generator<string> {
  yield `\ufeffId,Label,${NODE_COLUMNS.join(",")},start,end\r\n`;
  for (const row of nodeRows(facts)) {
    const cells = [
      row.id,
      row.label,
      ...NODE_COLUMNS.map((column) => String(row[column])),
      row.start,
      row.end,
    ];
    yield `${cells.map(cell).join(",")}\r\n`;
  }
}
