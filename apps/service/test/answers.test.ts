import { FORMAT_NAMES, FORMATS } from "@liqa/formats/catalogue";
import { describe, expect, it } from "vitest";
import { at, get, start } from "./client.ts";
import { sampleFacts } from "./fixture.ts";

const service = await start();
const facts = sampleFacts();
const SHOUKRY = "per:sameh-shoukry";

/** Every piece of evidence anywhere in an answer. */
function evidenceIn(value: unknown): { article: string; start: number; end: number; quote: string }[] {
  if (Array.isArray(value)) return value.flatMap(evidenceIn);
  if (typeof value !== "object" || value === null) return [];
  if ("quote" in value) return [value as never];
  return Object.values(value).flatMap(evidenceIn);
}

describe("search", () => {
  it("finds a person by an Arabic and by a Latin name", async () => {
    for (const q of ["سامح شكري", "Sameh Shoukry", "shoukri"]) {
      const { status, body } = await get(service, "/api/search", { q });
      expect(status).toBe(200);
      expect(body.items[0]).toMatchObject({ id: SHOUKRY, kind: "person", name: "سامح شكري" });
    }
  });

  it("finds only the kind that is asked for", async () => {
    const { body } = await get(service, "/api/search", { q: "مصر", kind: "country" });
    expect(body.items.map((item: { id: string }) => item.id)).toEqual(["cty:egypt"]);
    const people = await get(service, "/api/search", { q: "وزير الخارجية المصري", kind: "person" });
    expect(people.body.items.map((item: { kind: string }) => item.kind)).toEqual(["person"]);
  });

  it("says nothing where there is nothing", async () => {
    const { body } = await get(service, "/api/search", { q: "ززززز" });
    expect(body).toEqual({ items: [], nextCursor: null });
  });
});

describe("entities", () => {
  it("describes an actor with counts, offices and relations", async () => {
    const { body } = await get(service, `/api/entities/${at(SHOUKRY)}`);
    expect(body).toMatchObject({
      id: SHOUKRY,
      kind: "person",
      names: { ar: "سامح شكري", en: "Sameh Shoukry" },
      counts: { contacts: 3, articles: 3 },
    });
    expect(body.roles[0]).toMatchObject({ title: "وزير الخارجية المصري", represents: "cty:egypt" });
    expect(body.relations[0]).toMatchObject({
      type: "member_of",
      direction: "out",
      entity: { id: "cty:egypt" },
    });
    expect(body.articles).toEqual(["cairo/2019-03-04", "daily-1", "summit-1"]);
  });

  it("moves retired ids permanently to their heir, with the query", async () => {
    const moved = await get(service, "/api/entities/per:shoukri/neighbours", { limit: 1 });
    expect(moved.status).toBe(308);
    expect(moved.headers.get("location")).toBe(`/api/entities/${at(SHOUKRY)}/neighbours?limit=1`);
    expect((await get(service, "/api/entities/per:shoukri")).headers.get("location")).toBe(
      `/api/entities/${at(SHOUKRY)}`,
    );
    expect((await get(service, "/api/meetings/mtg:2019-03-04-bilateral-zz")).status).toBe(308);
  });

  it("knows Arabic and hostile ids", async () => {
    for (const id of ["per:عادل-الجبير", "per:__proto__", "per:constructor"]) {
      expect((await get(service, `/api/entities/${at(id)}`)).body).toMatchObject({ id });
    }
    for (const id of ["__proto__", "constructor", "per:toString", "hasOwnProperty"]) {
      expect((await get(service, `/api/entities/${at(id)}`)).status).toBe(404);
    }
  });
});

describe("neighbours", () => {
  it("lists who met whom, how often and by how many sources", async () => {
    const { body } = await get(service, `/api/entities/${at(SHOUKRY)}/neighbours`);
    const byId = new Map(body.items.map((item: { entity: { id: string } }) => [item.entity.id, item]));
    expect([...byId.keys()].sort()).toEqual(["per:ayman-safadi", "per:ghassan-salame", "per:james-jeffrey"]);
    expect(byId.get("per:james-jeffrey")).toEqual({
      entity: { id: "per:james-jeffrey", kind: "person", name: "جيمس جيفري" },
      count: 1,
      first: "2019-03-04",
      last: "2019-03-04",
      sources: 2,
      meetings: ["mtg:2019-03-04-bilateral-a1"],
    });
    // The summit and the meeting on its sidelines count once.
    expect(byId.get("per:ghassan-salame")).toMatchObject({ count: 1 });
  });

  it("filters, and pages through everything exactly once", async () => {
    const address = `/api/entities/${at(SHOUKRY)}/neighbours`;
    const year = await get(service, address, { since: "2020", until: "2020" });
    expect(year.body.items).toHaveLength(2);
    expect((await get(service, address, { maxAttendance: 2 })).body.items).toHaveLength(2);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await get(service, address, { limit: 1, ...(cursor === null ? {} : { cursor }) });
      expect(page.body.items).toHaveLength(1);
      seen.push(page.body.items[0].entity.id);
      cursor = page.body.nextCursor;
    } while (cursor !== null);
    expect(seen.sort()).toEqual(["per:ayman-safadi", "per:ghassan-salame", "per:james-jeffrey"]);
  });

  it("leaves out who only sent a deputy, and what was only planned", async () => {
    expect((await get(service, `/api/entities/${at("per:walid-muallem")}/neighbours`)).body.items).toEqual(
      [],
    );
    const denied = await get(service, `/api/entities/${at("per:walid-muallem")}/neighbours`, {
      status: "all",
    });
    expect(denied.body.items).toHaveLength(1);
  });
});

