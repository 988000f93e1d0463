import { exporters } from "@liqa/formats";
import type { Facts } from "@liqa/graph";
import { z } from "zod";
import { filterOf, filterShape } from "./requests.ts";
import { type Question, type Route, Streamed, thing } from "./routes.ts";
import { subsetOf } from "./subset.ts";

const FORMATS = Object.keys(exporters).sort() as [keyof typeof exporters, ...(keyof typeof exporters)[]];

/** The route that gives the whole graph, or all that passes the filters, as a file. */
export const EXPORT: Route = thing({
  address: "/api/export",
  operation: "export",
  tag: "graph",
  summary: "The graph as a file: all of it without filters, else the meetings that pass and who was there",
  query: z.strictObject({ format: z.enum(FORMATS).describe("The file format"), ...filterShape }),
  // Somebody else's format: described by its media type.
  response: z.unknown(),
  mediaTypes: [...new Set(FORMATS.map((format) => exporters[format].mediaType))],
  answer: async (question) => {
    const { format, ...filters } = question.query;
    const { mediaType, extension, write } = exporters[format];
    const facts = Object.keys(filters).length === 0 ? question.snapshot.facts : await matching(question);
    return new Streamed(mediaType, `liqa.${extension}`, write(facts));
  },
});

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
