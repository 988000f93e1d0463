import {
  type Evidence,
  type Facts,
  type GraphIndex,
  KINDS,
  MEETING_TYPES,
  type Meeting,
  PATH_REASONS,
  QueryError,
  STATUSES,
} from "@liqa/graph";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";
import type { Transport } from "@modelcontextprotocol/sdk/shared/transport.js";
import express, { Router } from "express";
import { z } from "zod";
import * as answers from "./answers.ts";
import { PathThread } from "./pathThread.ts";
import { Problem } from "./problems.ts";
import { filterOf, LIMITS } from "./requests.ts";
import { type Snapshot, takeSnapshot } from "./snapshot.ts";
import { evidenceView, meetingView, pathView } from "./views.ts";

/** What the tools answer from. */
export interface McpSources {
  current(): Snapshot;
  paths: PathThread;
  version: string;
}

/** Largest request body, in bytes: a tool call is a few names. */
const LARGEST_CALL = 65_536;
/** Characters of context on either side of a quote. */
const CONTEXT = 160;
/** Meetings cited for one neighbour. */
const CITED = 3;

const actorName = z
  .string()
  .min(1)
  .max(LIMITS.id)
  .describe("An actor's id (per:sameh-shoukry), or a name in Arabic or Latin script");

const filterInput = {
  since: z
    .string()
    .max(40)
    .describe("Not before this year, month or day (EDTF: 2019, 2019-03, 2019-03-04)")
    .optional(),
  until: z.string().max(40).describe("Not after this year, month or day").optional(),
  undated: z.boolean().describe("With a period: undated meetings too").optional(),
  type: z.array(z.enum(MEETING_TYPES)).optional(),
  status: z.array(z.enum(STATUSES)).describe("Default: held and ongoing").optional(),
  maxAttendance: z
    .number()
    .int()
    .min(1)
    .describe("Leave out larger meetings: a summit is weak evidence")
    .optional(),
};

const passage = z.strictObject({
  article: z.string(),
  source: z.string().nullable(),
  publishedAt: z.string().nullable(),
  url: z.string().nullable(),
  start: z.number().int(),
  end: z.number().int(),
  quote: z.string(),
  context: z.string().describe("The quote with what stands around it"),
});

const citedNeighbour = answers.neighbour
  .extend({ evidence: z.array(answers.evidence) })
  .meta({ id: "CitedNeighbour" });

/** A refusal in words that a model can act on, instead of a protocol error. */
class ToolRefusal extends Error {}

