import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { at, get, start } from "./client.ts";
import { sampleFacts } from "./fixture.ts";

const root = mkdtempSync(join(tmpdir(), "liqa-viewer-"));
mkdirSync(join(root, "dist", "assets"), { recursive: true });
writeFileSync(join(root, "secret.txt"), "outside");
writeFileSync(join(root, "dist", "index.html"), "<!doctype html><title>viewer</title>");
writeFileSync(join(root, "dist", ".hidden"), "hidden");
writeFileSync(join(root, "dist", "assets", "app-1a2b.js"), "export {};");

const service = await start({ viewerDir: join(root, "dist") });

describe("problem documents", () => {
  it("name every wrong parameter, in the reader's language", async () => {
    const query = { from: "a", k: "0", maxHops: "x", nonsense: "1" };
    const { status, headers, body } = await get(service, "/api/paths", query);
    expect(status).toBe(400);
    expect(headers.get("content-type")).toBe("application/problem+json");
    expect(headers.get("content-language")).toBe("en");
    expect(body).toMatchObject({ type: "/docs#invalid-request", status: 400 });
    expect(body.errors.map((error: { parameter: string }) => error.parameter).sort()).toEqual([
      "k",
      "maxHops",
      "nonsense",
      "to",
    ]);
    const arabic = await get(service, "/api/paths", query, {
      "Accept-Language": "fr, ar-EG;q=0.8, en;q=0.3",
    });
    expect(arabic.headers.get("content-language")).toBe("ar");
    expect(arabic.body.title).toBe("الطلب غير صالح");
    expect(arabic.body.errors[0].detail).toMatch(/\p{Script=Arabic}/u);
  });

  it("refuse bad dates and foreign cursors without a stack", async () => {
    for (const query of [
      { since: "2019-13" },
      { since: "2020", until: "2019" },
      { cursor: "%%%" },
      { cursor: "[1]" },
      { limit: "100000" },
      { type: "party" },
      { maxAttendance: "-1" },
    ]) {
      const { status, text } = await get(service, "/api/meetings", query as never);
      expect([status, query]).toEqual([400, query]);
      expect(text).not.toMatch(/node_modules|\.ts:/);
    }
  });

  it("tell unknown things, unknown addresses and wrong methods apart", async () => {
    expect((await get(service, "/api/entities/per:nobody")).body.type).toBe("/docs#not-found");
    expect((await get(service, "/api/nothing")).status).toBe(404);
    const post = await fetch(`${service.url}/api/meetings`, { method: "POST", body: "{}" });
    expect(post.status).toBe(405);
    expect(post.headers.get("allow")).toBe("GET, HEAD, OPTIONS");
  });
});

