import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { RequestHandler } from "express";
import { ipKeyGenerator, rateLimit } from "express-rate-limit";
import helmet from "helmet";
import { Problem } from "./problems.ts";
import { LIMITS } from "./requests.ts";

export interface RateLimit {
  /** Requests that one address may send in a window. */
  limit: number;
  windowMs: number;
}

/**
 * Header fields that make a browser careful. The viewer's layout runs in a worker that starts from a `blob:` URL;
 * everything else comes from this origin, and no markup can bring its own script or style.
 * @param frameAncestors who may embed the viewer, CSP source expressions
 */
export function securityHeaders(frameAncestors: readonly string[] = ["'self'"]): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", "data:", "blob:"],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        workerSrc: ["'self'", "blob:"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: [...frameAncestors],
      },
    },
    // frame-ancestors says it better, and the old field cannot name other origins.
    xFrameOptions:
      frameAncestors.length === 1 && frameAncestors[0] === "'self'" ? { action: "sameorigin" } : false,
    // Answers are meant to be read from other origins (a graph opened by its URL in Gephi Lite).
    crossOriginResourcePolicy: { policy: "cross-origin" },
    // The service speaks plain HTTP; whoever puts TLS in front decides for how long browsers remember it.
    strictTransportSecurity: false,
  }) as RequestHandler;
}

/** Reads from any origin: the answers are public and no cookie is ever looked at. */
export const cors: RequestHandler = (request, response, next) => {
  response.setHeader("Access-Control-Allow-Origin", "*");
  response.setHeader(
    "Access-Control-Expose-Headers",
    "ETag, Link, RateLimit, RateLimit-Policy, Retry-After, X-Request-Id",
  );
  if (request.method !== "OPTIONS") return next();
  response.setHeader("Access-Control-Allow-Methods", "GET, HEAD, OPTIONS");
  response.setHeader("Access-Control-Allow-Headers", "Accept, Accept-Language, Content-Type, If-None-Match");
  response.setHeader("Access-Control-Max-Age", "86400");
  response.status(204).end();
};

/** Refuses what no honest request looks like, before anything reads it. */
export const guard: RequestHandler = (request, response, next) => {
  // Whatever reads no body closes the connection after its answer: cheaper than swallowing somebody's gigabyte.
  if (hasBody(request)) response.setHeader("Connection", "close");
  if (request.url.length > LIMITS.url) return next(new Problem("uri-too-long"));
  // A raw or escaped NUL is in no address of ours, and file systems stumble over it.
  if (request.url.includes("%00") || request.url.includes("\0")) return next(new Problem("invalid-request"));
  next();
};

function hasBody({ headers }: IncomingMessage): boolean {
  return headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
}

/** RateLimit header fields (draft 8 of the IETF's), and 429 beyond the limit. */
export function rateLimiter({ limit, windowMs }: RateLimit): RequestHandler {
  return rateLimit({
    windowMs,
    limit,
    standardHeaders: "draft-8",
    legacyHeaders: false,
    identifier: "requests",
    // A forwarded-for header without a trusted proxy is only somebody's claim: not worth a line on stderr each.
    validate: false,
    keyGenerator: (request) => ipKeyGenerator(request.ip ?? "unknown"),
    handler: (_request, response, next) => {
      const seconds = String(response.getHeader("Retry-After") ?? Math.ceil(windowMs / 1000));
      next(new Problem("too-many-requests", { headers: { "Retry-After": seconds } }));
    },
  });
}

/** The caller's request id when it is a plain one, so that logs can be joined; else a fresh one. Echoed either way. */
export function requestId(request: IncomingMessage, response: ServerResponse): string {
  const given = request.headers["x-request-id"];
  const id = typeof given === "string" && /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
  response.setHeader("X-Request-Id", id);
  return id;
}
