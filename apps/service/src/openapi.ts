import { z } from "zod";
import * as answers from "./answers.ts";
import { PROBLEMS, type ProblemCode } from "./problems.ts";
import { type Described, JSON_TYPE } from "./routes.ts";

type Json = Record<string, unknown>;

/** Refusals that any route of the API can give. */
export const COMMON_PROBLEMS: readonly ProblemCode[] = [
  "invalid-request",
  "uri-too-long",
  "too-many-requests",
];

const COMPONENTS = "#/components/schemas/";

/** The schemas that have a name of their own in the document. */
function namedAnswers(): z.core.$ZodRegistry<{ id: string }> {
  const registry = z.registry<{ id: string }>();
  for (const schema of Object.values(answers)) {
    if (!(schema instanceof z.ZodType)) continue;
    const id = schema.meta()?.id;
    if (id !== undefined) registry.add(schema, { id });
  }
  return registry;
}

/**
 * The OpenAPI 3.1 description, from the schemas that parse the requests and shape the answers.
 * @param version of the service
 */
export function openApiDocument(routes: readonly Described[], version: string): Json {
  const { schemas } = z.toJSONSchema(namedAnswers(), {
    target: "draft-2020-12",
    uri: (id) => COMPONENTS + id,
  });
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    paths[route.address] = { ...paths[route.address], [route.method]: operation(route, schemas) };
  }
  return {
    openapi: "3.1.1",
    info: {
      title: "Liqa",
      version,
      summary: "Who met whom, read from Arabic news, with the sentence that proves it",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: "/" }],
    paths,
    components: {
      securitySchemes: {
        key: { type: "http", scheme: "bearer", description: "A key made with `liqa keys add`" },
      },
      schemas: Object.fromEntries(Object.entries(schemas).map(([id, schema]) => [id, bare(schema)])),
    },
  };
}

function operation(route: Described, schemas: Record<string, unknown>): Json {
  const media: Json = {};
  for (const type of route.mediaTypes) {
    media[type] = type === "application/json" ? { schema: schemaOf(route.response, schemas) } : {};
  }
  const responses: Json = {};
  for (const [status, description] of Object.entries(route.successes ?? { 200: "The answer" })) {
    responses[status] = status === "204" ? { description } : { description, content: media };
  }
  if (route.cached) responses[304] = { description: "Unchanged since the given ETag" };
  if (route.moves) {
    responses[308] = {
      description: "The id was retired; `Location` is the address of its heir",
      headers: { Location: { schema: { type: "string" } } },
    };
  }
  const codes = new Set([
    ...(route.limited ? COMMON_PROBLEMS : ["invalid-request" as const]),
    ...route.problems,
  ]);
  for (const code of codes) {
    const { status, title } = PROBLEMS[code];
    responses[status] = {
      description: title.en,
      content: { "application/problem+json": { schema: { $ref: `${COMPONENTS}Problem` } } },
    };
  }
  responses.default = {
    description: "Anything else that may befall a service",
    content: { "application/problem+json": { schema: { $ref: `${COMPONENTS}Problem` } } },
  };
  return {
    operationId: route.operation,
    tags: [route.tag],
    summary: route.summary,
    parameters: [...parameters(route.path, "path"), ...parameters(route.query, "query")],
    ...(route.body === undefined
      ? {}
      : {
          requestBody: {
            required: true,
            content: { [JSON_TYPE]: { schema: schemaOf(route.body, schemas, "input") } },
          },
        }),
    ...(route.scope === undefined ? {} : { security: [{ key: [route.scope] }] }),
    responses,
  };
}

function parameters(schema: z.ZodObject, place: "path" | "query"): Json[] {
  const { properties = {} } = z.toJSONSchema(schema, { target: "draft-2020-12", io: "output" });
  return Object.entries(properties).map(([name, property]) => {
    const { description, ...rest } = property as Json;
    const list = rest.type === "array";
    return {
      name,
      in: place,
      ...(description === undefined ? {} : { description }),
      required:
        place === "path" || !(schema.shape as Record<string, z.ZodType>)[name]!.safeParse(undefined).success,
      ...(list ? { style: "form", explode: false } : {}),
      schema: rest,
    };
  });
}

/** A reference to the component where the schema is one, else the schema itself with references inside. */
function schemaOf(
  schema: z.ZodType,
  schemas: Record<string, unknown>,
  io: "input" | "output" = "output",
): unknown {
  const id = schema.meta()?.id;
  if (typeof id === "string" && id in schemas) return { $ref: COMPONENTS + id };
  const own = namedAnswers().add(schema, { id: "_" });
  const options = { target: "draft-2020-12", io, uri: (name: string) => COMPONENTS + name } as const;
  return bare(z.toJSONSchema(own, options).schemas._);
}

/** Inside an OpenAPI document a schema needs neither its dialect nor its address. */
function bare(schema: unknown): unknown {
  const { $schema: _dialect, $id: _address, ...rest } = schema as Json;
  return rest;
}
