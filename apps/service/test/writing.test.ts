import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { openStore } from "@liqa/store";
import { afterAll, describe, expect, it } from "vitest";
import { addKey, KeyRing, readKeys, revokeKey, rotateKey, type Scope } from "../src/keys.ts";
import { at, get, start } from "./client.ts";

const folder = mkdtempSync(join(tmpdir(), "liqa-writing-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const store = join(folder, "news.db");
const keys = join(folder, "keys.json");
const service = await start({ store, keys });
let secret = "";

// biome-ignore lint/suspicious/noExplicitAny: answers of several shapes
type Body = any;

async function send(method: string, path: string, body?: unknown, more: Record<string, string> = {}) {
  const response = await fetch(service.url + path, {
    method,
    headers: {
      ...(secret === "" ? {} : { Authorization: `Bearer ${secret}` }),
      ...(body === undefined ? {} : { "Content-Type": "application/json" }),
      ...more,
    },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: (text === "" ? null : JSON.parse(text)) as Body,
  };
}

/** Waits until the answers come from this revision of the store or a later one. */
async function visible(revision: number) {
  for (;;) {
    const { body } = await get(service, "/readyz");
    if (body.revision >= revision) return;
    await sleep(20);
  }
}

const meeting = (one: string, other: string, place: string) =>
  `${one} يلتقي ${other}\nالتقى وزير الخارجية المصري ${one} المبعوث الأمريكي ${other} في ${place} يوم 4 مارس 2019.`;
const ARTICLE = {
  id: "cairo/2019-03-04",
  text: meeting("سامح شكري", "جيمس جيفري", "القاهرة"),
  publishedAt: "2019-03-05",
  source: "وكالة",
};

describe("writing", () => {
  it("is off until there is a key", async () => {
    for (const [method, path] of [
      ["POST", "/api/articles"],
      ["POST", "/api/judgements"],
      ["DELETE", "/api/articles/x"],
    ] as const) {
      const { status, body } = await send(method, path, method === "POST" ? {} : undefined);
      expect([status, body.type]).toEqual([403, "/docs#forbidden"]);
      expect(body.detail).toContain("liqa keys add");
    }
  });

  it("needs a living key of the right scope, and says no in one way to all others", async () => {
    const full = addKey(keys, "newsroom");
    secret = full.secret;
    const judge = addKey(keys, "reviewer", ["judgements"]);
    const past = addKey(keys, "past", ["articles"], new Date(Date.now() - 1000));
    for (const wrong of [
      "",
      "Bearer",
      "Basic x",
      `Bearer ${full.secret.slice(0, -1)}`,
      `Bearer ${full.secret}x`,
      `Bearer liqa_${full.id}_${"A".repeat(43)}`,
      `Bearer ${past.secret}`,
      `Bearer ${full.hash}`,
      "Bearer __proto__",
    ]) {
      const { status, headers, body } = await send("POST", "/api/articles", ARTICLE, {
        Authorization: wrong,
      });
      expect([wrong, status]).toEqual([wrong, 401]);
      expect(headers.get("www-authenticate")).toMatch(/^Bearer/);
      expect(body.detail).toBeUndefined();
    }
    const scope = await send("POST", "/api/articles", ARTICLE, { Authorization: `Bearer ${judge.secret}` });
    expect(scope.status).toBe(403);
    expect((await get(service, "/readyz")).body.articles).toBe(0);
  });

  it("reads an article, and every kind of answer soon tells of it", async () => {
    const { status, headers, body } = await send("POST", "/api/articles", ARTICLE);
    expect(status).toBe(201);
    expect(headers.get("location")).toBe(`/api/articles/${at(ARTICLE.id)}`);
    expect(body).toMatchObject({ id: ARTICLE.id, outcome: "added", meetings: 1 });
    await visible(body.revision);
    const read = await get(service, headers.get("location")!);
    expect(read.body).toMatchObject({ text: ARTICLE.text, source: "وكالة" });
    const { items } = (await get(service, `/api/entities/${at("per:sameh-shoukry")}/neighbours`)).body;
    expect(items.map((row: Body) => row.entity.name)).toContain("جيمس جيفري");
    const answer = (await get(service, "/api/ask", { q: "من التقى سامح شكري؟" })).body;
    expect(answer.evidence[0].article).toBe(ARTICLE.id);
    const again = await send("POST", "/api/articles", ARTICLE);
    expect([again.status, again.body.outcome]).toEqual([200, "unchanged"]);
  });

  it("replaces an article of the same id, and forgets what rested on the former text", async () => {
    const text = meeting("سامح شكري", "جيمس جيفري", "موسكو");
    const { status, body } = await send("POST", "/api/articles", { ...ARTICLE, text });
    expect([status, body.outcome]).toEqual([200, "updated"]);
    await visible(body.revision);
    const { items } = (await get(service, "/api/meetings")).body;
    expect(items.map(({ place }: Body) => place?.name)).toEqual(["موسكو"]);
  });

  it("removes an article with all that rested on it", async () => {
    const extra = { text: meeting("أيمن الصفدي", "غير بيدرسون", "جنيف"), publishedAt: "2019-03-05" };
    const put = await send("POST", "/api/articles", extra);
    expect(put.body.id).toMatch(/^post:/);
    await visible(put.body.revision);
    const before = (await get(service, "/readyz")).body;
    const gone = await send("DELETE", `/api/articles/${at(put.body.id)}`);
    expect([gone.status, gone.body]).toEqual([204, null]);
    expect((await send("DELETE", `/api/articles/${at(put.body.id)}`)).status).toBe(404);
    await visible(put.body.revision + 1);
    const after = (await get(service, "/readyz")).body;
    expect(after.articles).toBe(before.articles - 1);
    expect((await get(service, put.headers.get("location")!)).status).toBe(404);
  });

  it("takes judgements in the name of the key, and redirects from what they retire", async () => {
    const one = await send("POST", "/api/articles", {
      id: "j1",
      text: meeting("سامح شكري", "نبيل العبادي", "القاهرة").replace("الأمريكي", "الأردني"),
    });
    const two = await send("POST", "/api/articles", {
      id: "j2",
      text: meeting("سامح شكري", "فارس الحديدي", "القاهرة").replace("الأمريكي", "الأردني"),
    });
    await visible(Math.max(one.body.revision, two.body.revision));
    const [left, right] = await Promise.all(
      ["نبيل العبادي", "فارس الحديدي"].map(
        async (q) => (await get(service, "/api/search", { q })).body.items[0].id,
      ),
    );
    expect(left).not.toBe(right);
    const { status, body } = await send("POST", "/api/judgements", { left, right, verdict: "same" });
    expect(status).toBe(201);
    expect(body).toMatchObject({ left, right, verdict: "same", who: "newsroom" });
    await visible(body.revision);
    const answers = await Promise.all([left, right].map((id) => get(service, `/api/entities/${at(id)}`)));
    const statuses = answers.map((answer) => answer.status).sort();
    expect(statuses).toEqual([200, 308]);
    for (const wrong of [
      { left, right: left, verdict: "same" },
      { left, right, verdict: "maybe" },
      { left, right },
      { left, right, verdict: "same", reasons: ["a\tb"] },
    ]) {
      expect((await send("POST", "/api/judgements", wrong)).status).toBe(400);
    }
    expect(
      (await send("POST", "/api/judgements", { left: "per:nobody", right, verdict: "same" })).status,
    ).toBe(404);
  });

  it("names what is wrong with an article, and keeps nothing of it", async () => {
    const before = (await get(service, "/readyz")).body.articles;
    const wrong: [Body, string][] = [
      [{ text: "" }, "text"],
      [{ text: "123" }, "text"],
      [{ text: "نص\u0000" }, "text"],
      [{ text: "نص\uD800" }, "text"],
      [{ text: "ا".repeat(200_001) }, "text"],
      [{}, "text"],
      [{ text: 5 }, "text"],
      [{ text: "نص", id: "a\nb" }, "id"],
      [{ text: "نص", id: "" }, "id"],
      [{ text: "نص", publishedAt: "yesterday" }, "publishedAt"],
      [{ text: "نص", publishedAt: "2019-02-30" }, "publishedAt"],
      [{ text: "نص", url: "javascript:alert(1)" }, "url"],
      [{ text: "نص", url: "file:///etc/passwd" }, "url"],
      [{ text: "نص", language: "not a tag" }, "language"],
      [{ text: "نص", nonsense: 1 }, "nonsense"],
      ['{"text":"نص","__proto__":{"x":1}}', "__proto__"],
      ["[]", "?"],
      ["[1]", "?"],
    ];
    for (const [body, parameter] of wrong) {
      const answer = await send("POST", "/api/articles", body);
      expect([parameter, answer.status]).toEqual([parameter, 400]);
      expect(answer.body.errors.map((error: Body) => error.parameter)).toContain(parameter);
    }
    for (const [body, type, status] of [
      ["{", "application/json", 400],
      ["text=x", "application/x-www-form-urlencoded", 415],
      ["{}", "text/plain", 415],
      ["", "application/json", 400],
      [JSON.stringify({ text: "ا".repeat(700_000) }), "application/json", 413],
    ] as const) {
      expect((await send("POST", "/api/articles", body, { "Content-Type": type })).status).toBe(status);
    }
    expect((await get(service, "/readyz")).body.articles).toBe(before);
  });

  it("fetches no address that an article names", async () => {
    let asked = 0;
    const trap = createServer((_request, response) => {
      asked += 1;
      response.end();
    });
    await new Promise<void>((resolve) => trap.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(trap.address() as AddressInfo).port}/x`;
    const text = `${meeting("سامح شكري", "جيمس جيفري", "القاهرة")}\n${url} <img src="${url}">`;
    const { status, body } = await send("POST", "/api/articles", { id: "trap", text, url });
    expect(status).toBe(201);
    await visible(body.revision);
    expect((await get(service, "/api/articles/trap")).body.url).toBe(url);
    trap.close();
    expect(asked).toBe(0);
  });

  it("keeps every write that it answers for, while many come at once", async () => {
    const texts = Array.from({ length: 60 }, (_, i) => ({ id: `many-${i}`, text: `${ARTICLE.text} ${i}` }));
    const answers = await Promise.all(texts.map((article) => send("POST", "/api/articles", article)));
    for (const { status } of answers) expect(status).toBe(201);
    await visible(Math.max(...answers.map(({ body }) => body.revision)));
    for (const { id } of texts) expect((await get(service, `/api/articles/${id}`)).status).toBe(200);
  });

  it("lets go of an article that takes forever to read, and keeps those that came with it", async () => {
    // A hundred thousand initials of one name.
    const endless = send("POST", "/api/articles", { id: "endless", text: "ا.".repeat(100_000) });
    const others = ["before", "after"].map((id) => send("POST", "/api/articles", { ...ARTICLE, id }));
    const { status, body } = await endless;
    for (const other of await Promise.all(others)) expect(other.status).toBe(201);
    // Should it be read one day, it is one article more.
    if (status !== 201) {
      expect(status).toBe(400);
      expect(body.detail).toContain("reasonable time");
    }
  });

  it("follows what other programs write into the store", async () => {
    const other = await openStore(store);
    expect(await other.deleteArticle("many-0")).toBe(true);
    const revision = await other.revision();
    await other.close();
    await visible(revision);
    expect((await get(service, "/api/articles/many-0")).status).toBe(404);
  });

  it("loses nothing that it has acknowledged when it is stopped in the middle", async () => {
    const place = join(folder, "stopped.db");
    const own = await start({ store: place, keys });
    const kept: string[] = [];
    let refused = 0;
    const writers = Array.from({ length: 8 }, async (_, w) => {
      for (let i = 0; ; i++) {
        const id = `w${w}-${i}`;
        const answer = await fetch(`${own.url}/api/articles`, {
          method: "POST",
          headers: { Authorization: `Bearer ${secret}`, "Content-Type": "application/json" },
          body: JSON.stringify({ id, text: `${ARTICLE.text} ${id}` }),
        }).catch(() => undefined);
        // No connection any more: the service has stopped taking.
        if (answer === undefined) return;
        if (answer.status === 201) kept.push(id);
        else refused += 1;
      }
    });
    while (kept.length < 20) await sleep(10);
    await own.close();
    await Promise.all(writers);
    expect(refused).toBe(0);
    const after = await openStore(place);
    for (const id of kept) expect(await after.article(id), id).toBeDefined();
    await after.close();
  });
});

describe("API keys", () => {
  const path = join(folder, "ring.json");

  it("stand in their file as hashes only, readable by nobody else", () => {
    const key = addKey(path, "a", ["articles"]);
    expect(readFileSync(path, "utf8")).not.toContain(key.secret.split("_")[2]);
    expect(statSync(path).mode & 0o077).toBe(0);
    expect(new KeyRing(path).find(key.secret)).toMatchObject({ name: "a", scopes: ["articles"] });
  });

  it("are rotated with a time to change over, and revoked at once, under the eyes of a running service", () => {
    const ring = new KeyRing(path);
    const old = addKey(path, "b");
    const next = rotateKey(path, "b", 60_000);
    expect(next.scopes).toEqual<Scope[]>(["articles", "judgements"]);
    expect(ring.find(old.secret)?.id).toBe(old.id);
    expect(ring.find(next.secret)?.id).toBe(next.id);
    const last = rotateKey(path, next.id, 0);
    expect(ring.find(next.secret)).toBeUndefined();
    expect(ring.find(last.secret)?.id).toBe(last.id);
    revokeKey(path, last.id);
    expect(ring.find(last.secret)).toBeUndefined();
    expect(() => revokeKey(path, "nobody")).toThrow(/no key in/);
    for (const { name } of readKeys(path).filter(({ name }) => name !== "a")) revokeKey(path, name);
    revokeKey(path, "a");
    expect(ring.open).toBe(false);
  });
});
