import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Page } from "@liqa/graph";
import type { Request, RequestHandler, Response } from "express";
import type { BodyCache } from "./bodies.ts";
import { negotiateLanguage } from "./language.ts";
import type { PathThread } from "./pathThread.ts";
import { parsePath, parseQuery } from "./requests.ts";
import { Moved, NDJSON_TYPE, type Question, type Route, Streamed } from "./routes.ts";
import type { Snapshot } from "./snapshot.ts";
import type { Turnstile } from "./turnstile.ts";

/** What every handler shares. */
export interface Surroundings {
  current(): Snapshot;
  /** Heavy work on the event loop takes turns. */
  turnstile: Turnstile;
  paths: PathThread;
  bodies: BodyCache;
}

/** Rows fetched at once while a whole list is streamed. */
const STREAM_PAGE = 500;

/** Characters written at once. */
const STREAM_CHUNK = 65_536;

/**
 * Answers what was answered before ahead of the router: no matching, no parsing, the same bytes. Everything that
 * concerns the connection (headers, limits, compression, logs) stands before it and applies as ever.
 */
export function answerKept({ current, bodies }: Surroundings): RequestHandler {
  return (request, response, next) => {
    if (request.method !== "GET" && request.method !== "HEAD") return next();
    const snapshot = current();
    const kept = bodies.get(snapshot.version, request.url);
    if (kept === undefined || (kept.route.rows !== undefined && wantsLines(request))) return next();
    begin(kept.route, response);
    if (isFresh(request, response, entityTag(snapshot, request.url, false))) return;
    send(response, kept.route.mediaTypes[0]!, kept.body);
  };
}

/** What every answer of a route carries. */
function begin(route: Route, response: Response): void {
  response.locals.route = route.address;
  for (const name of Object.keys(route.headers)) response.setHeader(name, route.headers[name]!);
  if (route.rows !== undefined) response.vary("Accept");
}

/** The Express handler of a route: parse, answer, write. */
export function respond(route: Route, surroundings: Surroundings): RequestHandler {
  return async (request, response) => {
    begin(route, response);
    const snapshot = surroundings.current();
    const at = request.url.indexOf("?");
    const search = at < 0 ? "" : request.url.slice(at + 1);
    const lines = route.rows !== undefined && wantsLines(request);

    const question = {
      snapshot,
      path: parsePath(route.path, request.params),
      query: parseQuery(route.query, search),
      language: negotiateLanguage(request.headers["accept-language"]),
      paths: surroundings.paths,
      gone: () => response.destroyed,
    } as Question<never, never>;
    const tag = entityTag(snapshot, request.url, lines);
    // Before the work: whoever holds this tag got it for this address and this snapshot.
    if (route.cached && isFresh(request, response, tag)) return;

    let answer: unknown;
    try {
      const work = () => (lines ? linesOf(route, question, search, response) : route.answer(question));
      answer = await (route.heavy ? surroundings.turnstile.run(work, () => response.destroyed) : work());
    } catch (error) {
      response.removeHeader("ETag");
      if (!(error instanceof Moved)) throw error;
      const address = route.address.replace("{id}", encodeURIComponent(error.heir));
      response.setHeader("Cache-Control", "no-cache");
      response.setHeader("Location", at < 0 ? address : `${address}?${search}`);
      response.status(308).end();
      return;
    }
    if (!route.cached) response.setHeader("Cache-Control", "no-store");
    if (answer instanceof Streamed) {
      await stream(response, answer);
      return;
    }
    const text = typeof answer === "string" ? answer : JSON.stringify(answer);
    const body = Buffer.from(text);
    // An answer from a graph that was replaced meanwhile is still an answer, but no longer worth keeping.
    if (route.cached && surroundings.current() === snapshot) {
      surroundings.bodies.set(snapshot.version, request.url, { route, body });
    }
    send(response, route.mediaTypes[0]!, body);
  };
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
function entityTag(snapshot: Snapshot, address: string, lines: boolean): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < address.length; i++) hash = Math.imul(hash ^ address.charCodeAt(i), 0x01000193);
  return `W/"${snapshot.version}-${(hash >>> 0).toString(36)}${lines ? "-lines" : ""}"`;
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

/** The rows of a list, one JSON text a line: one page when a limit is given, else all of them. */
function linesOf(
  route: Route,
  question: Question<never, never>,
  search: string,
  response: Response,
): Streamed {
  const { limit, cursor } = question.query as { limit: number; cursor?: string };
  const onePage = new URLSearchParams(search).has("limit");
  const page: Page = { limit: onePage ? limit : STREAM_PAGE, ...(cursor === undefined ? {} : { cursor }) };
  // The first page before the first byte, so that a bad cursor is still a problem document.
  const first = route.rows!(question, page);
  if (onePage && first.nextCursor !== null) {
    const next = new URLSearchParams(search);
    next.set("cursor", first.nextCursor);
    response.setHeader("Link", `<?${next}>; rel="next"`);
  }
  function* chunks() {
    let { items, nextCursor } = first;
    for (;;) {
      yield items.map((item) => `${JSON.stringify(item)}\n`).join("");
      if (onePage || nextCursor === null) return;
      ({ items, nextCursor } = route.rows!(question, { limit: STREAM_PAGE, cursor: nextCursor }));
    }
  }
  return new Streamed(NDJSON_TYPE, "", chunks());
}

/** Writes an answer as it is made, at the reader's pace, and lets other requests in between. */
async function stream(response: Response, { mediaType, filename, chunks }: Streamed): Promise<void> {
  response.setHeader("Content-Type", contentType(mediaType));
  if (filename !== "") response.setHeader("Content-Disposition", `attachment; filename="${filename}"`);
  async function* paced() {
    let text = "";
    for await (const chunk of chunks) {
      if (typeof chunk === "string") {
        text += chunk;
        if (text.length < STREAM_CHUNK) continue;
        yield Buffer.from(text);
        text = "";
      } else {
        if (text !== "") yield Buffer.from(text);
        text = "";
        if (chunk.length > 0) yield chunk;
      }
      await new Promise(setImmediate);
    }
    if (text !== "") yield Buffer.from(text);
  }
  try {
    await pipeline(Readable.from(paced(), { objectMode: false }), response);
  } catch (error) {
    // The status line is out: cutting the connection is the only honest way to say that the rest is missing.
    if (!response.destroyed) response.destroy(error as Error);
  }
}
