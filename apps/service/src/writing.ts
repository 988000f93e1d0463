import { createHash } from "node:crypto";
import { type Article, VERDICTS } from "@liqa/graph";
import express, { type RequestHandler, type Response } from "express";
import { z } from "zod";
import * as answers from "./answers.ts";
import type { KeyRing, Scope, StoredKey } from "./keys.ts";
import { invalid, notFound, Problem, type ProblemCode } from "./problems.ts";
import { idPath, LIMITS, PLAIN_TEXT, parseBody, parsePath } from "./requests.ts";
import { type Described, JSON_TYPE, nothing } from "./routes.ts";
import type { Writer } from "./writer.ts";

/** What the write routes need. */
export interface Writing {
  keys: KeyRing;
  /** Absent: there is no store to write into. */
  writer: Writer | undefined;
  /** Of these ids, those that nothing in the graph has. */
  unknown(ids: readonly string[]): Promise<string[]>;
}

/** A route that writes. */
export interface WriteRoute extends Described {
  readonly scope: Scope;
  handle(asked: {
    writer: Writer;
    writing: Writing;
    key: StoredKey;
    id: string;
    body: never;
  }): Promise<Reply>;
}

interface Reply {
  status: number;
  location?: string;
  body?: unknown;
}

const line = z.string().max(LIMITS.line).regex(PLAIN_TEXT);

// PostgreSQL stores no NUL, UTF-8 no half of a character; anything else may stand in an article.
const articleText = z
  .string()
  .max(LIMITS.text)
  .regex(/^[^\0\p{Cs}]*\p{L}[^\0\p{Cs}]*$/u)
  .describe("The whole text, its headline first; evidence points into it as given");

