import type { Facts } from "@liqa/graph";
import { type About, inARow } from "./about.ts";
import { BYTE_ORDER_MARK, spreadsheetLine } from "./csv.ts";
import { finder } from "./find.ts";
import { EDGE_COLUMNS, edgeRows, meetingLabel, NODE_COLUMNS, nodeRows } from "./rows.ts";

/** The edge table that Gephi reads: Source, Target, Type, Id, Label, then labels of both ends and the attributes. */
export function* writeEdgesCsv(facts: Facts, about: About): Generator<string> {
  const entity = finder(facts.entities);
  const meeting = finder(facts.meetings);
  const label = (id: string): string => {
    const met = meeting(id);
    return met ? meetingLabel(met) : (entity(id)?.name ?? "");
  };
  const dataset = inARow(about);
  yield BYTE_ORDER_MARK;
  yield spreadsheetLine([
    ...["Source", "Target", "Type", "Id", "Label", "SourceLabel", "TargetLabel"],
    ...EDGE_COLUMNS.map(({ name }) => name),
    ...["start", "end", "dataset"],
  ]);
  for (const row of edgeRows(facts)) {
    yield spreadsheetLine([
      ...[row.source, row.target, "Undirected", row.id, row.relation, label(row.source), label(row.target)],
      ...EDGE_COLUMNS.map(({ name }) => row[name]),
      ...[row.start, row.end, dataset],
    ]);
  }
}

/** The node table that goes with {@link writeEdgesCsv} in Gephi: Id, Label and the attributes. */
export function* writeNodesCsv(facts: Facts, about: About): Generator<string> {
  const dataset = inARow(about);
  yield BYTE_ORDER_MARK;
  yield spreadsheetLine(["Id", "Label", ...NODE_COLUMNS.map(({ name }) => name), "start", "end", "dataset"]);
  for (const row of nodeRows(facts)) {
    yield spreadsheetLine([
      ...[row.id, row.label],
      ...NODE_COLUMNS.map(({ name }) => row[name]),
      ...[row.start, row.end, dataset],
    ]);
  }
}
