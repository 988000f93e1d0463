import { describe, expect, it } from "vitest";
import { get, start } from "./client.ts";

const service = await start();

/** As OpenRefine sends it: a form with one field of JSON. */
async function reconcile(queries: unknown): Promise<{ status: number; body: Record<string, never> }> {
  const response = await fetch(`${service.url}/reconcile`, {
    method: "POST",
    body: new URLSearchParams({ queries: typeof queries === "string" ? queries : JSON.stringify(queries) }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, never> };
}

describe("reconciliation", () => {
  it("introduces itself as the specification asks", async () => {
    const { body, headers } = await get(service, "/reconcile");
    expect(headers.get("access-control-allow-origin")).toBe("*");
    expect(body.versions).toContain("0.2");
    expect(body.name).toBeTypeOf("string");
    expect(() => new URL(body.identifierSpace)).not.toThrow();
    expect(() => new URL(body.schemaSpace)).not.toThrow();
    expect(body.view.url).toContain("{{id}}");
    for (const type of body.defaultTypes)
      expect(type).toEqual({ id: expect.any(String), name: expect.any(String) });
    expect(body.suggest.entity.service_url).toBe(service.url);
  });

  it("answers a batch, in any script, and matches only what is beyond doubt", async () => {
    const { body } = await reconcile({
      q0: { query: "سامح شكري", type: "person", limit: 3, type_strict: "should" },
      q1: { query: "Sameh Shoukri", properties: [{ pid: "x", v: "y" }] },
      q2: { query: "ززززز" },
      q3: { query: "مصر", type: ["country"] },
    });
    const [first] = (body as Record<string, { result: Record<string, unknown>[] }>).q0!.result;
    expect(first).toMatchObject({
      id: "per:sameh-shoukry",
      name: "سامح شكري",
      type: [{ id: "person", name: "Person" }],
      score: 100,
      match: true,
    });
    const results = (name: string) =>
      (body as Record<string, { result: { id: string; match: boolean }[] }>)[name]!.result;
    expect(results("q1")[0]).toMatchObject({ id: "per:sameh-shoukry", match: false });
    expect(results("q2")).toEqual([]);
    expect(results("q3")[0]!.id).toBe("cty:egypt");
  });

  it("takes batches by GET too, and suggests while somebody types", async () => {
    const byGet = await get(service, "/reconcile", {
      queries: JSON.stringify({ a: { query: "غسان سلامة" } }),
    });
    expect(byGet.body.a.result[0].id).toBe("per:ghassan-salame");
    const { body } = await get(service, "/reconcile/suggest/entity", { prefix: "جيف" });
    expect(body.result.map(({ id }: { id: string }) => id)).toContain("per:james-jeffrey");
  });

  it("refuses what is no batch", async () => {
    const many = Object.fromEntries(Array.from({ length: 101 }, (_, i) => [`q${i}`, { query: "x" }]));
    for (const bad of ["{", "[]", '"x"', { q0: {} }, { q0: { query: "" } }, many]) {
      expect((await reconcile(bad)).status).toBe(400);
    }
    expect((await reconcile('{"__proto__":{"query":"سامح شكري"}}')).status).toBeLessThan(500);
    const huge = await reconcile({ q0: { query: "x".repeat(300_000) } });
    expect(huge.status).toBe(413);
  });
});