describe("meetings", () => {
  it("tells everything of one meeting", async () => {
    const { body } = await get(service, `/api/meetings/${at("mtg:2019-03-04-bilateral-a1")}`);
    expect(body).toMatchObject({
      id: "mtg:2019-03-04-bilateral-a1",
      type: "bilateral",
      status: "held",
      date: { edtf: "2019-03-04" },
      place: { id: "plc:cairo", name: "القاهرة" },
      sources: ["صحيفة الأفق", "وكالة النيل"],
      articles: ["cairo/2019-03-04", "daily-1"],
      parent: null,
    });
    expect(body.participants.map((who: { id: string; function: string }) => [who.id, who.function])).toEqual([
      ["per:james-jeffrey", "guest"],
      [SHOUKRY, "host"],
    ]);
    expect(body.statusHistory).toHaveLength(2);
    expect(body.accounts).toHaveLength(2);
  });

  it("filters by period, place, type and participants", async () => {
    const ids = async (query: Record<string, string>) =>
      (await get(service, "/api/meetings", query)).body.items.map((item: { id: string }) => item.id);
    expect(await ids({ place: "plc:geneva" })).toEqual(["mtg:2019-04-11-bilateral-c3"]);
    expect(await ids({ type: "summit,visit", order: "asc" })).toEqual([
      "mtg:2018-visit-g7",
      "mtg:2020-01-19-summit-e5",
    ]);
    expect(await ids({ status: "planned" })).toEqual(["mtg:2019-03-bilateral-b2"]);
    expect(await ids({ since: "2018-05", until: "2018-06" })).toEqual(["mtg:2018-visit-g7"]);
    expect(await ids({ since: "2018", until: "2018", undated: "true" })).toContain(
      "mtg:undated-multilateral-h8",
    );
    expect(await ids({ participant: `${SHOUKRY},per:james-jeffrey` })).toEqual([
      "mtg:2019-03-04-bilateral-a1",
    ]);
  });

  it("counts by period", async () => {
    const { body } = await get(service, "/api/timeline", { entity: SHOUKRY });
    expect(body.items.map((bin: { period: string }) => bin.period)).toEqual(["2019", "2020"]);
  });
});

describe("paths and common contacts", () => {
  it("finds the way from one actor to another with evidence for each hop", async () => {
    const { body } = await get(service, "/api/paths", { from: "per:james-jeffrey", to: "per:geir-pedersen" });
    const [path] = body.items;
    expect(path.nodes[0]).toBe("per:james-jeffrey");
    expect(path.nodes.at(-1)).toBe("per:geir-pedersen");
    expect(path.nodes).toHaveLength(2 * path.hops.length + 1);
    for (const hop of path.hops) expect(hop.evidence.length).toBeGreaterThan(0);
    expect(path.sentence.ar).toContain("جيمس جيفري");
    expect(path.sentence.en).not.toBe("");
    expect(body.budget.exhausted).toBe(false);
    expect(body.nextCursor).toBeNull();
  });

  it("says plainly why there is none", async () => {
    const none = await get(service, "/api/paths", { from: SHOUKRY, to: "per:constructor" });
    expect(none.body).toMatchObject({ items: [], reason: "no_path" });
    const unknown = await get(service, "/api/paths", { from: SHOUKRY, to: "per:nobody" });
    expect(unknown.body).toMatchObject({ items: [], reason: "unknown_entity" });
  });

  it("follows retired ids in the query", async () => {
    const { body } = await get(service, "/api/paths", { from: "per:shoukri", to: "per:james-jeffrey" });
    expect(body.items[0].nodes).toEqual([SHOUKRY, "mtg:2019-03-04-bilateral-a1", "per:james-jeffrey"]);
  });

  it("tells what two actors share", async () => {
    const { body } = await get(service, "/api/common", { a: SHOUKRY, b: "per:james-jeffrey" });
    expect(body.items.map((item: { id: string }) => item.id)).toEqual(["mtg:2019-03-04-bilateral-a1"]);
    expect(body.contacts).toEqual([{ id: "per:ghassan-salame", kind: "person", name: "غسان سلامة" }]);
    expect((await get(service, "/api/common", { a: SHOUKRY, b: "per:nobody" })).status).toBe(404);
  });
});

