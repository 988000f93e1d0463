import { z } from "zod";
import * as answers from "./answers.ts";
import { DOCS_POLICY, docsPage } from "./docs.ts";
import { LANGUAGES, type Language } from "./language.ts";
import type { Metrics } from "./metrics.ts";
import { openApiDocument } from "./openapi.ts";
import { Problem } from "./problems.ts";
import { type Route, thing } from "./routes.ts";

/** Routes for whoever runs the service or programs against it: probes, metrics, documentation. */
export function operationRoutes(
  described: readonly Route[],
  version: string,
  metrics: Metrics,
  draining: () => boolean,
): readonly Route[] {
  const routes: Route[] = [
    thing({
      address: "/healthz",
      operation: "health",
      tag: "operation",
      summary: "The process is alive",
      response: answers.health,
      cached: false,
      limited: false,
      answer: () => ({ status: "ok" as const }),
    }),
    thing({
      address: "/readyz",
      operation: "readiness",
      tag: "operation",
      summary: "There is a graph to answer from, and the service is not being stopped",
      response: answers.readiness,
      problems: ["unavailable"],
      cached: false,
      limited: false,
      answer: ({ snapshot: { version, facts } }) => {
        if (draining()) throw new Problem("unavailable");
        return {
          status: "ready" as const,
          version,
          entities: facts.entities.length,
          meetings: facts.meetings.length,
          articles: facts.articles.length,
        };
      },
    }),
    thing({
      address: "/metrics",
      operation: "metrics",
      tag: "operation",
      summary: "Prometheus metrics",
      response: z.string(),
      mediaTypes: ["text/plain"],
      cached: false,
      limited: false,
      answer: () => metrics.text(),
    }),
    thing({
      address: "/openapi.json",
      operation: "openapi",
      tag: "operation",
      summary: "This description, OpenAPI 3.1",
      response: z.looseObject({ openapi: z.string() }),
      answer: () => description(),
    }),
    thing({
      address: "/docs",
      operation: "docs",
      tag: "operation",
      summary: "This description for people, in Arabic or English",
      query: z.strictObject({
        lang: z.enum(LANGUAGES).describe("Default: by Accept-Language").optional(),
      }),
      response: z.string(),
      mediaTypes: ["text/html"],
      cached: false,
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