const articleBody = z.strictObject({
  id: z
    .string()
    .min(1)
    .max(LIMITS.id)
    .regex(PLAIN_TEXT)
    .describe("The article of this id is replaced. Default: made from the text")
    .optional(),
  text: articleText,
  title: line.nullable().describe("A separate headline: context only").optional(),
  publishedAt: z
    .union([z.iso.date(), z.iso.datetime({ offset: true, local: true })])
    .nullable()
    .describe("ISO 8601 day or instant; without it «أمس» stays unresolved")
    .optional(),
  source: line.nullable().describe("The outlet").optional(),
  url: line
    .regex(/^https?:\/\/[^\s<>"]+$/i)
    .nullable()
    .describe("Kept and shown, never fetched")
    .optional(),
  language: z
    .string()
    .max(35)
    .regex(/^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/)
    .nullable()
    .describe("BCP 47 tag; Arabic (`ar`, `ar-EG`) is read")
    .optional(),
});

const judgementBody = z.strictObject({
  left: z
    .string()
    .min(1)
    .max(LIMITS.id)
    .regex(PLAIN_TEXT)
    .describe(
      "Id of an actor or meeting, or what one article says: `article#e3`, or the passage in evidence, `article#64-72`",
    ),
  right: z.string().min(1).max(LIMITS.id).regex(PLAIN_TEXT),
  verdict: z.enum(VERDICTS).describe("`unsure` takes an earlier verdict back"),
  reasons: z
    .array(line.regex(/^[^|\t\r\n]*$/))
    .max(10)
    .optional(),
});

const REFUSALS: readonly ProblemCode[] = ["unauthorized", "forbidden", "unavailable"];
const WITH_BODY: readonly ProblemCode[] = ["too-large", "unsupported-media-type"];

const common = {
  path: nothing,
  query: nothing,
  mediaTypes: [JSON_TYPE],
  moves: false,
  cached: false,
  limited: true,
};

export const WRITES: readonly WriteRoute[] = [
  {
    ...common,
    method: "post",
    address: "/api/articles",
    operation: "putArticle",
    tag: "articles",
    summary: "Reads an article and keeps it; answers see it within two seconds",
    scope: "articles",
    body: articleBody,
    response: answers.written,
    successes: { 200: "An article of this id was there", 201: "The article is new" },
    problems: [...REFUSALS, ...WITH_BODY],
    async handle({ writer, body }) {
      const { id = idOf(body), ...fields } = body as z.output<typeof articleBody>;
      const { outcome, revision, entities, meetings, warnings } = await writer.write({
        kind: "put",
        article: { id, ...(fields as Omit<Article, "id">) },
      });
      return {
        status: outcome === "added" ? 201 : 200,
        location: `/api/articles/${encodeURIComponent(id)}`,
        body: { id, outcome, revision, entities, meetings, warnings },
      };
    },
  },
  {
    ...common,
    method: "delete",
    address: "/api/articles/{id}",
    operation: "deleteArticle",
    tag: "articles",
    summary: "Removes an article, and with it all that rested on it alone",
    scope: "articles",
    path: idPath,
    response: z.null(),
    successes: { 204: "It is gone" },
    problems: [...REFUSALS, "not-found"],
    async handle({ writer, id }) {
      const deleted = async (article: string) =>
        (await writer.write({ kind: "delete", article })).outcome === "deleted";
      // `art:` is the article's id as a node of the graph.
      if ((await deleted(id)) || (id.startsWith("art:") && (await deleted(id.slice(4)))))
        return { status: 204 };
      throw notFound("article", id);
    },
  },
  {
    ...common,
    method: "post",
    address: "/api/judgements",
    operation: "judge",
    tag: "actors",
    summary: "Says that two actors or two meetings are one, or are not",
    scope: "judgements",
    body: judgementBody,
    response: answers.judged,
    successes: { 201: "The judgement is kept" },
    problems: [...REFUSALS, ...WITH_BODY, "not-found"],
    async handle({ writer, writing, key, body }) {
      const { left, right, verdict, reasons = [] } = body as z.output<typeof judgementBody>;
      if (left === right) {
        const say = { en: "is the same as left", ar: "هو نفسه left" };
        throw invalid([{ parameter: "right", say }]);
      }
      const [unknown] = await writing.unknown([left, right]);
      if (unknown !== undefined) throw notFound(unknown.startsWith("mtg:") ? "meeting" : "entity", unknown);
      const judgement = { left, right, verdict, reasons, who: key.name, when: new Date().toISOString() };
      const { revision } = await writer.write({ kind: "judge", judgement: { ...judgement, score: null } });
      return { status: 201, body: { ...judgement, revision } };
    },
  },
];

const idOf = (body: object): string =>
  `post:${createHash("sha256").update(JSON.stringify(body)).digest("base64url").slice(0, 16)}`;

const OFF = {
  en: "Writing is off here: it needs a store (liqa serve --store FILE) and a key (liqa keys add NAME).",
  ar: "الكتابة معطلة هنا: يلزمها مخزن (liqa serve --store FILE) ومفتاح (liqa keys add NAME).",
};

/** The Express handlers of a route that writes: the key first, then the body, then the work. */
export function respondWrite(route: WriteRoute, writing: Writing): RequestHandler[] {
  const authorize: RequestHandler = (request, response, next) => {
    response.locals.route = route.address;
    response.setHeader("Cache-Control", "no-store");
    if (writing.writer === undefined || !writing.keys.open) throw new Problem("forbidden", { detail: OFF });
    const secret = /^Bearer ([\w-]{1,200})$/i.exec(request.headers.authorization ?? "")?.[1];
    const key = secret === undefined ? undefined : writing.keys.find(secret);
    if (key === undefined) {
      throw new Problem("unauthorized", { headers: { "WWW-Authenticate": 'Bearer realm="liqa"' } });
    }
    if (!key.scopes.includes(route.scope)) throw new Problem("forbidden");
    response.locals.key = key;
    next();
  };
  const read: RequestHandler[] =
    route.body === undefined
      ? []
      : [
          (request, _response, next) => {
            if (request.is(JSON_TYPE) === false) throw new Problem("unsupported-media-type");
            next();
          },
          express.json({ limit: LIMITS.body, strict: true }),
          (_request, response, next) => {
            // The body was read to its end: the connection can go on.
            response.removeHeader("Connection");
            next();
          },
        ];
  const work: RequestHandler = async (request, response) => {
    const { status, location, body } = await route.handle({
      writing,
      writer: writing.writer!,
      key: response.locals.key as StoredKey,
      id: (parsePath(route.path, request.params) as { id?: string }).id ?? "",
      body: (route.body === undefined ? {} : parseBody(route.body, request.body)) as never,
    });
    if (location !== undefined) response.setHeader("Location", location);
    finish(response, status, body);
  };
  return [authorize, ...read, work];
}

function finish(response: Response, status: number, body: unknown): void {
  response.status(status);
  if (body === undefined) response.end();
  else response.setHeader("Content-Type", JSON_TYPE).end(JSON.stringify(body));
}
