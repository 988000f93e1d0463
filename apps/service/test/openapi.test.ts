import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { get, start } from "./client.ts";
import { sampleFacts } from "./fixture.ts";

/**
 * The description held against the running service, from outside: requests are made from the published document
 * alone, and every answer must be one that it announces, in the shape that it announces.
 */

// biome-ignore lint/suspicious/noExplicitAny: a JSON document of somebody else's making
type Json = any;

const service = await start();
const document: Json = (await get(service, "/openapi.json")).body;
const facts = sampleFacts();
const IDS = [
  ...facts.entities.map(({ id }) => id),
  ...facts.meetings.map(({ id }) => id),
  ...facts.articles.map(({ id }) => id),
  ...Object.keys(facts.redirects),
];

interface Operation {
  address: string;
  parameters: Json[];
  responses: Record<string, Json>;
}

const operations: Operation[] = Object.entries(document.paths as Record<string, Json>).map(
  ([address, { get: operation }]) => ({ address, ...operation }),
);

const validators = new Map<string, z.ZodType>();

/** A validator for a schema of the document, its references resolved against the components. */
function validator(schema: Json): z.ZodType {
  const key = JSON.stringify(schema);
  let made = validators.get(key);
  if (made === undefined) {
    const whole = JSON.parse(
      JSON.stringify({ ...schema, $defs: document.components.schemas }).replaceAll(
        "#/components/schemas/",
        "#/$defs/",
      ),
    );
    made = z.fromJSONSchema(whole);
    validators.set(key, made);
  }
  return made;
}

async function check(operation: Operation, address: string, headers: Record<string, string> = {}) {
  const got = await get(service, address, {}, headers);
  const announced = operation.responses[got.status];
  expect(announced, `${got.status} for ${address} is not announced`).toBeDefined();
  if (got.status === 304 || got.status === 308) return got;
  const [mediaType = ""] = (got.headers.get("content-type") ?? "").split(";");
  const content = announced.content[mediaType];
  expect(content, `${mediaType} for ${address} is not announced`).toBeDefined();
  if (content.schema !== undefined && got.body !== undefined) {
    const result = validator(content.schema).safeParse(got.body);
    expect(result.success, `${address}: ${result.error?.message}`).toBe(true);
  }
  return got;
}

/** Values for a parameter that its schema admits, or nearly. */
function valueFor({ name, schema }: Json): fc.Arbitrary<string> {
  const good = (() => {
    if (schema.enum) return fc.constantFrom(...schema.enum);
    if (schema.type === "boolean") return fc.constantFrom("true", "false");
    if (schema.type === "integer")
      return fc.integer({ min: schema.minimum, max: schema.maximum }).map(String);
    if (schema.type === "array") {
      const item = schema.items.enum ? fc.constantFrom(...schema.items.enum) : fc.constantFrom(...IDS);
      return fc.array(item, { minLength: 1, maxLength: 4 }).map((items) => items.join(","));
    }
    if (name === "since" || name === "until") {
      return fc.constantFrom("2018", "2019-03", "2019-03-04", "2020~", "201X", "2019-02-30", "2019/2020");
    }
    if (name === "q") return fc.constantFrom("شكري", "Jeffrey", "من التقى سامح شكري؟", "x");
    if (name === "cursor") return fc.constantFrom("3", "per:james-jeffrey", '[-1,0,"a"]', "%5B1%5D");
    return fc.constantFrom(...IDS);
  })();
  return fc.oneof({ weight: 8, arbitrary: good }, { weight: 1, arbitrary: fc.string({ unit: "grapheme" }) });
}

/** Half of the requests give only what must be given, so that some surely succeed. */
function requestFor(operation: Operation): fc.Arbitrary<string> {
  const record = (parameters: Json[]): fc.Arbitrary<Json> =>
    fc.record(
      Object.fromEntries(
        parameters.map((parameter) => [
          parameter.name,
          parameter.required
            ? valueFor(parameter)
            : fc.option(valueFor(parameter), { nil: undefined, freq: 2 }),
        ]),
      ),
    );
  const required = operation.parameters.filter((parameter) => parameter.required);
  return fc.oneof(record(operation.parameters), record(required)).map((values) => {
    let address = operation.address;
    const search = new URLSearchParams();
    for (const parameter of operation.parameters) {
      const value = values[parameter.name] as string | undefined;
      if (parameter.in === "path")
        address = address.replace(`{${parameter.name}}`, encodeURIComponent(value!));
      else if (value !== undefined) search.set(parameter.name, value);
    }
    return search.size === 0 ? address : `${address}?${search}`;
  });
}

describe("the OpenAPI description", () => {
  it("has a place for every endpoint of the contract", () => {
    expect(operations.map(({ address }) => address).sort()).toEqual(
      [
        "/api/articles/{id}",
        "/api/ask",
        "/api/between",
        "/api/common",
        "/api/entities/{id}",
        "/api/entities/{id}/neighbours",
        "/api/export",
        "/api/graph",
        "/api/meetings",
        "/api/meetings/{id}",
        "/api/paths",
        "/api/search",
        "/api/timeline",
        "/docs",
        "/healthz",
        "/metrics",
        "/openapi.json",
        "/readyz",
      ].sort(),
    );
  });

  it("resolves every reference, and names every operation once", () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)];
    expect(references.length).toBeGreaterThan(20);
    for (const [, id] of references) expect(document.components.schemas).toHaveProperty(id!);
    const names = operations.map((operation) => (operation as Json).operationId);
    expect(new Set(names).size).toBe(names.length);
  });

  for (const operation of operations) {
    it(`tells the truth about ${operation.address}`, async () => {
      const statuses = new Set<number>();
      await fc.assert(
        fc.asyncProperty(requestFor(operation), async (address) => {
          // An empty or dotted id makes another address: that one is announced elsewhere, or nowhere.
          fc.pre(!/\/(?:%20|\.{0,2})(?:\/|\?|$)/.test(address.replace("/api/", "")));
          const { status } = await check(operation, address);
          expect(status).toBeLessThan(500);
          statuses.add(status);
        }),
        { numRuns: 60 },
      );
      expect(statuses).toContain(200);
    });
  }

  it("announces what really occurs: 304, 308, 404, 400, and lines", async () => {
    const of = (address: string) => operations.find((operation) => operation.address === address)!;
    const meetings = of("/api/meetings");
    const { headers } = await check(meetings, "/api/meetings");
    const again = await check(meetings, "/api/meetings", { "If-None-Match": headers.get("etag")! });
    expect(again.status).toBe(304);
    expect((await check(of("/api/entities/{id}"), "/api/entities/per:shoukri")).status).toBe(308);
    expect((await check(of("/api/entities/{id}"), "/api/entities/per:nobody")).status).toBe(404);
    expect((await check(meetings, "/api/meetings?limit=0")).status).toBe(400);
    expect((await check(meetings, `/api/meetings?place=${"x".repeat(9000)}`)).status).toBe(414);
    const lines = await check(meetings, "/api/meetings", { Accept: "application/x-ndjson" });
    expect(lines.headers.get("content-type")).toBe("application/x-ndjson");
  });
});
