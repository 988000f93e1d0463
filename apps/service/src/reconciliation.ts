import { type Hit, KINDS, type Kind } from "@liqa/graph";
import express, { type Request, Router } from "express";
import { z } from "zod";
import { invalid, Problem } from "./problems.ts";
import { LIMITS } from "./requests.ts";
import type { Snapshot } from "./snapshot.ts";

/** One search among the actors, answered from a snapshot. */
interface Search {
  query: string;
  kind: Kind | undefined;
  limit: number;
}

export function findActors({ index }: Snapshot, input: unknown): Hit[] {
  const { query, kind, limit } = input as Search;
  return index.find(query, { kind, limit });
}

type Find = (search: Search, gone: () => boolean) => Promise<Hit[]>;

/**
 * The W3C community group's Reconciliation Service API 0.2, as OpenRefine speaks it: a column of names in, ids of
 * actors out. https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/
 */

/** Names in one batch; OpenRefine sends ten. */
const LARGEST_BATCH = 100;
/** Body of a batch, in bytes. */
const LARGEST_BODY = 262_144;

const TYPE_NAMES: Record<Kind, string> = {
  person: "Person",
  country: "Country",
  organization: "Organization",
  group: "Group",
  place: "Place",
};

// Clients send more than this (properties, type_strict); what does not bear on names is let through unread.
const batch = z
  .record(
    z.string().max(100),
    z.object({
      query: z.string().min(1).max(LIMITS.name),
      type: z.union([z.string(), z.array(z.string())]).optional(),
      limit: z.number().int().min(1).max(50).optional(),
    }),
  )
  .refine((queries) => Object.keys(queries).length <= LARGEST_BATCH);

export function reconciliationRouter(find: Find): Router {
  const router = Router();
  const form = express.urlencoded({ extended: false, limit: LARGEST_BODY, parameterLimit: 20 });

  router.get("/reconcile", async (request, response) => {
    response.locals.route = "/reconcile";
    const queries = parameter(request, "queries");
    response.json(
      queries === undefined
        ? manifest(originOf(request))
        : await answer(queries, find, () => response.destroyed),
    );
  });
  router.post("/reconcile", form, async (request, response) => {
    response.locals.route = "/reconcile";
    response.removeHeader("Connection");
    const queries: unknown = (request.body as Record<string, unknown> | undefined)?.queries;
    if (typeof queries !== "string") {
      throw invalid([{ parameter: "queries", say: { en: "is missing", ar: "مطلوب" } }]);
    }
    response.json(await answer(queries, find, () => response.destroyed));
  });
  router.get("/reconcile/suggest/entity", async (request, response) => {
    response.locals.route = "/reconcile/suggest/entity";
    const prefix = parameter(request, "prefix")?.slice(0, LIMITS.name) ?? "";
    const search = { query: prefix, kind: undefined, limit: 10 };
    const hits = prefix === "" ? [] : await find(search, () => response.destroyed);
    response.json({
      result: hits.map(({ id, name, kind, aliases }) => ({
        id,
        name,
        description: aliases.join("، "),
        notable: [typeOf(kind)],
      })),
    });
  });
  router.all(/^\/reconcile(?:\/suggest\/entity)?$/, () => {
    throw new Problem("method-not-allowed", { headers: { Allow: "GET, POST" } });
  });
  return router;
}

function manifest(origin: string) {
  return {
    versions: ["0.2"],
    name: "Liqa: actors in Arabic diplomatic news",
    identifierSpace: `${origin}/api/entities/`,
    schemaSpace: `${origin}/docs#schema-Entity`,
    defaultTypes: KINDS.map(typeOf),
    view: { url: `${origin}/api/entities/{{id}}` },
    batchSize: 10,
    suggest: { entity: { service_url: origin, service_path: "/reconcile/suggest/entity" } },
  };
}

async function answer(text: string, find: Find, gone: () => boolean): Promise<Record<string, unknown>> {
  const result = batch.safeParse(parsedJson(text));
  if (!result.success) {
    const detail = { en: "is no batch of queries (Reconciliation API 0.2)", ar: "ليس مجموعة استعلامات" };
    throw invalid([{ parameter: "queries", say: detail }]);
  }
  const answers = new Map<string, unknown>();
  for (const [name, { query, type, limit }] of Object.entries(result.data)) {
    const [only, ...more] = typeof type === "string" ? [type] : (type ?? []);
    const kind = more.length === 0 ? KINDS.find((known) => known === only) : undefined;
    // A batch is a hundred searches: others may come in between.
    const hits = await find({ query, kind, limit: limit ?? 5 }, gone);
    const sure = hits.filter(({ score }) => score === 1).length === 1;
    answers.set(name, { result: hits.map((hit) => candidate(hit, sure)) });
  }
  return Object.fromEntries(answers);
}

/** `match` only where exactly one actor has exactly this name: whoever accepts matches unseen merges people. */
function candidate({ id, name, kind, aliases, score }: Hit, sure: boolean) {
  return {
    id,
    name,
    description: aliases.join("، "),
    type: [typeOf(kind)],
    score: Math.round(score * 1000) / 10,
    match: sure && score === 1,
  };
}

const typeOf = (kind: Kind) => ({ id: kind, name: TYPE_NAMES[kind] });

function parameter(request: Request, name: string): string | undefined {
  const at = request.url.indexOf("?");
  return at < 0 ? undefined : (new URLSearchParams(request.url.slice(at + 1)).get(name) ?? undefined);
}

/** How the caller reached us: the manifest must name addresses in full. */
function originOf(request: Request): string {
  const host = request.headers.host ?? "";
  if (!/^[\w.:[\]-]{1,255}$/.test(host)) throw new Problem("invalid-request");
  return `${request.protocol}://${host}`;
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
