import { z } from "zod";
import * as answers from "./answers.ts";
import { DOCS_POLICY, docsPage } from "./docs.ts";
import { LANGUAGES, type Language } from "./language.ts";
import { openApiDocument } from "./openapi.ts";
import { Problem, type ProblemCode } from "./problems.ts";
import type { Edition } from "./readers.ts";
import { type Described, JSON_TYPE, type Nothing, nothing } from "./routes.ts";

/** A route that tells of the service itself, answered where the requests arrive. */
export interface OwnRoute extends Described {
  /** Header fields of the answer. */
  readonly headers: Readonly<Record<string, string>>;
  answer(asked: { query: never; language: Language }): unknown;
}

function own<R extends z.ZodType, Q extends z.ZodObject = Nothing>(
  route: Pick<Described, "address" | "operation" | "summary"> & {
    response: R;
    query?: Q;
    problems?: ProblemCode[];
    mediaTypes?: readonly string[];
    limited?: boolean;
    headers?: Record<string, string>;
    answer(asked: { query: z.output<Q>; language: Language }): z.output<R> | Promise<z.output<R>>;
  },
): OwnRoute {
  return {
    method: "get",
    tag: "operation",
    path: nothing,
    query: nothing,
    problems: [],
    mediaTypes: [JSON_TYPE],
    moves: false,
    cached: false,
    limited: true,
    headers: {},
    ...route,
    answer: route.answer as OwnRoute["answer"],
  };
}

/** What the operation routes look at. */
export interface Operated {
  /** All routes but these, for the description. */
  described: readonly Described[];
  version: string;
  current(): Edition;
  metrics(): Promise<string>;
  draining(): boolean;
}

/** Routes for whoever runs the service or programs against it: probes, metrics, documentation. */
export function operationRoutes(operated: Operated): readonly OwnRoute[] {
  const { described, version, draining } = operated;
  const routes: OwnRoute[] = [
    own({
      address: "/healthz",
      operation: "health",
      summary: "The process is alive",
      response: answers.health,
      limited: false,
      answer: () => ({ status: "ok" as const }),
    }),
    own({
      address: "/readyz",
      operation: "readiness",
      summary: "There is a graph to answer from, and the service is not being stopped",
      response: answers.readiness,
      problems: ["unavailable"],
      limited: false,
      answer: () => {
        if (draining()) throw new Problem("unavailable");
        const { version: graph, counts, revision } = operated.current();
        return { status: "ready" as const, version: graph, ...counts, revision };
      },
    }),
    own({
      address: "/metrics",
      operation: "metrics",
      summary: "Prometheus metrics",
      response: z.string(),
      mediaTypes: ["text/plain"],
      limited: false,
      answer: () => operated.metrics(),
    }),
    own({
      address: "/openapi.json",
      operation: "openapi",
      summary: "This description, OpenAPI 3.1",
      response: z.looseObject({ openapi: z.string() }),
      answer: () => description(),
    }),
    own({
      address: "/docs",
      operation: "docs",
      summary: "This description for people, in Arabic or English",
      query: z.strictObject({
        lang: z.enum(LANGUAGES).describe("Default: by Accept-Language").optional(),
      }),
      response: z.string(),
      mediaTypes: ["text/html"],
      headers: { "Content-Security-Policy": DOCS_POLICY, Vary: "Accept-Language" },
      answer: ({ language, query }) => page(query.lang ?? language),
    }),
  ];
  // Made when first asked for: a service that only answers questions never needs it.
  let document: { openapi: string } | undefined;
  const description = (): { openapi: string } => {
    document ??= openApiDocument([...described, ...routes], version) as { openapi: string };
    return document;
  };
  const pages = new Map<Language, string>();
  const page = (language: Language): string => {
    const html = pages.get(language) ?? docsPage(description(), language);
    pages.set(language, html);
    return html;
  };
  return routes;
}
