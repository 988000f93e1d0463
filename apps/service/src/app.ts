import type { Hit } from "@liqa/graph";
import compression from "compression";
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from "express";
import type { Logger } from "pino";
import { pinoHttp } from "pino-http";
import { ANSWERED, type Task, valueIn } from "./answering.ts";
import { BodyCache } from "./bodies.ts";
import type { KeyRing } from "./keys.ts";
import { negotiateLanguage } from "./language.ts";
import { mcpRouter } from "./mcp.ts";
import { createMetrics, type Metrics } from "./metrics.ts";
import { operationRoutes } from "./operations.ts";
import { asProblem, Problem, problemDocument } from "./problems.ts";
import type { Readers } from "./readers.ts";
import { reconciliationRouter } from "./reconciliation.ts";
import { answerKept, respond, respondOwn, type Surroundings } from "./respond.ts";
import type { Described } from "./routes.ts";
import { cors, guard, type RateLimit, rateLimiter, requestId, securityHeaders } from "./security.ts";
import { viewer } from "./viewer.ts";
import type { Writer } from "./writer.ts";
import { respondWrite, WRITES, type Writing } from "./writing.ts";

export interface AppOptions {
  /** The graph to answer from, as it is at this moment. */
  readers: Readers;
  /** Absent: nothing can be written. */
  writer?: Writer;
  keys: KeyRing;
  /** Metrics of all processes that serve together; default those of this one. */
  allMetrics?(own: Metrics): Promise<string>;
  logger: Logger;
  /** Of the service, for its documentation. */
  version: string;
  /** Folder of the built viewer; may be absent. */
  viewerDir?: string;
  rateLimit: RateLimit;
  /** CSP sources of pages that may embed the viewer. Default: only this origin. */
  frameAncestors?: readonly string[];
  /** Express's `trust proxy`: set when a reverse proxy stands in front. */
  trustProxy?: boolean | number | string;
  /** The service is being stopped: say so to load balancers and close connections. */
  draining(): boolean;
}

/** Bytes of answers to keep. */
const KEPT_BODIES = 32 * 2 ** 20;

/** The Express application over a graph; `startService` puts it on a port. */
export function createApp(options: AppOptions): { app: Express; metrics: Metrics; close(): void } {
  const { readers, logger, draining, version } = options;
  const current = () => readers.current;
  const surroundings: Surroundings = { current, bodies: new BodyCache(KEPT_BODIES) };
  const metrics = createMetrics(
    () => readers.current.counts,
    () => readers.waiting,
  );
  const operations = operationRoutes({
    described: [...ANSWERED, ...WRITES],
    version,
    current,
    metrics: () => options.allMetrics?.(metrics) ?? metrics.text(),
    draining,
  });
  const ask = async (task: Task, gone: () => boolean) => {
    const answer = await readers.current.ask(task, gone);
    if (answer.kind === "stream") throw new Error("a stream is no value");
    return valueIn(answer);
  };

  const app = express();
  app.disable("x-powered-by");
  app.disable("etag");
  app.enable("case sensitive routing");
  // requests.ts reads query strings; nothing else may, least of all one that builds nested objects.
  app.set("query parser", () => ({}));
  app.set("trust proxy", options.trustProxy ?? false);

  app.use(
    pinoHttp({
      logger,
      genReqId: requestId,
      // What callers get wrong is their news, not the operator's.
      customLogLevel: (_request, response, error) =>
        error !== undefined || response.statusCode >= 500 ? "error" : "info",
      serializers: {
        req: (request) => ({ id: request.id, method: request.method, url: request.url }),
        res: (response) => ({ status: response.statusCode }),
      },
    }),
    metrics.timer,
    securityHeaders(options.frameAncestors),
    (_request, response, next) => {
      if (draining()) response.setHeader("Connection", "close");
      next();
    },
    cors,
    guard,
  );
  const limiter = rateLimiter(options.rateLimit);
  app.use(["/api", "/docs", "/openapi.json", "/mcp", "/reconcile"], limiter);
  app.use(
    compression({
      threshold: 1024,
      filter: (_request, response) => COMPRESSIBLE.test(String(response.getHeader("Content-Type") ?? "")),
    }),
  );
  app.use(answerKept(surroundings));
  app.use(mcpRouter({ ask, version }));
  app.use(
    reconciliationRouter(
      async (search, gone) => (await ask({ kind: "reconcile", input: search }, gone)) as Hit[],
    ),
  );
  const writing: Writing = {
    keys: options.keys,
    writer: options.writer,
    unknown: async (ids) => (await ask({ kind: "unknown", ids }, () => false)) as string[],
  };
  const allowed = new Map<string, string[]>();
  const add = (route: Described, ...handlers: RequestHandler[]) => {
    const address = route.address.replace(/\{(\w+)\}/g, ":$1");
    app[route.method](address, ...handlers);
    const method = route.method === "get" ? ["GET", "HEAD"] : [route.method.toUpperCase()];
    allowed.set(address, [...(allowed.get(address) ?? []), ...method]);
  };
  for (const route of ANSWERED) add(route, respond(route, surroundings));
  for (const route of operations) add(route, respondOwn(route));
  for (const route of WRITES) add(route, ...respondWrite(route, writing));
  for (const [address, methods] of allowed) {
    app.all(address, (_request, response) => {
      response.locals.route = address.replace(/:(\w+)/g, "{$1}");
      throw new Problem("method-not-allowed", { headers: { Allow: [...methods, "OPTIONS"].join(", ") } });
    });
  }
  app.use(viewer(options.viewerDir));
  app.use((request, response) => {
    response.locals.route ??= "none";
    if (request.method === "GET" || request.method === "HEAD") throw new Problem("not-found");
    throw new Problem("method-not-allowed", { headers: { Allow: "GET, HEAD, OPTIONS" } });
  });

  const explain: ErrorRequestHandler = (error, request, response, _next) => {
    const problem = asProblem(error);
    if (problem.code === "internal") request.log.error({ err: error }, "unexpected error");
    else if (problem.cause !== undefined) request.log.error({ reason: problem.cause }, problem.code);
    if (response.headersSent) {
      response.destroy();
      return;
    }
    const language = negotiateLanguage(request.headers["accept-language"]);
    for (const name of ["ETag", "Content-Disposition", "Content-Length", "Link"]) response.removeHeader(name);
    for (const [name, value] of Object.entries(problem.headers)) response.setHeader(name, value);
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("Content-Language", language);
    response.vary("Accept-Language");
    response.setHeader("Content-Type", "application/problem+json");
    const body = JSON.stringify(problemDocument(problem, language, String(request.id)));
    response.status(problem.status).end(body);
  };
  app.use(explain);
  return { app, metrics, close: () => metrics.close() };
}

const COMPRESSIBLE =
  /^(?:text\/|application\/(?:[\w.-]+\+)?(?:json|xml|x-ndjson|n-triples|x-cypher-query|javascript)|image\/svg)/;
