import compression from "compression";
import express, { type ErrorRequestHandler, type Express } from "express";
import type { Logger } from "pino";
import { pinoHttp } from "pino-http";
import { BodyCache } from "./bodies.ts";
import { EXPORT } from "./exports.ts";
import { negotiateLanguage } from "./language.ts";
import { mcpRouter } from "./mcp.ts";
import { createMetrics } from "./metrics.ts";
import { operationRoutes } from "./operations.ts";
import type { PathThread } from "./pathThread.ts";
import { asProblem, Problem, problemDocument } from "./problems.ts";
import { reconciliationRouter } from "./reconciliation.ts";
import { answerKept, respond, type Surroundings } from "./respond.ts";
import { ROUTES } from "./routes.ts";
import { cors, guard, type RateLimit, rateLimiter, requestId, securityHeaders } from "./security.ts";
import type { Snapshot } from "./snapshot.ts";
import { Turnstile } from "./turnstile.ts";
import { viewer } from "./viewer.ts";

export interface AppOptions {
  /** The graph to answer from, as it is at this moment. */
  current(): Snapshot;
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
  paths: PathThread;
  /** The service is being stopped: say so to load balancers and close connections. */
  draining(): boolean;
}

/** Heavy answers that may wait for their turn. */
const WAITING = 256;
/** Bytes of answers to keep. */
const KEPT_BODIES = 32 * 2 ** 20;

/** The Express application over a graph; `startService` puts it on a port. */
export function createApp(options: AppOptions): { app: Express; close(): void } {
  const { current, logger, draining, paths } = options;
  const turnstile = new Turnstile(WAITING);
  const surroundings: Surroundings = {
    current,
    turnstile,
    paths,
    bodies: new BodyCache(KEPT_BODIES),
  };
  const metrics = createMetrics(current, () => turnstile.waiting + paths.waiting);
  const answering = [...ROUTES, EXPORT];
  const operations = operationRoutes(answering, options.version, metrics, draining);

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
      customLogLevel: (_request, response, error) =>
        error !== undefined || response.statusCode >= 500
          ? "error"
          : response.statusCode >= 400
            ? "warn"
            : "info",
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
  app.use(mcpRouter({ current, paths, version: options.version }));
  app.use(reconciliationRouter(current, turnstile));
  for (const route of [...answering, ...operations]) {
    const address = route.address.replace(/\{(\w+)\}/g, ":$1");
    app.get(address, respond(route, surroundings));
    app.all(address, (_request, response) => {
      response.locals.route = route.address;
      throw new Problem("method-not-allowed", { headers: { Allow: "GET, HEAD, OPTIONS" } });
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
  return { app, close: () => metrics.close() };
}

const COMPRESSIBLE = /^(?:text\/|application\/(?:[\w.-]+\+)?(?:json|xml|x-ndjson|javascript)|image\/svg)/;
