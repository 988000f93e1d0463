import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Request, RequestHandler, Response } from "express";
import type { BodyCache } from "./bodies.ts";
import { negotiateLanguage } from "./language.ts";
import type { OwnRoute } from "./operations.ts";
import { Problem } from "./problems.ts";
import type { Edition, StreamedReply } from "./readers.ts";
import { parsePath, parseQuery } from "./requests.ts";
import { NDJSON_TYPE, type Route } from "./routes.ts";

/** What every handler shares. */
export interface Surroundings {
  current(): Edition;
  bodies: BodyCache;
}

/** Milliseconds after which a reader who takes nothing of a long answer is let go. */
const STALLED = 30_000;

/**
 * Answers what was answered before ahead of the router: no matching, no parsing, the same bytes. Everything that
 * concerns the connection (headers, limits, compression, logs) stands before it and applies as ever.
 */
export function answerKept({ current, bodies }: Surroundings): RequestHandler {
  return (request, response, next) => {
    if (request.method !== "GET" && request.method !== "HEAD") return next();
    const { version } = current();
    const kept = bodies.get(version, request.url);
    if (kept === undefined || (kept.route.rows !== undefined && wantsLines(request))) return next();
    begin(kept.route, response);
    if (isFresh(request, response, entityTag(version, request.url, false))) return;
    send(response, kept.route.mediaTypes[0]!, kept.body);
  };
}

/** What every answer of a route carries. */
function begin(route: Route, response: Response): void {
  response.locals.route = route.address;
  if (route.rows !== undefined) response.vary("Accept");
}

/** The Express handler of a route over the graph: parse, ask, write. */
export function respond(route: Route, { current, bodies }: Surroundings): RequestHandler {
  return async (request, response) => {
    begin(route, response);
    const edition = current();
    const { version } = edition;
    const search = searchOf(request);
    const path = parsePath(route.path, request.params);
    const query = parseQuery(route.query, search);
    const lines =
      route.rows !== undefined && wantsLines(request)
        ? { onePage: new URLSearchParams(search).has("limit") }
        : null;
    const tag = entityTag(version, request.url, lines !== null);
    // Before the work: whoever holds this tag got it for this address and this graph.
    if (isFresh(request, response, tag)) return;

    const task = { kind: "route" as const, operation: route.operation, path, query, lines };
    const answer = await edition.ask(task, () => response.destroyed);
    switch (answer.kind) {
      case "body": {
        const body = Buffer.from(answer.body.buffer, answer.body.byteOffset, answer.body.byteLength);
        // An answer from a graph that was replaced meanwhile is still an answer, but no longer worth keeping.
        if (current().version === version) bodies.set(version, request.url, { route, body });
        send(response, route.mediaTypes[0]!, body);
        return;
      }
      case "stream":
        if (answer.nextCursor !== null) {
          const next = new URLSearchParams(search);
          next.set("cursor", answer.nextCursor);
          response.setHeader("Link", `<?${next}>; rel="next"`);
        }
        await stream(response, answer);
        return;
      case "moved": {
        const address = route.address.replace("{id}", encodeURIComponent(answer.heir));
        response.removeHeader("ETag");
        response.setHeader("Location", search === "" ? address : `${address}?${search}`);
        response.status(308).end();
        return;
      }
      case "refused":
        throw Problem.from(answer.problem);
      default:
        throw new Error(answer.kind === "failed" ? answer.message : answer.kind);
    }
  };
}

/** The Express handler of a route about the service itself. */
export function respondOwn(route: OwnRoute): RequestHandler {
  return async (request, response) => {
    response.locals.route = route.address;
    for (const [name, value] of Object.entries(route.headers)) response.setHeader(name, value);
    const answer = await route.answer({
      query: parseQuery(route.query, searchOf(request)) as never,
      language: negotiateLanguage(request.headers["accept-language"]),
    });
    response.setHeader("Cache-Control", "no-store");
    const text = typeof answer === "string" ? answer : JSON.stringify(answer);
    send(response, route.mediaTypes[0]!, Buffer.from(text));
  };
}

/** The query string, undecoded. */
function searchOf({ url }: Request): string {
  const at = url.indexOf("?");
  return at < 0 ? "" : url.slice(at + 1);
}

const contentType = (mediaType: string): string =>
  mediaType.startsWith("text/") ? `${mediaType}; charset=utf-8` : mediaType;

function send(response: Response, mediaType: string, body: Buffer): void {
  response.setHeader("Content-Type", contentType(mediaType));
  response.setHeader("Content-Length", body.length);
  response.end(body);
}

/** True when the request prefers one item a line. */
function wantsLines(request: Request): boolean {
  const accept = request.headers.accept;
  if (accept === undefined || !accept.includes("ndjson")) return false;
  return request.accepts(["application/json", NDJSON_TYPE]) === NDJSON_TYPE;
}

/**
 * Weak, since compression may change the bytes; bound to the address, since a tag that were the same everywhere
 * would confirm answers that were never given.
 */
function entityTag(version: string, address: string, lines: boolean): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < address.length; i++) hash = Math.imul(hash ^ address.charCodeAt(i), 0x01000193);
  return `W/"${version}-${(hash >>> 0).toString(36)}${lines ? "-lines" : ""}"`;
}

/** Sets the validators; answers 304 when the caller's copy is as good as ours. */
function isFresh(request: Request, response: Response, tag: string): boolean {
  response.setHeader("ETag", tag);
  response.setHeader("Cache-Control", "no-cache");
  const held = request.headers["if-none-match"];
  if (held === undefined || !held.split(",").some((candidate) => candidate.trim() === tag)) return false;
  response.status(304).end();
  return true;
}

/** Writes an answer as it comes, at the reader's pace. */
async function stream(response: Response, { mediaType, filename, chunks }: StreamedReply): Promise<void> {
  response.setHeader("Content-Type", contentType(mediaType));
  if (filename !== "") response.setHeader("Content-Disposition", `attachment; filename="${filename}"`);
  response.setTimeout(STALLED, () => response.destroy());
  try {
    await pipeline(Readable.from(chunks, { objectMode: false }), response);
  } catch (error) {
    // The status line is out: cutting the connection is the only honest way to say that the rest is missing.
    if (!response.destroyed) response.destroy(error as Error);
  }
}