describe("articles and evidence", () => {
  it("gives an article with the passages that prove something", async () => {
    const { body } = await get(service, `/api/articles/${at("cairo/2019-03-04")}`);
    const text = facts.articles.find((article) => article.id === "cairo/2019-03-04")!.text;
    expect(body.text).toBe(text);
    const types = new Set(body.spans.map((span: { type: string }) => span.type));
    expect([...types].sort()).toEqual(["meeting", "mention", "participant", "relation", "role", "topic"]);
    const starts = body.spans.map((span: { start: number }) => span.start);
    expect(starts).toEqual([...starts].sort((a: number, b: number) => a - b));
    expect((await get(service, `/api/articles/${at("art:daily-1")}`)).body.id).toBe("daily-1");
  });

  it("quotes every article exactly, in every answer", async () => {
    const texts = new Map(facts.articles.map((article) => [article.id, article.text]));
    const answers = await Promise.all([
      get(service, "/api/meetings", { status: "all", limit: 200 }),
      get(service, `/api/entities/${at(SHOUKRY)}`),
      get(service, "/api/paths", { from: SHOUKRY, to: "per:geir-pedersen", k: 5 }),
      get(service, "/api/graph", { status: "all" }),
    ]);
    const evidence = answers.flatMap(({ body }) => evidenceIn(body));
    expect(evidence.length).toBeGreaterThan(40);
    for (const { article, start, end, quote } of evidence) {
      expect(texts.get(article)!.slice(start, end)).toBe(quote);
    }
  });

  it("leaves markup in articles as text", async () => {
    const { text, headers } = await get(service, "/api/articles/hostile-1");
    expect(headers.get("content-type")).toBe("application/json");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(JSON.parse(text).text).toContain("<script>alert(1)</script>");
  });
});

describe("graph", () => {
  it("draws what is around an actor", async () => {
    const { body } = await get(service, "/api/graph", { center: "per:geir-pedersen", depth: 1 });
    const keys = body.nodes.map((node: { key: string }) => node.key);
    expect(keys).toContain("mtg:2019-04-11-bilateral-c3");
    expect(keys).toContain("per:ayman-safadi");
    expect(keys).not.toContain(SHOUKRY);
    const ends = body.edges.flatMap((edge: { source: string; target: string }) => [edge.source, edge.target]);
    for (const end of ends) expect(keys).toContain(end);
  });

  it("keeps to the size asked for, and says that there is more", async () => {
    const { body } = await get(service, "/api/graph", { limit: 4 });
    expect(body.nodes.length).toBeLessThanOrEqual(5);
    expect(body.attributes.truncated).toBe(true);
  });
});

describe("export", () => {
  it("gives the whole graph as a file that others may open by its address", async () => {
    const { headers, body } = await get(service, "/api/export", { format: "json" });
    expect(headers.get("content-disposition")).toBe('attachment; filename="liqa.json"');
    expect(headers.get("access-control-allow-origin")).toBe("*");
    expect(body.nodes).toHaveLength(facts.entities.length + facts.meetings.length + facts.articles.length);
    for (const edge of body.edges) expect(edge.attributes.evidence.length).toBeGreaterThan(0);
  });

  it("speaks every format that the formats package knows, compressed on the way", async () => {
    for (const format of FORMAT_NAMES) {
      const { mediaType, filename } = FORMATS[format];
      const type = mediaType.startsWith("text/") ? `${mediaType}; charset=utf-8` : mediaType;
      const { status, headers, text } = await get(service, "/api/export", { format });
      expect([status, headers.get("content-type")], format).toEqual([200, type]);
      expect(headers.get("content-disposition")).toBe(`attachment; filename="${filename}"`);
      if (mediaType === "application/zip") expect(text.startsWith("PK"), format).toBe(true);
      else {
        expect(headers.get("content-encoding"), format).toBe("gzip");
        expect(text, format).toMatch(/سامح شكري|\u0633\u0627\u0645\u062d/u);
      }
    }
  });

  it("gives only what passes the filters", async () => {
    const { body } = await get(service, "/api/export", { format: "json", type: "summit" });
    const meetings = body.nodes.filter((node: { key: string }) => node.key.startsWith("mtg:"));
    expect(meetings.map((node: { key: string }) => node.key)).toEqual(["mtg:2020-01-19-summit-e5"]);
    expect((await get(service, "/api/export", { format: "exe" })).status).toBe(400);
  });
});