/** An MCP server with the five read-only tools; every answer carries the sentences it rests on. */
export function createMcpServer({ current, paths, version }: McpSources): McpServer {
  const server = new McpServer(
    { name: "liqa", version },
    {
      instructions:
        "Liqa knows who met whom, read from Arabic news. Find actors first, then ask about them by id. Every answer quotes the sentence that proves it: cite article and quote, and claim nothing without one. A status other than held or ongoing is no meeting that took place.",
    },
  );
  const annotations = {
    readOnlyHint: true,
    destructiveHint: false,
    idempotentHint: true,
    openWorldHint: false,
  };

  server.registerTool(
    "find_actor",
    {
      title: "Find an actor",
      description:
        "People, countries, organizations, groups and places by name or office, misspelt or in part, in Arabic or Latin script",
      inputSchema: {
        name: z.string().min(1).max(LIMITS.name),
        kind: z.enum(KINDS).optional(),
        limit: z.number().int().min(1).max(50).default(10),
      },
      outputSchema: {
        items: z.array(answers.hit.extend({ evidence: z.array(answers.evidence) }).meta({ id: "CitedHit" })),
      },
      annotations,
    },
    ({ name, kind, limit }) =>
      reply(() => {
        const snapshot = current();
        const items = snapshot.index.find(name, { kind, limit }).map((hit) => ({
          ...hit,
          evidence: snapshot.entity(hit.id)!.evidence.slice(0, 1).map(evidenceView),
        }));
        const lines = items.map((hit) => `${hit.name} (${hit.id}, ${hit.kind}) ${citations(hit.evidence)}`);
        return {
          data: { items },
          lines: lines.length > 0 ? lines : [`Nobody here is called ${JSON.stringify(name)}.`],
        };
      }),
  );

  server.registerTool(
    "who_met",
    {
      title: "Who met an actor",
      description:
        "The actors that this one has met: how often, first and last, by how many independent sources",
      inputSchema: { actor: actorName, ...filterInput, limit: z.number().int().min(1).max(100).default(20) },
      outputSchema: { actor: answers.named, items: z.array(citedNeighbour), more: z.boolean() },
      annotations,
    },
    ({ actor, limit, ...filter }) =>
      reply(() => {
        const snapshot = current();
        const who = actorOf(snapshot, actor);
        const page = snapshot.index.neighbours(who.id, { ...filterOf(filter), limit });
        const items = page.items.map((row) => ({
          ...row,
          evidence: row.meetings
            .slice(-CITED)
            .flatMap((id) => proofOf(snapshot.index.meeting(id)!, who.id, row.entity.id)),
        }));
        const lines = items.map(
          (row) =>
            `${row.entity.name} (${row.entity.id}): ${row.count} meeting(s), ${row.first ?? "undated"} to ${row.last ?? "undated"}, ${row.sources} source(s) ${citations(row.evidence)}`,
        );
        const none = `These articles tell of nobody that ${who.name} met within these limits.`;
        return {
          data: { actor: who, items, more: page.nextCursor !== null },
          lines: lines.length > 0 ? lines : [none],
        };
      }),
  );

  server.registerTool(
    "find_path",
    {
      title: "Find paths between two actors",
      description:
        "Through whom one actor could have reached another: chains of meetings, shortest first, each hop with its evidence",
      inputSchema: {
        from: actorName,
        to: actorName,
        k: z.number().int().min(1).max(5).default(1),
        maxHops: z.number().int().min(1).max(12).default(6),
        via: z.enum(["persons", "any"]).optional(),
        timeRespecting: z.boolean().describe("Only paths along which word could have passed").optional(),
        ...filterInput,
      },
      outputSchema: {
        items: z.array(answers.path),
        exhausted: z.boolean().describe("The search was cut short"),
        reason: z.enum(PATH_REASONS).optional(),
      },
      annotations,
    },
    ({ from, to, k, maxHops, via, timeRespecting, ...filter }) =>
      reply(async () => {
        const snapshot = current();
        const found = await paths.ask(
          snapshot,
          {
            ...filterOf(filter),
            from: actorOf(snapshot, from).id,
            to: actorOf(snapshot, to).id,
            k,
            maxHops,
            ...(via === undefined ? {} : { via }),
            ...(timeRespecting === undefined ? {} : { timeRespecting }),
          },
          () => false,
        );
        const items = found.items.map((path) => pathView(snapshot.index, path));
        const lines = items.map(
          ({ sentence, hops }) => `${sentence.en} ${citations(hops.flatMap(({ evidence }) => evidence))}`,
        );
        const { reason } = found;
        return {
          data: { items, exhausted: found.budget.exhausted, ...(reason === undefined ? {} : { reason }) },
          lines: lines.length > 0 ? lines : [`No path (${reason}).`],
        };
      }),
  );

  server.registerTool(
    "meeting",
    {
      title: "One meeting",
      description:
        "Everything known of a meeting: who, where, when, its status over time, what each outlet says of it",
      inputSchema: { id: z.string().min(1).max(LIMITS.id).describe("Id of the meeting (mtg:…)") },
      outputSchema: { meeting: answers.meeting },
      annotations,
    },
    ({ id }) =>
      reply(() => {
        const snapshot = current();
        const view = meetingView(snapshot, meetingOf(snapshot, id));
        const who = view.participants.map((one) => `${one.name} (${one.function})`).join(", ");
        const where = view.place === null ? "place unknown" : view.place.name;
        return {
          data: { meeting: view },
          lines: [
            `${view.name ?? view.type}, ${view.status}, ${view.date?.edtf ?? "undated"}, ${where}: ${who} ${citations(view.evidence)}`,
          ],
        };
      }),
  );

  server.registerTool(
    "evidence",
    {
      title: "The sentences behind something",
      description:
        "Every passage that is evidence for a meeting or an actor, with outlet, date and what stands around it",
      inputSchema: {
        id: z.string().min(1).max(LIMITS.id).describe("Id of a meeting or an actor"),
        limit: z.number().int().min(1).max(50).default(20),
      },
      outputSchema: { items: z.array(passage), more: z.boolean() },
      annotations,
    },
    ({ id, limit }) =>
      reply(() => {
        const snapshot = current();
        const proof = id.startsWith("mtg:")
          ? meetingOf(snapshot, id).evidence
          : entityOf(snapshot, id).evidence;
        const items = proof.slice(0, limit).map((piece) => passageView(snapshot, piece));
        const lines = items.map(
          (item) =>
            `${item.source ?? "unknown source"}, ${item.publishedAt ?? "undated"} [${item.article} ${item.start}–${item.end}]: …${item.context}…`,
        );
        return { data: { items, more: proof.length > limit }, lines };
      }),
  );
  return server;
}