describe("HTTP manners", () => {
  it("validates copies by ETag, per address and per state of the graph", async () => {
    const own = await start();
    const address = `/api/entities/${at("per:sameh-shoukry")}`;
    const first = await get(own, address);
    const etag = first.headers.get("etag")!;
    expect((await get(own, address, {}, { "If-None-Match": etag })).status).toBe(304);
    expect((await get(own, "/api/meetings", {}, { "If-None-Match": etag })).status).toBe(200);
    await own.publish(sampleFacts());
    expect((await get(own, address, {}, { "If-None-Match": etag })).status).toBe(304);
    const changed = sampleFacts();
    changed.entities.find(({ id }) => id === "per:sameh-shoukry")!.aliases.push("شكرى");
    await own.publish(changed);
    expect((await get(own, address, {}, { "If-None-Match": etag })).status).toBe(200);
  });

  it("answers from the new graph after a swap", async () => {
    const own = await start();
    expect((await get(own, "/api/articles/daily-2")).status).toBe(200);
    const facts = sampleFacts();
    facts.articles = facts.articles.filter((article) => article.id !== "daily-2");
    const before = (await get(own, "/readyz")).body;
    await own.publish(facts);
    expect((await get(own, "/api/articles/daily-2")).status).toBe(404);
    const after = (await get(own, "/readyz")).body;
    expect(after).toMatchObject({ status: "ready", articles: 5 });
    expect(after.version).not.toBe(before.version);
  });

  it("lets pages of other origins read, and only read", async () => {
    const { headers } = await get(service, "/api/graph");
    expect(headers.get("access-control-allow-origin")).toBe("*");
    const preflight = await fetch(`${service.url}/api/graph`, {
      method: "OPTIONS",
      headers: { Origin: "https://gephi.org", "Access-Control-Request-Method": "GET" },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get("access-control-allow-methods")).not.toContain("POST");
  });

  it("counts requests down, and refuses beyond the limit", async () => {
    const own = await start({ rateLimit: { limit: 2, windowMs: 60_000 } });
    const first = await get(own, "/api/meetings");
    expect(first.headers.get("ratelimit")).toMatch(/r=1/);
    expect(first.headers.get("ratelimit-policy")).toMatch(/q=2/);
    await get(own, "/api/meetings");
    const third = await get(own, "/api/meetings");
    expect(third.status).toBe(429);
    expect(Number(third.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(third.body.type).toBe("/docs#too-many-requests");
    expect((await get(own, "/healthz")).status).toBe(200);
  });

  it("writes lists one item a line on request, all of them unless a limit is given", async () => {
    const lines = { Accept: "application/x-ndjson" };
    const all = await get(service, "/api/meetings", { status: "all" }, lines);
    expect(all.headers.get("content-type")).toBe("application/x-ndjson");
    const rows = all.text
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(rows).toHaveLength(9);
    const page = await get(service, "/api/meetings", { status: "all", limit: 4 }, lines);
    expect(page.text.trimEnd().split("\n")).toHaveLength(4);
    const next = /<(.+)>; rel="next"/.exec(page.headers.get("link")!)![1]!;
    const more = await fetch(new URL(next, `${service.url}/api/meetings`), { headers: lines });
    expect(rows.slice(4, 8)).toEqual(
      (await more.text())
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line)),
    );
  });

  it("compresses, answers HEAD, and echoes request ids", async () => {
    const { headers } = await get(service, "/api/meetings", { status: "all" }, { "Accept-Encoding": "gzip" });
    expect(headers.get("content-encoding")).toBe("gzip");
    const head = await fetch(`${service.url}/api/meetings`, { method: "HEAD" });
    expect([head.status, await head.text()]).toEqual([200, ""]);
    const id = await get(service, "/api/meetings", {}, { "X-Request-Id": "trace-12345" });
    expect(id.headers.get("x-request-id")).toBe("trace-12345");
    const bad = await get(service, "/api/meetings", {}, { "X-Request-Id": "a b<c>" });
    expect(bad.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe("operation", () => {
  it("is alive, ready, measured and described", async () => {
    expect((await get(service, "/healthz")).body).toEqual({ status: "ok" });
    expect((await get(service, "/readyz")).body).toMatchObject({ status: "ready", meetings: 9 });
    await get(service, "/api/entities/per:nobody");
    const metrics = await get(service, "/metrics");
    expect(metrics.text).toContain("liqa_meetings 9");
    expect(metrics.text).toMatch(/route="\/api\/entities\/\{id\}",method="GET",status="404"/);
    expect((await get(service, "/openapi.json")).body.openapi).toBe("3.1.1");
  });

  it("documents itself without anything from elsewhere", async () => {
    const { text, headers } = await get(service, "/docs", {}, { "Accept-Language": "ar" });
    expect(text).toContain('<html lang="ar" dir="rtl">');
    expect(text).not.toMatch(/https?:\/\/|<script/);
    expect(headers.get("content-security-policy")).toMatch(/style-src 'sha256-/);
    for (const id of ["invalid-request", "too-many-requests"]) expect(text).toContain(`id="${id}"`);
  });

  it("finishes what it took before it stops, and takes no more", async () => {
    const own = await start();
    const lines = { Accept: "application/x-ndjson" };
    const running = await fetch(`${own.url}/api/meetings?status=all`, { headers: lines });
    const closing = own.close();
    expect((await running.text()).trimEnd().split("\n")).toHaveLength(9);
    await closing;
    await expect(fetch(`${own.url}/healthz`)).rejects.toThrow();
    await own.close();
  });
});

describe("the viewer's files", () => {
  const html = { Accept: "text/html,*/*;q=0.8" };

  it("are served, and addresses inside the page get the page", async () => {
    const page = await get(service, "/", {}, html);
    expect(page.text).toContain("<title>viewer</title>");
    const policy = page.headers.get("content-security-policy")!;
    expect(policy).toContain("worker-src 'self' blob:");
    expect(policy).not.toContain("unsafe");
    expect((await get(service, "/embed/somebody", {}, html)).text).toContain("viewer");
    const script = await get(service, "/assets/app-1a2b.js");
    expect(script.headers.get("content-type")).toMatch(/javascript/);
    expect(script.headers.get("cache-control")).toContain("immutable");
  });

  it("are all there is: a missing file is missing, and nothing outside the folder is near", async () => {
    expect((await get(service, "/assets/gone.js", {}, html)).status).toBe(404);
    expect((await get(service, "/api/gone", {}, html)).status).toBe(404);
    expect((await get(service, "/.hidden", {}, html)).text).not.toContain("hidden");
    for (const path of [
      "/%2e%2e/secret.txt",
      "/..%2fsecret.txt",
      "/assets/..%5c..%5c..%5csecret.txt",
      "/%00",
    ]) {
      const { status, text } = await get(service, path, {}, html);
      expect(text).not.toContain("outside");
      expect(status).toBeGreaterThanOrEqual(400);
    }
  });

  it("may be absent", async () => {
    const bare = await start({ viewerDir: join(root, "not-built") });
    const { status, headers } = await get(bare, "/", {}, html);
    expect([status, headers.get("location")]).toEqual([302, "/docs"]);
  });
});
