import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fromJSON, GraphIndex, worldVocabulary } from "@liqa/graph";
import * as world from "@liqa/graph/world";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SavedAnswers } from "../src/saved/answers.ts";
import { initialState } from "../src/state.ts";
import { urls } from "../src/view.ts";
import { bench, hasBrowser } from "./browser.ts";
import { ARTICLES, type Running, runLiqa, startLiqa } from "./liqa.ts";
import { serve } from "./serve.ts";

let folder: string;
let file: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "liqa-saved-"));
  file = join(folder, "graph.json");
  await runLiqa("build", ARTICLES, "--out", file);
}, 180_000);

afterAll(async () => {
  await rm(folder, { recursive: true });
});

describe("a saved graph", () => {
  let liqa: Running;
  let saved: SavedAnswers;
  beforeAll(async () => {
    liqa = await startLiqa("--graph", file);
    const facts = fromJSON(await readFile(file, "utf8"));
    saved = new SavedAnswers(facts, GraphIndex.from(facts, { vocabulary: worldVocabulary(world) }));
  }, 180_000);
  afterAll(() => {
    liqa?.process.kill();
  });

  const pedersen = "per:geir-pedersen";
  const path = { ...initialState("ar").path, from: pedersen, to: "per:john-kerry", k: 3 };
  const ADDRESSES: Record<string, string> = {
    overview: urls.overview(),
    neighbourhood: urls.graph(pedersen),
    actor: urls.entity(pedersen),
    neighbours: urls.neighbours(pedersen),
    "meetings of an actor": urls.meetingsOf(pedersen),
    "meetings in a place": urls.meetingsAt("plc:geneva"),
    article: urls.article("2020-01-27-pedersen-moscow-damascus"),
    "question in Arabic": urls.ask("من التقى غير بيدرسون؟"),
    "question in English": urls.ask("Whom did Geir Pedersen meet in Moscow?"),
    "Arabic search": urls.search("بيدرسون"),
    "Latin search": urls.search("shoukri"),
    "search by office": urls.search("وزير الخارجية المصري"),
    paths: urls.paths({ ...initialState("ar"), path }),
    "paths in time and period": urls.paths({
      ...initialState("ar"),
      path: { ...path, inTime: true, attendance: 20 },
      period: { since: "2012-01-01", until: "2021-12-31", undated: true },
    }),
  };
  for (const [name, address] of Object.entries(ADDRESSES))
    it(`answers as the service does: ${name}`, async () => {
      const response = await fetch(liqa.url + address);
      expect(response.status).toBe(200);
      // What the page does not read may be missing; everything that is there must be the same.
      expect(await response.json()).toMatchObject(JSON.parse(JSON.stringify(saved.answer(address))));
    });

  it("says what is not in it", () => {
    expect(() => saved.answer(urls.entity("per:nobody"))).toThrow("per:nobody");
    expect(() => saved.answer(urls.meeting("mtg:constructor"))).toThrow("mtg:constructor");
  });
});

describe.skipIf(!hasBrowser)("the page on a host without the service", () => {
  const test = bench();
  const host = async (files: Record<string, string>) => {
    await test.served.close();
    test.served = await serve(new Map(Object.entries(files)));
  };

  it("opens the graph beside it, and everything works", async () => {
    await host({ "graph.json": await readFile(file, "utf8") });
    const page = await test.open("?lang=ar");
    await page.locator(".start-people .row").first().waitFor();
    await test.ready(page);
    await test.picture(page, "saved-start-ar");
    await page.fill("#search", "Pedersen");
    await page.locator("#search-list .option").first().click();
    await test.ready(page);
    expect(await page.locator(".panel h2").textContent()).toBe("غير بيدرسون");
    await page.locator(".panel [data-pair]").first().click();
    await test.ready(page);
    expect(await page.locator(".proof blockquote").count()).toBeGreaterThan(0);
    const asked = await test.open(`?lang=en&panel=ask&q=${encodeURIComponent("Who met Sameh Shoukry?")}`);
    await asked.locator(".answer-text").waitFor();
    expect(await asked.locator(".answer-text").textContent()).toContain("Sameh Shoukry");
  });

  it("opens a graph by its address, and keeps it in the link", async () => {
    await host({ "2020.json": await readFile(file, "utf8") });
    const page = await test.open("?lang=ar&graph=2020.json&of=per:geir-pedersen");
    expect(await page.locator(".file-chip").textContent()).toContain("2020.json");
    expect(await page.evaluate(() => window.liqa?.pixelOf("per:geir-pedersen"))).not.toBeNull();
    await page.locator("[data-focus=home]").click();
    expect(new URL(page.url()).searchParams.get("graph")).toBe("2020.json");
  });

  it("says what is missing, opens a file that the reader chooses, and names what is wrong in it", async () => {
    await host({});
    const page = await test.open("?lang=ar");
    await page.locator(".notice").waitFor();
    await test.picture(page, "no-service-ar");
    expect(await page.locator(".notice").textContent()).toContain("graph.json");
    const choose = async (content: string) => {
      const [chooser] = await Promise.all([
        page.waitForEvent("filechooser"),
        page.locator("[data-focus=open-file]").click(),
      ]);
      await chooser.setFiles({
        name: "mine.json",
        mimeType: "application/json",
        buffer: Buffer.from(content),
      });
      await test.ready(page);
    };
    await choose('{"liqa":1,"entities":[{}]}');
    await page.waitForFunction(() => document.querySelector(".notice")?.textContent?.includes("entities[0]"));
    await choose(await readFile(file, "utf8"));
    await page.locator(".start-people .row").first().waitFor();
    expect(await page.locator(".notice").count()).toBe(0);
    expect(await page.locator(".file-chip").textContent()).toContain("mine.json");
  });
});