/** Serves the tools on this process's standard input and output, until the input ends. */
export async function serveMcpOverStdio(options: {
  facts: Facts;
  index?: GraphIndex;
  version?: string;
}): Promise<void> {
  const snapshot = takeSnapshot(options.facts, options.index);
  // One caller: nobody is kept waiting, so no thread is started.
  const paths = new PathThread();
  const server = createMcpServer({
    current: () => snapshot,
    paths,
    version: options.version ?? "0.1.0",
  });
  const ended = new Promise<void>((resolve) => process.stdin.once("end", resolve));
  await server.connect(new StdioServerTransport());
  await ended;
  await server.close();
}

/** `POST /mcp`, streamable HTTP without sessions: each call is whole in itself, so any instance can answer it. */
export function mcpRouter(sources: McpSources): Router {
  const router = Router();
  router.post(
    "/mcp",
    (request, response, next) => {
      response.locals.route = "/mcp";
      // The protocol asks servers to check this, so that a page cannot reach a local server under a borrowed name.
      const { origin, host } = request.headers;
      if (origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== host)) {
        throw new Problem("forbidden");
      }
      next();
    },
    express.json({ limit: LARGEST_CALL, strict: true }),
    async (request, response) => {
      response.removeHeader("Connection");
      const transport = new StreamableHTTPServerTransport({ enableJsonResponse: true });
      const server = createMcpServer(sources);
      response.once("close", () => void server.close());
      await server.connect(transport as Transport);
      await transport.handleRequest(request, response, request.body);
    },
  );
  router.all("/mcp", (_request, response) => {
    response.locals.route = "/mcp";
    throw new Problem("method-not-allowed", { headers: { Allow: "POST" } });
  });
  return router;
}

/** Makes a tool's result, and turns refusals into answers that say what to do instead. */
async function reply(
  work: () =>
    | { data: Record<string, unknown>; lines: string[] }
    | Promise<{ data: Record<string, unknown>; lines: string[] }>,
) {
  try {
    const { data, lines } = await work();
    return { structuredContent: data, content: [{ type: "text" as const, text: lines.join("\n") }] };
  } catch (error) {
    const refused =
      error instanceof ToolRefusal || error instanceof QueryError
        ? error.message
        : error instanceof Problem
          ? (error.detail?.en ?? error.code)
          : undefined;
    if (refused === undefined) throw error;
    return { isError: true, content: [{ type: "text" as const, text: refused }] };
  }
}

function entityOf(snapshot: Snapshot, id: string) {
  const entity = snapshot.entity(snapshot.index.redirect(id) ?? id);
  if (entity === undefined)
    throw new ToolRefusal(`Nothing has the id ${JSON.stringify(id)}; find_actor gives ids.`);
  return entity;
}

function meetingOf(snapshot: Snapshot, id: string): Meeting {
  const meeting = snapshot.index.meeting(id);
  if (meeting === undefined) throw new ToolRefusal(`No meeting has the id ${JSON.stringify(id)}.`);
  return meeting;
}

/** The actor with this id, or the only one with this name. */
function actorOf(snapshot: Snapshot, asked: string): { id: string; name: string } {
  const entity = snapshot.entity(snapshot.index.redirect(asked) ?? asked);
  if (entity !== undefined) return { id: entity.id, name: entity.name };
  const hits = snapshot.index.find(asked, { limit: 5 });
  const exact = hits.filter(({ score }) => score === 1);
  const [only] = exact.length > 0 ? exact : hits;
  if (only === undefined) throw new ToolRefusal(`Nobody here is called ${JSON.stringify(asked)}.`);
  if (exact.length === 1 || hits.length === 1) return { id: only.id, name: only.name };
  const candidates = hits.map(({ id, name }) => `${name} (${id})`).join(", ");
  throw new ToolRefusal(`${JSON.stringify(asked)} may be any of: ${candidates}. Ask again with an id.`);
}

/** What shows that these two took part. */
function proofOf(meeting: Meeting, ...who: string[]) {
  const proof = meeting.participants
    .filter(({ entity }) => who.includes(entity))
    .flatMap(({ evidence }) => evidence);
  const seen = new Set<string>();
  return (proof.length > 0 ? proof : meeting.evidence).map(evidenceView).filter(({ article, start, end }) => {
    const key = `${article} ${start} ${end}`;
    return !seen.has(key) && seen.add(key);
  });
}

const citations = (evidence: readonly Evidence[]): string =>
  evidence.map(({ article, quote }) => `[${article}: «${quote}»]`).join(" ");

function passageView(snapshot: Snapshot, piece: Evidence): z.output<typeof passage> {
  const article = snapshot.index.article(piece.article);
  const text = article?.text ?? piece.quote;
  return {
    ...evidenceView(piece),
    source: article?.source ?? null,
    publishedAt: article?.publishedAt ?? null,
    url: article?.url ?? null,
    context: text.slice(Math.max(0, piece.start - CONTEXT), piece.end + CONTEXT).trim(),
  };
}
