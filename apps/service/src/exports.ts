import { type Facts, toGraphology } from "@liqa/graph";
import { z } from "zod";
import { filterOf, filterShape } from "./requests.ts";
import { type Question, type Route, Streamed, thing } from "./routes.ts";
import { subsetOf } from "./subset.ts";

/** Writes facts in somebody's format, piece by piece. */
export interface Exporter {
  mediaType: string;
  /** Of the file's name, without the dot. */
  extension: string;
  write(facts: Facts): Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>;
}

export type Exporters = Readonly<Record<string, Exporter>>;

/** What the service can write by itself. */
export const plainExporters: Exporters = {
  json: {
    mediaType: "application/json",
    extension: "json",
    *write(facts) {
      // graphology's serialized form, one node or edge a line, so that no text of the whole graph is ever held.
      const { nodes, edges, ...head } = toGraphology(facts).export();
      yield `${JSON.stringify(head).slice(0, -1)},\n"nodes":[`;
      for (const [i, node] of nodes.entries()) yield `${i === 0 ? "" : ","}\n${JSON.stringify(node)}`;
      yield '],\n"edges":[';
      for (const [i, edge] of edges.entries()) yield `${i === 0 ? "" : ","}\n${JSON.stringify(edge)}`;
      yield "]}\n";
    },
  },
};

/** The route that gives the whole graph, or all that passes the filters, as a file. */
export function exportRoute(exporters: Exporters): Route {
  const formats = Object.keys(exporters).sort() as [string, ...string[]];
  const query = z.strictObject({
    format: z.enum(formats).describe("The file format"),
    ...filterShape,
  });
  return thing({
    address: "/api/export",
    operation: "export",
    tag: "graph",
    summary: "The graph as a file: all of it without filters, else the meetings that pass and who was there",
    query,
    // Somebody else's format: described by its media type.
    response: z.unknown(),
    mediaTypes: [...new Set(formats.map((format) => exporters[format]!.mediaType))],
    answer: async (question) => {
      const { format, ...filters } = question.query;
      const exporter = exporters[format]!;
      const facts = Object.keys(filters).length === 0 ? question.snapshot.facts : await matching(question);
      return new Streamed(exporter.mediaType, `liqa.${exporter.extension}`, exporter.write(facts));
    },
  });
}

/** The meetings that pass, with everybody and every place in them; other requests come in between. */
async function matching({
  snapshot,
  query,
  gone,
}: Question<unknown, z.output<z.ZodObject<typeof filterShape>>>): Promise<Facts> {
  const filter = filterOf(query);
  const entities = new Set<string>();
  const meetings: string[] = [];
  let cursor: string | null = null;
  do {
    const page = snapshot.index.meetings({ ...filter, limit: 1000, ...(cursor === null ? {} : { cursor }) });
    for (const meeting of page.items) {
      meetings.push(meeting.id);
      for (const { entity } of meeting.participants) entities.add(entity);
      if (meeting.place !== null) entities.add(meeting.place);
    }
    cursor = page.nextCursor;
    await new Promise(setImmediate);
  } while (cursor !== null && !gone());
  return subsetOf(snapshot, { entities: [...entities], meetings, truncated: false });
}
