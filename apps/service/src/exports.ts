import { FORMAT_NAMES, FORMATS, write } from "@liqa/formats";
import type { Facts, Filter } from "@liqa/graph";
import { z } from "zod";
import { filterOf, filterShape } from "./requests.ts";
import { type Route, Streamed, thing } from "./routes.ts";
import type { Snapshot } from "./snapshot.ts";
import { subsetOf } from "./subset.ts";

/** The route that gives the whole graph, or all that passes the filters, as a file. */
export const EXPORT: Route = thing({
  address: "/api/export",
  operation: "export",
  tag: "graph",
  summary: "The graph as a file: all of it without filters, else the meetings that pass and who was there",
  query: z.strictObject({ format: z.enum(FORMAT_NAMES).describe("The file format"), ...filterShape }),
  // Somebody else's format: described by its media type.
  response: z.unknown(),
  mediaTypes: [...new Set(FORMAT_NAMES.map((format) => FORMATS[format].mediaType))],
  pace: "long",
  answer: ({ snapshot, query }) => {
    const { format, ...filters } = query;
    const { mediaType, filename } = FORMATS[format];
    if (Object.keys(filters).length === 0)
      return new Streamed(mediaType, filename, write(format, snapshot.facts));
    const filter = filterOf(filters);
    // A filter that cannot be read is refused before the first byte.
    snapshot.index.meetings({ ...filter, limit: 1 });
    async function* chunks() {
      yield* write(format, await matching(snapshot, filter));
    }
    return new Streamed(mediaType, filename, chunks());
  },
});

/** The meetings that pass, with everybody and every place in them; other questions come in between. */
async function matching(snapshot: Snapshot, filter: Filter): Promise<Facts> {
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
  } while (cursor !== null);
  return subsetOf(snapshot, { entities: [...entities], meetings, truncated: false });
}
