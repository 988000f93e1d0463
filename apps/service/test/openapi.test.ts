import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { extractor } from "@liqa/graph";
import { ar } from "@liqa/graph/ar";
import { openStore } from "@liqa/store";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { Service } from "../src/index.ts";
import { addKey } from "../src/keys.ts";
import { get, start } from "./client.ts";
import { sampleFacts } from "./fixture.ts";

/**
 * The description held against the running service, from outside: requests are made from the published document
 * alone, and every answer must be one that it announces, in the shape that it announces.
 */

// biome-ignore lint/suspicious/noExplicitAny: a JSON document of somebody else's making
type Json = any;

const folder = mkdtempSync(join(tmpdir(), "liqa-openapi-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
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
  method: string;
  address: string;
  parameters: Json[];
  requestBody?: Json;
  responses: Record<string, Json>;
}

const operations: Operation[] = Object.entries(document.paths as Record<string, Json>).flatMap(
  ([address, methods]) =>
    Object.entries(methods as Record<string, Json>).map(([method, operation]) => ({
      method,
      address,
      ...operation,
    })),
);
const reads = operations.filter(({ method }) => method === "get");
const writes = operations.filter(({ method }) => method !== "get");

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

interface Sent {
  headers?: Record<string, string>;
  body?: string;
  to?: Service;
}

/** Sends a request; the answer must be one that the operation announces, in the shape that it announces. */
async function check(operation: Operation, address: string, { headers = {}, body, to = service }: Sent = {}) {
  const response = await fetch(to.url + address, {
    method: operation.method.toUpperCase(),
    headers,
    redirect: "manual",
    ...(body === undefined ? {} : { body }),
  });
  const text = await response.text();
  const { status } = response;
  const announced = operation.responses[status];
  const shown = `${operation.method} ${address} ${body?.slice(0, 200) ?? ""}`;
  expect(announced, `${status} for ${shown} is not announced`).toBeDefined();
  seen.add(`${operation.method} ${operation.address} ${status}`);
  if (announced.content === undefined) {
    expect(text).toBe("");
    return response;
  }
  const [mediaType = ""] = (response.headers.get("content-type") ?? "").split(";");
  const content = announced.content[mediaType];
  expect(content, `${mediaType} for ${shown} is not announced`).toBeDefined();
  if (content.schema !== undefined && /json$/.test(mediaType)) {
    const result = validator(content.schema).safeParse(JSON.parse(text));
    expect(result.success, `${shown}: ${result.error?.message}`).toBe(true);
  }
  return response;
}

/** Every answer that came, as `get /api/meetings 200`. */
const seen = new Set<string>();

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

/** Bodies that the schema admits, or nearly. */
function bodyFor(schema: Json, text: string): fc.Arbitrary<string> {
  if (schema === undefined) return fc.constant("");
  const fieldOf = (name: string, field: Json): fc.Arbitrary<unknown> => {
    if (field.enum) return fc.constantFrom(...field.enum);
    if (name === "text") return fc.constantFrom(text, `${text} 2`, "x");
    if (name === "left" || name === "right") return fc.constantFrom("per:a", "mtg:b", "one#e1");
    if (name === "publishedAt") return fc.constantFrom("2019-03-04", "2019-03-04T10:00:00Z", null);
    if (name === "url") return fc.constantFrom("https://example.org/a", null);
    if (name === "language") return fc.constantFrom("ar", "ar-EG", "en", null);
    if (name === "id") return fc.constantFrom("a", "b", "__proto__", "constructor");
    return fc.constantFrom("x", null, ["x"]);
  };
  const fields = Object.entries(schema.properties as Record<string, Json>);
  const record = fc.record(
    Object.fromEntries(
      fields.map(([name, field]) => [
        name,
        fc.oneof({ weight: 12, arbitrary: fieldOf(name, field) }, { weight: 1, arbitrary: fc.jsonValue() }),
      ]),
    ),
    { requiredKeys: schema.required },
  );
  return fc.oneof(
    { weight: 6, arbitrary: record.map((value) => JSON.stringify(value)) },
    { weight: 1, arbitrary: fc.json() },
    { weight: 1, arbitrary: fc.string() },
  );
}

describe("the OpenAPI description", () => {
  it("has a place for every endpoint of the contract", () => {
    expect(reads.map(({ address }) => address).sort()).toEqual(
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
    expect(writes.map(({ method, address }) => `${method} ${address}`).sort()).toEqual([
      "delete /api/articles/{id}",
      "post /api/articles",
      "post /api/judgements",
    ]);
  });

  it("resolves every reference, and names every operation once", () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)];
    expect(references.length).toBeGreaterThan(20);
    for (const [, id] of references) expect(document.components.schemas).toHaveProperty(id!);
    const names = operations.map((operation) => (operation as Json).operationId);
    expect(new Set(names).size).toBe(names.length);
  });

  for (const operation of reads) {
    it(`tells the truth about GET ${operation.address}`, async () => {
      await fc.assert(
        fc.asyncProperty(requestFor(operation), async (address) => {
          // An empty or dotted id makes another address: that one is announced elsewhere, or nowhere.
          fc.pre(!/\/(?:%20|\.{0,2})(?:\/|\?|$)/.test(address.replace("/api/", "")));
          expect((await check(operation, address)).status).toBeLessThan(500);
        }),
        { numRuns: 60 },
      );
      expect(seen).toContain(`get ${operation.address} 200`);
    });
  }

  it("tells the truth about what is written", async () => {
    const keys = join(folder, "keys.json");
    const { secret } = addKey(keys, "writer");
    const to = await start({ store: join(folder, "news.db"), keys });
    const json = { Authorization: `Bearer ${secret}`, "Content-Type": "application/json" };
    const text = "التقى وزير الخارجية المصري سامح شكري المبعوث الأمريكي جيمس جيفري في القاهرة.";
    for (const operation of writes) {
      const schema = operation.requestBody?.content["application/json"].schema;
      await fc.assert(
        fc.asyncProperty(bodyFor(schema, text), fc.constantFrom("a", "b", "x y"), async (body, id) => {
          const address = operation.address.replace("{id}", encodeURIComponent(id));
          const headers = schema === undefined ? { Authorization: json.Authorization } : json;
          const sent = schema === undefined ? { headers, to } : { headers, to, body };
          expect((await check(operation, address, sent)).status).toBeLessThan(500);
        }),
        { numRuns: 80 },
      );
    }
    const [remove, put, judge] = ["deleteArticle", "putArticle", "judge"].map(
      (id) => operations.find((operation) => (operation as Json).operationId === id)!,
    ) as [Operation, Operation, Operation];
    const article = JSON.stringify({ id: "one", text });
    const first = await check(put, "/api/articles", { headers: json, body: article, to });
    expect(first.status).toBe(201);
    const { revision } = (await (
      await fetch(`${to.url}/api/articles`, { method: "POST", headers: json, body: article })
    ).json()) as Json;
    await check(put, "/api/articles", { headers: json, body: article, to });
    while (((await get(to, "/readyz")).body.revision as number) < revision) await sleep(20);
    const pair = { left: "per:sameh-shoukry", right: "per:james-jeffrey", verdict: "different" };
    for (const body of [pair, { ...pair, left: "per:nobody" }])
      await check(judge, "/api/judgements", { headers: json, body: JSON.stringify(body), to });
    await check(remove, "/api/articles/one", { headers: json, to });
    await check(remove, "/api/articles/one", { headers: json, to });
    await check(remove, `/api/articles/${"x".repeat(301)}`, { headers: json, to });
    for (const operation of [put, judge]) {
      const { address } = operation;
      await check(operation, address, { headers: { ...json, "Content-Type": "text/plain" }, body: "x", to });
      await check(operation, address, { headers: json, body: `"${"x".repeat(1_400_000)}"`, to });
    }
    const far = `?${"x".repeat(9000)}`;
    for (const operation of writes) {
      const address = operation.address.replace("{id}", "one");
      await check(operation, address, { to });
      await check(operation, address, { headers: { Authorization: "Bearer nobody" }, to });
      // Without a store nothing can be written.
      await check(operation, address, { headers: json });
      await check(operation, address + far, { headers: json, to });
    }
    const hurried = await start({ rateLimit: { limit: 1, windowMs: 60_000 } });
    await get(hurried, "/api/meetings");
    for (const operation of writes) {
      const { status } = await check(operation, operation.address.replace("{id}", "one"), { to: hurried });
      expect(status).toBe(429);
    }
    // A store that is damaged before it is first written to.
    const damaged = { store: join(folder, "damaged.db"), keys: join(folder, "later.json") };
    const full = await openStore(damaged.store);
    const read = { id: "one", text };
    await full.putArticle({ article: read, extraction: extractor(ar)(read), extractor: "test" });
    await full.close();
    const broken = await start(damaged);
    writeFileSync(damaged.store, "not a store any more");
    const late = { ...json, Authorization: `Bearer ${addKey(damaged.keys, "late").secret}` };
    const bodies: Record<string, string> = { putArticle: article, judge: JSON.stringify(pair) };
    for (const operation of writes) {
      const body = bodies[(operation as Json).operationId];
      const address = operation.address.replace("{id}", "one");
      const headers = body === undefined ? { Authorization: late.Authorization } : late;
      await check(operation, address, { headers, to: broken, ...(body === undefined ? {} : { body }) });
    }
  });

  it("says that it is not ready while it ends", async () => {
    const own = await start();
    const socket = connect(Number(new URL(own.url).port), "127.0.0.1");
    await once(socket, "connect");
    socket.write("GET /readyz HTTP/1.1\r\nHost: x\r\n");
    // Until the service has begun to read it, the connection is one that may be closed.
    await get(own, "/healthz");
    const closing = own.close();
    socket.write("\r\n");
    let answer = "";
    for await (const piece of socket.setEncoding("utf8")) answer += piece;
    await closing;
    expect(answer).toMatch(/^HTTP\/1\.1 503 .*"\/docs#unavailable"/s);
    seen.add("get /readyz 503");
  });

  it("announces what really occurs: 304, 308, 404, 400, 414, 429, 503, and lines", async () => {
    const of = (address: string) => reads.find((operation) => operation.address === address)!;
    const meetings = of("/api/meetings");
    expect((await check(of("/api/entities/{id}"), "/api/entities/per:shoukri")).status).toBe(308);
    const lines = await check(meetings, "/api/meetings", { headers: { Accept: "application/x-ndjson" } });
    expect(lines.headers.get("content-type")).toBe("application/x-ndjson");

    const good: Record<string, string> = {
      "/api/search": "?q=x",
      "/api/ask": "?q=x",
      "/api/export": "?format=csv",
      "/api/paths": "?from=per:james-jeffrey&to=per:geir-pedersen",
      "/api/common": "?a=per:james-jeffrey&b=per:geir-pedersen",
      "/api/between": "?a=per:james-jeffrey&b=per:geir-pedersen",
    };
    const nobody: Record<string, string> = {
      "/api/common": "?a=per:nobody&b=per:nobody",
      "/api/between": "?a=per:nobody&b=per:nobody",
      "/api/timeline": "?entity=per:nobody",
      "/api/graph": "?center=per:nobody",
    };
    const hurried = await start({ rateLimit: { limit: 1, windowMs: 60_000 } });
    await get(hurried, "/api/meetings");
    for (const operation of reads) {
      const { address } = operation;
      const kind = address.split("/")[2];
      const id =
        kind === "meetings" ? facts.meetings[0]!.id : kind === "articles" ? facts.articles[0]!.id : IDS[0]!;
      const right = address.replace("{id}", encodeURIComponent(id)) + (good[address] ?? "");
      const answer = await check(operation, right);
      expect([address, answer.status]).toEqual([address, 200]);
      if (operation.responses[304] !== undefined)
        await check(operation, right, { headers: { "If-None-Match": answer.headers.get("etag") ?? "" } });
      if (operation.responses[404] !== undefined)
        await check(operation, address.replace("{id}", "per:nobody") + (nobody[address] ?? ""));
      if (operation.responses[308] !== undefined)
        await check(operation, address.replace("{id}", "per:shoukri"));
      await check(operation, `${right.split("?")[0]}?nonsense=1`);
      if (operation.responses[414] !== undefined)
        await check(operation, `${right.split("?")[0]}?${"x".repeat(9000)}`);
      if (operation.responses[429] !== undefined) await check(operation, right, { to: hurried });
    }
  });

  it("announces nothing that never occurs", () => {
    const never = operations.flatMap(({ method, address, responses }) =>
      Object.keys(responses)
        .filter((status) => status !== "default")
        .map((status) => `${method} ${address} ${status}`)
        .filter((answer) => !seen.has(answer)),
    );
    expect(never).toEqual([]);
  });
});
